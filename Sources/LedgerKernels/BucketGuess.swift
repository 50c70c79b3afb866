import LedgerMemory
import LedgerModel

/// The buckets that will hold the wanted ranks of a group, as far as some of its values tell.
///
/// Among n values that are drawn, the place of the value at rank r of all N lies around n · r / N, with the standard
/// deviation √(n · p · (1 − p)) for p = r / N. Values are drawn in lines, and neighbours may be alike; hence four of these on
/// each side, and some more. A guess that is wrong costs time, and nothing else.
struct BucketGuess: Sendable {
  /// A bit for each bucket; none for those that have only one value.
  let bits: [UInt32]
  /// Where more than so many values are in these buckets, it would have been better not to keep them.
  let limit: Int

  /// Groups of fewer values are looked at again: they are soon read.
  static let least = 1 << 17

  /// Buckets that are known, and a number of values that may be in them.
  init(_ bits: [UInt32], limit: Int) {
    self.bits = bits
    self.limit = limit
  }

  /// `nil` where too many values would be in the buckets.
  ///
  /// - Parameters:
  ///   - ranks: the 0-based ranks that are searched.
  ///   - count: how many values there are.
  ///   - sample: how many of those that were drawn are in each bucket.
  init?(_ ranks: ArraySlice<Int>, of count: Int, sample: Span<UInt32>) {
    var below = [0]
    for bucket in sample.indices { below.append(below[bucket] + Int(sample[bucket])) }
    let drawn = below[sample.count]
    if drawn == 0 { return nil }
    // The bucket of a drawn value by its rank.
    func bucket(_ rank: Int) -> Int {
      var range = 0..<sample.count
      while range.count > 1 {
        let middle = range.lowerBound + range.count / 2
        range = below[middle] <= rank ? middle..<range.upperBound : range.lowerBound..<middle
      }
      return range.lowerBound
    }
    var bits = [UInt32](repeating: 0, count: LeadingBits.bucketCount / 32)
    for rank in ranks {
      let part = (Double(rank) + 0.5) / Double(count)
      let place = part * Double(drawn)
      let spread = 4 * (Double(drawn) * part * (1 - part)).squareRoot() + 4
      let first = Int(place - spread)
      let last = Int(place + spread) + 1
      for bucket in (first <= 0 ? 0 : bucket(first))...(last >= drawn ? sample.count - 1 : bucket(last))
      where LeadingBits.onlyValue(of: bucket) == nil {
        bits[bucket >> 5] |= 1 << UInt32(bucket & 31)
      }
    }
    var caught = 0
    for bucket in sample.indices {
      caught += Int(sample[bucket] & (0 &- (bits[bucket >> 5] >> UInt32(bucket & 31) & 1)))
    }
    if caught * 4 > drawn { return nil }
    self.init(bits, limit: count / 3)
  }

  /// Whether all buckets of others are among these.
  func covers(_ others: [UInt32]) -> Bool { zip(others, bits).allSatisfy { $0 & ~$1 == 0 } }
}

/// Some values of groups, counted by their buckets: of every 512 values that stand together those of one line of memory.
struct ValueSample: ~Copyable {
  /// A counter for each bucket of each place.
  let counters: RowBuffer<UInt32>

  private static let distance = 512
  private static let line = 8
  /// Memory is asked for a line so many lines ahead.
  private static let ahead = 16

  /// - Parameter places: several times, for each group, where its values are counted; `nil` where they are not.
  init(
    of values: Span<Int64>, _ stretches: GroupedStretches, _ places: [[Int?]], placeCount: Int, _ workers: Workers
  ) {
    let lines = ValueSample.lines(of: stretches, places)
    let shares = workers.stretches(of: lines.count, least: 4096)
    let tables = workers.map(shares.count) { share in
      let counters = BucketCounters(slots: placeCount)
      let rows = shares[share]
      for row in rows {
        let ahead = lines[min(row + ValueSample.ahead, rows.upperBound - 1)]
        askAhead(of: values.extracting(ahead.rows))
        let line = lines[row]
        for places in places {
          guard let place = places[Int(line.group)] else { continue }
          let base = place << LeadingBits.shift
          for value in line.rows { counters.counters[base + LeadingBits.bucket(of: values[value])] &+= 1 }
        }
      }
      return counters
    }
    counters = RowBuffer(zeroed: placeCount << LeadingBits.shift)
    for table in tables { table.counters.withSpan { counters.add($0, from: 0) } }
  }

  /// The values that are drawn.
  private static func lines(of stretches: GroupedStretches, _ places: [[Int?]]) -> [GroupedStretch] {
    var lines: [GroupedStretch] = []
    var next = distance / 2
    for stretch in stretches.stretches where places.contains(where: { $0[Int(stretch.group)] != nil }) {
      let count = Int(stretch.count)
      while next < count {
        let drawn = min(line, count - next)
        lines.append(
          GroupedStretch(group: stretch.group, start: stretch.start + UInt32(next), count: UInt32(drawn)))
        next += distance
      }
      next -= count
    }
    return lines
  }
}

/// The values of guessed buckets that a worker met.
struct CaughtValues: Sendable {
  /// Room for values.
  private final class Piece: Sendable {
    let values: RowBuffer<Int64>

    init(_ count: Int) { values = RowBuffer(unset: count) }
  }

  /// Values of one slot next to each other.
  private struct Stretch {
    var slot: Int
    var piece: Int
    var rows: Range<Int>
  }

  private var pieces: [Piece] = []
  private var stretches: [Stretch] = []
  /// How much of the last piece is used.
  private var used = 0
  private var counts: [Int]
  /// By slot: whether there were more than the guess allows, and some are missing.
  private(set) var isFull: [Bool]

  private static let pieceCount = 1 << 20

  init(slotCount: Int) {
    counts = Array(repeating: 0, count: slotCount)
    isFull = Array(repeating: false, count: slotCount)
  }

  /// Keeps those of some values that are in guessed buckets.
  mutating func add(_ values: Span<Int64>, _ buckets: Span<UInt16>, _ guess: BucketGuess, slot: Int) {
    if isFull[slot] { return }
    if used + values.count > pieces.last?.values.count ?? 0 {
      pieces.append(Piece(max(CaughtValues.pieceCount, values.count)))
      used = 0
    }
    let piece = pieces.count - 1
    let count = copyValues(values, buckets: buckets, wanted: guess.bits.span, into: pieces[piece].values, from: used)
    if count == 0 { return }
    counts[slot] += count
    if counts[slot] > guess.limit {
      isFull[slot] = true
      return
    }
    let rows = used..<used + count
    used += count
    if let last = stretches.last, last.slot == slot, last.piece == piece {
      stretches[stretches.count - 1].rows = last.rows.lowerBound..<rows.upperBound
    } else {
      stretches.append(Stretch(slot: slot, piece: piece, rows: rows))
    }
  }

  /// Calls `body` with the values that were kept.
  func forEach(_ body: (_ slot: Int, _ values: Span<Int64>) -> Void) {
    for stretch in stretches {
      pieces[stretch.piece].values.withSpan { body(stretch.slot, $0.extracting(stretch.rows)) }
    }
  }
}
