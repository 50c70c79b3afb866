import LedgerMemory

/// A base-2 exponential histogram, as OTLP's metrics define it: how many values fall into buckets that grow by one factor.
///
/// At scale s the base is b = 2^(2⁻ˢ), and the bucket with index i holds the magnitudes in (bⁱ, bⁱ⁺¹]. Zeros are counted
/// apart, negative values by their magnitude. The scale is the largest one, at most ``ExponentialHistogram/maxScale``, at
/// which neither side needs more than the given number of buckets: it follows from the extremes alone. Whatever the order
/// of the values and however they were split, merging gives the histogram of all of them.
///
/// Borders are compared in integers, with exact roots of two: a value never lands beside its bucket, on any machine.
///
/// (OpenTelemetry protocol, `ExponentialHistogramDataPoint`; metrics data model, *ExponentialHistogram*. The common
/// implementations begin at scale 20; 10 is a relative error of 0.03 % and what a night's latencies are far from.)
public struct ExponentialHistogram: Hashable, Sendable {
  /// The finest scale: 1024 buckets for each power of two.
  public static var maxScale: Int { ExponentialBorders.scale }

  /// Buckets side by side.
  public struct Buckets: Hashable, Sendable {
    /// The index of the first bucket; 0 where there is none.
    public fileprivate(set) var offset = 0
    /// How many values each bucket has; the first and the last one are never empty.
    public fileprivate(set) var counts: [UInt64] = []
  }

  /// The scale.
  public private(set) var scale: Int
  /// How many buckets each side may have.
  public let maxBuckets: Int
  /// How many values there are.
  public private(set) var count: UInt64 = 0
  /// Their exact sum.
  public private(set) var sum: Int128 = 0
  /// The smallest value; meaningless where there is none.
  public private(set) var min: Int64 = .max
  /// The largest value; meaningless where there is none.
  public private(set) var max: Int64 = .min
  /// How many values are 0.
  public private(set) var zeroCount: UInt64 = 0
  /// Values above 0.
  public private(set) var positive = Buckets()
  /// Magnitudes of values below 0.
  public private(set) var negative = Buckets()

  /// No values.
  ///
  /// - Parameter maxBuckets: how many buckets each side may have; OTLP's software development kits take 160. Fewer than 2
  ///   and more than 10,000 are a programmer error.
  public init(maxBuckets: Int = 160) {
    precondition(maxBuckets >= 2 && maxBuckets <= 10_000, "an exponential histogram has 2 to 10,000 buckets")
    self.maxBuckets = maxBuckets
    scale = ExponentialHistogram.maxScale
  }

  /// The histogram of some values.
  public init(of values: Span<Int64>, maxBuckets: Int = 160) {
    self.init(maxBuckets: maxBuckets)
    guard let range = extremes(of: values) else { return }
    (min, max) = (range.min, range.max)
    count = UInt64(values.count)
    sum = LedgerKernels.sum(of: values)
    // The extremes of the magnitudes decide on the scale, before anything is counted.
    let (leastAbove, mostBelow) = ExponentialHistogram.nextToZero(values, range)
    let borders = ExponentialBorders.shared
    let above = max > 0 ? borders.index(UInt64(leastAbove))...borders.index(UInt64(max)) : nil
    let below = min < 0 ? borders.index(mostBelow.magnitude)...borders.index(min.magnitude) : nil
    for range in [above, below] { if let range { coarsen(toFit: range) } }
    let shift = ExponentialHistogram.maxScale - scale
    if let above { positive.makeRoom(above.lowerBound >> shift...above.upperBound >> shift) }
    if let below { negative.makeRoom(below.lowerBound >> shift...below.upperBound >> shift) }
    fill(values, by: borders, shift: shift)
  }

  /// The smallest value above 0 and the largest below, where there are such.
  private static func nextToZero(_ values: Span<Int64>, _ range: Extremes) -> (above: Int64, below: Int64) {
    if range.min > 0 || range.max < 0 { return (range.min, range.max) }
    var (above, below) = (Int64.max, Int64.min)
    for row in values.indices {
      let value = values[row]
      above = value > 0 && value < above ? value : above
      below = value < 0 && value > below ? value : below
    }
    return (above, below)
  }

  /// Counts as a histogram between the whole numbers that the borders enclose. Where several buckets begin at one number,
  /// all but the last of them hold none.
  private mutating func fill(_ values: Span<Int64>, by borders: ExponentialBorders, shift: Int) {
    var edges: [Int64] = []
    var places: [(side: Int, place: Int)] = []
    func begin(at edge: Int64, _ side: Int, _ place: Int) {
      if edges.last == edge {
        edges.removeLast()
        places.removeLast()
      }
      edges.append(edge)
      places.append((side: side, place: place))
    }
    for place in negative.counts.indices.reversed() {
      // From the far end on: -⌊bⁱ⁺¹⌋ ≤ x < -⌊bⁱ⌋.
      begin(at: borders.negatedFloor((negative.offset + place + 1) << shift), -1, place)
    }
    begin(at: negative.counts.isEmpty ? .min : borders.negatedFloor(negative.offset << shift), 0, 0)
    for place in positive.counts.indices {
      begin(at: -borders.negatedFloor((positive.offset + place) << shift) + 1, 1, place)
    }
    let found = histogramCounts(of: values, edges: HistogramEdges(edges))
    for (place, count) in zip(places, found.dropFirst()) {
      switch place.side {
      case -1: negative.counts[place.place] = UInt64(count)
      case 1: positive.counts[place.place] = UInt64(count)
      default: zeroCount = UInt64(count)
      }
    }
  }

