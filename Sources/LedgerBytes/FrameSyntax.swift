import LedgerMemory
import LedgerModel

/// What stands before each record of a binary framing.
enum FramePrefix {
  /// Four bytes, big-endian: the length.
  case bigEndian
  /// Four bytes, little-endian: the length, as scripts write the numbers of their machine.
  case littleEndian
  /// A varint: the length.
  case varint
  /// A byte that says whether the message is compressed, then as `bigEndian`.
  case grpc

  /// How many zeros a prefix may begin with.
  static let zerosMax = 4

  enum Reading: Equatable {
    /// The length of the record, and how many bytes the prefix takes.
    case length(UInt64, prefix: Int)
    /// The prefix goes on behind the bytes given.
    case unfinished
    /// These bytes are no prefix.
    case invalid
  }

  /// Reads the prefix at an offset.
  func read(_ window: ByteView, at offset: Int) -> Reading {
    let left = window.count - offset
    switch self {
    case .bigEndian:
      guard left >= 4 else { return .unfinished }
      return .length(UInt64(window.load32(at: offset).byteSwapped), prefix: 4)
    case .littleEndian:
      guard left >= 4 else { return .unfinished }
      return .length(UInt64(window.load32(at: offset)), prefix: 4)
    case .varint:
      return readVarint(window, at: offset)
    case .grpc:
      guard left >= 1 else { return .unfinished }
      guard window[offset] <= 1 else { return .invalid }
      guard left >= 5 else { return .unfinished }
      return .length(UInt64(window.load32(at: offset + 1).byteSwapped), prefix: 5)
    }
  }
}

/// Reads a length written as a varint: at most ten bytes, at most 2⁶³ − 1.
func readVarint(_ window: ByteView, at offset: Int) -> FramePrefix.Reading {
  var value: UInt64 = 0
  for index in 0..<10 {
    guard offset + index < window.count else { return .unfinished }
    let byte = window[offset + index]
    if index == 9, byte > 0 { return .invalid }
    value |= UInt64(byte & 0x7F) << UInt64(7 * index)
    if byte < 0x80 { return .length(value, prefix: index + 1) }
  }
  return .invalid
}

/// Records with a prefix before each that holds the length, and nothing between them.
struct FrameSyntax: LengthSyntax {
  private let prefix: FramePrefix
  private let signs: RecordSigns

  static let texts = (record: "record", damage: "the length before a record is wrong", expected: "a length")

  init(_ prefix: FramePrefix, _ signs: RecordSigns) {
    self.prefix = prefix
    self.signs = signs
  }

  func mark(_ window: ByteView, at: Int, isAtEnd: Bool) -> LengthMark {
    switch prefix.read(window, at: at) {
    case .length(0, let bytes): .gap(bytes)
    case .length(let length, let bytes): .record(header: bytes, length: length)
    case .unfinished: .unfinished
    case .invalid: .invalid
    }
  }

  func candidate(_ window: ByteView, from start: Int, to end: Int) -> Int { start }

  /// A length of zero is none: zeros are everywhere.
  func isEvidence(_ window: ByteView, at: Int, isAtEnd: Bool) -> Bool? {
    switch prefix.read(window, at: at) {
    case .length(0, _), .invalid: false
    case .length(let length, let bytes):
      signs.areEvidence(window, at: at + bytes, length: length, isAtEnd: isAtEnd)
    case .unfinished: isAtEnd ? false : nil
    }
  }

  func begins(_ window: ByteView, at: Int, header: Int, length: UInt64, isAtEnd: Bool) -> Bool? {
    signs.areThere(
      window, at: at + header, length: length, isMarkedCompressed: compressionMark(window, at), isAtEnd: isAtEnd)
  }

  func isWhole(_ window: ByteView, at: Int, header: Int, to end: Int) -> Bool {
    signs.isWhole(window.slice(at + header, end), isMarkedCompressed: compressionMark(window, at))
  }

  /// A record whose length may count from here or from behind the place where it was expected.
  func remains(_ window: ByteView, at: Int, _ mark: LengthMark, to end: Int) -> Int? {
    if signs.isWhole(window.slice(at, end), isMarkedCompressed: prefix == .grpc ? false : nil) { return at }
    guard case .record(let header, _) = mark else { return at }
    return min(at + header, end)
  }

  /// What a frame header says that does say whether its record is compressed.
  private func compressionMark(_ window: ByteView, _ at: Int) -> Bool? { prefix == .grpc ? window[at] == 1 : nil }
}
