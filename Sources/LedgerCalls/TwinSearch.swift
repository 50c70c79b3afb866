import LedgerColumns
import LedgerMemory
import LedgerModel

/// What two spans of one request, written by two libraries that do not nest their spans, agree in.
struct TwinKey: Hashable {
  var resource: UInt32
  var operationClass: OperationClass
  var input: Int64?
  var output: Int64?

  /// A number that equal keys share and others seldom do.
  var mixed: UInt64 {
    let absent: UInt64 = 0x8000_0000_0000_0001
    let tokens = foldedProduct(
      (input.map { UInt64(bitPattern: $0) } ?? absent) ^ 0xA076_1D64_78BD_642F,
      (output.map { UInt64(bitPattern: $0) } ?? absent) ^ 0xE703_7ED1_A0B4_28DB)
    return foldedProduct(
      tokens ^ 0x9E37_79B9_7F4A_7C15, (UInt64(resource) << 8 | UInt64(operationClass.rawValue)) ^ 0x8EBC_6AF0_9C88_C6E3)
  }
}

/// A request with what decides whether another one is its twin.
struct Twin {
  var candidate: Int
  var start: UInt64
  var duration: UInt64
  var trace: TraceID
  var span: UInt64
  /// The number of the scope's name: which library wrote the span.
  var emitter: Int
  // The models' names without their vendors.
  var requestModel: UInt32
  var responseModel: UInt32
  var responseID: UInt64
  /// Which of two kinds it is, where twins are of different kinds; 0 where there are none.
  var side: UInt8 = 0

  var end: UInt64 { start &+ duration }

  /// By how much another span may stick out: who reads a stream ends one library's span a moment before the other one's.
  var slack: UInt64 { duration / 20 }

  /// A candidate whose span has start and duration; `libraries` numbers the names of the scopes, `models` those of models.
  init(_ candidate: Int, _ store: Store, _ libraries: [Int], _ models: [UInt32]) {
    let (segment, row) = store.locate(call: UInt32(candidate))
    let (spans, spanRow) = store.locate(span: segment.span[row])
    self.candidate = candidate
    start = spans.start[spanRow]
    duration = spans.duration[spanRow]
    trace = spans.traceID(spanRow)
    span = spans.spanID[spanRow]
    emitter = libraries[Int(spans.scope[spanRow])]
    requestModel = models[Int(segment.requestModel[row])]
    responseModel = models[Int(segment.responseModel[row])]
    responseID = segment.responseID[row]
  }

  /// The shorter one first, then the earlier one, then by ids.
  static func isInner(_ left: Twin, to right: Twin) -> Bool {
    if left.duration != right.duration { return left.duration < right.duration }
    if left.start != right.start { return left.start < right.start }
    return (left.trace, left.span) < (right.trace, right.span)
  }

  /// Whether two spans cannot be of one call: those of one library, and those of two responses. One response id on both
  /// sides is one that is reused, and says nothing: else they were merged by it.
  func isOther(than other: Twin) -> Bool {
    emitter == other.emitter || responseID != 0 && other.responseID != 0 && responseID != other.responseID
  }

  /// Whether this request lies inside the other one, but for the slack, and tells of the same.
  func isTwin(of outer: Twin) -> Bool {
    !isOther(than: outer) && (side == 0 || side != outer.side) && outer.firstStart <= start
      && max(start, end) <= outer.lastEnd && hasModel(of: outer)
  }

  /// The first moment in which a twin inside may start, and the last one in which it may end.
  var firstStart: UInt64 { start - min(slack, start) }
  var lastEnd: UInt64 { end.addingClamped(slack) }

  /// Whether both name a model in common. Libraries name what was asked for, what answered, or both; one name is enough.
  func hasModel(of other: Twin) -> Bool {
    func agree(_ left: UInt32, _ right: UInt32) -> Bool { left != 0 && left == right }
    return agree(responseModel, other.responseModel) || agree(requestModel, other.requestModel)
  }

  /// Whether another span begins while this one lasts, or right behind it.
  func opens(_ other: Twin) -> Bool { start <= other.start && other.start <= end.addingClamped(Twin.longestWait) }

  /// How long it takes until a stream that was handed over is read, where nothing else comes between: 50 milliseconds.
  private static let longestWait: UInt64 = 50_000_000

  /// By begin, then by ids.
  static func isEarlier(_ left: Twin, than right: Twin) -> Bool {
    if left.start != right.start { return left.start < right.start }
    return (left.duration, left.trace, left.span) < (right.duration, right.trace, right.span)
  }
}

