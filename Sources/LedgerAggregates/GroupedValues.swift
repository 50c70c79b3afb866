import LedgerKernels
import LedgerMemory
import Synchronization

/// Room for the values of a measure that several workers group: each takes a piece for a group, and when that is full the
/// next one, so that values of a group stand together and are written where they stay.
///
/// A new piece is half of what the group has so far, as long as that is not much: the pieces of a group are few, and little
/// room stays empty.
final class GroupedValues: Sendable {
  /// The values, those of the stretches that were answered.
  let rows: RowBuffer<Int64>
  private let used = Atomic<Int>(0)

  /// The smallest piece, and the first one of each group.
  static let least = 4
  /// The largest one: its group does not need larger ones to be read in one go.
  static let most = 1 << 10

  /// Room for as many values, and for groups that are told apart by as many workers.
  init(valueCount: Int, groupCount: Int, workers: Int) {
    let firsts = min(groupCount * workers, valueCount)
    rows = RowBuffer(unset: valueCount + valueCount / 2 + firsts * GroupedValues.least)
  }

  /// Takes a piece.
  fileprivate func take(_ count: Int) -> UInt32 {
    UInt32(used.add(count, ordering: .relaxed).oldValue)
  }
}

/// What one worker writes into such room.
final class GroupedValueWriter {
  private var places: GroupedPlaces

  init(_ values: GroupedValues) { places = GroupedPlaces(values) }

  /// Makes room for another group.
  func addGroup() { places.addGroup() }

  /// Writes the values of the first rows of a column, as far as they are known.
  ///
  /// - Parameter groups: the group of each row.
  func write(_ count: Int, _ column: MeasureColumn, _ groups: borrowing RowBuffer<UInt32>) {
    places.write(count, column, groups)
  }

  /// Where the values of each group stand.
  var stretches: [GroupedStretch] { places.stretches }
}

/// Where the next values of groups go.
private struct GroupedPlaces: ~Copyable {
  /// Where the next value of a group goes, and where its piece ends.
  private struct Place: ZeroedRow {
    var next: UInt32 = 0
    var end: UInt32 = 0
  }

  private let values: GroupedValues
  private var places = RowBuffer<Place>(zeroed: 64)
  /// By group: where its last piece begins, and how many values there are before.
  private var pieces: [(start: UInt32, before: Int)] = []
  /// The pieces that are full.
  private var full: [GroupedStretch] = []

  init(_ values: GroupedValues) { self.values = values }

  /// How many values memory moves at once. Those of many groups are written in turn, so that nobody but the writer can
  /// tell where the next ones go.
  private static let line = 8

  /// Makes room for another group.
  mutating func addGroup() {
    let group = pieces.count
    if group == places.count {
      let more = RowBuffer<Place>(zeroed: places.count * 2)
      for group in 0..<places.count { more[group] = places[group] }
      places = more
    }
    pieces.append((0, 0))
    begin(group, GroupedValues.least, before: 0)
  }

  mutating func write(_ count: Int, _ column: MeasureColumn, _ groups: borrowing RowBuffer<UInt32>) {
    var row = 0
    while row < count {
      guard let last = GroupedPlaces.write(row..<count, column.stored, groups, places, values.rows) else { return }
      fill(Int(groups[last]))
      row = last + 1
    }
  }

  /// Writes the values of some rows; up to the first that fills the piece of its group, which is answered.
  private static func write(
    _ rows: Range<Int>, _ stored: borrowing RowBuffer<Int64>, _ groups: borrowing RowBuffer<UInt32>,
    _ places: borrowing RowBuffer<Place>, _ values: borrowing RowBuffer<Int64>
  ) -> Int? {
    for row in rows {
      let group = Int(groups[row])
      let value = stored[row]
      var place = places[group]
      // Written where it is not known too, where the next value of the group will be: no branch depends on the data.
      values[Int(place.next)] = value == .min ? 0 : value
      place.next &+= value == 0 ? 0 : 1
      places[group] = place
      if place.next == place.end { return row }
      values.askAhead(of: Int(place.next) &+ GroupedPlaces.line)
    }
    return nil
  }

  /// Begins the next piece of a group whose last one is full.
  @inline(never)
  private mutating func fill(_ group: Int) {
    let (start, before) = pieces[group]
    let count = places[group].end - start
    full.append(GroupedStretch(group: UInt32(group), start: start, count: count))
    let known = before + Int(count)
    let half = known / 2 / GroupedValues.least * GroupedValues.least
    begin(group, min(max(half, GroupedValues.least), GroupedValues.most), before: known)
  }

  private mutating func begin(_ group: Int, _ count: Int, before: Int) {
    let start = values.take(count)
    pieces[group] = (start, before)
    places[group] = Place(next: start, end: start + UInt32(count))
    values.rows.askAhead(of: Int(start))
  }

  /// Where the values of each group stand.
  var stretches: [GroupedStretch] {
    full
      + pieces.enumerated().map { group, piece in
        GroupedStretch(group: UInt32(group), start: piece.start, count: places[group].next - piece.start)
      }
  }
}
