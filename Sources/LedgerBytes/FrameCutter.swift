import LedgerMemory
import LedgerModel

/// What stands before each record of a binary framing.
enum FramePrefix {
  /// Four bytes, big-endian: the length.
  case bigEndian
  /// A varint: the length.
  case varint
  /// A byte that says whether the message is compressed, then as `bigEndian`.
  case grpc

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

/// Cuts where lengths say so.
struct FrameCutter {
  private let prefix: FramePrefix
  /// How many bytes of a record that is too long are still to come.
  private var skip: UInt64 = 0

  init(_ prefix: FramePrefix) { self.prefix = prefix }

  mutating func cut(
    _ window: ByteView, at base: UInt64, isAtEnd: Bool, into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Cut {
    let count = window.count
    var at = 0
    while at < count {
      if skip > 0 {
        let length = Int(min(skip, UInt64(count - at)))
        at += length
        skip -= UInt64(length)
        continue
      }
      let offset = base + UInt64(at)
      let length: UInt64
      let begin: Int
      switch prefix.read(window, at: at) {
      case .length(let value, let bytes):
        length = value
        begin = at + bytes
      case .unfinished:
        guard isAtEnd else { return Cut(consumed: at) }
        state.reportTruncation(
          at: offset, record: state.nextRecord,
          "the content ends inside a length, \(count - at) bytes after the last whole record; those were left out")
        return Cut(consumed: count)
      case .invalid:
        state.report(
          .unreadableRecord, at: offset, record: state.nextRecord,
          "a length was expected; nothing behind this place can be told apart, so it was left out")
        return Cut(consumed: at, stops: true)
      }
      guard length > 0 else {
        at = begin
        continue
      }
      let available = UInt64(count - begin)
      // A length is only a claim: what is left of the content, where that is known, bounds it.
      let left = state.contentBytes.map { $0 - min(base + UInt64(begin), $0) }
      if min(length, left ?? length) > UInt64(state.recordBytesMax) {
        state.skipOversized(at: offset)
        skip = length
        at = begin
      } else if length <= available {
        append(begin, Int(length), at: base, isTruncated: false, into: &ranges, &state)
        at = begin + Int(length)
      } else if isAtEnd {
        state.reportTruncation(
          at: offset, record: state.nextRecord,
          "the content ends \(length - available) bytes before its last record does; what is whole in it was used")
        append(begin, Int(available), at: base, isTruncated: true, into: &ranges, &state)
        at = count
      } else {
        return Cut(consumed: at)
      }
    }
    return Cut(consumed: at)
  }

  private func append(
    _ begin: Int, _ length: Int, at base: UInt64, isTruncated: Bool, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    guard length > 0 else { return }
    ranges.append(
      RecordRange(
        offset: begin, count: length, sourceByteOffset: base + UInt64(begin), record: state.takeRecord(), line: nil,
        isTruncated: isTruncated))
  }
}
