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

  /// The longest content of a block.
  private static let blockContentMax = 128 << 10

  /// Looks at the frame at the beginning of a view.
  static func look(at view: ByteView) -> Look {
    guard view.count >= 8 else { return .unfinished }
    let magic = view.load32(at: 0)
    if magic & 0xFFFF_FFF0 == 0x184D_2A50 {
      let bytes = 8 + Int(view.load32(at: 4))
      return bytes <= view.count ? .whole(ZstdFrame(bytes: bytes, contentBytesMax: 0)) : .unfinished
    }
    guard magic == 0xFD2F_B528 else { return .none }
    let descriptor = view[4]
    let isSingleSegment = descriptor & 0x20 != 0
    let dictionaryBytes = [0, 1, 2, 4][Int(descriptor & 3)]
    let sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]
    var at = 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes
    var contentMax = 0
    while true {
      guard at + 3 <= view.count else { return .unfinished }
      let header = Int(view.load32(at: at) & 0xFF_FFFF)
      let size = header >> 3
      at += 3
      switch header >> 1 & 3 {
      case 0:
        at += size
        contentMax += size
      case 1:
        at += 1
        contentMax += size
      case 2:
        at += size
        contentMax += blockContentMax
      default: return .none
      }
      if header & 1 != 0 { break }
    }
    if descriptor & 4 != 0 { at += 4 }
    return at <= view.count ? .whole(ZstdFrame(bytes: at, contentBytesMax: contentMax)) : .unfinished
  }
}
