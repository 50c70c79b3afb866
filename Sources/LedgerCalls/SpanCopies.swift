import LedgerColumns
import LedgerMemory
import LedgerModel

/// Which of several copies of a span counts, and what makes copies where one of the two ids is missing.
///
/// The most complete copy counts: one that tells usage (not 0 and 0, no estimate) before one that does not, then by most attributes, then
/// the later end, then more tokens, then whatever differs, by content, so that the order of files never decides.
enum SpanCopies {
  // MARK: Without one of the ids

  /// What spans that lack an id must have in common to be copies. One with a span id was begun once; one without must be
  /// alike in whatever else it has.
  private struct Likeness: Hashable {
    var trace: TraceID
    var id: UInt64
    var parent: UInt64
    var start: UInt64
    var name: UInt32
    var scope: UInt32
    var duration: UInt64 = 0
    var kindAndStatus: UInt8 = 0
    var operationClass: UInt8 = 0
    var attributeCount: UInt16 = 0

    init?(_ span: UInt32, _ store: Store) {
      let (segment, row) = store.locate(span: span)
      guard segment.start[row] != 0 else { return nil }
      trace = segment.traceID(row)
      (id, parent) = (segment.spanID[row], segment.parentID[row])
      (start, name, scope) = (segment.start[row], segment.name[row], segment.scope[row])
      if id != 0 { return }
      duration = segment.duration[row]
      kindAndStatus = segment.kindAndStatus[row]
      operationClass = segment.operationClass[row]
      attributeCount = segment.attributeCount[row]
    }
  }

  /// Of spans that lack one id those that are copies and do not count.
  static func copies(among spans: [UInt32], _ store: Store) -> [UInt32] {
    var best: [Likeness: UInt32] = [:]
    var copies: [UInt32] = []
    for span in spans {
      guard let likeness = Likeness(span, store) else { continue }
      guard let other = best[likeness] else {
        best[likeness] = span
        continue
      }
      if isMoreComplete(span, than: other, store) {
        best[likeness] = span
        copies.append(other)
      } else {
        copies.append(span)
      }
    }
    return copies
  }

  /// The same of spans that have no trace. Without either id nothing is taken for a copy.
  static func withoutTrace(_ spans: [UInt32], _ store: Store) -> [UInt32] {
    copies(
      among: spans.filter { span in
        let (segment, row) = store.locate(span: span)
        return segment.spanID[row] != 0
      }, store)
  }

  // MARK: The most complete copy

  @inline(never)
  static func isMoreComplete(_ left: UInt32, than right: UInt32, _ store: Store) -> Bool {
    let (a, i) = store.locate(span: left)
    let (b, j) = store.locate(span: right)
    let (mine, other) = (TokenReport(left, store), TokenReport(right, store))
    if mine.tells != other.tells { return mine.tells }
    if a.attributeCount[i] != b.attributeCount[j] { return a.attributeCount[i] > b.attributeCount[j] }
    let ends = (a.end(i) ?? 0, b.end(j) ?? 0)
    if ends.0 != ends.1 { return ends.0 > ends.1 }
    if mine.sum != other.sum { return mine.sum > other.sum }
    if a.start[i] != b.start[j] { return a.start[i] < b.start[j] }
    if a.kindAndStatus[i] != b.kindAndStatus[j] { return a.kindAndStatus[i] > b.kindAndStatus[j] }
    if a.parentID[i] != b.parentID[j] { return a.parentID[i] > b.parentID[j] }
    if a.operationClass[i] != b.operationClass[j] { return a.operationClass[i] > b.operationClass[j] }
    if a.name[i] != b.name[j] { return a.name[i] < b.name[j] }
    if a.scope[i] != b.scope[j] { return a.scope[i] < b.scope[j] }
    if !mine.isAlike(other) { return other.content.lexicographicallyPrecedes(mine.content) }
    if a.errorTypes[i] != b.errorTypes[j] { return a.errorTypes[i] < b.errorTypes[j] }
    for column in store.sideTable {
      let codes = (column.code(ofSpan: left, store), column.code(ofSpan: right, store))
      if codes.0 != codes.1 { return codes.0 < codes.1 }
    }
    return a.source[i] < b.source[j]
  }

