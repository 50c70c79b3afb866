import LedgerMemory
import Testing

@Suite struct SteppedColumnTests {
  /// Columns that are filled in step.
  private final class Segment {
    let rows: RowCount
    let wide: SteppedColumn<UInt64>
    let narrow: SteppedColumn<UInt8>

    init(capacity: Int, in arena: ColumnArena? = nil) {
      rows = RowCount(capacity: capacity)
      wide = SteppedColumn(rows, in: arena)
      narrow = SteppedColumn(rows, in: arena)
    }

    func append(_ value: UInt64) {
      let row = rows.value
      wide.fill(row, with: value)
      narrow.fill(row, with: UInt8(truncatingIfNeeded: value))
      rows.countRow()
    }
  }

  @Test(arguments: [false, true])
  func `rows are there once they are counted, in all columns`(isInArena: Bool) {
    let arena = isInArena ? ColumnArena() : nil
    // Several, so that those in an arena lie behind each other.
    let segments = (0..<40).map { _ in Segment(capacity: 50_000, in: arena) }
    for (number, segment) in segments.enumerated() {
      #expect(segment.rows.value == 0 && segment.wide.count == 0 && segment.wide.bytes == 0)
      for row in 0..<1_000 { segment.append(UInt64(number * 10_000 + row)) }
    }
    for (number, segment) in segments.enumerated() {
      #expect(segment.wide.count == 1_000 && segment.narrow.count == 1_000)
      #expect(segment.wide.bytes == 8_000 && segment.narrow.bytes == 1_000)
      let isRight = (0..<1_000).allSatisfy {
        segment.wide[$0] == UInt64(number * 10_000 + $0)
          && segment.narrow[$0] == UInt8(truncatingIfNeeded: number * 10_000 + $0)
      }
      #expect(isRight)
      let sum = segment.wide.withSpan { values in
        var sum: UInt64 = 0
        for index in values.indices { sum += values[index] }
        return sum
      }
      #expect(sum == UInt64(number) * 10_000_000 + 499_500)
    }
  }

  @Test func `rows that are taken back are filled again, and set rows keep their values`() {
    let segment = Segment(capacity: 8)
    for value in 0..<8 { segment.append(UInt64(value)) }
    #expect(segment.rows.isFull)
    segment.rows.truncate(to: 3)
    #expect(!segment.rows.isFull && segment.wide.count == 3)
    segment.append(99)
    #expect((0..<4).map { segment.wide[$0] } == [0, 1, 2, 99])
    segment.wide[1] = 7
    #expect((0..<4).map { segment.wide[$0] } == [0, 7, 2, 99])
  }

  @Test func `rows that are not there, or have no room, end the program`() async {
    await #expect(processExitsWith: .failure) {
      let rows = RowCount(capacity: 2)
      let column = SteppedColumn<UInt32>(rows)
      column.fill(0, with: 1)
      // It was filled, and not counted.
      print(column[0])
    }
    await #expect(processExitsWith: .failure) {
      let rows = RowCount(capacity: 2)
      let column = SteppedColumn<UInt32>(rows)
      column.fill(2, with: 1)
    }
    await #expect(processExitsWith: .failure) {
      let rows = RowCount(capacity: 1)
      rows.countRow()
      rows.countRow()
    }
    await #expect(processExitsWith: .failure) {
      let rows = RowCount(capacity: 2)
      rows.countRow()
      rows.truncate(to: 2)
    }
  }
}

@Suite struct FilledUpColumnTests {
  @Test func `rows without a value of their own have the filler`() {
    for seed in 0..<20 {
      var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
      let column = ColumnBuffer<Int64>(capacity: 500)
      var expected: [Int64] = []
      while true {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let row = expected.count + Int(state >> 60) % 5
        guard row < 500 else { break }
        while expected.count < row { expected.append(-1) }
        expected.append(Int64(row))
        column.append(Int64(row), at: row, behind: -1)
      }
      #expect((0..<column.count).map { column[$0] } == expected)
    }
  }

  @Test func `a row that has a value, and one without room, end the program`() async {
    await #expect(processExitsWith: .failure) {
      let column = ColumnBuffer<Int64>(capacity: 4)
      column.append(1, at: 2, behind: 0)
      column.append(1, at: 2, behind: 0)
    }
    await #expect(processExitsWith: .failure) {
      let column = ColumnBuffer<Int64>(capacity: 4)
      column.append(1, at: 5, behind: 0)
    }
    await #expect(processExitsWith: .failure) {
      let column = ColumnBuffer<Int64>(capacity: 4)
      column.append(1, at: 4, behind: 0)
    }
  }
}

@Suite struct TextInRowsTests {
  // Buffers cannot be copied, as asking for them inside of a macro would.
  private func expect(_ holds: Bool, _ count: Int) { #expect(holds, "a text of \(count) bytes") }

  @Test func `rows hold a text when they have its bytes, whatever stands behind them`() {
    for count in 0...140 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
      let text = PaddedBytes(bytes)
      for start in [0, 1, 5] {
        let rows = RowBuffer<UInt64>(zeroed: 32)
        for row in 0..<32 { rows[row] = UInt64(row) &* 0x0123_4567_89AB_CDEF }
        for at in stride(from: 0, to: count, by: 8) {
          rows[start + at / 8] = text.view.loadUpTo8(at: at, length: count - at)
        }
        expect(rows.holds(text.view, from: start), count)
        if count % 8 != 0 {
          // Bytes behind the text do not count.
          rows[start + count / 8] |= ~0 << UInt64(count % 8 * 8)
          expect(rows.holds(text.view, from: start), count)
        }
        for place in 0..<count {
          let row = start + place / 8
          let bit = UInt64(1) << UInt64(place % 8 * 8)
          rows[row] ^= bit
          expect(!rows.holds(text.view, from: start), count)
          rows[row] ^= bit
        }
      }
    }
  }

  @Test func `a text that rows are missing for ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let rows = RowBuffer<UInt64>(zeroed: 4)
      print(rows.holds(PaddedBytes([UInt8](repeating: 0, count: 17)).view, from: 0))
    }
    await #expect(processExitsWith: .failure) {
      let rows = RowBuffer<UInt64>(zeroed: 4)
      print(rows.holds(ByteView.empty, from: -1))
    }
  }
}
