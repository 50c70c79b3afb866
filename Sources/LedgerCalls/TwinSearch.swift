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
    let slack = outer.slack
    guard !isOther(than: outer), outer.start <= start.addingClamped(slack), end <= outer.end.addingClamped(slack) else {
      return false
    }
    return hasModel(of: outer)
  }

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
/// call, and two equal calls stay two. A twin starts within the outer's time, and those are few even where thousands of
/// requests have equal counts (all that failed, say): they are looked at in the order of their starts.
struct TwinSearch {
  private let ordered: [Twin]
  private let byStart: [Int]  // places in `ordered`
  private let starts: [UInt64]

  init(_ twins: [Twin]) {
    let ordered = twins.sorted { Twin.isInner($0, to: $1) }
    self.ordered = ordered
    byStart = ordered.indices.sorted { (ordered[$0].start, $0) < (ordered[$1].start, $1) }
    starts = byStart.map { ordered[$0].start }
  }

  /// Candidates that are one call: each one that does not count with the one that does, in the order of their lengths.
  ///
  /// The one that starts last is nearest to the wire; of several the shortest.
  ///
  /// - Parameter isPair: what else decides about an outer and an inner candidate.
  func pairs(where isPair: (Int, Int) -> Bool = { _, _ in true }) -> [(outer: Int, inner: Int)] {
    // By place: the place of the shortest one of the call; by that one's place: the others.
    var firsts = Array(ordered.indices)
    var others = [[Int]](repeating: [], count: ordered.count)
    func isOther(_ first: Int, than outer: Twin) -> Bool {
      outer.isOther(than: ordered[first]) || others[first].contains { outer.isOther(than: ordered[$0]) }
    }
    for (place, outer) in ordered.enumerated() {
      var found: Int?
      var at = firstPlace(startingFrom: outer.start - min(outer.slack, outer.start))
      let last = outer.end.addingClamped(outer.slack)
      while at < byStart.count, starts[at] <= last {
        let inner = byStart[at]
        if inner < place, inner > found ?? -1, ordered[inner].isTwin(of: outer),
          !isOther(firsts[inner], than: outer), isPair(outer.candidate, ordered[inner].candidate)
        {
          found = inner
        }
        at += 1
      }
      guard let found else { continue }
      firsts[place] = firsts[found]
      others[firsts[found]].append(place)
    }
    var pairs: [(outer: Int, inner: Int)] = []
    for first in ordered.indices where !others[first].isEmpty {
      let call = [first] + others[first]
      var counted = first
      for place in call where ordered[place].start > ordered[counted].start { counted = place }
      for place in call where place != counted {
        pairs.append((ordered[place].candidate, ordered[counted].candidate))
      }
    }
    return pairs
  }

  private func firstPlace(startingFrom start: UInt64) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
