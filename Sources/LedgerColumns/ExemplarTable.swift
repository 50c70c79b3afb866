import LedgerMemory
import LedgerModel

/// An exemplar of a metric of interest, as it is kept. Equal ones are one: cumulative series repeat theirs from point to
/// point.
public struct KeptExemplar: Hashable, Sendable {
  /// Row of the series.
  public var series: UInt32
  /// What was said; without attributes, which are never read.
  public var exemplar: Exemplar
  /// A hash of the exemplar and of what the series says, the same wherever and whenever it is read.
  let contentHash: UInt64

  init(series: UInt32, exemplar: Exemplar, contentHash: UInt64) {
    self.series = series
    self.exemplar = exemplar
    self.contentHash = contentHash
  }

  /// Whether it is left where one in 2^bits is kept.
  fileprivate func isOne(in bits: UInt64) -> Bool { contentHash & ((1 << bits) - 1) == 0 }

  /// By the hash that is there already.
  public func hash(into hasher: inout Hasher) { hasher.combine(contentHash) }
}

/// Different exemplars, in bounded memory.
///
/// Where there are more than ``most``, every second one is given up, by its content, and so on: which ones are left depends
/// on what was read, not on the order or on who read it.
struct ExemplarSet: ~Copyable {
  /// How many are kept at most: 20 MB.
  static let most = 1 << 18

  private(set) var kept: Set<KeptExemplar> = []
  /// One in 2^bits is kept.
  private(set) var bits: UInt64 = 0
  private let most: Int

  init(most: Int = ExemplarSet.most) { self.most = most }

  mutating func insert(_ exemplar: KeptExemplar) {
    if exemplar.isOne(in: bits) { kept.insert(exemplar) }
    while kept.count > most { keepOne(in: bits + 1) }
  }

  /// Gives up all but one in 2^bits.
  mutating func keepOne(in bits: UInt64) {
    guard bits > self.bits else { return }
    self.bits = bits
    kept = kept.filter { $0.isOne(in: bits) }
  }
}

extension ExemplarSet {
  /// Adds the exemplars of a point.
  mutating func insert(contentsOf record: borrowing DataPointRecord, series: UInt32) {
    let identity = record.metricName.stableHash(seed: record.digest.low ^ record.digest.high)
    for exemplar in record.exemplars {
      insert(KeptExemplar(series: series, exemplar: exemplar, contentHash: exemplar.contentHash(seed: identity)))
    }
  }

  /// The exemplars of all workers, with the rows of the store's series.
  static func join(
    _ parts: [(kept: Set<KeptExemplar>, bits: UInt64)], seriesMaps: [[UInt32]], most: Int = ExemplarSet.most
  ) -> (kept: [KeptExemplar], bits: UInt64) {
    var joined = ExemplarSet(most: most)
    joined.keepOne(in: parts.map(\.bits).max() ?? 0)
    for (part, map) in zip(parts, seriesMaps) {
      for exemplar in part.kept {
        var exemplar = exemplar
        exemplar.series = map[Int(exemplar.series)]
        joined.insert(exemplar)
      }
    }
    return (Array(joined.kept), joined.bits)
  }
}

extension Exemplar {
  /// A hash that is the same on every machine and in every run.
  fileprivate func contentHash(seed: UInt64) -> UInt64 {
    let (kind, bits): (UInt64, UInt64) =
      switch value {
      case .absent: (1, 0)
      case .int(let value): (2, UInt64(bitPattern: value))
      case .double(let value): (3, value.bitPattern)
      }
    var hash = seed ^ 0x9E37_79B9_7F4A_7C15
    func add(_ word: UInt64) { hash = foldedProduct(hash ^ word, 0xE703_7ED1_A0B4_28DB) ^ hash << 23 ^ hash >> 41 }
    add(timeUnixNano)
    add(traceID.high)
    add(traceID.low)
    add(spanID.value)
    add(kind)
    add(bits)
    return foldedProduct(hash, 0xA076_1D64_78BD_642F) ^ hash
  }
}
