import LedgerModel

/// Finds calls that several log records tell of: two events about one request, or an event and a line of the application.
enum LogTwins {
  /// Two records of one call are written together.
  private static let reachNanos: UInt64 = 5_000_000_000
  /// How many of the following records are looked at: a stretch of equal records is no reason to compare all with all.
  private static let mostLooks = 64

  private struct RequestKey: Hashable {
    var service: UInt64
    var id: UInt64
  }

  private struct CountsKey: Hashable {
    var service: UInt64
    var operationClass: UInt8
    /// The output; the input where no output is known.
    var count: Int64
    var isOutput: Bool
  }

  /// Pairs of a record that counts and another one of the same call.
  static func find(among calls: [LogCall], _ places: ServicePlaces) -> [(counted: Int, other: Int)] {
    var pairs: [(counted: Int, other: Int)] = []
    var isOut: Set<Int> = []
    var byRequest: [RequestKey: [Int]] = [:]
    for (place, call) in calls.enumerated() {
      let id = call.responseID != 0 ? call.responseID : call.requestID
      if id != 0 {
        byRequest[RequestKey(service: places.place(ofScope: call.scope), id: id), default: []].append(place)
      }
    }
    for members in byRequest.values where members.count > 1 && !isReused(members.map { calls[$0] }) {
      let ordered = members.map { calls[$0] }.sorted { LogCall.knowsMore($0, than: $1) }
      for other in ordered.dropFirst() {
        pairs.append((ordered[0].candidate, other.candidate))
        isOut.insert(other.candidate)
      }
    }
    var byCounts: [CountsKey: [Int]] = [:]
    for (place, call) in calls.enumerated()
    where call.role == .call && !isOut.contains(call.candidate) {
      guard let count = call.output ?? call.input else { continue }
      let key = CountsKey(
        service: places.place(ofScope: call.scope), operationClass: call.operationClass, count: count,
        isOutput: call.output != nil)
      byCounts[key, default: []].append(place)
    }
    for members in byCounts.values where members.count > 1 {
      pairs += twins(members.map { calls[$0] }.sorted(by: LogCall.precedes), places)
    }
    return pairs
  }

  /// Whether an id is given to several calls: one kind of record tells of two inputs under it. See
  /// ``CallSettler/mergeResponses(_:count:)``.
  private static func isReused(_ calls: [LogCall]) -> Bool {
    struct Kind: Hashable {
      var scope: UInt32
      var event: UInt32
      var isNative: Bool
    }
    var inputs: [Kind: Int64] = [:]
    for call in calls where call.role == .call && call.hasCounts {
      guard let input = call.input else { continue }
      let kind = Kind(scope: call.scope, event: call.event, isNative: call.isNative)
      if let known = inputs[kind], known != input { return true }
      inputs[kind] = input
    }
    return false
  }

  /// Pairs records of different kinds, each with the next one that is free.
  private static func twins(_ calls: [LogCall], _ places: ServicePlaces) -> [(counted: Int, other: Int)] {
    var pairs: [(counted: Int, other: Int)] = []
    var isTaken = [Bool](repeating: false, count: calls.count)
    for at in calls.indices where !isTaken[at] {
      for next in calls.indices[(at + 1)...].prefix(mostLooks) {
        guard calls[next].time - calls[at].time <= reachNanos else { break }
        guard !isTaken[next], isTwin(calls[at], calls[next], places) else { continue }
        isTaken[at] = true
        isTaken[next] = true
        let isFirst = LogCall.knowsMore(calls[at], than: calls[next])
        pairs.append(
          isFirst ? (calls[at].candidate, calls[next].candidate) : (calls[next].candidate, calls[at].candidate))
        break
      }
    }
    return pairs
  }

  private static func isTwin(_ left: LogCall, _ right: LogCall, _ places: ServicePlaces) -> Bool {
    func agree(_ left: UInt64, _ right: UInt64) -> Bool { left == 0 || right == 0 || left == right }
    // One emitter tells of one call in one way.
    guard left.event != right.event || left.isNative != right.isNative, left.time != 0,
      places.mayShareProcess(left.scope, right.scope)
    else { return false }
    // An agent's own event may count as input what the conventions' event, written at once with it, leaves out.
    let isAside = left.isNative != right.isNative && left.scope == right.scope && left.session != 0
    guard left.input == right.input || isAside, left.sharesModel(with: right) else { return false }
    return agree(left.session, right.session) && agree(left.responseID, right.responseID)
      && agree(left.requestID, right.requestID)
      && (!left.hasTrace || !right.hasTrace || left.trace == right.trace)
  }
}
