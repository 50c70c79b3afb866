import LedgerMemory

/// Where a zstd frame ends, told from its headers without decompressing it (RFC 8878, 3.1).
struct ZstdFrame: Equatable {
  /// How long it is.
  var bytes: Int
  /// The most that can come out of it.
  var contentBytesMax: Int

  enum Look: Equatable {
    case whole(ZstdFrame)
    /// More bytes are needed to tell.
    case unfinished
    /// No frame begins here, or one that is damaged.
    case none
  }

  /// Looks at the frame at the beginning of a view.
  static func look(at view: ByteView) -> Look {
    guard view.count >= 8 else { return .unfinished }
    let magic = view.load32(at: 0)
    if magic & 0xFFFF_FFF0 == 0x184D_2A50 {
      let bytes = 8 + Int(view.load32(at: 4))
      return bytes <= view.count ? .whole(ZstdFrame(bytes: bytes, contentBytesMax: 0)) : .unfinished
    }
    guard let header = ZstdFrameHeader(view) else { return magic == ZstdFrameHeader.magic ? .unfinished : .none }
    var at = header.bytes
    var contentMax = 0
    while true {
      guard at + ZstdBlockHeader.bytes <= view.count else { return .unfinished }
      let block = ZstdBlockHeader(view.load32(at: at))
      at += ZstdBlockHeader.bytes + block.blockBytes
      guard let contentBytesMax = block.contentBytesMax else { return .none }
      contentMax += contentBytesMax
      if block.isLast { break }
    }
    if header.hasChecksum { at += 4 }
    return at <= view.count ? .whole(ZstdFrame(bytes: at, contentBytesMax: contentMax)) : .unfinished
  }
}

/// What stands before the blocks of a zstd frame (RFC 8878, 3.1.1.1).
struct ZstdFrameHeader: Equatable {
  /// How long the header is.
  var bytes: Int
  /// How far back the content may refer.
  var windowBytes: UInt64
  /// How long the content is, where that is told.
  var contentBytes: UInt64?
  /// Whether it names the dictionary that it was compressed with.
  var hasDictionary: Bool
  /// Whether a checksum stands behind the last block.
  var hasChecksum: Bool

  static let magic: UInt32 = 0xFD2F_B528

  /// The longest header.
  static let bytesMax = 18

  /// The header at the beginning of a view; `nil` where there is none, or not all of it.
  init?(_ view: ByteView) {
    guard view.count >= 6, view.load32(at: 0) == ZstdFrameHeader.magic else { return nil }
    let descriptor = view[4]
    let isSingleSegment = descriptor & 0x20 != 0
    let dictionaryBytes = [0, 1, 2, 4][Int(descriptor & 3)]
    let sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]
    let windowAt = 5
    let dictionaryAt = windowAt + (isSingleSegment ? 0 : 1)
    let sizeAt = dictionaryAt + dictionaryBytes
    bytes = sizeAt + sizeBytes
    guard view.count >= bytes else { return nil }
    hasDictionary = (dictionaryAt..<sizeAt).contains { view[$0] != 0 }
    hasChecksum = descriptor & 4 != 0
    if sizeBytes > 0 {
      let size = (sizeAt..<bytes).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(view[$1]) }
      contentBytes = sizeBytes == 2 ? size + 256 : size
    }
    if isSingleSegment {
      windowBytes = contentBytes ?? 0
    } else {
      let (exponent, mantissa) = (view[windowAt] >> 3, view[windowAt] & 7)
      let base = UInt64(1) << (10 + UInt64(exponent))
      windowBytes = base + base / 8 * UInt64(mantissa)
    }
  }
}

/// What stands before each block (RFC 8878, 3.1.1.2).
struct ZstdBlockHeader {
  private var bits: Int

  /// How long the header is.
  static let bytes = 3

  /// The longest content of a block.
  static let contentBytesMax = 128 << 10

  /// The header in the lower three of these bytes.
  init(_ bytes: UInt32) { bits = Int(bytes & 0xFF_FFFF) }

  var isLast: Bool { bits & 1 != 0 }

  /// Whether the block is stored as it is.
  var isStored: Bool { bits >> 1 & 3 == 0 }

  /// How long the block behind it is: one that repeats a byte holds that byte.
  var blockBytes: Int { bits >> 1 & 3 == 1 ? 1 : bits >> 3 }

  /// The most that can come out of it; `nil` where the block is damaged.
  var contentBytesMax: Int? {
    switch bits >> 1 & 3 {
    case 0, 1: bits >> 3
    case 2: ZstdBlockHeader.contentBytesMax
    default: nil
    }
  }
}
