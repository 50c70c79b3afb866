import LedgerKernels
import LedgerMemory
import LedgerModel

/// Measures the kernels beside a plain read of the same bytes, and checks every answer.
func kernelTable(rows: Int, repetitions: Int) throws -> String {
  var table = MarkdownTable(["kernel", "rows", "ns/row min", "median", "max", "GB/s", "x plain read"])
  let columns = KernelColumns(rows: rows)
  let values = columns.durations
  let tokens = columns.tokens
  let narrow = columns.narrowTokens
  let few = columns.groups(50)
  let codes = few.map { UInt8($0) }
  let validity = columns.validity
  let percentiles = ["50", "90", "95", "99"].compactMap { Percentile($0) }

  /// The plain loops of this file are the expectation: the kernels must say the same.
  let plain = plainSum(values)
  let expectedGroups = plainGroupedSums(tokens, few, 50)
  let expectedValid = plainValidSum(values, validity)
  let expectedQuantiles = columns.sortedPercentiles(values, few, 50, percentiles)

  let work: [(name: String, bytesPerRow: Int, expected: UInt64, run: () -> UInt64)] = [
    ("plain read, 8 bytes", 8, plain, { plainSum(values) }),
    ("sum, Int64", 8, plain, { digest(sum(of: values.span)) }),
    ("sum, UInt32", 4, plainNarrowSum(narrow), { sum(of: narrow.span) }),
    ("sum, Int64, half valid", 8, expectedValid, { digest(sum(of: values.span, validity: validity.span)) }),
    (
      "extremes, Int64", 8, digest(values.min() ?? 0) ^ digest(values.max() ?? 0) &* 3,
      { extremes(of: values.span).map { digest($0.min) ^ digest($0.max) &* 3 } ?? 0 }
    ),
    (
      "grouped counts, 50 groups", 4, UInt64(rows),
      { UInt64(groupedCounts(groups: few.span, groupCount: 50).reduce(0, +)) }
    ),
    (
      "grouped sums, Int64, 50 groups", 12, expectedGroups,
      { digest(groupedSums(of: tokens.span, groups: few.span, groupCount: 50)) }
    ),
    (
      "grouped sums, Int64, 50 groups, 8-bit codes", 9, expectedGroups,
      { digest(groupedSums(of: tokens.span, groups: codes.span, groupCount: 50)) }
    ),
    (
      "grouped sums, UInt32, 50 groups", 8, expectedGroups,
      { digest(groupedSums(of: narrow.span, groups: few.span, groupCount: 50).map { Int128($0) }) }
    ),
    (
      "p50/90/95/99 + count/min/max/sum, 50 groups, durations", 12, expectedQuantiles,
      { digest(exactPercentiles(of: values.span, groups: few.span, groupCount: 50, percentiles: percentiles)) }
    ),
    (
      "the same, 8-bit codes", 9, expectedQuantiles,
      { digest(exactPercentiles(of: values.span, groups: codes.span, groupCount: 50, percentiles: percentiles)) }
    ),
    (
      "the same, tokens", 12, columns.sortedPercentiles(tokens, few, 50, percentiles),
      { digest(exactPercentiles(of: tokens.span, groups: few.span, groupCount: 50, percentiles: percentiles)) }
    ),
    (
      "six standard percentiles, durations", 12, columns.sortedPercentiles(values, few, 50, Percentile.standard),
      { digest(exactPercentiles(of: values.span, groups: few.span, groupCount: 50, percentiles: Percentile.standard)) }
    ),
    (
      "a group table: 6 grouped sums, 2 distributions, 50 groups", 84, columns.expectedGroupTable(few),
      { columns.groupTable(few) }
    ),
  ]
  let timings = try measureInterleaved(repetitions: repetitions, work.map { ($0.name, $0.run) }) { name, answer in
    guard let piece = work.first(where: { $0.name == name }), piece.expected == answer else {
      throw BenchmarkFailure("kernel \"\(name)\" gave a wrong answer")
    }
  }
  for (piece, timing) in zip(work, timings) {
    table.add(row(piece.name, rows, timing, bytes: Double(rows * piece.bytesPerRow), plain: timings[0]))
  }
  return table.text
}

