/// The codes of one column in one segment, each in as few bytes as the largest of them needs: one, two or four.
///
/// Starts with a byte a row, and moves to a wider type when the first code comes that does not fit. Dictionaries of
/// telemetry are small (providers, operations, models), so nearly all columns stay at a byte. Filled like a
/// ``ColumnBuffer``: the value that stands for it does not change, only the memory it owns.
@safe
public struct CodeBuffer: ~Copyable, @unchecked Sendable {
  // Sound: as ColumnBuffer.
  @safe @usableFromInline struct Header {
    /// The rows; nobody reads through it before there is memory.
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var count = 0
    /// Codes below this are appended as a byte: 256 where there is memory and a row takes one, else 0.
    @usableFromInline var byteCodes: UInt32 = 0
    /// 0 for one byte a row, 1 for two, 2 for four.
    @usableFromInline var shift: UInt8 = 0
    /// What keeps the memory; none before the first row.
    var block: MemoryBlock?

    init(base: UnsafeMutableRawPointer) { unsafe self.base = base }
  }

  @usableFromInline let header: UnsafeMutablePointer<Header>
  private let arena: ColumnArena?

  /// How many rows there is room for.
  public let capacity: Int

  /// No codes, with room for `capacity` of them, whose memory comes from an arena where one is given.
  public init(capacity: Int, in arena: ColumnArena? = nil) {
    self.capacity = capacity
    self.arena = arena
    unsafe header = .allocate(capacity: 1)
    // No memory yet: the address of something that is there, as a pointer has to have one.
    unsafe header.initialize(to: Header(base: UnsafeMutableRawPointer(header)))
  }

  deinit {
    unsafe header.deinitialize(count: 1)
    unsafe header.deallocate()
  }

  /// How many rows there are.
  @inlinable
  public var count: Int { unsafe header.pointee.count }

  /// How many bytes a code takes.
  public var bytesPerRow: Int { unsafe 1 << Int(header.pointee.shift) }

  /// How many bytes the rows take.
  public var bytes: Int { count * bytesPerRow }

  /// Appends a code; appending to a full column is a programmer error.
  @inlinable @inline(__always)
  public func append(_ code: UInt32) {
    let row = unsafe header.pointee.count
    precondition(row < capacity, "row appended to a full column")
    unsafe header.pointee.count = row &+ 1
    if unsafe code < header.pointee.byteCodes {
      let byte = UInt8(truncatingIfNeeded: code)
      unsafe header.pointee.base.storeBytes(of: byte, toByteOffset: row, as: UInt8.self)
    } else {
      storeWide(code, row)
    }
  }

  /// Sets the code of a row that becomes the last one, in a segment whose columns are filled in step (``RowCount``). A row
  /// without room is a programmer error; one that was left out before it may have any code.
  @inlinable @inline(__always)
  public func fill(_ row: Int, with code: UInt32) {
    precondition(UInt(bitPattern: row) < UInt(bitPattern: capacity), "row filled in a full column")
    unsafe header.pointee.count = row &+ 1
    if unsafe code < header.pointee.byteCodes {
      let byte = UInt8(truncatingIfNeeded: code)
      unsafe header.pointee.base.storeBytes(of: byte, toByteOffset: row, as: UInt8.self)
    } else {
      storeWide(code, row)
    }
  }

  @usableFromInline @inline(never)
  func storeWide(_ code: UInt32, _ row: Int) {
    let shift: UInt8 = code <= 0xFF ? 0 : code <= 0xFFFF ? 1 : 2
    if unsafe header.pointee.block == nil {
      makeRoom(shift)
    } else if unsafe shift > header.pointee.shift {
      move(toShift: shift, rows: row) { $0 }
    }
    store(code, row)
  }

  private func makeRoom(_ shift: UInt8) {
    if let arena {
      let (block, base) = unsafe arena.take(capacity << Int(shift))
      unsafe use(block, base, shift)
    } else {
      let block = MemoryBlock(bytes: capacity << Int(shift))
      unsafe use(block, block.base, shift)
    }
  }

  @unsafe
  private func use(_ block: MemoryBlock, _ base: UnsafeMutableRawPointer, _ shift: UInt8) {
    unsafe header.pointee.base = base
    unsafe header.pointee.block = block
    unsafe header.pointee.shift = shift
    unsafe header.pointee.byteCodes = shift == 0 ? 256 : 0
  }

