import LedgerMemory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the first bytes of a content say it is.
enum ContentMagic: Equatable {
  /// A compression that can be peeled off.
  case compressed(SourceFormat.Compression)
  /// Something that cannot be read, with what it is and what the user can do.
  case foreign(String)

  /// How many first bytes are looked at: the mark of a tar archive is at 257.
  static let headBytes = 512

  /// Looks at the first bytes; `nil` where they say nothing.
  init?(_ head: ByteView) {
    if head.startsWith(0x1F, 0x8B, 0x08) {
      self = .compressed(.gzip)
    } else if head.startsWith(0x28, 0xB5, 0x2F, 0xFD) || ContentMagic.isSkippableFrame(head) {
      self = .compressed(.zstd)
    } else if head.count >= 2, head[0] == 0x78, [0x01, 0x5E, 0x9C, 0xDA].contains(head[1]) {
      self = .compressed(.zlib)
    } else if let text = ContentMagic.foreignText(head) {
      self = .foreign(text)
    } else {
      return nil
    }
  }

  /// A zstd frame that holds no data: its first byte is 50 to 5F.
  private static func isSkippableFrame(_ head: ByteView) -> Bool {
    head.count >= 4 && head.load32(at: 0) & 0xFFFF_FFF0 == 0x184D_2A50
  }

  private static func foreignText(_ head: ByteView) -> String? {
    let unpack = "it is not read; unpack it and give the result"
    if head.startsWith(0x04, 0x22, 0x4D, 0x18) || head.startsWith(0x02, 0x21, 0x4C, 0x18) {
      return "lz4-compressed data: \(unpack), or use gzip or zstd"
    }
    if head.startsWith(0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59)
      || head.startsWith(0x82, 0x53, 0x4E, 0x41, 0x50, 0x50, 0x59, 0x00)
    {
      return "snappy-compressed data: \(unpack), or use gzip or zstd"
    }
    // What `compress` writes, and `pack` before it.
    if head.startsWith(0x1F, 0x9D) || head.startsWith(0x1F, 0xA0) || head.startsWith(0x1F, 0x1E) {
      return "data of compress (.Z): \(unpack), for instance with gzip -d, or use gzip or zstd"
    }
    if head.hasPrefix("LZIP") || head.startsWith(0x89, 0x4C, 0x5A, 0x4F, 0x00, 0x0D, 0x0A, 0x1A, 0x0A)
      || head.startsWith(0x5D, 0x00, 0x00) && head.count >= 13 && head[12] <= 0x01
      || head.startsWith(0x5D, 0x00, 0x00) && head.count >= 13 && head.slice(5, 13).bytes.allSatisfy { $0 == 0xFF }
    {
      return "data of lzip, lzma or lzop: \(unpack), or use gzip or zstd"
    }
    if head.hasPrefix("BZh") { return "bzip2-compressed data: \(unpack), or use gzip or zstd" }
    if head.startsWith(0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00) {
      return "xz-compressed data: \(unpack), or use gzip or zstd"
    }
    if head.startsWith(0x50, 0x4B, 0x03, 0x04) || head.startsWith(0x50, 0x4B, 0x05, 0x06)
      || head.startsWith(0x50, 0x4B, 0x07, 0x08)
    {
      return "a zip archive: \(unpack)"
    }
    if head.startsWith(0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C) { return "a 7z archive: \(unpack)" }
    if head.startsWith(0x52, 0x61, 0x72, 0x21, 0x1A, 0x07) { return "a rar archive: \(unpack)" }
    if head.startsWith(0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0) { return "a cab archive: \(unpack)" }
    if head.hasPrefix("!<arch>\n") { return "an ar archive or a package: \(unpack)" }
    if head.count >= 262, head.slice(257, 262) == "ustar" { return "a tar archive: \(unpack)" }
    let export = "it is not read; export the telemetry as OTLP JSON or protobuf"
    if head.hasPrefix("PAR1") { return "a Parquet file: \(export)" }
    if head.hasPrefix("ARROW1") || head.hasPrefix("FEA1") { return "an Arrow file: \(export)" }
    if head.startsWith(0x4F, 0x52, 0x43, 0x08) || head.startsWith(0x4F, 0x52, 0x43, 0x0A) {
      return "an ORC file: \(export)"
    }
    if head.count >= 12, head.slice(8, 12) == "DUCK" { return "a DuckDB database: \(export)" }
    if head.startsWith(0x4F, 0x62, 0x6A, 0x01) { return "an Avro file: \(export)" }
    if head.hasPrefix("SQLite format 3") { return "an SQLite database: \(export)" }
    if head.count >= 20, head.load32(at: 16) == 0xED0C_DAED {
      return "a bbolt database, as a Collector's queue is: \(export)"
    }
    if let text = stored(head) { return text }
    if isArrowStream(head) { return "an Arrow stream, perhaps of OTel-Arrow: \(export)" }
    return nil
  }

