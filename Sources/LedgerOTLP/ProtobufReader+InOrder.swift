import LedgerMemory
import LedgerModel

extension ProtobufReader {
  /// Reads a ResourceSpans message in one walk; `false` where it must be read the other way.
  mutating func resourceInOrder(_ part: FieldContent) -> Bool {
    guard guess.begin(at: &desk) else { return false }
    var reading = OrderGuess.Reading.unusual
    do throws(Damage) {
      reading = try readInOrder(part)
    } catch {
      // The other way meets the same damage and tells of it.
    }
    return guess.end(reading, at: &desk) != nil
  }

  private mutating func readInOrder(_ part: FieldContent) throws(Damage) -> OrderGuess.Reading {
    var schemaURL = ByteView.empty
    var hasScopes = false
    var at = part.start
    desk.clear()
    desk.digest = AttributeDigest()
    guard try message.fieldTag(&at, part.end) == 0x0A else { return .unusual }
    try resourceAttributes(try message.content(&at, part.end))
    desk.deliverResource()
    while at < part.end {
      let tag = try message.fieldTag(&at, part.end)
      switch tag {
      case 0x12:
        hasScopes = true
        guard try scopeInOrder(try message.content(&at, part.end)) else { return .unusual }
      case 0x1A where schemaURL.isEmpty: schemaURL = try text(&at, part.end, isLasting: true)
      case 0x0A, 0x1A, 0x1F42: return .unusual
      default: try skip(tag, &at, part.end, .resourceParts)
      }
    }
    return hasScopes ? guess.reading(endingAt: at, schemaURL: schemaURL) : .unusual
  }

  /// A ScopeSpans message, handed over with the schema URL that it had last time; `false` where its parts stand in another
  /// order.
  private mutating func scopeInOrder(_ part: FieldContent) throws(Damage) -> Bool {
    var name = ByteView.empty
    var version = ByteView.empty
    var own = ByteView.empty
    var hasSpans = false
    var at = part.start
    desk.clear()
    desk.digest = AttributeDigest()
    guard try message.fieldTag(&at, part.end) == 0x0A else { return false }
    try scopeFields(try message.content(&at, part.end), &name, &version)
    let scope = desk.scopeSign(name: name, version: version)
    while at < part.end {
      let tag = try message.fieldTag(&at, part.end)
      switch tag {
      case 0x12:
        if !hasSpans { desk.deliverScope(name: name, version: version, schemaURL: guess.schema(of: scope)) }
        hasSpans = true
        spanOrNothing(try message.content(&at, part.end))
      case 0x1A where own.isEmpty: own = try text(&at, part.end, isLasting: true)
      case 0x0A, 0x1A: return false
      default: try skip(tag, &at, part.end, .scopeParts)
      }
    }
    guard hasSpans else { return false }
    guess.note(scope: scope, own: own)
    return true
  }
}
