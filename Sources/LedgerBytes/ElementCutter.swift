import LedgerMemory
import LedgerModel

/// Cuts a bare protobuf message at its top-level fields.
///
/// Repeated fields append, so every top-level element, tag included, is a message of its own, and several messages back
/// to back are one. Line breaks between messages, which some writers put there, are stepped over: a line break is also
/// the tag of field 1, so where both readings are possible the probe decides.
struct ElementCutter {
  private enum Place {
    case between
    /// Inside an element that is too long; this many bytes are still to come.
    case oversized(UInt64)
    /// The window begins with something that is no element, or is one of a wrong length, and was searched for the next
    /// one up to this offset.
    case lost(searched: Int)
    /// The same, but what is passed over is too long to be kept.
    case dropping
  }

  private let probe: any MessageProbe
  private var place = Place.between

  /// How much is kept of what may be an element with a wrong length.
  private static let keptBytesMax = 16 << 20

  init(_ probe: any MessageProbe) { self.probe = probe }

  /// What is found between two elements.
  enum Step: Equatable {
    /// An element of this many bytes, the tag included.
    case element(UInt64)
    /// A line break of this many bytes.
    case lineBreak(Int)
    /// More bytes are needed to tell.
    case unfinished
    /// Neither.
    case invalid
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
        let next = nextElement(window, from: at + searched, at: base, isAtEnd: isAtEnd, state)
        if next.isFound {
          state.report(
            .unreadableRecord, at: base + UInt64(at), record: state.nextRecord,
            "an element of the message is damaged; reading went on at the next one that is whole")
          if case .element = ElementCutter.step(window, at: at, isAtEnd: true, probe) {
            append(at, next.offset - at, at: base, isTruncated: false, into: &ranges, &state)
          } else {
            _ = state.takeRecord()
          }
          at = next.offset
          place = .between
        } else if isAtEnd {
          reportEnd(window, at, at: base, into: &ranges, &state)
          return Cut(consumed: count)
        } else if next.offset - at > ElementCutter.keptBytesMax {
          state.report(
            .unreadableRecord, at: base + UInt64(at), record: state.takeRecord(),
            "an element of the message is damaged; it was left out, up to the next one that is whole")
          place = .dropping
          return Cut(consumed: next.offset)
        } else {
          place = .lost(searched: next.offset - at)
          return Cut(consumed: at)
        }
      case .dropping:
        let next = nextElement(window, from: at, at: base, isAtEnd: isAtEnd, state)
        at = next.offset
        guard next.isFound else { return Cut(consumed: isAtEnd ? count : at) }
        place = .between
      case .between:
        guard let next = take(window, at: at, at: base, isAtEnd: isAtEnd, into: &ranges, &state) else {
          return Cut(consumed: at)
        }
        at = next
      }
    }
    return Cut(consumed: at)
  }

  /// Takes what stands at `at` and returns the offset behind it; `nil` where more bytes are needed.
  private mutating func take(
    _ window: ByteView, at: Int, at base: UInt64, isAtEnd: Bool, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) -> Int? {
    let count = window.count
    let offset = base + UInt64(at)
    switch ElementCutter.step(window, at: at, isAtEnd: isAtEnd, probe) {
    case .lineBreak(let bytes):
      return at + bytes
    case .unfinished:
      guard isAtEnd else { return nil }
      state.reportTruncation(
        at: offset, record: state.nextRecord,
        "the content ends inside the length of an element; its \(count - at) bytes were left out")
      return count
    case .invalid:
      place = .lost(searched: 1)
      return at
    case .element(let length):
      // A message has one field, and a second one for profiles: a tag of another number is damaged.
      guard window[at] == 0x0A || window[at] == 0x12 else {
        place = .lost(searched: 1)
        return at
      }
      let left = state.contentBytes.map { $0 - min(offset, $0) }
      // Of a long element the beginning must look like one before its end is waited for.
      if length > UInt64(RecordSigns.lookahead) || length > left ?? length {
        guard let isRight = isElement(window, at: at, length, isAtEnd: isAtEnd) else { return nil }
        guard isRight, length <= left ?? length else {
          place = .lost(searched: 1)
          return at
        }
      }
      if length > UInt64(state.recordBytesMax) {
        state.skipOversized(at: offset)
        place = .oversized(length)
        return at
      }
      guard length <= UInt64(count - at) else {
        guard isAtEnd else { return nil }
        place = .lost(searched: 1)
        return at
      }
      let end = at + Int(length)
      guard let isBorder = isBorder(window, at: end, at: base, isAtEnd: isAtEnd, state) else { return nil }
      // Bytes that are missing in an element make its length reach into the next one.
      if !isBorder {
        for near in max(at + 1, end - RecordSigns.missingBytesMax)..<end where window[near] == 0x0A {
          guard let isFound = startsElement(window, at: near, at: base, isAtEnd: isAtEnd, state) else { return nil }
          guard isFound else { continue }
          state.report(
            .unreadableRecord, at: offset, record: state.nextRecord,
            "an element of the message is damaged; reading went on at the next one that is whole")
          append(at, near - at, at: base, isTruncated: false, into: &ranges, &state)
          return near
        }
      }
      guard isBorder || probe.plausibility(of: window.slice(at, end), isComplete: true) else {
        place = .lost(searched: 1)
        return at
      }
      append(at, Int(length), at: base, isTruncated: false, into: &ranges, &state)
      return end
    }
  }

  /// Whether an element of `length` bytes begins as one should; `nil` where more bytes are needed to tell.
  private func isElement(_ window: ByteView, at: Int, _ length: UInt64, isAtEnd: Bool) -> Bool? {
    let wanted = Int(min(length, UInt64(RecordSigns.lookahead)))
    guard window.count - at >= wanted || isAtEnd else { return nil }
    let end = min(at + wanted, window.count)
    return probe.plausibility(of: window.slice(at, end), isComplete: UInt64(end - at) == length)
  }

  /// Whether an element, a line break or the end of the content stands at `at`; `nil` where more bytes are needed.
  private func isBorder(
    _ window: ByteView, at: Int, at base: UInt64, isAtEnd: Bool, _ state: CutState
  ) -> Bool? {
    if at == window.count { return isAtEnd || state.contentBytes == base + UInt64(at) ? true : nil }
    switch ElementCutter.step(window, at: at, isAtEnd: isAtEnd, probe) {
    case .lineBreak: return true
    case .unfinished: return isAtEnd ? true : nil
    case .invalid: return false
    case .element(let length):
      let offset = base + UInt64(at)
      // Only a length that was known from the beginning is asked: what is right must not depend on how much is at hand.
      if let left = state.contentBytes, length > left - min(offset, left) { return false }
      return isElement(window, at: at, length, isAtEnd: isAtEnd)
    }
  }

  /// The first place from `start` on where a whole element begins, or how far there is none.
  private func nextElement(
    _ window: ByteView, from start: Int, at base: UInt64, isAtEnd: Bool, _ state: CutState
  ) -> (offset: Int, isFound: Bool) {
    var at = start
    while let tag = window.firstIndex(of: 0x0A, from: at) {
      at = tag
      guard let isFound = startsElement(window, at: at, at: base, isAtEnd: isAtEnd, state) else { return (at, false) }
      if isFound { return (at, true) }
      at += 1
    }
    return (window.count, false)
  }

  /// Whether an element that is some evidence of itself stands at `at`; `nil` where more bytes are needed.
  private func startsElement(
    _ window: ByteView, at: Int, at base: UInt64, isAtEnd: Bool, _ state: CutState
  ) -> Bool? {
    switch ElementCutter.element(window, at: at) {
    case .element(let length) where length > 4: isBorder(window, at: at, at: base, isAtEnd: isAtEnd, state)
    case .unfinished: isAtEnd ? false : nil
    default: false
    }
  }

  /// The content ends behind something that is no element, or one that reaches too far.
  private func reportEnd(
    _ window: ByteView, _ at: Int, at base: UInt64, into ranges: inout [RecordRange], _ state: inout CutState
  ) {
    let available = window.count - at
    guard case .element(let length) = ElementCutter.step(window, at: at, isAtEnd: true, probe) else {
      state.report(
        .unreadableRecord, at: base + UInt64(at), record: state.nextRecord,
        "an element of the message was expected; nothing behind this place can be told apart, so it was left out")
      return
    }
    if length > UInt64(available) {
      state.reportTruncation(
        at: base + UInt64(at), record: state.nextRecord,
        "the content ends \(length - UInt64(available)) bytes before its last element does; what is whole in it was used"
      )
    } else {
      state.report(
        .unreadableRecord, at: base + UInt64(at), record: state.nextRecord,
        "an element of the message is damaged, and no other follows; what is whole in it was used")
    }
    append(at, available, at: base, isTruncated: true, into: &ranges, &state)
  }

  /// Looks at what begins at an offset between two elements.
  static func step(_ window: ByteView, at offset: Int, isAtEnd: Bool, _ probe: any MessageProbe) -> Step {
    let left = window.count - offset
    switch window[offset] {
    case 0x0D:
      guard left >= 2 else { return isAtEnd ? .lineBreak(1) : .unfinished }
      return window[offset + 1] == 0x0A ? .lineBreak(2) : .invalid
    case 0x0A:
      guard left >= 2 else { return isAtEnd ? .lineBreak(1) : .unfinished }
      guard window[offset + 1] == 0x0A else { return element(window, at: offset) }
      // A line break and the tag of field 1, or field 1 with ten bytes.
      guard left >= 12 || isAtEnd else { return .unfinished }
      if left >= 12, probe.plausibility(of: window.slice(offset, offset + 12), isComplete: true) {
        return .element(12)
      }
      switch element(window, at: offset + 1) {
      case .element(let length):
        // The beginning of a long element is evidence enough. How much is looked at must not depend on how much
        // happens to be at hand, or the answer would.
        let wanted = Int(min(length, 1024))
        guard left - 1 >= wanted || isAtEnd else { return .unfinished }
        let next = window.slice(offset + 1, min(offset + 1 + wanted, window.count))
        let isWhole = UInt64(next.count) == length
        return probe.plausibility(of: next, isComplete: isWhole) ? .lineBreak(1) : .element(12)
      case .unfinished: return isAtEnd ? .lineBreak(1) : .unfinished
      default: return .element(12)
      }
    default:
      return element(window, at: offset)
    }
  }

  /// Reads tag and length of a length-delimited field with a one-byte tag. Message types at the top know no others, and
  /// accepting more would let any text pass.
  private static func element(_ window: ByteView, at offset: Int) -> Step {
    let tag = window[offset]
    guard tag & 0x87 == 0x02, tag >= 0x0A else { return .invalid }
    switch readVarint(window, at: offset + 1) {
    case .length(let length, let bytes):
      let (total, overflow) = length.addingReportingOverflow(UInt64(1 + bytes))
      return overflow ? .invalid : .element(total)
    case .unfinished: return .unfinished
    case .invalid: return .invalid
    }
  }

  private func append(
    _ begin: Int, _ length: Int, at base: UInt64, isTruncated: Bool, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    ranges.append(
      RecordRange(
        offset: begin, count: length, sourceByteOffset: base + UInt64(begin), record: state.takeRecord(), line: nil,
        isTruncated: isTruncated))
  }
}
