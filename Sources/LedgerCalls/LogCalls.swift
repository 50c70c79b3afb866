import LedgerColumns
import LedgerMemory
import LedgerModel

/// One call that a log record tells of, as joining looks at it.
struct LogCall {
  var candidate: Int
  var role: LogCallRole
  var isNative: Bool
  /// When the record was written, which is when the call ended; 0 unknown.
  var time: UInt64
  var scope: UInt32
  var event: UInt32
  var trace: TraceID
  var spanID: UInt64
  var session: UInt64
  var turn: UInt64
  var requestID: UInt64
  var responseID: UInt64
  var attempt: Int64?
  var identity: UInt64
  var operationClass: UInt8
  var dialect: UInt8
  var requestModel: UInt32
  var responseModel: UInt32
  var input: Int64?
  var output: Int64?
  var knownCount: Int
  var isFailed: Bool

  var hasTrace: Bool { !trace.isAbsent }
  /// Whether counts are known; zeros stand for counts that were not seen.
  var hasCounts: Bool { (input ?? 0) != 0 || (output ?? 0) != 0 }
  var model: UInt32 { responseModel != 0 ? responseModel : requestModel }

  /// Whether two records have a model's name in common: some name what was asked for, some what answered.
  func sharesModel(with other: LogCall) -> Bool {
    func agree(_ left: UInt32, _ right: UInt32) -> Bool { left != 0 && left == right }
    return agree(requestModel, other.requestModel) || agree(responseModel, other.responseModel)
      || agree(requestModel, other.responseModel) || agree(responseModel, other.requestModel)
  }

  /// In the order of time; what happened at once is in the order in which it must have been.
  static func precedes(_ left: LogCall, _ right: LogCall) -> Bool {
    if left.time != right.time { return left.time < right.time }
    if left.role.order != right.role.order { return left.role.order < right.role.order }
    if left.attempt != right.attempt { return (left.attempt ?? 0) < (right.attempt ?? 0) }
    if left.identity != right.identity { return left.identity < right.identity }
    return left.scope < right.scope
  }

  /// Whether a record knows more of its call than another one.
  static func knowsMore(_ left: LogCall, than right: LogCall) -> Bool {
    let isCall = (left.role == .call, right.role == .call)
    if isCall.0 != isCall.1 { return isCall.0 }
    if left.knownCount != right.knownCount { return left.knownCount > right.knownCount }
    if left.isNative != right.isNative { return left.isNative }
    return precedes(left, right)
  }
}

extension LogCallRole {
  fileprivate var order: Int {
    switch self {
    case .failure, .perhapsFailure: 0
    case .gaveUp: 1
    case .answered: 2
    case .call: 3
    }
  }

  /// Whether it is an attempt that failed.
  var isFailure: Bool { self == .failure || self == .perhapsFailure }
}

/// Reads the calls of log records out of the store.
struct LogCallReader: Sendable {
  private let store: Store
  /// The number of the first candidate that a log record tells of.
  let firstCandidate: Int

  init(_ store: Store) {
    self.store = store
    firstCandidate = store.spanCallSegmentCount << CandidateLayout.rowBits
  }

  /// How many numbers there are, the unused ones of segments included.
  var room: Int { store.logCalls.count << CandidateLayout.rowBits }

  /// Calls `body` with each candidate.
  func forEach(_ body: (LogCall) -> Void) {
    for (number, segment) in store.logCalls.enumerated() {
      for row in 0..<segment.count { body(self[firstCandidate + number << CandidateLayout.rowBits | row]) }
    }
  }

  subscript(candidate: Int) -> LogCall {
    let (calls, row) = store.locate(call: UInt32(candidate))
    let logs = store.logCalls[(candidate - firstCandidate) >> CandidateLayout.rowBits]
    let (spans, spanRow) = store.locate(span: calls.span[row])
    return LogCall(
      candidate: candidate, role: logs.role(row), isNative: logs.isNative(row), time: spans.end(spanRow) ?? 0,
      scope: spans.scope[spanRow], event: spans.name[spanRow], trace: spans.traceID(spanRow),
      spanID: spans.spanID[spanRow], session: calls.session[row],
      turn: logs.turn[row], requestID: logs.requestID[row], responseID: calls.responseID[row],
      attempt: logs.attempt[row], identity: logs.identity[row], operationClass: spans.operationClass[spanRow],
      dialect: calls.dialect[row], requestModel: calls.requestModel[row], responseModel: calls.responseModel[row],
      input: calls.inputTokens[row],
      output: calls.outputTokens[row], knownCount: calls.usage(row).knownCount, isFailed: calls.errorType[row] != 0)
  }
}

/// Which services emit: records of one process may come under several resources, since a collector reads its lines and
/// the process exports its spans.
struct ServicePlaces: Sendable {
  /// By scope: the same number for the same service name; resources without one are apart.
  private let placeOfScope: [UInt64]
  private let instanceOfScope: [String?]

  init(_ store: Store) {
    var numbers: [String: UInt64] = [:]
    let places = store.resources.enumerated().map { row, resource -> UInt64 in
      guard let name = resource.serviceName else { return 1 << 40 | UInt64(row) }
      let number = numbers[name] ?? UInt64(numbers.count)
      numbers[name] = number
      return number
    }
    placeOfScope = store.scopes.map { places[Int($0.resource)] }
    instanceOfScope = store.scopes.map { store.resources[Int($0.resource)].serviceInstance }
  }

  func place(ofScope scope: UInt32) -> UInt64 { placeOfScope[Int(scope)] }

  /// Whether two scopes may belong to one process: the same service, and no two instances.
  func mayShareProcess(_ left: UInt32, _ right: UInt32) -> Bool {
    guard placeOfScope[Int(left)] == placeOfScope[Int(right)] else { return false }
    guard let first = instanceOfScope[Int(left)], let second = instanceOfScope[Int(right)] else { return true }
    return first == second
  }
}