  /// What a span's candidate reports, if it is one.
  private struct TokenReport {
    var tells = false
    var sum: Int64 = 0
    private var place: (segment: CallSegment, row: Int)?

    init(_ span: UInt32, _ store: Store) {
      guard let candidate = store.candidate(ofSpan: span) else { return }
      place = candidate
      let usage = candidate.segment.usage(candidate.row)
      tells = !usage.isEmpty && !usage.isZero && !candidate.segment.isUsageEstimated(candidate.row)
      sum = (usage.inputTokens ?? 0).addingClamped(usage.outputTokens ?? 0)
    }

    /// Whether nothing of ``content`` differs: true of nearly all copies, so that they cost no lists.
    func isAlike(_ other: TokenReport) -> Bool {
      guard let (a, i) = place, let (b, j) = other.place else { return (place == nil) == (other.place == nil) }
      return a.usage(i) == b.usage(j) && a.responseID[i] == b.responseID[j] && a.reportedCost[i] == b.reportedCost[j]
        && a.timeToFirstToken[i] == b.timeToFirstToken[j] && a.provider[i] == b.provider[j]
        && a.operation[i] == b.operation[j] && a.requestModel[i] == b.requestModel[j]
        && a.responseModel[i] == b.responseModel[j] && a.finishReason[i] == b.finishReason[j]
        && a.errorType[i] == b.errorType[j] && a.agent[i] == b.agent[j] && a.serviceTier[i] == b.serviceTier[j]
        && a.dialect[i] == b.dialect[j] && a.traits[i] == b.traits[j] && a.session[i] == b.session[j]
        && a.user[i] == b.user[j] && a.sources[i] == b.sources[j] && a.details.isAlike(i, b.details, j)
        && a.weights[i] == b.weights[j]
    }

    /// Everything that may differ, in a fixed order.
    var content: [Int64] {
      guard let (segment, row) = place else { return [] }
      let usage = segment.usage(row)
      let counts = [
        usage.inputTokens, usage.outputTokens, usage.totalTokens, usage.cacheReadTokens, usage.cacheWriteTokens,
        usage.reasoningTokens, segment.reportedCost[row], segment.timeToFirstToken[row],
      ]
      let codes = [
        segment.provider[row], segment.operation[row], segment.requestModel[row], segment.responseModel[row],
        segment.finishReason[row], segment.errorType[row], segment.agent[row], segment.serviceTier[row],
      ]
      let weight = segment.weights[row]
      let others: [UInt64] = [
        segment.responseID[row], segment.session[row], segment.user[row], UInt64(segment.dialect[row]),
        UInt64(segment.traits[row]), UInt64(segment.sources[row]), weight.weight.q32, UInt64(weight.source.rawValue),
        (weight.isInconsistent ? 1 : 0) + (weight.isAbsurd ? 2 : 0),
      ]
      var content = counts.map { $0 ?? .min }
      content += codes.map { Int64($0) }
      content += others.map { Int64(bitPattern: $0) }
      content += CallDetail.allCases.map { segment.details.value(row, $0) ?? .min }
      return content
    }
  }
}

extension Store {
  /// The candidate that a span is, found by halving: candidates are in the order of their spans.
  func candidate(ofSpan span: UInt32) -> (segment: CallSegment, row: Int)? {
    var low = 0
    var high = calls.count
    while low < high {
      let middle = (low + high) / 2
      if calls[middle].count > 0, calls[middle].span[0] <= span { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let segment = calls[low - 1]
    (low, high) = (0, segment.count)
    while low < high {
      let middle = (low + high) / 2
      if segment.span[middle] < span { low = middle + 1 } else { high = middle }
    }
    return low < segment.count && segment.span[low] == span ? (segment, low) : nil
  }
}
