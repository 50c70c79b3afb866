import LedgerKernels
import LedgerMemory
import LedgerModel

/// A kernel whose instructions are counted, over a column that is the same in every run.
enum CountedKernel: String, CaseIterable {
  case sum, sumOfValid = "sum-of-valid", extremes, groupedSums = "grouped-sums", histogram, exponential, compare, gather
  case percentiles, intervals, partition, top, distinct

  private static let rows = 200_000

  /// Runs it; returns something that depends on every run, so that none can be left out.
  func run(passes: Int) -> Int {
    var state: UInt64 = 42
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    // Durations of 1 ms to 60 s, most of them short; 50 groups; half of the rows valid.
    let values = (0..<CountedKernel.rows).map { _ in
      let bits = next()
      let product = Double(bits & 0xFFFF) * Double(bits >> 16 & 0xFFFF) * Double(bits >> 32 & 0xFFFF)
      return 1_000_000 + Int64(product / 281_474_976_710_656 * 60_000_000_000)
    }
    let groups = (0..<CountedKernel.rows).map { _ in UInt8(next() % 50) }
    let validity = (0..<(CountedKernel.rows + 63) / 64).map { _ in next() }
    let selection = RowSelection(validity: validity.span, rowCount: values.count)
    let edges = HistogramEdges.logarithmic(from: 1_000_000, through: 60_000_000_000, .nine)
    let wanted = [Percentile("50"), Percentile("90"), Percentile("95"), Percentile("99")].compactMap { $0 }
    let keys = values.map { UInt64(bitPattern: $0 / 1_000_000) }
    var mixed = 0
    for _ in 0..<passes {
      let answer =
        switch self {
        case .sum: Int(truncatingIfNeeded: LedgerKernels.sum(of: values.span))
        case .sumOfValid: Int(truncatingIfNeeded: LedgerKernels.sum(of: values.span, validity: validity.span))
        case .extremes: Int(LedgerKernels.extremes(of: values.span)?.max ?? 0)
        case .groupedSums:
          Int(truncatingIfNeeded: LedgerKernels.groupedSums(of: values.span, groups: groups.span, groupCount: 50)[7])
        case .histogram: groupedHistogram(of: values.span, groups: groups.span, groupCount: 50, edges: edges)[99]
        case .exponential: Int(ExponentialHistogram(of: values.span).positive.counts.count)
        case .compare: RowSelection(of: values.span, in: 1_000_000_000...5_000_000_000).count
        case .gather: selection.gathered(values.span).count
        case .percentiles:
          Int(exactPercentiles(of: values.span, groups: groups.span, groupCount: 50, percentiles: wanted).minima[3])
        case .intervals:
          Int(
            exactPercentiles(
              of: values.span, groups: groups.span, groupCount: 50, percentiles: wanted, confidence: 0.95
            ).minima[3])
        case .partition:
          Int(
            exactPercentiles(
              of: values.span, groups: groups.span, groupCount: 50, percentiles: wanted, method: .partition
            ).minima[3])
        case .top: Int(topRows(of: values.span, count: 100).values[99])
        case .distinct: distinctCount(of: keys.span)
        }
      mixed &+= answer
    }
    return mixed
  }
}
