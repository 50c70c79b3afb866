import LedgerMemory
import LedgerModel

// The buckets of histogram points, kept beside the other columns: most points have none, and those that have some differ in
// their number.

/// The buckets of the points of one segment.
///
/// A point takes the code of its layout (mostly a byte), the place of its counts (four bytes), and its counts, in which
/// small numbers and runs of empty buckets take a byte. Rows behind the last one with buckets take nothing.
public final class PointBucketColumn: @unchecked Sendable {
  // Sound: as SpanSegment.

  /// Histograms with more buckets than this are kept without them: libraries have 160 at most.
  static let mostBuckets = 1024

  /// Number of the layout in the store's list; 0 where no buckets are known.
  let layout: CodeBuffer
  /// Where the counts of each row end in ``bytes``.
  private let ends: ColumnBuffer<UInt32>
  /// Groups of seven bits, low ones first. A zero is followed by how many more zeros there are.
  private var content: [UInt8] = []

  init(capacity: Int) {
    layout = CodeBuffer(capacity: capacity)
    ends = ColumnBuffer(capacity: capacity)
  }

  /// Sets the buckets of a row behind all that have some.
  func append(_ written: borrowing PointBucketBytes, layout code: UInt32, at row: Int) {
    while ends.count < row { ends.append(UInt32(content.count)) }
    layout.pad(to: row)
    layout.append(code)
    content.append(contentsOf: written.bytes)
    ends.append(UInt32(content.count))
  }

  /// Reads the buckets of a row into a value; without a layout where none are known.
  ///
  /// - Parameter layouts: the store's list.
  public func read(_ row: Int, _ layouts: [BucketLayout], into buckets: inout PointBuckets) {
    buckets.layout = row < layout.count ? layout[row] : 0
    buckets.counts.removeAll(keepingCapacity: true)
    buckets.zeroCount = 0
    buckets.offset = 0
    guard buckets.layout != 0 else { return }
    var at = row == 0 ? 0 : Int(ends[row - 1])
    let end = Int(ends[row])
    if case .exponential = layouts[Int(buckets.layout)] {
      buckets.zeroCount = number(&at)
      let zigzag = UInt32(truncatingIfNeeded: number(&at))
      buckets.offset = Int32(bitPattern: zigzag >> 1) ^ -Int32(bitPattern: zigzag & 1)
    }
    while at < end {
      let value = number(&at)
      if value != 0 {
        buckets.counts.append(value)
      } else {
        for _ in 0...number(&at) { buckets.counts.append(0) }
      }
    }
  }