/// Compares the two ways to percentiles for growing numbers of groups: where they cross decides which one is automatic.
func crossoverTable(rows: Int, repetitions: Int) throws -> String {
  var table = MarkdownTable([
    "groups", "rows/group", "leading bits ns/row", "partition ns/row", "automatic ns/row",
  ])
  let columns = KernelColumns(rows: rows)
  let values = columns.durations
  for groupCount in [1, 50, 1000, 4000, rows / 1000, rows / 300, rows / 100, rows / 30, rows / 10]
  where groupCount > 0 {
    let groups = columns.groups(groupCount)
    let expected = columns.sortedPercentiles(values, groups, groupCount, Percentile.standard)
    let methods: [PercentileMethod] = [.leadingBits, .partition, .automatic]
    let timings = try measureInterleaved(
      repetitions: repetitions,
      methods.map { method in
        (
          "\(method), \(groupCount) groups",
          {
            digest(
              exactPercentiles(
                of: values.span, groups: groups.span, groupCount: groupCount, percentiles: Percentile.standard,
                method: method))
          }
        )
      }
    ) { name, answer in
      guard answer == expected else { throw BenchmarkFailure("percentiles by \(name) gave a wrong answer") }
    }
    let perRow = timings.map { fixed($0.min * 1e9 / Double(rows), 2) }
    table.add(["\(groupCount)", "\(rows / groupCount)"] + perRow)
  }
  return table.text
}

/// Shapes, filters, top rows and distinct counts beside a plain read, and what runs at several instruction sets at each.
func shapeTable(rows: Int, repetitions: Int) throws -> String {
  var table = MarkdownTable(["kernel", "rows", "ns/row min", "median", "max", "GB/s", "x plain read"])
  let columns = KernelColumns(rows: rows)
  let values = columns.durations
  let codes = columns.groups(50).map { UInt8($0) }
  let edges = HistogramEdges.logarithmic(from: 1_000_000, through: 60_000_000_000, .nine)
  let half = RowSelection(validity: columns.validity.span, rowCount: rows)
  let range: ClosedRange<Int64> = 1_000_000_000...5_000_000_000
  let segments = stride(from: 0, to: rows, by: 1 << 16).map { start in
    let words = Array(half.words[start / 64..<min(start + (1 << 16), rows + 63) / 64])
    let part = Array(values[start..<min(start + (1 << 16), rows)])
    return (values: part, selection: RowSelection(validity: words.span, rowCount: part.count))
  }
  let keys = values.map { UInt64($0 / 1_000_000) }
  let keySpread = Set(keys).count
  let sorted = values.sorted()
  let inRange = values.reduce(0) { $0 + (range.contains($1) ? 1 : 0) }
  let fives = codes.reduce(0) { $0 + ($1 == 5 ? 1 : 0) }
  let halfCount = values.indices.reduce(0) { $0 + (half[$1] ? 1 : 0) }
  let below = sorted.prefix { $0 < edges.edges[20] }.count
  let hundredth = sorted[max(0, rows - 100)]

  var work: [(name: String, bytesPerRow: Int, expected: UInt64, run: () -> UInt64)] = [
    ("plain read, 8 bytes", 8, plainSum(values), { plainSum(values) }),
    (
      "histogram, 9 a decade, 50 groups", 9, UInt64(below),
      {
        let counts = groupedHistogram(of: values.span, groups: codes.span, groupCount: 50, edges: edges)
        var below = 0
        for group in 0..<50 { for bucket in 0...20 { below += counts[group * edges.bucketCount + bucket] } }
        return UInt64(below)
      }
    ),
    (
      "exponential histogram", 8, UInt64(rows),
      { ExponentialHistogram(of: values.span).positive.counts.reduce(0, +) }
    ),
    ("top 100", 8, UInt64(hundredth), { UInt64(topRows(of: values.span, count: 100).values.last ?? 0) }),
    ("distinct keys, \(keySpread) of them", 8, UInt64(keySpread), { UInt64(distinctCount(of: keys.span)) }),
  ]
  for set in InstructionSet.available {
    work += [
      (
        "values in a range, \(set)", 8, UInt64(inRange),
        { UInt64(RowSelection(of: values.span, in: range, with: set).count) }
      ),
      (
        "equal 8-bit codes, \(set)", 1, UInt64(fives),
        { UInt64(RowSelection(of: codes.span, equalTo: 5, with: set).count) }
      ),
      (
        "half of the values gathered, in segments, \(set)", 12, UInt64(halfCount),
        { segments.reduce(0) { $0 + UInt64($1.selection.gathered($1.values.span, with: set).count) } }
      ),
    ]
  }
  let timings = try measureInterleaved(repetitions: repetitions, work.map { ($0.name, $0.run) }) { name, answer in
    guard let piece = work.first(where: { $0.name == name }), piece.expected == answer else {
      throw BenchmarkFailure("kernel \"\(name)\" gave a wrong answer")
    }
  }
  for (piece, timing) in zip(work, timings) {
    table.add(row(piece.name, rows, timing, bytes: Double(rows * piece.bytesPerRow), plain: timings[0]))
  }
  return table.text
}