  private mutating func coarsen(toFit range: ClosedRange<Int>) {
    let finest = ExponentialHistogram.maxScale
    while range.upperBound >> (finest - scale) - range.lowerBound >> (finest - scale) >= maxBuckets { scale -= 1 }
  }

  /// Joins buckets in pairs, `steps` times: one step takes bucket i to ⌊i / 2⌋ and squares the base.
  public mutating func downscale(by steps: Int) {
    precondition(steps >= 0, "a histogram cannot become finer")
    scale -= steps
    positive.downscale(by: steps)
    negative.downscale(by: steps)
  }

  /// Adds the values of another histogram: what a histogram of all values would be.
  public mutating func merge(_ other: ExponentialHistogram) {
    precondition(maxBuckets == other.maxBuckets, "histograms of different sizes")
    var other = other
    // At the coarser of both scales first, then as coarse as the buckets of both together need.
    let common = Swift.min(scale, other.scale)
    downscale(by: scale - common)
    other.downscale(by: other.scale - common)
    while Swift.max(positive.joinedCount(other.positive), negative.joinedCount(other.negative)) > maxBuckets {
      downscale(by: 1)
      other.downscale(by: 1)
    }
    positive.add(other.positive)
    negative.add(other.negative)
    count += other.count
    sum += other.sum
    zeroCount += other.zeroCount
    min = Swift.min(min, other.min)
    max = Swift.max(max, other.max)
  }
}

extension ExponentialHistogram.Buckets {
  private var indices: Range<Int> { offset..<offset + counts.count }

  private func joined(_ other: Self) -> Range<Int> {
    if counts.isEmpty { return other.indices }
    if other.counts.isEmpty { return indices }
    return Swift.min(offset, other.offset)..<Swift.max(indices.upperBound, other.indices.upperBound)
  }

  fileprivate func joinedCount(_ other: Self) -> Int { joined(other).count }

  fileprivate mutating func makeRoom(_ range: ClosedRange<Int>) {
    offset = range.lowerBound
    counts = Array(repeating: 0, count: range.count)
  }

  fileprivate mutating func add(_ other: Self) {
    let range = joined(other)
    var sums = [UInt64](repeating: 0, count: range.count)
    for buckets in [self, other] {
      for (place, count) in buckets.counts.enumerated() { sums[buckets.offset + place - range.lowerBound] += count }
    }
    (offset, counts) = (range.lowerBound, sums)
  }

  fileprivate mutating func downscale(by steps: Int) {
    if steps == 0 || counts.isEmpty { return }
    let first = offset >> steps
    var joined = [UInt64](repeating: 0, count: (offset + counts.count - 1) >> steps - first + 1)
    for (place, count) in counts.enumerated() { joined[(offset + place) >> steps - first] += count }
    (offset, counts) = (first, joined)
  }
}

/// The borders between the buckets of one power of two at the finest scale, as integers of 64 bits.
///
/// Border j is ⌊2⁶³ · 2^(j / 1024)⌋. A magnitude, shifted until its highest bit is the 63rd, is an integer, so it is above
/// the true border just where it is above that: the roots are irrational but for j = 0, which is exact.
final class ExponentialBorders: Sendable {
  static var scale: Int { 10 }
  static let shared = ExponentialBorders()

  let borders: [UInt64]

  private init() {
    // 2^(1/2), 2^(1/4), … 2^(1/1024), times 2¹²⁶. Products of ten of these are off by less than 2⁻¹²⁰; no border is as
    // close to an integer.
    let roots: [UInt128] = [
      120_307_984_584_002_255_772_516_886_238_812_528_463, 101_166_552_963_086_648_562_748_325_914_308_868_987,
      92_770_138_104_229_969_497_563_536_105_904_709_192, 88_836_988_599_470_374_367_423_455_078_235_398_361,
      86_933_395_123_445_232_202_203_881_353_308_079_615, 85_996_949_738_172_564_171_768_559_522_682_662_778,
      85_532_516_630_937_411_297_970_388_886_411_771_536, 85_301_241_503_098_762_865_897_326_549_279_384_913,
      85_185_838_553_084_980_536_099_371_820_841_163_239, 85_128_195_638_972_474_702_214_890_917_752_006_660,
    ]
    let count = 1 << ExponentialBorders.scale
    borders = (0..<count).map { step in
      var product: UInt128 = 1 << 126
      for (place, root) in roots.enumerated() where step >> (ExponentialBorders.scale - 1 - place) & 1 == 1 {
        let (high, low) = product.multipliedFullWidth(by: root)
        product = high << 2 | low >> 126
      }
      return UInt64(truncatingIfNeeded: product >> 63)
    }
  }

  /// The index of the bucket of a magnitude above 0 at the finest scale.
  func index(_ magnitude: UInt64) -> Int {
    let shift = magnitude.leadingZeroBitCount
    let shifted = magnitude << UInt64(shift)
    // Exactly a power of two: the upper end of the bucket before.
    if shifted == 1 << 63 { return (63 - shift) << ExponentialBorders.scale - 1 }
    // The last border below.
    var (low, high) = (0, borders.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if borders[middle] < shifted { low = middle } else { high = middle }
    }
    return (63 - shift) << ExponentialBorders.scale + low
  }

  /// -⌊2^(index / 1024)⌋, or the smallest integer where that is smaller still.
  func negatedFloor(_ index: Int) -> Int64 {
    let exponent = index >> ExponentialBorders.scale
    if exponent < 0 { return 0 }
    if exponent > 62 { return .min }
    return -Int64(borders[index & (1 << ExponentialBorders.scale - 1)] >> UInt64(63 - exponent))
  }
}
