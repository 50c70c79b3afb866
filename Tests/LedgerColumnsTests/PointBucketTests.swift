import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct PointBucketTests {
  private func histogram(_ counts: [UInt64], _ bounds: [Double], count: UInt64? = nil) -> DataPointRecord {
    var record = DataPointRecord()
    record.kind = .histogram
    record.bucketCounts = counts
    record.explicitBounds = bounds
    record.count = count ?? counts.reduce(0, +)
    return record
  }

  private func exponential(
    _ scale: Int32, _ offset: Int32, _ counts: [UInt64], zeros: UInt64 = 0, below: [UInt64] = []
  ) -> DataPointRecord {
    var record = DataPointRecord()
    record.kind = .exponentialHistogram
    record.scale = scale
    record.positiveOffset = offset
    record.positiveCounts = counts
    record.zeroCount = zeros
    record.negativeCounts = below
    record.count = (counts + below).reduce(zeros, +)
    return record
  }

  private func read(_ column: PointBucketColumn, _ row: Int, _ layouts: [BucketLayout]) -> PointBuckets {
    var buckets = PointBuckets()
    column.read(row, layouts, into: &buckets)
    return buckets
  }

  @Test func `buckets come back as they were written`() {
    var random = SplitMix64(seed: 7)
    var layouts = BucketLayouts()
    let column = PointBucketColumn(capacity: 4096)
    var written: [(() -> DataPointRecord)?] = []
    for row in 0..<4000 {
      var record: (() -> DataPointRecord)?
      func count() -> UInt64 {
        switch UInt64.random(in: 0..<6, using: &random) {
        case 0...2: 0
        case 3: UInt64.random(in: 1...200, using: &random)
        case 4: UInt64.random(in: 0...1 << 40, using: &random)
        default: UInt64.random(in: 0...1 << 52, using: &random)
        }
      }
      switch UInt64.random(in: 0..<4, using: &random) {
      case 0: break
      case 1, 2:
        let bounds = (0..<Int.random(in: 0...20, using: &random)).map { Double($0) }
        let counts = (0...bounds.count).map { _ in count() }
        record = { histogram(counts, bounds) }
      default:
        let scale = Int32.random(in: -10...20, using: &random)
        let offset = Int32.random(in: -1 << 30...1 << 30, using: &random)
        let counts = (0..<Int.random(in: 0...170, using: &random)).map { _ in count() }
        let (zeros, below) = (count(), [count(), 1])
        record = { exponential(scale, offset, counts, zeros: zeros, below: below) }
      }
      if let record { layouts.append(record(), to: column, at: row) }
      written.append(record)
    }
    for (row, record) in written.enumerated() {
      let buckets = read(column, row, layouts.layouts)
      guard let record = record?() else {
        #expect(buckets.layout == 0)
        continue
      }
      let layout = layouts.layouts[Int(buckets.layout)]
      if record.kind == .histogram {
        #expect(layout == .explicit(bounds: record.explicitBounds))
        #expect(buckets.counts == record.bucketCounts)
      } else {
        #expect(layout == .exponential(scale: record.scale, zeroThreshold: 0))
        #expect(buckets.counts == record.positiveCounts)
        #expect(buckets.offset == record.positiveOffset)
        #expect(buckets.zeroCount == record.negativeCounts.reduce(record.zeroCount, +))
      }
    }
  }

  @Test func `a usual point takes about one byte for each bucket that is not empty`() {
    var layouts = BucketLayouts()
    let column = PointBucketColumn(capacity: 1000)
    let bounds: [Double] = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
    for row in 0..<1000 {
      layouts.append(histogram([0, 20, 19, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], bounds), to: column, at: row)
    }
    #expect(layouts.layouts.count == 2)
    #expect(column.bytes == 1000 * (1 + 4 + 2 + 4 + 2))
  }

  @Test func `buckets that are not well formed are left out`() {
    var layouts = BucketLayouts()
    let column = PointBucketColumn(capacity: 16)
    var row = 0
    func flaw(_ record: consuming DataPointRecord) -> BucketFlaw? {
      defer { row += 1 }
      return layouts.append(record, to: column, at: row)
    }
    #expect(flaw(histogram([1, 2], [1, 2])) == .numberOfBounds)
    #expect(flaw(histogram([1, 2, 3], [2, 1])) == .bounds)
    #expect(flaw(histogram([1, 2], [.nan])) == .bounds)
    #expect(flaw(histogram([1, 2], [.infinity])) == .bounds)
    #expect(flaw(histogram([1, 2], [1], count: 4)) == .count)
    #expect(flaw(histogram([1, 2, 0], [1, 1])) == .bounds)
    #expect(flaw(histogram(Array(repeating: 1, count: 1025), (0..<1024).map(Double.init))) == .tooMany)
    #expect(flaw(exponential(0, 0, Array(repeating: 1, count: 1025))) == .tooMany)
    #expect(flaw(exponential(65, 0, [1])) == .bounds)
    var overflowing = exponential(0, 0, [.max])
    overflowing.zeroCount = 1
    #expect(flaw(overflowing) == .count)
    for row in 0..<row { #expect(read(column, row, layouts.layouts).layout == 0) }
    #expect(column.bytes == 0)
  }

  @Test func `a histogram without buckets is one bucket`() {
    var layouts = BucketLayouts()
    let column = PointBucketColumn(capacity: 4)
    #expect(layouts.append(histogram([], [], count: 9), to: column, at: 2) == nil)
    let buckets = read(column, 2, layouts.layouts)
    #expect(buckets.layout != 0)
    #expect(buckets.counts == [9])
    #expect(read(column, 0, layouts.layouts).layout == 0)
    #expect(read(column, 3, layouts.layouts).layout == 0)
  }

  @Test func `workers that met the same layouts in another order agree`() {
    let (a, b, c) = (
      BucketLayout.explicit(bounds: [1, 2]), BucketLayout.explicit(bounds: []),
      BucketLayout.exponential(scale: 3, zeroThreshold: 0)
    )
    let none = BucketLayout.explicit(bounds: [])
    let (joined, maps) = BucketLayouts.join([[none, a, b], [none, c, b, a]])
    #expect(joined.count == 4)
    for (list, map) in zip([[none, a, b], [none, c, b, a]], maps) {
      #expect(map[0] == 0)
      for code in list.indices.dropFirst() { #expect(joined[Int(map[code])] == list[code]) }
    }
  }
}
