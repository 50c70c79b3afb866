import LedgerMemory

/// The top-level fields of a bare protobuf message.
///
/// Repeated fields append, so every top-level element, tag included, is a message of its own, and several messages back
/// to back are one. Line breaks between messages, which some writers put there, are stepped over: a line break is also
/// the tag of field 1, so where both readings are possible the probe decides.
struct ElementSyntax: LengthSyntax {
  private let probe: any MessageProbe

  static let texts = (
    record: "element", damage: "an element of the message is damaged", expected: "an element of the message"
  )

  /// A shorter element looks like too many other things.
  private static let evidenceBytesMin = 5

  init(_ probe: any MessageProbe) { self.probe = probe }

  func mark(_ window: ByteView, at: Int, isAtEnd: Bool) -> LengthMark {
    let left = window.count - at
    switch window[at] {
    case 0x0D:
      guard left >= 2 else { return isAtEnd ? .gap(1) : .unfinished }
      return window[at + 1] == 0x0A ? .gap(2) : .invalid
    case 0x0A:
      guard left >= 2 else { return isAtEnd ? .gap(1) : .unfinished }
      guard window[at + 1] == 0x0A else { return element(window, at: at) }
      // A line break and the tag of field 1, or field 1 with ten bytes.
      let ofTenBytes = LengthMark.record(header: 0, length: 12)
      guard left >= 12 || isAtEnd else { return .unfinished }
      if left >= 12, probe.plausibility(of: window.slice(at, at + 12), isComplete: true) { return ofTenBytes }
      switch element(window, at: at + 1) {
      case .record(_, let length):
        guard let isElement = isElement(window, at: at + 1, length, isAtEnd: isAtEnd) else { return .unfinished }
        return isElement ? .gap(1) : ofTenBytes
      case .unfinished: return isAtEnd ? .gap(1) : .unfinished
      default: return ofTenBytes
      }
    default:
      return element(window, at: at)
    }
  }

  func candidate(_ window: ByteView, from start: Int, to end: Int) -> Int {
    window.slice(0, end).firstIndex(of: 0x0A, from: start) ?? end
  }

  func isEvidence(_ window: ByteView, at: Int, isAtEnd: Bool) -> Bool? {
    guard window[at] == 0x0A else { return false }
    return switch element(window, at: at) {
    case .record(_, let length): length >= ElementSyntax.evidenceBytesMin
    case .unfinished: isAtEnd ? false : nil
    default: false
    }
  }

  func begins(_ window: ByteView, at: Int, header: Int, length: UInt64, isAtEnd: Bool) -> Bool? {
    isElement(window, at: at, length, isAtEnd: isAtEnd)
  }

  func isWhole(_ window: ByteView, at: Int, header: Int, to end: Int) -> Bool {
    probe.plausibility(of: window.slice(at, end), isComplete: true)
  }

  /// Without a tag nothing is known of what follows.
  func remains(_ window: ByteView, at: Int, _ mark: LengthMark, to end: Int) -> Int? {
    if case .record = mark { at } else { nil }
  }

  /// Whether an element of `length` bytes begins as one should; `nil` where more bytes are needed to tell.
  private func isElement(_ window: ByteView, at: Int, _ length: UInt64, isAtEnd: Bool) -> Bool? {
    let wanted = Int(min(length, UInt64(RecordSigns.lookahead)))
    guard window.count - at >= wanted || isAtEnd else { return nil }
    let end = min(at + wanted, window.count)
    return probe.plausibility(of: window.slice(at, end), isComplete: UInt64(end - at) == length)
  }

  /// Reads tag and length of a message's element. It has one field, and a second one for profiles: a tag of another
  /// number is damaged, or no tag, and accepting more would let any text pass.
  private func element(_ window: ByteView, at: Int) -> LengthMark {
    guard window[at] == 0x0A || window[at] == 0x12 else { return .invalid }
    switch readVarint(window, at: at + 1) {
    case .length(let length, let bytes):
      let (total, overflow) = length.addingReportingOverflow(UInt64(1 + bytes))
      return overflow ? .invalid : .record(header: 0, length: total)
    case .unfinished: return .unfinished
    case .invalid: return .invalid
    }
  }
}
