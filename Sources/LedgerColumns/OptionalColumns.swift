import LedgerMemory

// Columns of values that may be absent, filled like ``LedgerMemory/ColumnBuffer``.

/// Integers that may be absent.
public struct OptionalIntColumn: ~Copyable, Sendable {
  @usableFromInline let values: ColumnBuffer<Int64>
  @usableFromInline let validity: ValidityBitmap

  init(capacity: Int, in arena: ColumnArena? = nil) {
    values = ColumnBuffer(capacity: capacity, in: arena)
    validity = ValidityBitmap(capacity: capacity, in: arena)
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
/// which nobody fills costs nothing. How many rows there are is known to the table that the column belongs to.
public struct RaggedColumn<Value: BitwiseCopyable & Sendable & Equatable>: ~Copyable, Sendable {
  @usableFromInline let values: ColumnBuffer<Value>
  @usableFromInline let absent: Value

  init(absent: Value, capacity: Int, in arena: ColumnArena? = nil) {
    self.absent = absent
    values = ColumnBuffer(capacity: capacity, in: arena)
  }

  /// Sets the value of a row behind all that have one.
  @inline(__always)
  func append(_ value: Value, at row: Int) {
    guard value != absent else { return }
    values.append(value, at: row, behind: absent)
  }

  func truncate(to count: Int) {
    if values.count > count { values.truncate(to: count) }
  }

  /// The value of a row.
  @inlinable public subscript(row: Int) -> Value {
    @inline(__always) get { row < values.count ? values[row] : absent }
  }

  /// How many bytes are in use.
  var bytes: Int { values.count * MemoryLayout<Value>.stride }

  /// Whether any row has a value.
  var hasValues: Bool { values.withSpan { values in values.indices.contains { values[$0] != absent } } }
}

/// Counts that may be absent, four bytes each up to the last one that is there. The few that do not fit are kept beside.
public struct OptionalCountColumn: ~Copyable, Sendable {
  @usableFromInline let values: RaggedColumn<UInt32>
  @usableFromInline let large = LargeCounts()

  /// What stands for a count that is absent, as it is stored.
  @inlinable public static var absent: UInt32 { .max }
  /// What stands for one that does not fit, as it is stored.
  @inlinable public static var elsewhere: UInt32 { .max - 1 }

  @usableFromInline
  final class LargeCounts: @unchecked Sendable {
    // Sound: as SpanSegment.
    private var values: [Int: Int64] = [:]

    @usableFromInline
    subscript(row: Int) -> Int64? { values[row] }

    @inline(never)
    func keep(_ value: Int64, at row: Int) { values[row] = value }

    func drop(from rows: Int) { values = values.filter { $0.key < rows } }
  }

  init(capacity: Int, in arena: ColumnArena? = nil) {
    values = RaggedColumn(absent: OptionalCountColumn.absent, capacity: capacity, in: arena)
  }

  @inline(__always)
  func append(_ value: Int64?, at row: Int) {
    guard let value else { return }
    var stored = OptionalCountColumn.elsewhere
    if UInt64(bitPattern: value) < UInt64(OptionalCountColumn.elsewhere) {
      stored = UInt32(truncatingIfNeeded: value)
    } else {
      large.keep(value, at: row)
    }
    values.append(stored, at: row)
  }

  func truncate(to rows: Int) {
    values.truncate(to: rows)
    large.drop(from: rows)
  }

  /// The value of a row, `nil` where absent.
  @inlinable public subscript(row: Int) -> Int64? {
    @inline(__always) get {
      let value = values[row]
      if value < OptionalCountColumn.elsewhere { return Int64(value) }
      return value == OptionalCountColumn.absent ? nil : large[row]
    }
  }

  /// The value of a row as it is stored: itself, ``absent`` or ``elsewhere``.
  @inlinable @inline(__always)
  public func stored(_ row: Int) -> UInt32 { values[row] }

  /// How many bytes are in use.
  var bytes: Int { values.bytes }
}

/// Times and amounts that may be absent, eight bytes each up to the last one that is there. The smallest number of all
/// stands for absence, so it cannot be a value: nothing that is measured here is below zero.
public struct OptionalAmountColumn: ~Copyable, Sendable {
  @usableFromInline let values: RaggedColumn<Int64>

  init(capacity: Int, in arena: ColumnArena? = nil) {
    values = RaggedColumn(absent: .min, capacity: capacity, in: arena)
  }

  @inline(__always)
  func append(_ value: Int64?, at row: Int) { values.append(value ?? .min, at: row) }

  func truncate(to rows: Int) { values.truncate(to: rows) }

  /// The value of a row, `nil` where absent.
  @inlinable public subscript(row: Int) -> Int64? {
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
