import LedgerKernels
import LedgerMemory
import LedgerModel

/// The UTC windows that rows start in: the code of a row is its window's place among the windows that hold one; rows
/// without a start (0) are in no window and share the last code.
@inline(__always)
func windowCodes(
  count: Int, _ size: WindowSize, _ workers: Workers, start: @Sendable (Int) -> UInt64
) -> (windows: [TimeWindow], code: CodeColumn) {
  // First the number of the window since the epoch (at most 62 million), one more, then its place.
  let numbers = CodeColumn(rowCount: count, cardinality: Int(UInt32.max))
  let stretches = workers.stretches(of: count)
  let found = workers.map(stretches.count) { stretch -> Set<UInt32> in
    var found: Set<UInt32> = []
    var last: UInt32 = 0
    for index in stretches[stretch] where start(index) != 0 {
      let number = UInt32(start(index) / size.nanos) + 1
      if number != last { found.insert(number) }
      last = number
      numbers[index] = number
    }
    return found
  }
  let sorted = found.reduce(into: Set<UInt32>()) { $0.formUnion($1) }.sorted()
  let place = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt32($0)) })
  let code = CodeColumn(rowCount: count, cardinality: sorted.count + 1)
  workers.run(stretches.count) { stretch in
    var last: UInt32 = 0
    var lastPlace = UInt32(sorted.count)
    for index in stretches[stretch] {
      if numbers[index] != last {
        last = numbers[index]
        lastPlace = place[last] ?? UInt32(sorted.count)
      }
      code[index] = lastPlace
    }
  }
  return (sorted.map { size.window(holding: UnixNanos(UInt64($0 - 1) * size.nanos)) }, code)
}

extension KeyColumn {
  /// The windows as a key: absent first, then by time, as RFC 3339 instants, days as dates.
  init(_ codes: (windows: [TimeWindow], code: CodeColumn), _ size: WindowSize, _ workers: Workers) {
    let places = codes.code
    let absent = codes.windows.count
    let column = CodeColumn(rowCount: places.count, cardinality: absent + 1)
    let stretches = workers.stretches(of: places.count)
    workers.run(stretches.count) { stretch in
      for index in stretches[stretch] { column[index] = Int(places[index]) == absent ? 0 : places[index] + 1 }
    }
    let texts = codes.windows.map {
      size == .day ? String($0.start.description.prefix(10)) : $0.start.description
    }
    self.init(codes: column, texts: [nil] + texts)
  }
}