  private func number(_ at: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = content[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  /// How many bytes are in use.
  var bytes: Int { layout.bytes + ends.bytes + content.count }
}

/// The buckets of a point as they are kept, in memory that is used again: a value of its own, because each change of a
/// class's array is a checked access.
struct PointBucketBytes: ~Copyable {
  private(set) var bytes: [UInt8] = []

  /// Writes the counts of explicit buckets, or those of exponential ones behind the number of zeros and the offset.
  mutating func write(_ counts: [UInt64], head: (zeroCount: UInt64, offset: Int32)?) {
    bytes.removeAll(keepingCapacity: true)
    if let head {
      write(head.zeroCount)
      // Zigzag: small numbers of either sign stay small.
      write(UInt64(UInt32(bitPattern: head.offset << 1 ^ head.offset >> 31)))
    }
    var zeros: UInt64 = 0
    for count in counts {
      if count == 0 {
        zeros += 1
        continue
      }
      writeZeros(&zeros)
      write(count)
    }
    writeZeros(&zeros)
  }

  private mutating func writeZeros(_ count: inout UInt64) {
    if count == 0 { return }
    bytes.append(0)
    write(count - 1)
    count = 0
  }

  private mutating func write(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Why the buckets of a histogram point are not kept. Its count and its sum are.
public enum BucketFlaw: Sendable {
  /// There is not one bucket more than bounds.
  case numberOfBounds
  /// The buckets do not add up to the number of values.
  case count
  /// The bounds do not rise, or are not finite; or scale or zero threshold of an exponential one are out of range.
  case bounds
  /// There are more than this program keeps.
  case tooMany
}

/// Numbers for the layouts that a worker meets. The first stands for *none*.
struct BucketLayouts: ~Copyable {
  private(set) var layouts: [BucketLayout] = [.explicit(bounds: [])]
  private var codes: [BucketLayout: UInt32] = [:]
  private var lastBounds: [Double] = []
  private var lastCode: UInt32 = 0
  private var written = PointBucketBytes()

  /// The number of a list of bounds; `nil` where they are not finite, or do not rise. Points of a series follow one
  /// another, so the last one is mostly right.
  mutating func code(ofBounds bounds: [Double]) -> UInt32? {
    if lastCode != 0, lastBounds == bounds { return lastCode }
    guard bounds.count < PointBucketColumn.mostBuckets, bounds.allSatisfy(\.isFinite),
      zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    lastCode = code(of: .explicit(bounds: bounds))
    lastBounds = bounds
    return lastCode
  }

  mutating func code(of layout: BucketLayout) -> UInt32 {
    if let known = codes[layout] { return known }
    let code = UInt32(layouts.count)
    codes[layout] = code
    layouts.append(layout)
    return code
  }

  /// The layouts of all workers, each once, and the map from each worker's numbers to those of the list.
  static func join(_ lists: [[BucketLayout]]) -> (layouts: [BucketLayout], maps: [[UInt32]]) {
    var joined = BucketLayouts()
    let maps = lists.map { list in [0] + list.dropFirst().map { joined.code(of: $0) } }
    return (joined.layouts, maps)
  }
}

extension BucketLayouts {
  /// Keeps the buckets of a histogram point, if they are well formed: the bounds finite and rising, one count more than
  /// bounds, and the counts adding up to the number of values. A point without bounds and counts has one bucket.
  ///
  /// - Returns: why they were not kept; `nil` where they were.
  @discardableResult
  mutating func append(_ record: borrowing DataPointRecord, to column: PointBucketColumn, at row: Int) -> BucketFlaw? {
    if record.kind == .histogram {
      let (bounds, counts) = (record.explicitBounds, record.bucketCounts)
      let isOneBucket = bounds.isEmpty && counts.isEmpty
      if bounds.count >= PointBucketColumn.mostBuckets { return .tooMany }
      if !isOneBucket {
        if counts.count != bounds.count + 1 { return .numberOfBounds }
        if BucketLayouts.total(counts) != record.count { return .count }
      }
      guard let code = code(ofBounds: bounds) else { return .bounds }
      written.write(isOneBucket ? [record.count] : counts, head: nil)
      column.append(written, layout: code, at: row)
    } else {
      // What is measured here is never below zero; should a library say so, it is none of more than zero either.
      let counts = record.positiveCounts
      if counts.count > PointBucketColumn.mostBuckets { return .tooMany }
      guard record.zeroThreshold.isFinite, record.zeroThreshold >= 0, (-64...64).contains(record.scale) else {
        return .bounds
      }
      guard let below = BucketLayouts.total(record.negativeCounts),
        let zeros = BucketLayouts.sum(below, record.zeroCount), let above = BucketLayouts.total(counts),
        BucketLayouts.sum(zeros, above) == record.count
      else { return .count }
      written.write(counts, head: (zeros, record.positiveOffset))
      column.append(
        written, layout: code(of: .exponential(scale: record.scale, zeroThreshold: record.zeroThreshold)), at: row)
    }
    return nil
  }

  private static func total(_ counts: [UInt64]) -> UInt64? {
    var total: UInt64 = 0
    var isTooMuch = false
    for count in counts {
      let (sum, overflow) = total.addingReportingOverflow(count)
      total = sum
      isTooMuch = isTooMuch || overflow
    }
    return isTooMuch ? nil : total
  }

  private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64? {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }
}

extension MetricFamily {
  /// Whether buckets of its histograms are of use: percentiles are compared of times and tokens.
  var hasComparedPercentiles: Bool { self == .operationDuration || self == .timeToFirstToken || self == .tokenUsage }
}
