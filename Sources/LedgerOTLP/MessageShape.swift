import LedgerMemory

/// Tells from the structure of bytes alone whether they are an OTLP protobuf message, and of which signal.
///
/// "It can be decoded" proves nothing: a protobuf decoder takes metrics for spans with unknown fields. So the check looks
/// at the levels that all signals share (request, resource, scope), where field numbers and wire types are few and every
/// length must end with its parent; and the signal is found by evidence in several items.
///
/// Lists of the layouts before 2022 are known too: `instrumentation_library_*` had the number of today's scope lists,
/// and later for a while the number 1000.
public struct MessageShape: Sendable {
  /// How many elements of a list are looked into. Their lengths are all checked at the level above.
  private static let elementsLookedInto = 8

  /// No protobuf message is longer (the format's own limit).
  private static let lengthMax = UInt64(Int32.max)

  /// The check has no settings.
  public init() {}

  /// Whether bytes look like an OTLP request of any signal.
  ///
  /// - Parameters:
  ///   - message: a whole message, or its beginning.
  ///   - isComplete: `true`: every length must end inside the message; `false`: what is there must be right, and the
  ///     last lengths may reach beyond the end.
  /// - Returns: `false` for an empty message and for the responses of servers, too.
  public func plausibility(of message: ByteView, isComplete: Bool) -> Bool {
    var fields = WireFields(message, end: isComplete ? message.count : Int.max)
    var resources = 0
    while let field = fields.next() {
      guard field.wireType == 2, field.number == 1 || field.number == 2 else { return false }
      if field.number == 2 { continue }
      resources += 1
      if resources <= MessageShape.elementsLookedInto, !isResourceLevel(message, field) { return false }
    }
    // Nothing but a tag is no evidence.
    return !fields.isMalformed && resources > 0
  }

  /// The signal of a message, by the majority of its items; `nil` where no item gives evidence (a message without
  /// items, or one that is not OTLP).
  public func signal(of message: ByteView) -> Signal? { SignalEvidence.signal(of: message) }

  /// Whether a JSON object, or its beginning, is a request of any signal or a bare `Resource…` object, perhaps inside an
  /// envelope: it has a list of resources or scopes with an object in it. Empty lists are no evidence.
  public func opensRequest(_ document: ByteView) -> Bool { opensRequest(document, objectAt: 0, envelopes: 2) }

  /// Whether a JSON object, or its beginning, is an item that stands for itself: a span with the fields of OTLP.
  public func opensItem(_ document: ByteView) -> Bool { BareSpanKeys.isBareSpan(document, objectAt: 0) }

  private func opensRequest(_ document: ByteView, objectAt start: Int, envelopes: Int) -> Bool {
    var isRequest = false
    document.forEachMember(ofObjectAt: start) { key, value in
      switch DocumentKey(key) {
      case .wrapper, .scopes: isRequest = document.firstElement(ofListAt: value) != nil
      case .envelope where envelopes > 0:
        let inside = document.firstElement(ofListAt: value) ?? value
        isRequest = opensRequest(document, objectAt: inside, envelopes: envelopes - 1)
      default: break
      }
      return !isRequest
    }
    return isRequest
  }

  // MARK: The shared levels

  private func isResourceLevel(_ message: ByteView, _ resource: WireField) -> Bool {
    var fields = WireFields(message, inside: resource)
    var scopes = 0
    while let field = fields.next() {
      guard field.wireType == 2 else { return false }
      switch field.number {
      case 1:
        guard isResource(message, field) else { return false }
      case 2, 1000:
        scopes += 1
        if scopes <= MessageShape.elementsLookedInto, !isScopeLevel(message, field) { return false }
      case 3: break
      default: return false
      }
    }
    return !fields.isMalformed
  }

  private func isResource(_ message: ByteView, _ resource: WireField) -> Bool {
    var fields = WireFields(message, inside: resource)
    while let field = fields.next() {
      switch (field.number, field.wireType) {
      case (1, 2), (2, 0), (3, 2): break
      default: return false
      }
    }
    return !fields.isMalformed
  }

  private func isScopeLevel(_ message: ByteView, _ scope: WireField) -> Bool {
    var fields = WireFields(message, inside: scope)
    while let field = fields.next() {
      guard field.wireType == 2, field.number >= 1, field.number <= 3 else { return false }
    }
    return !fields.isMalformed
  }

  // MARK: The wire

  /// One field: its number, its wire type, and where its content is. The content of a beginning may end behind the
  /// bytes.
  private struct WireField {
    var number: UInt64
    var wireType: UInt8
    var begin: Int
    var end: Int
  }

  /// The fields of a range, one after the other, with every length checked against the range.
  private struct WireFields {
    private let message: ByteView
    /// Where the range ends; behind the message's end where only its beginning is there.
    private let end: Int
    private var at: Int

    /// Whether the range is no sequence of fields.
    private(set) var isMalformed = false

    init(_ message: ByteView, end: Int) {
      self.message = message
      self.end = end
      at = 0
    }

    init(_ message: ByteView, inside field: WireField) {
      self.message = message
      end = field.end
      at = min(field.begin, message.count)
    }

    /// The next field; `nil` at the end of the range or of the message, or where the range is malformed.
    mutating func next() -> WireField? {
      guard !isMalformed, at < end, at < message.count else { return nil }
      guard let tag = varint() else { return nil }
      let number = tag >> 3
      // Field numbers have 29 bits (protobuf's own limit).
      guard number >= 1, number < 1 << 29 else { return malformed() }
      let wireType = UInt8(tag & 7)
      var length: UInt64
      switch wireType {
      case 0:
        let begin = at
        guard varint() != nil else { return nil }
        return WireField(number: number, wireType: 0, begin: begin, end: at)
      case 1: length = 8
      case 5: length = 4
      case 2:
        guard let announced = varint() else { return nil }
        length = announced
      // Groups are never written, and 6 and 7 are no wire types.
      default: return malformed()
      }
      guard length <= MessageShape.lengthMax, length <= UInt64(end - at) else { return malformed() }
      let begin = at
      at += Int(length)
      return WireField(number: number, wireType: wireType, begin: begin, end: at)
    }

    /// A varint of at most ten bytes; `nil` where the message ends inside it, and where it is malformed.
    private mutating func varint() -> UInt64? {
      var value: UInt64 = 0
      for index in 0..<10 {
        guard at < end else {
          isMalformed = true
          return nil
        }
        guard at < message.count else { return nil }
        let byte = message[at]
        at += 1
        value |= UInt64(byte & 0x7F) << UInt64(7 * index)
        if byte < 0x80 { return value }
      }
      isMalformed = true
      return nil
    }

    private mutating func malformed() -> WireField? {
      isMalformed = true
      return nil
    }
  }
}
