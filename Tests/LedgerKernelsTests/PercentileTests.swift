import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerKernels

@Suite struct PercentileTests {
  static let methods: [PercentileMethod] = [.automatic, .leadingBits, .partition]

  @Test(arguments: Shape.allCases, PercentileTests.methods)
  func `every way gives the distributions of a sorted copy`(_ shape: Shape, _ method: PercentileMethod) {
    for count in counts {
      // Debug builds are slow: the long columns are tried once for each shape.
      for groupCount in count > 5000 ? [method == .partition ? 1 : 3] : count > 1000 ? [3] : [1, 50] {
        let values = shape.values(count, seed: UInt64(count) + 11)
        let groups = makeGroups(count, groupCount: groupCount, seed: 12)
        expectOracle(values, groups, groupCount, method)
      }
    }
  }

  @Test(arguments: PercentileTests.methods)
  func `many small groups, some of them empty`(_ method: PercentileMethod) {
    for shape in [Shape.tokens, .durations, .negative] {
      let values = shape.values(5000, seed: 13)
      expectOracle(values, makeGroups(5000, groupCount: 600, seed: 14), 600, method)
    }
  }

  @Test(arguments: PercentileTests.methods)
  func `one huge group among tiny ones`(_ method: PercentileMethod) {
    let values = Shape.longTail.values(40_000, seed: 15)
    let groups = (0..<40_000).map { UInt32($0 < 200 ? $0 : 100) }
    expectOracle(values, groups, 200, method)
  }

  @Test(arguments: 0..<25)
  func `random columns, groups and percentiles`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) + 1000)
    let count = Int(random.next() % 3000)
    let groupCount = 1 + Int(random.next() % 30)
    let shape = Shape.allCases[Int(random.next() % UInt64(Shape.allCases.count))]
    let percentiles = (0..<Int(random.next() % 5)).compactMap { _ in
      Percentile("\(random.next() % 100).\(random.next() % 1000)")
    }
    let values = shape.values(count, seed: random.next())
    let groups = makeGroups(count, groupCount: groupCount, seed: random.next())
    for method in PercentileTests.methods {
      expectOracle(values, groups, groupCount, method, percentiles: percentiles)
    }
  }

  @Test func `the order of rows changes nothing`() {
    let values = Shape.durations.values(9000, seed: 16)
    let groups = makeGroups(9000, groupCount: 4, seed: 17)
    var random = SplitMix64(seed: 18)
    let order = Array(0..<9000).shuffled(using: &random)
    let shuffledValues = order.map { values[$0] }
    let shuffledGroups = order.map { groups[$0] }
    let first = distributions(of: values.span, groups: groups.span, groupCount: 4, unit: .count)
    let second = distributions(of: shuffledValues.span, groups: shuffledGroups.span, groupCount: 4, unit: .count)
    #expect(first == second)
  }

  @Test func `a group without rows has no distribution, and no groups give none`() {
    let values: [Int64] = [3, 1, 2]
    let groups: [UInt32] = [1, 1, noGroup]
    let found = distributions(of: values.span, groups: groups.span, groupCount: 3, unit: .count)
    #expect(
      found == [
        nil, Distribution(unit: .count, count: 2, min: 1, max: 3, sum: 4, percentiles: [1, 3, 3, 3, 3, 3]), nil,
      ])
    let none: [UInt32] = [noGroup, noGroup, noGroup]
    #expect(distributions(of: values.span, groups: none.span, groupCount: 0, unit: .count).isEmpty)
  }

  @Test func `percentiles come in the order they were asked for`() throws {
    let values: [Int64] = Array(1...100)
    let groups = [UInt32](repeating: 0, count: 100)
    let wanted = try ["99", "0", "50", "100", "99"].map { try #require(Percentile($0)) }
    let found = exactPercentiles(of: values.span, groups: groups.span, groupCount: 1, percentiles: wanted)
    #expect(found.percentiles(ofGroup: 0) == [99, 1, 50, 100, 99])
  }

  @Test func `buckets are in the order of their values, and single ones name their value`() {
    var previous = -1
    for value in Int64(0)..<5000 {
      let bucket = LeadingBits.bucket(of: value)
      #expect(bucket >= previous)
      if let only = LeadingBits.onlyValue(of: bucket) { #expect(only == value) }
      #expect((LeadingBits.onlyValue(of: bucket) != nil) == (value < 127))
      previous = bucket
    }
    for power in 13..<63 {
      for value in [(1 << power) - 1, 1 << power, (1 << power) + 1] {
        let bucket = LeadingBits.bucket(of: Int64(value))
        #expect(bucket >= previous)
        previous = bucket
      }
    }
    #expect(LeadingBits.bucket(of: .max) < LeadingBits.bucketCount)
  }

  @Test(arguments: Expected.table)
  func `nearest rank agrees with numpy's inverted_cdf`(_ expected: Expected) throws {
    let percentiles = try ["0", "0.1", "1", "25", "50", "75", "90", "95", "99", "99.9", "100"].map {
      try #require(Percentile($0))
    }
    var state = UInt64(expected.seed)
    let values = (0..<expected.count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> UInt64(expected.shift))
    }
    let groups = [UInt32](repeating: 0, count: values.count)
    for method in PercentileTests.methods {
      let found = exactPercentiles(
        of: values.span, groups: groups.span, groupCount: 1, percentiles: percentiles, method: method)
      #expect(found.percentiles(ofGroup: 0) == expected.values)
    }
  }

  private func expectOracle(
    _ values: [Int64], _ groups: [UInt32], _ groupCount: Int, _ method: PercentileMethod,
    percentiles: [Percentile] = Percentile.standard
  ) {
    let found = exactPercentiles(
      of: values.span, groups: groups.span, groupCount: groupCount, percentiles: percentiles, method: method)
    let expected = Oracle.distributions(values, groups, groupCount, percentiles)
    for group in 0..<groupCount {
      let distribution = found.percentiles(ofGroup: group).map {
        Distribution(
          unit: .nanoseconds, count: found.counts[group], min: found.minima[group], max: found.maxima[group],
          sum: found.sums[group], percentiles: $0)
      }
      #expect(distribution == expected[group], "\(values.count) rows, group \(group) of \(groupCount)")
    }
  }
}