  /// Appends zeros until there are `rows` rows.
  public func pad(to rows: Int) {
    while count < rows { append(0) }
  }

  /// The code of a row; a row outside `0..<count` is a programmer error.
  @inlinable
  public subscript(row: Int) -> UInt32 {
    @inline(__always) get {
      precondition(UInt(bitPattern: row) < UInt(bitPattern: count), "row outside its column")
      let base = unsafe header.pointee.base
      switch unsafe header.pointee.shift {
      case 0: return unsafe UInt32(base.load(fromByteOffset: row, as: UInt8.self))
      case 1: return unsafe UInt32(base.load(fromByteOffset: row &<< 1, as: UInt16.self))
      default: return unsafe base.load(fromByteOffset: row &<< 2, as: UInt32.self)
      }
    }
  }

  @inline(__always)
  private func store(_ code: UInt32, _ row: Int) {
    let base = unsafe header.pointee.base
    switch unsafe header.pointee.shift {
    case 0: unsafe base.storeBytes(of: UInt8(truncatingIfNeeded: code), toByteOffset: row, as: UInt8.self)
    case 1: unsafe base.storeBytes(of: UInt16(truncatingIfNeeded: code), toByteOffset: row &<< 1, as: UInt16.self)
    default: unsafe base.storeBytes(of: code, toByteOffset: row &<< 2, as: UInt32.self)
    }
  }

  /// Keeps the first `rows` codes; more than there are is a programmer error.
  public func truncate(to rows: Int) {
    precondition(rows >= 0 && rows <= count, "a column cannot be truncated to more than it holds")
    unsafe header.pointee.count = rows
  }

  /// Puts `map[code]` in the place of each code, in the narrowest type that holds them all. A code that `map` does not have
  /// is a programmer error.
  public func rewrite(_ map: [UInt32]) {
    if rewriteBytes(map) { return }
    var largest: UInt32 = 0
    for row in 0..<count { largest = max(largest, map[Int(self[row])]) }
    let shift: UInt8 = largest <= 0xFF ? 0 : largest <= 0xFFFF ? 1 : 2
    if unsafe shift == header.pointee.shift {
      for row in 0..<count { store(map[Int(self[row])], row) }
    } else {
      move(toShift: shift, rows: count) { map[Int($0)] }
    }
  }

  /// The same where codes take a byte each and go on to do so, as in nearly all columns: a look at a small table for each.
  private func rewriteBytes(_ map: [UInt32]) -> Bool {
    guard unsafe header.pointee.byteCodes != 0 else { return false }
    // Sound: each of the `count` rows is a byte, and a byte is below the 256 entries of the table.
    let (codes, count) = unsafe (header.pointee.base.assumingMemoryBound(to: UInt8.self), header.pointee.count)
    var greatest: UInt8 = 0
    for row in 0..<count { greatest = unsafe max(greatest, codes[row]) }
    precondition(count == 0 || Int(greatest) < map.count, "a code that has no other")
    let own = map.prefix(Int(greatest) + 1)
    guard own.allSatisfy({ $0 <= 0xFF }) else { return false }
    if own.indices.allSatisfy({ own[$0] == UInt32($0) }) { return true }
    var table = [UInt8](repeating: 0, count: 256)
    for (code, other) in own.enumerated() { table[code] = UInt8(truncatingIfNeeded: other) }
    unsafe table.withUnsafeBufferPointer { table in
      for row in 0..<count { unsafe codes[row] = table[Int(codes[row])] }
    }
    return true
  }

  private func move(toShift shift: UInt8, rows: Int, _ code: (UInt32) -> UInt32) {
    // Not from the arena: there it would leave the old memory behind.
    let block = MemoryBlock(bytes: capacity << Int(shift))
    let fresh = unsafe block.base
    for row in 0..<rows {
      let code = code(self[row])
      switch shift {
      case 0: unsafe fresh.storeBytes(of: UInt8(truncatingIfNeeded: code), toByteOffset: row, as: UInt8.self)
      case 1: unsafe fresh.storeBytes(of: UInt16(truncatingIfNeeded: code), toByteOffset: row &<< 1, as: UInt16.self)
      default: unsafe fresh.storeBytes(of: code, toByteOffset: row &<< 2, as: UInt32.self)
      }
    }
    unsafe use(block, fresh, shift)
  }
}
