import LedgerMemory

/// Sets `order` to the rows of `keys` in ascending order of their keys; equal keys stay in the order of their rows. A
/// buffer of another size is a programmer error.
///
/// Keys are spread over as many places as there are keys, by their leading bits between the least and the greatest, and
/// each place is put in order for itself: few keys by insertion, many in the same way again. Instants of a day lie evenly
/// enough that two rounds do nearly all of it; each round has at most a 32nd of the range of the one before.
public func setAscendingOrder(of keys: Span<UInt64>, in order: borrowing RowBuffer<UInt32>) {
  precondition(keys.count <= Int(UInt32.max), "more rows than 32 bits count")
  precondition(keys.count == order.count, "not as many places as rows")
  var isAscending = true
  for row in keys.indices.dropFirst() { isAscending = isAscending && keys[row - 1] <= keys[row] }
  if isAscending { return order.setAscending(keys.count, from: 0) }
  let rows = RowBuffer<KeyedRow>(unset: keys.count)
  let places = LeadingPlaces(keys.count) { keys[$0] }
  let ends = places.spread(
    keys.count, { KeyedRow(key: keys[$0], row: UInt32(truncatingIfNeeded: $0)) }, into: rows, from: 0)
  if places.holdDifferentKeys { sortEach(rows, ends, from: 0) }
  for row in 0..<keys.count { order[row] = rows[row].row }
}

private struct KeyedRow: ZeroedRow {
  var key: UInt64
  var row: UInt32
}

/// So many rows are put in order by insertion.
private let few = 32

/// Puts each of several stretches in order that follow each other.
private func sortEach(_ rows: borrowing RowBuffer<KeyedRow>, _ ends: [Int], from start: Int) {
  var start = start
  for end in ends {
    if end - start > few { sortMany(rows, start..<end) } else { insert(rows, start..<end) }
    start = end
  }
}

private func sortMany(_ rows: borrowing RowBuffer<KeyedRow>, _ stretch: Range<Int>) {
  let copies = stretch.map { rows[$0] }
  let places = LeadingPlaces(copies.count) { copies[$0].key }
  let ends = places.spread(copies.count, { copies[$0] }, into: rows, from: stretch.lowerBound)
  if places.holdDifferentKeys { sortEach(rows, ends, from: stretch.lowerBound) }
}

private func insert(_ rows: borrowing RowBuffer<KeyedRow>, _ stretch: Range<Int>) {
  for place in stretch.dropFirst() {
    let row = rows[place]
    var at = place
    while at > stretch.lowerBound, rows[at - 1].key > row.key {
      rows[at] = rows[at - 1]
      at -= 1
    }
    rows[at] = row
  }
}

/// The places that keys are spread over.
private struct LeadingPlaces {
  private let least: UInt64
  private let shift: UInt64
  private let count: Int

  /// No more places than the second-level cache has room to count in.
  private static let mostBits = 16

  init(_ keyCount: Int, _ key: (Int) -> UInt64) {
    var (least, greatest) = (UInt64.max, UInt64.min)
    for row in 0..<keyCount {
      least = min(least, key(row))
      greatest = max(greatest, key(row))
    }
    let rangeBits = UInt64.bitWidth - (greatest - least).leadingZeroBitCount
    let bits = min(LeadingPlaces.mostBits, Int.bitWidth - keyCount.leadingZeroBitCount)
    self.least = least
    shift = UInt64(max(0, rangeBits - bits))
    count = Int((greatest - least) >> shift) + 1
  }

  /// Whether keys in one place may differ.
  var holdDifferentKeys: Bool { shift > 0 }

  /// Moves rows to their places, those of one place in the order in which they come. Returns where each place ends.
  @inline(__always)
  func spread(
    _ rowCount: Int, _ row: (Int) -> KeyedRow, into rows: borrowing RowBuffer<KeyedRow>, from start: Int
  ) -> [Int] {
    var ends = [Int](repeating: 0, count: count)
    var nexts = ends.mutableSpan
    for number in 0..<rowCount { nexts[Int((row(number).key - least) >> shift)] += 1 }
    var next = start
    for place in nexts.indices {
      let count = nexts[place]
      nexts[place] = next
      next += count
    }
    for number in 0..<rowCount {
      let row = row(number)
      let place = Int((row.key - least) >> shift)
      rows[nexts[place]] = row
      nexts[place] += 1
    }
    return ends
  }
}