private func row(_ name: String, _ rows: Int, _ timing: Timing, bytes: Double, plain: Timing) -> [String] {
  func perRow(_ seconds: Double) -> String { fixed(seconds * 1e9 / Double(rows), 3) }
  return [
    name, "\(rows)", perRow(timing.min), perRow(timing.median), perRow(timing.max), fixed(bytes / timing.min / 1e9, 1),
    fixed(timing.min / plain.min, 2),
  ]
}

/// Columns with the shape of a night's: log-normal-like durations with a long tail, small token counts, some groups large
/// and some small. The same in every run.
private struct KernelColumns {
  let durations: [Int64]
  let tokens: [Int64]
  let narrowTokens: [UInt32]
  let validity: [UInt64]
  private let rows: Int

  init(rows: Int) {
    self.rows = rows
    var state: UInt64 = 42
    durations = (0..<rows).map { _ in
      // A product of three uniform numbers: most between 50 ms and 5 s, some near 60 s.
      let bits = nextRandom(&state)
      let product = Double(bits & 0xFFFF) * Double(bits >> 16 & 0xFFFF) * Double(bits >> 32 & 0xFFFF)
      return 1_000_000 + Int64(product / 281_474_976_710_656 * 60_000_000_000)
    }
    tokens = (0..<rows).map { _ in
      let bits = nextRandom(&state)
      return Int64((bits & 0xFFF) &* (bits >> 12 & 0xF))
    }
    narrowTokens = tokens.map { UInt32(truncatingIfNeeded: $0) }
    validity = (0..<(rows + 63) / 64).map { _ in nextRandom(&state) }
  }

  func groups(_ count: Int) -> [UInt32] {
    var state: UInt64 = 7
    return (0..<rows).map { _ in
      // The square of a uniform number: the first groups get most rows.
      let fraction = Double(nextRandom(&state) >> 11) / 9_007_199_254_740_992
      return UInt32(fraction * fraction * Double(count))
    }
  }

