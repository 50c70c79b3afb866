import CZstd
import LedgerMemory

/// What the records of a binary framing begin with: by this a length is believed, and found again where one is damaged.
/// Messages and JSON documents may follow each other.
struct RecordSigns {
  /// Whether the first records are messages.
  var areMessages: Bool
  /// The compression of each record, where there is one.
  var compression: SourceFormat.Compression?
  var probe: any MessageProbe

  /// How much of a record is looked at. The answer must not depend on how much of it happens to be at hand.
  static let lookahead = 1024

  /// Whether a record of `length` bytes begins at `begin`; `nil` where more bytes are needed to tell.
  ///
  /// - Parameter isMarkedCompressed: what a frame header that says so says; `nil` for other framings.
  func areThere(
    _ window: ByteView, at begin: Int, length: UInt64, isMarkedCompressed: Bool?, isAtEnd: Bool
  ) -> Bool? {
    let wanted = Int(min(length, UInt64(RecordSigns.lookahead)))
    guard window.count - begin >= wanted else { return isAtEnd ? false : nil }
    let head = window.slice(begin, begin + wanted)
    let isComplete = UInt64(wanted) == length
    if isMarkedCompressed ?? (compression != nil) {
      if case .compressed? = ContentMagic(head) { return true }
      if isMarkedCompressed == true { return false }
    }
    return isMessage(head, length, isComplete) || isDocument(head, isComplete)
  }

  /// Whether a record at `begin` is of a kind that stands behind a length as a record only; `nil` where more bytes are needed
  /// to tell. Texts inside of messages stand behind lengths, too, and many are JSON: among messages only a request counts.
  func areEvidence(_ window: ByteView, at begin: Int, length: UInt64, isAtEnd: Bool) -> Bool? {
    guard areMessages else { return true }
    let wanted = Int(min(length, UInt64(RecordSigns.lookahead)))
    let head = window.slice(begin, min(begin + wanted, window.count))
    let first = head.firstNonSpace()
    if first == head.count { return head.count == wanted || isAtEnd ? true : nil }
    guard head[first] == 0x7B || head[first] == 0x5B else { return true }
    guard head.count == wanted else { return isAtEnd ? false : nil }
    if first > 0, isMessage(head, length, UInt64(wanted) == length) { return true }
    let brace = head[first] == 0x7B ? first : head.firstNonSpace(from: first + 1)
    return brace < head.count && head[brace] == 0x7B && probe.opensRequest(head.dropping(brace))
  }

  /// Whether these bytes are one record from the first to the last: dear, and asked only where there is doubt.
  func isWhole(_ record: ByteView, isMarkedCompressed: Bool?) -> Bool {
    if isMarkedCompressed ?? (compression != nil), case .compressed(let found)? = ContentMagic(record) {
      if found == .zstd { return endsWithFrame(record) }
      // The other compressions do not say where they end: it takes decompressing to find out.
      var content = PaddedBytes()
      return RecordInflater(ReadLimits()).inflate(record, found, into: &content) == nil
    }
    return isMessage(record, UInt64(record.count), true) || isDocument(record, true)
  }

  private func endsWithFrame(_ record: ByteView) -> Bool {
    var at = 0
    while at < record.count {
      let length = unsafe record.dropping(at).withUnsafeBytes {
        unsafe ZSTD_findFrameCompressedSize($0.baseAddress, $0.count)
      }
      guard ZSTD_isError(length) == 0, length > 0 else { return false }
      at += length
    }
    return at == record.count
  }

  /// A message whose first field does not end behind it.
  private func isMessage(_ head: ByteView, _ length: UInt64, _ isComplete: Bool) -> Bool {
    guard head.count >= 2, head[0] == 0x0A || head[0] == 0x12,
      case .length(let field, let bytes) = readVarint(head, at: 1), field <= length,
      field + UInt64(bytes) + 1 <= length
    else { return false }
    return probe.plausibility(of: head, isComplete: isComplete)
  }

  private func isDocument(_ head: ByteView, _ isComplete: Bool) -> Bool {
    var at = head.firstNonSpace()
    guard at < head.count, head[at] == 0x7B || head[at] == 0x5B else { return false }
    var scanner = JSONValueScanner()
    switch scanner.scan(head, from: &at, isAtEnd: isComplete) {
    case .ended(let end): return head.firstNonSpace(from: end) == head.count
    case .unfinished: return !isComplete
    case .broken: return false
    }
  }
}
