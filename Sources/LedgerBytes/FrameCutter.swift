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

/// Cuts where lengths say so, as long as they are right.
///
/// A record is believed where another one begins behind it, or the content ends there, or where it is whole by itself.
/// Otherwise its length is damaged, and nothing behind it stands where it seems to: the next place is looked for where a
/// length and a record agree. What lies before that place is the record whose length is wrong, most often whole.
struct FrameCutter {
  private enum Place {
    case between
    /// Inside a record that is too long; this many bytes are still to come.
    case oversized(UInt64)
    /// The window begins at a length that is wrong, and was searched for the next one up to this offset.
    case lost(searched: Int)
    /// The same, but what is passed over is too long to be kept.
    case dropping
  }

  private let prefix: FramePrefix
  private let signs: RecordSigns
  private var place = Place.between

  /// How much is kept of what may be a record with a wrong length.
  private static let keptBytesMax = 16 << 20

  init(_ prefix: FramePrefix, _ signs: RecordSigns) {
    self.prefix = prefix
    self.signs = signs
  }

  mutating func cut(
    _ window: ByteView, at base: UInt64, isAtEnd: Bool, into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Cut {
    let count = window.count
    var at = 0
    while at < count {
      switch place {
      case .oversized(let left):
        let length = Int(min(left, UInt64(count - at)))
        at += length
        place = left == UInt64(length) ? .between : .oversized(left - UInt64(length))
      case .lost(let searched):
        let next = nextRecord(window, from: at + searched, at: base, isAtEnd: isAtEnd, state)
        if next.isFound {
          keep(window, at, next.offset, at: base, into: &ranges, &state)
          at = next.offset
          place = .between
        } else if isAtEnd {
          reportEnd(window, at, at: base, into: &ranges, &state)
          return Cut(consumed: count)
        } else if next.offset - at > FrameCutter.keptBytesMax {
          state.report(
            .unreadableRecord, at: base + UInt64(at), record: state.takeRecord(),
            "the length before a record is wrong, and what follows it is too long to be one; it was left out up to the "
              + "next length that is right")
          place = .dropping
          return Cut(consumed: next.offset)
        } else {
          place = .lost(searched: next.offset - at)
          return Cut(consumed: at)
        }
      case .dropping:
        let next = nextRecord(window, from: at, at: base, isAtEnd: isAtEnd, state)
        at = next.offset
        if next.isFound {
          place = .between
        } else {
          return Cut(consumed: isAtEnd ? count : at)
        }
      case .between:
        guard let next = take(window, at: at, at: base, isAtEnd: isAtEnd, into: &ranges, &state) else {
          return Cut(consumed: at)
        }
        at = next
      }
    }
    return Cut(consumed: at)
  }

  /// Takes the record whose length stands at `at` and returns the offset behind it; `nil` where more bytes are needed.
  private mutating func take(
    _ window: ByteView, at: Int, at base: UInt64, isAtEnd: Bool, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) -> Int? {
    let count = window.count
    let offset = base + UInt64(at)
    let length: UInt64
    let begin: Int
    switch prefix.read(window, at: at) {
    case .length(let value, let bytes):
      length = value
      begin = at + bytes
    case .unfinished:
      guard isAtEnd else { return nil }
      state.reportTruncation(
        at: offset, record: state.nextRecord,
        "the content ends inside a length, \(count - at) bytes after the last whole record; those were left out")
      return count
    case .invalid:
      place = .lost(searched: 1)
      return at
    }
    guard length > 0 else { return begin }
    let available = UInt64(count - begin)
    // A length is only a claim: what is left of the content, where that is known, bounds it.
    let left = state.contentBytes.map { $0 - min(base + UInt64(begin), $0) }
    guard length <= left ?? length else {
      place = .lost(searched: 1)
      return at
    }
    // Of a long record the beginning must look like one before its end is waited for.
    if length > UInt64(RecordSigns.lookahead) {
      guard let isRight = isRecord(window, at: at, begin, length, isAtEnd: isAtEnd) else { return nil }
      guard isRight else {
        place = .lost(searched: 1)
        return at
      }
    }
    if length > UInt64(state.recordBytesMax) {
      state.skipOversized(at: offset)
      place = .oversized(length)
      return begin
    }
    guard length <= available else {
      guard isAtEnd else { return nil }
      place = .lost(searched: 1)
      return at
    }
    let end = begin + Int(length)
    guard let isBorder = isBorder(window, at: end, at: base, isAtEnd: isAtEnd, state) else { return nil }
    if isBorder {
      append(begin, Int(length), at: base, isTruncated: false, into: &ranges, &state)
      return end
    }
    // Bytes that are missing in a record make its length reach into the next one.
    for near in max(begin + 1, end - RecordSigns.missingBytesMax)..<end {
      guard let isFound = startsRecord(window, at: near, at: base, isAtEnd: isAtEnd, state) else { return nil }
      if isFound {
        keep(window, at, near, at: base, into: &ranges, &state)
        return near
      }
    }
    let isMarked = prefix == .grpc ? window[at] == 1 : nil
    guard signs.isWhole(window.slice(begin, end), isMarkedCompressed: isMarked) else {
      place = .lost(searched: 1)
      return at
    }
    append(begin, Int(length), at: base, isTruncated: false, into: &ranges, &state)
    return end
  }

  // MARK: What is right

  private func isRecord(_ window: ByteView, at: Int, _ begin: Int, _ length: UInt64, isAtEnd: Bool) -> Bool? {
    signs.areThere(
      window, at: begin, length: length, isMarkedCompressed: prefix == .grpc ? window[at] == 1 : nil, isAtEnd: isAtEnd)
  }

  /// Whether a record, or the end of the content, stands at `at`; `nil` where more bytes are needed to tell.
  private func isBorder(
    _ window: ByteView, at: Int, at base: UInt64, isAtEnd: Bool, _ state: CutState
  ) -> Bool? {
    if at == window.count { return isAtEnd || state.contentBytes == base + UInt64(at) ? true : nil }
    switch prefix.read(window, at: at) {
    case .unfinished: return isAtEnd ? true : nil
    case .invalid: return false
    case .length(let length, let bytes):
      if length == 0 { return true }
      let begin = at + bytes
      // Only a length that was known from the beginning is asked: what is right must not depend on how much is at hand.
      if let left = state.contentBytes, length > left - min(base + UInt64(begin), left) { return false }
      return isRecord(window, at: at, begin, length, isAtEnd: isAtEnd)
    }
  }

  /// Whether a length, and a record behind it that is not empty, stand at `at`; `nil` where more bytes are needed.
  private func startsRecord(
    _ window: ByteView, at: Int, at base: UInt64, isAtEnd: Bool, _ state: CutState
  ) -> Bool? {
    switch prefix.read(window, at: at) {
    case .length(0, _), .invalid: false
    case .unfinished: isAtEnd ? false : nil
    case .length: isBorder(window, at: at, at: base, isAtEnd: isAtEnd, state)
    }
  }

  /// The first place from `start` on where a length and a record agree, or how far there is none.
  private func nextRecord(
    _ window: ByteView, from start: Int, at base: UInt64, isAtEnd: Bool, _ state: CutState
  ) -> (offset: Int, isFound: Bool) {
    var at = start
    while at < window.count {
      guard let isFound = startsRecord(window, at: at, at: base, isAtEnd: isAtEnd, state) else { return (at, false) }
      if isFound { return (at, true) }
      at += 1
    }
    return (window.count, false)
  }

  // MARK: Handing out

  /// What lies between a wrong length and the next right one: a record, whose length may count from here or from behind
  /// the place where it was expected.
  private func keep(
    _ window: ByteView, _ at: Int, _ end: Int, at base: UInt64, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    var begin = at
    if case .length(_, let bytes) = prefix.read(window, at: at) { begin = min(at + bytes, end) }
    if signs.isWhole(window.slice(at, end), isMarkedCompressed: prefix == .grpc ? false : nil) { begin = at }
    state.report(
      .unreadableRecord, at: base + UInt64(at), record: state.nextRecord,
      "the length before a record is wrong; the record was taken to end where the next one begins")
    append(begin, end - begin, at: base, isTruncated: false, into: &ranges, &state)
  }

  /// The content ends behind a length that is wrong or that reaches too far.
  private func reportEnd(
    _ window: ByteView, _ at: Int, at base: UInt64, into ranges: inout [RecordRange], _ state: inout CutState
  ) {
    guard case .length(let length, let bytes) = prefix.read(window, at: at) else {
      state.report(
        .unreadableRecord, at: base + UInt64(at), record: state.nextRecord,
        "a length was expected; nothing behind this place can be told apart, so it was left out")
      return
    }
    let available = window.count - at - bytes
    if length > UInt64(available) {
      state.reportTruncation(
        at: base + UInt64(at), record: state.nextRecord,
        "the content ends \(length - UInt64(available)) bytes before its last record does; what is whole in it was used"
      )
    } else {
      state.report(
        .unreadableRecord, at: base + UInt64(at), record: state.nextRecord,
        "the length before a record is wrong, and no other record follows; what is whole behind it was used")
    }
    append(at + bytes, available, at: base, isTruncated: true, into: &ranges, &state)
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