/// What `numpy.quantile(values, q, method="inverted_cdf")` (numpy 2.4.6) says about the first `count` values of a linear
/// congruential sequence (Knuth's MMIX constants), each shifted right; q = 0, 0.001, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95,
/// 0.99, 0.999, 1.
struct Expected {
  var count: Int
  var seed: Int
  var shift: Int
  var values: [Int64]

  static let table = [
    Expected(
      count: 1, seed: 1, shift: 34,
      values: [
        454_417_387, 454_417_387, 454_417_387, 454_417_387, 454_417_387, 454_417_387, 454_417_387, 454_417_387,
        454_417_387, 454_417_387, 454_417_387,
      ]),
    Expected(
      count: 2, seed: 2, shift: 34,
      values: [
        824_858_870, 824_858_870, 824_858_870, 824_858_870, 824_858_870, 984_745_941, 984_745_941, 984_745_941,
        984_745_941, 984_745_941, 984_745_941,
      ]),
    Expected(
      count: 7, seed: 3, shift: 34,
      values: [
        121_558_529, 121_558_529, 121_558_529, 348_777_981, 407_822_801, 664_744_602, 788_589_857, 788_589_857,
        788_589_857, 788_589_857, 788_589_857,
      ]),
    Expected(
      count: 10, seed: 4, shift: 60,
      values: [0, 0, 0, 5, 7, 12, 14, 15, 15, 15, 15]),
    Expected(
      count: 63, seed: 5, shift: 34,
      values: [
        1_684_257, 1_684_257, 1_684_257, 210_043_477, 398_360_470, 823_869_427, 968_045_432, 1_032_837_931,
        1_070_662_270, 1_070_662_270, 1_070_662_270,
      ]),
    Expected(
      count: 64, seed: 6, shift: 50,
      values: [1_757, 1_757, 1_757, 5_265, 9_805, 14_001, 15_205, 15_691, 16_244, 16_244, 16_244]),
    Expected(
      count: 100, seed: 7, shift: 24,
      values: [
        12_495_709_812, 12_495_709_812, 12_495_709_812, 237_631_751_880, 485_063_275_152, 794_549_452_755,
        981_213_903_769, 1_027_360_039_912, 1_078_974_330_446, 1_091_332_495_428, 1_091_332_495_428,
      ]),
    Expected(
      count: 1000, seed: 8, shift: 34,
      values: [
        366_315, 366_315, 7_139_811, 252_403_873, 493_973_993, 764_478_937, 953_014_995, 1_003_673_581, 1_058_124_420,
        1_073_171_042, 1_073_358_090,
      ]),
    Expected(
      count: 1001, seed: 9, shift: 58,
      values: [0, 0, 0, 16, 32, 48, 57, 60, 63, 63, 63]),
    Expected(
      count: 4097, seed: 10, shift: 1,
      values: [
        865_938_360_715_203, 19_095_986_764_211_930, 80_850_717_771_138_422, 2_475_922_778_194_299_868,
        4_657_075_960_479_631_297, 6_910_345_489_493_904_871, 8_324_842_834_012_195_533, 8_749_763_948_991_694_772,
        9_145_440_817_539_272_745, 9_218_038_887_517_384_414, 9_222_347_777_372_530_283,
      ]),
  ]
}
