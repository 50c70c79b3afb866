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
  var traceHigh: UInt64
  var traceLow: UInt64
  var span: UInt64
  var library: Int
  var requestModel: UInt32
  var responseModel: UInt32
  var hasResponseID: Bool

  var end: UInt64 { start &+ duration }

  /// A candidate whose span has start and duration; `libraries` numbers the names of the scopes.
  init(_ candidate: Int, _ store: Store, _ libraries: [Int]) {
    let (segment, row) = store.locate(call: UInt32(candidate))
    let (spans, spanRow) = store.locate(span: segment.span[row])
    self.candidate = candidate
    start = spans.start[spanRow]
    duration = spans.duration[spanRow]
    traceHigh = spans.traceHigh[spanRow]
    traceLow = spans.traceLow[spanRow]
    span = spans.spanID[spanRow]
    library = libraries[Int(spans.scope[spanRow])]
    requestModel = segment.requestModel[row]
    responseModel = segment.responseModel[row]
    hasResponseID = segment.responseID[row] != 0
  }

  /// The shorter one first, then the earlier one, then by ids.
  static func isInner(_ left: Twin, to right: Twin) -> Bool {
    if left.duration != right.duration { return left.duration < right.duration }
    if left.start != right.start { return left.start < right.start }
    return (left.traceHigh, left.traceLow, left.span) < (right.traceHigh, right.traceLow, right.span)
  }

  /// Whether this request lies inside the other one and tells of the same.
  func isTwin(of outer: Twin) -> Bool {
    guard library != outer.library, outer.start <= start, end <= outer.end else { return false }
    if hasResponseID, outer.hasResponseID { return false }
    // Libraries name what was asked for, what answered, or both; one name in common is enough.
    func agree(_ left: UInt32, _ right: UInt32) -> Bool { left != 0 && left == right }
    return agree(responseModel, outer.responseModel) || agree(requestModel, outer.requestModel)
  }
}

/// Pairs the requests of one key.
///
/// From the shortest to the longest, so that an outer one finds the inner ones settled, each takes the longest twin before
/// it that is free. A twin starts within the outer's time, and those are few even where thousands of requests have equal
/// counts (all that failed, say): they are looked at in the order of their starts.
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

  /// Candidates that are one call: each outer one with its inner one, in the order of finding.
  func pairs() -> [(outer: Int, inner: Int)] {
    var pairs: [(outer: Int, inner: Int)] = []
    // Inner ones that were taken, and outer ones, which count no longer.
    var isTaken = [Bool](repeating: false, count: ordered.count)
    for (place, outer) in ordered.enumerated() {
      var found: Int?
      var at = firstPlace(startingFrom: outer.start)
      while at < byStart.count, starts[at] <= outer.end {
        let inner = byStart[at]
        if inner < place, inner > found ?? -1, !isTaken[inner], ordered[inner].isTwin(of: outer) { found = inner }
        at += 1
      }
      guard let found else { continue }
      isTaken[found] = true
      isTaken[place] = true
      pairs.append((outer.candidate, ordered[found].candidate))
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