extension UInt64 {
  /// The sum, or the largest value where it does not fit.
  fileprivate func addingClamped(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

/// The names of models by code, with one number for those that differ only in what stands in front: the vendor, a region of
/// Bedrock or a gateway's route. Some libraries write a model's id as it was asked for, others the model's own name.
enum BareModels {
  /// A number for each code; 0 for the absent name.
  static func numbers(_ models: TextColumnValues) -> [UInt32] {
    var known: [Substring: UInt32] = [:]
    return models.texts.enumerated().map { code, text in
      let name = bareName(text)
      let number = known[name] ?? UInt32(code)
      known[name] = number
      return number
    }
  }

  /// What is left behind words of letters that end in a point or a slash.
  static func bareName(_ model: String) -> Substring {
    var rest = model[...]
    while let end = rest.utf8.firstIndex(where: { !isLetter($0) }), end != rest.startIndex,
      [UInt8(ascii: "."), UInt8(ascii: "/")].contains(rest.utf8[end]), rest.utf8.index(after: end) != rest.endIndex
    {
      rest = rest[rest.utf8.index(after: end)...]
    }
    return rest
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}

/// Finds the requests of one key that are one call.
///
/// From the shortest to the longest, so that an outer one finds the inner ones settled, each takes the longest twin before
/// it whose call may be its own (no span of its library, no other response): several libraries on one request are one
/// call, and two equal calls stay two. Thousands of requests may have equal counts (all that failed, say), and even equal
/// times, so those of a large key are looked up in ``TwinShelves``.
struct TwinSearch {
  private let ordered: [Twin]

  /// Up to so many requests are looked through one by one: fewer steps than shelves take.
  private static let fewTwins = 32

  init(_ twins: [Twin]) { ordered = twins.sorted { Twin.isInner($0, to: $1) } }

  /// Candidates that are one call: each one that does not count with the one that does, in the order of their lengths.
  ///
  /// The one that starts last is nearest to the wire; of several the shortest.
  ///
  /// - Parameter isPair: what else decides about an outer and an inner candidate.
  func pairs(where isPair: (Int, Int) -> Bool = { _, _ in true }) -> [(outer: Int, inner: Int)] {
    var calls = TwinCalls(ordered)
    var shelves = ordered.count > TwinSearch.fewTwins ? TwinShelves(ordered) : nil
    for (place, outer) in ordered.enumerated() {
      func mayJoin(_ inner: Int) -> Bool {
        ordered[inner].isTwin(of: outer) && calls.isOpen(to: place, besides: inner)
          && isPair(outer.candidate, ordered[inner].candidate)
      }
      let found = shelves.map { $0.last(before: place, where: mayJoin) } ?? (0..<place).last(where: mayJoin)
      if let found {
        shelves?.add(place, toCallOf: found, among: calls)
        calls.add(place, toCallOf: found)
      } else {
        shelves?.add(place)
      }
    }
    var pairs: [(outer: Int, inner: Int)] = []
    for first in ordered.indices where !calls.others(of: first).isEmpty {
      let call = [first] + calls.others(of: first)
      var counted = first
      for place in call where ordered[place].start > ordered[counted].start { counted = place }
      for place in call where place != counted {
        pairs.append((ordered[place].candidate, ordered[counted].candidate))
      }
    }
    return pairs
  }
}

/// Which of some requests are one call, by their places.
struct TwinCalls {
  private struct Telling: Hashable {
    var first: Int
    var emitter: Int
  }

  private let twins: [Twin]
  // By place: the place of the shortest one of the call; by that one's place: the others, and the response of any.
  private var firsts: [Int]
  private var others: [[Int]]
  private var responses: [UInt64]
  // A call has as many requests as there are libraries, which may be thousands. Those of one request are not noted.
  private var tellings: Set<Telling> = []

  /// Each is a call of its own.
  init(_ twins: [Twin]) {
    self.twins = twins
    firsts = Array(twins.indices)
    others = [[Int]](repeating: [], count: twins.count)
    responses = twins.map(\.responseID)
  }

  /// Whether a request may be of another one's call: none of that is of its library, or of another response.
  func isOpen(to place: Int, besides inner: Int) -> Bool {
    let first = firsts[inner]
    let (own, other) = (twins[place].responseID, responses[first])
    if twins[place].emitter == twins[first].emitter || own != 0 && other != 0 && own != other { return false }
    return others[first].isEmpty || !tellings.contains(Telling(first: first, emitter: twins[place].emitter))
  }

  /// The shortest one of a request's call.
  func first(of place: Int) -> Int { firsts[place] }

  /// The others of the call of which a request is the shortest one.
  func others(of first: Int) -> [Int] { others[first] }

  /// The response that the call of which a request is the shortest one names, or 0.
  func response(of first: Int) -> UInt64 { responses[first] }

  /// Adds a request to the call of another one.
  mutating func add(_ place: Int, toCallOf inner: Int) {
    let first = firsts[inner]
    firsts[place] = first
    others[first].append(place)
    tellings.insert(Telling(first: first, emitter: twins[place].emitter))
    if responses[first] == 0 { responses[first] = twins[place].responseID }
  }
}