  /// What a report's table of groups asks of the call columns: six sums, two distributions.
  func groupTable(_ groups: [UInt32]) -> UInt64 {
    var mixed: UInt64 = 0
    for _ in 0..<3 {
      mixed = mixed &* 31 &+ digest(groupedSums(of: tokens.span, groups: groups.span, groupCount: 50))
      mixed =
        mixed &* 31
        &+ digest(groupedSums(of: narrowTokens.span, groups: groups.span, groupCount: 50).map { Int128($0) })
    }
    for values in [durations, tokens] {
      let found = exactPercentiles(
        of: values.span, groups: groups.span, groupCount: 50, percentiles: Percentile.standard)
      mixed = mixed &* 31 &+ digest(found)
    }
    return mixed
  }

  /// The same by plain loops and sorts.
  func expectedGroupTable(_ groups: [UInt32]) -> UInt64 {
    let sums = plainGroupedSums(tokens, groups, 50)
    var mixed: UInt64 = 0
    for _ in 0..<6 { mixed = mixed &* 31 &+ sums }
    for values in [durations, tokens] {
      mixed = mixed &* 31 &+ sortedPercentiles(values, groups, 50, Percentile.standard)
    }
    return mixed
  }

  /// What a full sort of every group says.
  func sortedPercentiles(
    _ values: [Int64], _ groups: [UInt32], _ groupCount: Int, _ percentiles: [Percentile]
  ) -> UInt64 {
    var sorted = [[Int64]](repeating: [], count: groupCount)
    for (value, group) in zip(values, groups) { sorted[Int(group)].append(value) }
    var mixed: UInt64 = 0
    for var values in sorted {
      values.sort()
      guard let low = values.first, let high = values.last else { continue }
      let total = values.reduce(Int128(0)) { $0 + Int128($1) }
      mixed = mix(mixed, [Int64(values.count), low, high, Int64(truncatingIfNeeded: total)])
      mixed = mix(mixed, percentiles.map { values[$0.nearestRank(of: values.count) - 1] })
    }
    return mixed
  }
}

private func digest(_ found: GroupedOrderStatistics) -> UInt64 {
  var mixed: UInt64 = 0
  for group in found.counts.indices {
    guard let percentiles = found.percentiles(ofGroup: group) else { continue }
    mixed = mix(
      mixed,
      [
        Int64(found.counts[group]), found.minima[group], found.maxima[group],
        Int64(truncatingIfNeeded: found.sums[group]),
      ])
    mixed = mix(mixed, percentiles)
  }
  return mixed
}

private func digest(_ value: Int128) -> UInt64 { UInt64(truncatingIfNeeded: value) }
private func digest(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }
private func digest(_ sums: [Int128]) -> UInt64 {
  sums.reduce(0) { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(truncatingIfNeeded: $1) }
}

private func mix(_ start: UInt64, _ values: [Int64]) -> UInt64 {
  values.reduce(start) { ($0 ^ UInt64(bitPattern: $1)) &* 0x9E37_79B9_7F4A_7C15 }
}

// The plain loops: what a reader of the column would write first.

private func plainSum(_ values: [Int64]) -> UInt64 {
  var total: Int64 = 0
  for value in values { total &+= value }
  return UInt64(bitPattern: total)
}

private func plainNarrowSum(_ values: [UInt32]) -> UInt64 {
  var total: UInt64 = 0
  for value in values { total += UInt64(value) }
  return total
}

private func plainValidSum(_ values: [Int64], _ validity: [UInt64]) -> UInt64 {
  var total: Int64 = 0
  for (row, value) in values.enumerated() where validity[row / 64] >> UInt64(row % 64) & 1 == 1 { total &+= value }
  return UInt64(bitPattern: total)
}

private func plainGroupedSums(_ values: [Int64], _ groups: [UInt32], _ groupCount: Int) -> UInt64 {
  var sums = [Int128](repeating: 0, count: groupCount)
  for (value, group) in zip(values, groups) { sums[Int(group)] += Int128(value) }
  return digest(sums)
}

private func nextRandom(_ state: inout UInt64) -> UInt64 {
  state &+= 0x9E37_79B9_7F4A_7C15
  var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed >> 31)
}
