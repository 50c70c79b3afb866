import CZlib

/// The header of a gzip member, read a bit at a time (RFC 1952, section 2.3).
///
/// It is read here because the library that decompresses forgets between two calls which parts a header has, and takes
/// what is left of a header that was cut in two for data.
struct GzipHeader {
  /// Why bytes are no header that can be read.
  enum Fault: Error {
    case wrongMagic
    case unknownMethod
    case unknownFlags
    case wrongChecksum

    var text: String {
      switch self {
      case .wrongMagic: "invalid header of a member"
      case .unknownMethod: "unknown compression method"
      case .unknownFlags: "unknown flags in the header of a member"
      case .wrongChecksum: "wrong checksum of the header of a member"
      }
    }
  }

  private enum Part {
    case fixed, extraCount, extra, name, comment, checksum, end
  }

  private var part = Part.fixed
  /// How many bytes of the part were read.
  private var count = 0
  private var flags: UInt8 = 0
  private var extraCount = 0
  /// CRC-32 of the bytes before the checksum.
  private var checksum: UInt = 0
  private var statedChecksum: UInt = 0

  /// Whether everything up to the compressed data was read.
  var isComplete: Bool { part == .end }

  /// Reads some of the header: how many bytes of `input` belong to it.
  mutating func read(_ input: UnsafeRawBufferPointer) throws(Fault) -> Int {
    var position = 0
    while part != .end, position < input.count {
      try take(unsafe input[position])
      position += 1
    }
    return position
  }

  private mutating func take(_ byte: UInt8) throws(Fault) {
    if part != .checksum { unsafe withUnsafeBytes(of: byte) { unsafe add($0) } }
    count += 1
    switch part {
    case .fixed:
      if count == 1 && byte != 0x1F || count == 2 && byte != 0x8B { throw .wrongMagic }
      if count == 3 && byte != 8 { throw .unknownMethod }
      if count == 4 {
        guard byte & 0xE0 == 0 else { throw .unknownFlags }
        flags = byte
      }
      if count == 10 { advance() }
    case .extraCount:
      extraCount |= Int(byte) << (8 * (count - 1))
      if count == 2 { advance() }
    case .extra:
      if count == extraCount { advance() }
    case .name, .comment:
      if byte == 0 { advance() }
    case .checksum:
      statedChecksum |= UInt(byte) << (8 * UInt(count - 1))
      if count == 2 {
        guard statedChecksum == checksum & 0xFFFF else { throw .wrongChecksum }
        advance()
      }
    case .end: break
    }
  }

  /// Goes to the next part that the header has.
  private mutating func advance() {
    count = 0
    switch part {
    case .fixed:
      part = .extraCount
      if flags & 0x04 == 0 { advance() }
    case .extraCount:
      part = .extra
      if extraCount == 0 { advance() }
    case .extra:
      part = .name
      if flags & 0x08 == 0 { advance() }
    case .name:
      part = .comment
      if flags & 0x10 == 0 { advance() }
    case .comment:
      part = .checksum
      if flags & 0x02 == 0 { advance() }
    case .checksum, .end:
      part = .end
    }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    // Sound: zlib reads the bytes that the buffer counts, and a buffer of bytes may be read as bytes.
    unsafe checksum = UInt(
      crc32(UInt(checksum), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(bytes.count)))
  }
}
