import LedgerMemory

// Columns of values that may be absent, filled like ``LedgerMemory/ColumnBuffer``.

/// Integers that may be absent.
public struct OptionalIntColumn: ~Copyable, Sendable {
  @usableFromInline let values: ColumnBuffer<Int64>
  @usableFromInline let validity: ValidityBitmap

  init(capacity: Int) {
    values = ColumnBuffer(capacity: capacity)
    validity = ValidityBitmap(capacity: capacity)
  }

  @inline(__always)
  func append(_ value: Int64?) {
    values.append(value ?? 0)
    validity.append(value != nil)
  }

  func truncate(to rows: Int) {
    values.truncate(to: rows)
    validity.truncate(to: rows)
  }

  /// The value of a row, `nil` where absent.
  @inlinable @inline(__always)
  public subscript(row: Int) -> Int64? { validity[row] ? values[row] : nil }

  /// How many bytes are in use.
  var bytes: Int { values.bytes + (values.count + 7) / 8 }
}

/// Values of which one stands for *absent*: rows behind the last one that has a value take no memory, so that a column
/// which nobody fills costs nothing.
public struct RaggedColumn<Value: BitwiseCopyable & Sendable & Equatable>: ~Copyable, Sendable {
  private let values: ColumnBuffer<Value>
  private let rows = Cell(0)
  private let absent: Value

  init(absent: Value, capacity: Int) {
    self.absent = absent
    values = ColumnBuffer(capacity: capacity)
  }

  @inline(__always)
  func append(_ value: Value) {
    let row = rows.value
    rows.value = row &+ 1
    guard value != absent else { return }
    while values.count < row { values.append(absent) }
    values.append(value)
  }

  func truncate(to count: Int) {
    precondition(count >= 0 && count <= rows.value, "a column cannot be truncated to more than it holds")
    rows.value = count
    if values.count > count { values.truncate(to: count) }
  }

  /// The value of a row; a row outside `0..<count` is a programmer error.
  public subscript(row: Int) -> Value {
    @inline(__always) get {
      if row < values.count { return values[row] }
      precondition(UInt(bitPattern: row) < UInt(bitPattern: rows.value), "row outside its column")
      return absent
    }
  }

  /// How many rows there are.
  public var count: Int { rows.value }

  /// How many bytes are in use.
  var bytes: Int { values.count * MemoryLayout<Value>.stride }

  /// Whether any row has a value.
  var hasValues: Bool { values.withSpan { values in values.indices.contains { values[$0] != absent } } }
}

/// Counts that may be absent, four bytes each up to the last one that is there. The few that do not fit are kept beside.
public struct OptionalCountColumn: ~Copyable, Sendable {
  private let values: RaggedColumn<UInt32>
  private let large = LargeCounts()

  private static let absent = UInt32.max
  private static let elsewhere = UInt32.max - 1

  private final class LargeCounts: @unchecked Sendable {
    // Sound: as SpanSegment.
    private var values: [Int: Int64] = [:]

    subscript(row: Int) -> Int64? {
      get { values[row] }
      set { values[row] = newValue }
    }

    func drop(from rows: Int) { values = values.filter { $0.key < rows } }
  }

  init(capacity: Int) { values = RaggedColumn(absent: OptionalCountColumn.absent, capacity: capacity) }

  @inline(__always)
  func append(_ value: Int64?) {
    guard let value else {
      values.append(OptionalCountColumn.absent)
      return
    }
    if UInt64(bitPattern: value) < UInt64(OptionalCountColumn.elsewhere) {
      values.append(UInt32(truncatingIfNeeded: value))
    } else {
      appendLarge(value)
    }
  }

  @inline(never)
  private func appendLarge(_ value: Int64) {
    large[values.count] = value
    values.append(OptionalCountColumn.elsewhere)
  }

  func truncate(to rows: Int) {
    values.truncate(to: rows)
    large.drop(from: rows)
  }

  /// The value of a row, `nil` where absent.
  public subscript(row: Int) -> Int64? {
    @inline(__always) get {
      let value = values[row]
      if value < OptionalCountColumn.elsewhere { return Int64(value) }
      return value == OptionalCountColumn.absent ? nil : large[row]
    }
  }

  /// How many bytes are in use.
  var bytes: Int { values.bytes }
}

/// Times and amounts that may be absent, eight bytes each up to the last one that is there. The smallest number of all
/// stands for absence, so it cannot be a value: nothing that is measured here is below zero.
public struct OptionalAmountColumn: ~Copyable, Sendable {
  private let values: RaggedColumn<Int64>

  init(capacity: Int) { values = RaggedColumn(absent: .min, capacity: capacity) }

  @inline(__always)
  func append(_ value: Int64?) { values.append(value ?? .min) }

  func truncate(to rows: Int) { values.truncate(to: rows) }

  /// The value of a row, `nil` where absent.
  public subscript(row: Int) -> Int64? {
    @inline(__always) get {
      let value = values[row]
      return value == .min ? nil : value
    }
  }

  /// Whether any row has a value.
  public var hasValues: Bool { values.hasValues }

  /// How many bytes are in use.
  var bytes: Int { values.bytes }
}
