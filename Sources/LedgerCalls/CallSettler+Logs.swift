import LedgerColumns
import LedgerModel

// What log records know of calls that spans, or other records, tell of.

extension CallSettler {
  /// Makes the counts of log records disjoint that tell of the same call as a span or another record, and ties them to it.
  func takeOverLogs(_ tokens: TokenColumns, _ conventions: [[UsageConvention]]) {
    guard let logs else { return }
    for number in store.spanCallSegmentCount..<store.calls.count {
      tokens.clear(from: number << CandidateLayout.rowBits, count: store.calls[number].count)
    }
    for (borrower, lenders) in logs.lenders {
      // The last one tied is the first one found.
      for lender in lenders.reversed() {
        let (segment, row) = store.locate(call: UInt32(lender))
        let convention = conventions[lender >> CandidateLayout.rowBits][emitter(lender)]
        // What was estimated is not lent.
        tokens[lender] =
          isEstimated(lender) ? TokenCounts() : convention.disjoint(segment.usage(row), isRequest: true)
        tie(lender, to: borrower)
        if !tokens[lender].isUnknown, isCounted(borrower) { noteUsage(borrower) }
      }
    }
  }

  /// Adds to the counts of a candidate what log records know of it. Nothing else lends before nests are settled.
  @inline(never)
  func borrowFromLogs(_ candidate: Int, _ tokens: TokenColumns, _ counts: inout TokenCounts) {
    var next = firstLender(candidate)
    while let lender = next {
      counts.borrow(from: tokens[lender])
      next = nextLender(lender)
    }
  }
}
