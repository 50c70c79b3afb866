import LedgerMemory

/// The top-level fields of a bare protobuf message.
///
/// Repeated fields append, so every top-level element, tag included, is a message of its own, and several messages back
/// to back are one. Line breaks between messages, which some writers put there, are stepped over: a line break is also
/// the tag of field 1, so where both readings are possible the probe decides.
struct ElementSyntax: LengthSyntax {
  private let probe: any MessageProbe
  /// Whether the content is messages whose first field is a request, with what else they say behind it.
  private let areAnswers: Bool

  static let texts = (
    record: "element", damage: "an element of the message is damaged", expected: "an element of the message"
  )

  /// A shorter element looks like too many other things.
  private static let evidenceBytesMin = 5

  /// How much of an answer is looked at: little, as all that is looked at must be right; then more than what describes a
  /// resource.
  private static let answerLookaheads = [RecordSigns.lookahead, 64 << 10]

  /// Whether a message begins with a request as its first field, behind a tag and a length of `header` bytes. An element may
  /// look like an answer, where it has little in it; an answer does not look like an element.
  static func isAnswer(_ message: ByteView, header: Int, _ probe: any MessageProbe) -> Bool {
    answerLookaheads.contains { lookahead in
      let head = message.slice(0, min(message.count, lookahead))
      return head.count >= header + 8 && !probe.plausibility(of: head, isComplete: false)
        && probe.plausibility(of: head.dropping(header), isComplete: false)
    }
  }

  init(_ probe: any MessageProbe, areAnswers: Bool = false) {
    self.probe = probe
    self.areAnswers = areAnswers
  }

  func mark(_ window: ByteView, at: Int, isAtEnd: Bool) -> LengthMark {
    let left = window.count - at
    if areAnswers, let mark = answer(window, at: at, isAtEnd: isAtEnd) { return mark }
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

  /// What an answer has round its request: the tag and the length of the request, which are passed over, and figures, a status
  /// and a message behind it. `nil` where there is none of these.
  private func answer(_ window: ByteView, at: Int, isAtEnd: Bool) -> LengthMark? {
    switch window[at] {
    case 0x0A:
      guard case .length(let length, let bytes) = readVarint(window, at: at + 1) else { return nil }
      let begin = at + 1 + bytes
      let wanted = Int(min(length, UInt64(ElementSyntax.answerLookaheads.last ?? 0)))
      guard window.count - begin >= wanted || isAtEnd else { return .unfinished }
      return ElementSyntax.isAnswer(window.slice(at, min(begin + wanted, window.count)), header: begin - at, probe)
        ? .gap(begin - at) : nil
    case 0x18:
      guard case .length(_, let bytes) = readVarint(window, at: at + 1) else { return isAtEnd ? nil : .unfinished }
      return .gap(1 + bytes)
    case 0x12, 0x22:
      guard case .length(let length, let bytes) = readVarint(window, at: at + 1) else {
        return isAtEnd ? nil : .unfinished
      }
      guard length <= UInt64(RecordSigns.lookahead) else { return nil }
      let total = 1 + bytes + Int(length)
      guard window.count - at >= total else { return isAtEnd ? nil : .unfinished }
      return .gap(total)
    default: return nil
    }
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
