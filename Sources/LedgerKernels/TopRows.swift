/// The rows with the largest values of a column.
public struct TopRows: Hashable, Sendable {
  /// The rows, the largest value first; equal values in the order of their rows.
  public var rows: [Int] = []
  /// Their values.
  public var values: [Int64] = []
  /// How many more rows have the value of the last one: where this is not 0, which of them are here depends on the order
  /// of the rows, and whoever needs an order of their own asks for that many more.
  public var ties = 0
}

/// Which end of the values is wanted.
public enum TopOrder: Hashable, Sendable {
  case largest, smallest
}

/// The `count` rows with the largest, or smallest, values among those selected; fewer where there are fewer.
///
/// - Parameters:
///   - values: one value a row.
///   - count: how many rows, 0 or more.
///   - order: which end.
///   - selection: only these rows; all where it is `nil`. A selection of another length is a programmer error.
/// - Complexity: O(rows) for values in no order, O(rows · log count) at worst.
public func topRows(
  of values: Span<Int64>, count: Int, order: TopOrder = .largest, selection: RowSelection? = nil
) -> TopRows {
  precondition(count >= 0, "there is no negative number of rows")
  precondition(selection.map { $0.rowCount == values.count } ?? true, "a selection of another column")
  if count == 0 { return TopRows() }
  // Turning all bits turns the order, and has no exception at the smallest integer.
  let turn: Int64 = order == .largest ? 0 : -1
  var heap = TopHeap(count: count)
  var start = 0
  while start < values.count {
    let block = start..<min(start + 64, values.count)
    var word = selection.map { $0.words[start >> 6] } ?? ~0
    if block.count < 64 { word &= (1 << UInt64(block.count)) - 1 }
    // Once the heap is full, most blocks have nothing above its smallest value.
    var best = Int64.min
    for row in block {
      let value = values[row] ^ turn
      best = value > best ? value : best
    }
    if word != 0, !heap.isFull || best >= heap.least {
      while word != 0 {
        let row = start + word.trailingZeroBitCount
        word &= word &- 1
        heap.offer(values[row] ^ turn, row: row)
      }
    }
    start = block.upperBound
  }
  return heap.sorted(turn: turn)
}

/// The largest values so far, the smallest of them on top.
private struct TopHeap {
  struct Entry {
    var value: Int64
    var row: Int

    /// Whether this one goes before the other: earlier rows come first among equals.
    func isBehind(_ other: Entry) -> Bool { value != other.value ? value < other.value : row > other.row }
  }

  private let count: Int
  private var entries: [Entry] = []
  private var ties = 0  // rows left out that have the smallest value

  init(count: Int) { self.count = count }

  var isFull: Bool { entries.count == count }
  var least: Int64 { entries[0].value }

  mutating func offer(_ value: Int64, row: Int) {
    let entry = Entry(value: value, row: row)
    guard isFull else {
      entries.append(entry)
      var at = entries.count - 1
      while at > 0, entries[at].isBehind(entries[(at - 1) / 2]) {
        entries.swapAt(at, (at - 1) / 2)
        at = (at - 1) / 2
      }
      return
    }
    guard value > least else {
      if value == least { ties += 1 }
      return
    }
    let dropped = least
    entries[0] = entry
    sink()
    ties = least == dropped ? ties + 1 : 0
  }

  private mutating func sink() {
    var at = 0
    while true {
      var next = at
      for child in [2 * at + 1, 2 * at + 2] where child < entries.count && entries[child].isBehind(entries[next]) {
        next = child
      }
      if next == at { return }
      entries.swapAt(at, next)
      at = next
    }
  }

  consuming func sorted(turn: Int64) -> TopRows {
    let sorted = entries.sorted { $1.isBehind($0) }
    return TopRows(rows: sorted.map(\.row), values: sorted.map { $0.value ^ turn }, ties: ties)
  }
}
