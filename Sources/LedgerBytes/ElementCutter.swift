import LedgerMemory
import LedgerModel

/// Cuts a bare protobuf message at its top-level fields.
///
/// Repeated fields append, so every top-level element, tag included, is a message of its own, and several messages back
/// to back are one. Line breaks between messages, which some writers put there, are stepped over: a line break is also
/// the tag of field 1, so where both readings are possible the probe decides.
struct ElementCutter {
  private let probe: any MessageProbe
  /// How many bytes of an element that is too long are still to come.
  private var skip: UInt64 = 0

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
      if skip > 0 {
        let length = Int(min(skip, UInt64(count - at)))
        at += length
        skip -= UInt64(length)
        continue
      }
      let offset = base + UInt64(at)
      switch ElementCutter.step(window, at: at, isAtEnd: isAtEnd, probe) {
      case .lineBreak(let bytes):
        at += bytes
      case .element(let length):
        let available = UInt64(count - at)
        let left = state.contentBytes.map { $0 - min(offset, $0) }
        if min(length, left ?? length) > UInt64(state.recordBytesMax) {
          state.skipOversized(at: offset)
          skip = length
        } else if length <= available {
          append(at, Int(length), at: base, isTruncated: false, into: &ranges, &state)
          at += Int(length)
        } else if isAtEnd {
          state.reportTruncation(
            at: offset, record: state.nextRecord,
            "the content ends \(length - available) bytes before its last element does; what is whole in it was used")
          append(at, Int(available), at: base, isTruncated: true, into: &ranges, &state)
          at = count
        } else {
          return Cut(consumed: at)
        }
      case .unfinished:
        guard isAtEnd else { return Cut(consumed: at) }
        state.reportTruncation(
          at: offset, record: state.nextRecord,
          "the content ends inside the length of an element; its \(count - at) bytes were left out")
        at = count
      case .invalid:
        state.report(
          .unreadableRecord, at: offset, record: state.nextRecord,
          "an element of the message was expected; nothing behind this place can be told apart, so it was left out")
        return Cut(consumed: at, stops: true)
      }
    }
    return Cut(consumed: at)
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