  /// Other things that lie where telemetry was looked for: encrypted, left elsewhere, or caught on its way.
  private static func stored(_ head: ByteView) -> String? {
    if head.hasPrefix("version https://git-lfs.github.com/spec/v1") {
      return "a pointer of Git LFS: the file itself is not here; fetch it, with git lfs pull"
    }
    if head.hasPrefix("-----BEGIN PGP MESSAGE-----") || head.hasPrefix("age-encryption.org/v1")
      || head.hasPrefix("Salted__")
    {
      return "encrypted data: it is not read; decrypt it and give the result"
    }
    if head.startsWith(0xD4, 0xC3, 0xB2, 0xA1) || head.startsWith(0xA1, 0xB2, 0xC3, 0xD4)
      || head.startsWith(0x4D, 0x3C, 0xB2, 0xA1) || head.startsWith(0x0A, 0x0D, 0x0D, 0x0A)
    {
      return "a recording of network packets: it is not read; send the telemetry to a Collector with the file exporter"
    }
    if head.startsWith(0x80, 0x02, 0x7D) || head.startsWith(0x80, 0x03, 0x7D)
      || head.count >= 11 && head[0] == 0x80 && (head[1] == 0x04 || head[1] == 0x05) && head[2] == 0x95
    {
      return "objects that Python pickled: they are not read; export the telemetry as OTLP JSON or protobuf"
    }
    return nil
  }

  /// An Arrow stream begins with a mark of four bytes and a length; in OTel-Arrow's messages it stands behind the number
  /// of the batch, which the first one lacks, as the third field of a payload. Lengths and gRPC's frames may lie before them.
  private static func isArrowStream(_ head: ByteView) -> Bool {
    if head.startsWith(0xFF, 0xFF, 0xFF, 0xFF), head.count >= 8, head.load32(at: 4) < 1 << 24 { return true }
    let starts = head.count <= 16 ? [] : head[0] == 0 ? [4, 5] : [0]
    guard starts.contains(where: { head[$0] == 0x08 || head[$0] == 0x12 }) else { return false }
    for at in 2..<min(head.count - 4, 96) where head[at] == 0x1A {
      // The tag of the field, its length, then the mark.
      if case .length(_, let bytes) = readVarint(head, at: at + 1), at + 1 + bytes + 4 <= head.count,
        head.load32(at: at + 1 + bytes) == 0xFFFF_FFFF
      {
        return true
      }
    }
    return false
  }
}

extension ByteView {
  /// Whether the view begins with these bytes.
  func startsWith(_ bytes: UInt8...) -> Bool {
    guard bytes.count <= count else { return false }
    return bytes.indices.allSatisfy { bytes[$0] == self[$0] }
  }

  /// The offset of the first line break at or after `start`, by the C library's search: lines are long, and it uses
  /// whatever vectors the processor has.
  func lineBreak(from start: Int) -> Int? {
    // Sound: the search stays inside the view, and what it finds is behind where the view begins.
    unsafe dropping(start).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = unsafe memchr(base, 0x0A, bytes.count) else { return nil }
      return unsafe start + (UnsafeRawPointer(found) - base)
    }
  }

  /// The offset of the first byte at or after `start` that is no space, tab or line break; `count` where there is none.
  func firstNonSpace(from start: Int = 0) -> Int {
    var at = start
    while at < count, isJSONSpace(self[at]) { at += 1 }
    return at
  }

  /// The offset behind the last byte before `end` that is no space, tab or line break; at least `start`.
  func endOfText(from start: Int, to end: Int) -> Int {
    var at = end
    while at > start, isJSONSpace(self[at - 1]) { at -= 1 }
    return at
  }
}

/// Whether JSON takes the byte for white space.
@inline(__always)
func isJSONSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// The mark that some writers put before UTF-8.
func hasByteOrderMark(_ view: ByteView, at offset: Int = 0) -> Bool {
  offset + 3 <= view.count && view.load32(at: offset) & 0xFF_FFFF == 0xBF_BBEF
}
