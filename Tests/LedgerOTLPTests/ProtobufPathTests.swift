import LedgerOTLP
import LedgerTestSupport
import Testing

/// A field of a message as it may be written: with the shortest tag and length, or with longer ones that mean the same.
private struct WireField {
  enum Content {
    /// Whatever stands behind the tag of a field that has no length.
    case plain([UInt8])
    case bytes([UInt8])
    case fields([WireField])
  }

  var number: Int
  var type: Int
  var content: Content

  static func varint(_ number: Int, _ value: UInt64) -> WireField {
    WireField(number: number, type: 0, content: .plain(Wire.varint(value)))
  }
  static func fixed64(_ number: Int, _ value: UInt64) -> WireField {
    WireField(number: number, type: 1, content: .plain(Wire.little(value)))
  }
  static func fixed32(_ number: Int, _ value: UInt32) -> WireField {
    WireField(number: number, type: 5, content: .plain(Array(Wire.little(UInt64(value)).prefix(4))))
  }
  static func bytes(_ number: Int, _ bytes: [UInt8]) -> WireField {
    WireField(number: number, type: 2, content: .bytes(bytes))
  }
  static func string(_ number: Int, _ text: String) -> WireField { bytes(number, Array(text.utf8)) }
  static func message(_ number: Int, _ fields: [WireField]) -> WireField {
    WireField(number: number, type: 2, content: .fields(fields))
  }

  /// A varint of one byte more than it needs.
  private static func long(_ value: UInt64) -> [UInt8] {
    var bytes = Wire.varint(value)
    bytes[bytes.count - 1] |= 0x80
    return bytes + [0]
  }

  func written(isLong: Bool) -> [UInt8] {
    let tag = UInt64(number << 3 | type)
    let start = isLong ? WireField.long(tag) : Wire.varint(tag)
    let inside: [UInt8]
    switch content {
    case .plain(let bytes): return start + bytes
    case .bytes(let bytes): inside = bytes
    case .fields(let fields): inside = fields.flatMap { $0.written(isLong: isLong) }
    }
    let length = UInt64(inside.count)
    return start + (isLong ? WireField.long(length) : Wire.varint(length)) + inside
  }
}

/// The ways that take for granted how exporters write, beside the general one: they change nothing but the time.
struct ProtobufPathTests {
  private static let keys =
    knownNames + [
      "retrieval.documents.0.document.score", "retrieval.documents.é", "unknown", "other.unknown", "", "k",
      String(repeating: "s", count: 61), String(repeating: "s", count: 62), String(repeating: "l", count: 127),
      String(repeating: "l", count: 128),
    ]

  private static func text(_ random: inout SplitMix64) -> [UInt8] {
    let lengths = [0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 64, 100, 127, 128, 300]
    var bytes = (0..<(lengths.randomElement(using: &random) ?? 0)).map { _ in UInt8.random(in: 32...126, using: &random)
    }
    if !bytes.isEmpty, Int.random(in: 0..<6, using: &random) == 0 {
      bytes[Int.random(in: bytes.indices, using: &random)] = [0xC3, 0x80, 0xFF].randomElement(using: &random) ?? 0xFF
    }
    return bytes
  }

  private static func value(_ random: inout SplitMix64) -> [WireField] {
    let number = UInt64.random(in: 0...UInt64.max, using: &random) >> UInt64.random(in: 0..<64, using: &random)
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return []
    case 1: return [.varint(2, number & 3)]
    case 2...4: return [.varint(3, number)]
    case 5: return [.fixed64(4, [number, 0x7FF8_0000_0000_0001, 0].randomElement(using: &random) ?? 0)]
    case 6: return [.message(5, [.message(1, [.bytes(1, text(&random))])])]
    case 7: return [.message(5, [.message(1, [.varint(3, number)]), .message(1, [.bytes(1, text(&random))])])]
    case 8: return [.message(6, [.message(1, [.string(1, "k"), .message(2, [.varint(3, number)])])])]
    case 9: return [.bytes(7, text(&random))]
    case 10: return value(&random) + value(&random) + [.varint(99, 1)]
    case 11: return [.fixed32(1, 7), .varint(3, number)]
    default: return [.bytes(1, text(&random))]
    }
  }

  private static func attribute(_ number: Int, _ random: inout SplitMix64) -> WireField {
    let key = WireField.string(1, keys.randomElement(using: &random) ?? "")
    let value = WireField.message(2, value(&random))
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return .message(number, [value, key])
    case 1: return .message(number, [key])
    case 2: return .message(number, [value])
    case 3: return .message(number, [key, value, .varint(77, 5)])
    case 4: return .message(number, [key, value, .message(2, [.varint(3, 5)])])
    case 5: return .message(number, [])
    default: return .message(number, [key, value])
    }
  }

  /// The fields of a span in the order of their numbers, some missing, some of unusual lengths.
  private static func span(_ random: inout SplitMix64) -> [WireField] {
    func id(_ usual: Int) -> [UInt8] {
      let length = Int.random(in: 0..<8, using: &random) == 0 ? [0, 3, 8, 16, 24].randomElement(using: &random) : usual
      return (0..<(length ?? 0)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    var fields: [WireField] = []
    func add(_ field: WireField, oneIn: Int) {
      if Int.random(in: 0..<oneIn, using: &random) == 0 { return }
      fields.append(field)
    }
    add(.bytes(1, id(16)), oneIn: 12)
    add(.bytes(2, id(8)), oneIn: 12)
    add(.bytes(3, text(&random)), oneIn: 2)
    add(.bytes(4, id(8)), oneIn: 3)
    add(.bytes(5, text(&random)), oneIn: 12)
    add(.varint(6, [2, 127, 128, 300].randomElement(using: &random) ?? 0), oneIn: 12)
    add(.fixed64(7, UInt64.random(in: 0...UInt64.max, using: &random)), oneIn: 12)
    add(.fixed64(8, UInt64.random(in: 0...UInt64.max, using: &random)), oneIn: 12)
    for _ in 0..<Int.random(in: 0...6, using: &random) { fields.append(attribute(9, &random)) }
    if Bool.random(using: &random) {
      fields.append(
        .message(11, [.fixed64(1, 5), .bytes(2, text(&random)), attribute(3, &random), attribute(3, &random)]))
    }
    add(.message(13, []), oneIn: 2)
    add(.message(15, [.string(2, "m"), .varint(3, 2)]), oneIn: 2)
    add(.fixed32(16, 257), oneIn: 2)
    return fields
  }

  /// Takes what no exporter does: another order, fields twice, unknown ones, groups, wrong types.
  private static func disordered(_ fields: [WireField], _ random: inout SplitMix64) -> [WireField] {
    var fields = fields
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let place = Int.random(in: 0...fields.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: fields.insert(.varint(500, 1), at: place)
      case 1:
        fields.insert(WireField(number: 501, type: 3, content: .plain([0x08, 0x01] + Wire.tag(501, 4))), at: place)
      case 2: fields.insert(.varint([5, 9, 16].randomElement(using: &random) ?? 5, 3), at: place)
      case 3: fields.insert(.varint(10, 9), at: place)
      case 4: if let again = span(&random).randomElement(using: &random) { fields.insert(again, at: place) }
      default: if !fields.isEmpty { fields.swapAt(0, Int.random(in: fields.indices, using: &random)) }
      }
    }
    return fields
  }

  private static func request(_ span: [UInt8]...) -> [UInt8] {
    // Another span says that these are traces, whatever is left of the one in question.
    Wire.request(
      [Wire.message(2, Wire.fixed64(7, 1), Wire.fixed64(8, 2))].flatMap { $0 } + span.flatMap { Wire.message(2, $0) })
  }

  @Test(arguments: UInt64(1)...20)
  func `fields as exporters write them and with longer tags are the same`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for round in 0..<60 {
      var fields = Self.span(&random)
      if round % 2 == 0 { fields = Self.disordered(fields, &random) }
      let short = decode(protobuf: Self.request(fields.flatMap { $0.written(isLong: false) }))
      let long = decode(protobuf: Self.request(fields.flatMap { $0.written(isLong: true) }))
      #expect(short.lines == long.lines, "seed \(seed), round \(round)")
      #expect(short.problems == long.problems, "seed \(seed), round \(round)")
      #expect(short.outcome == long.outcome, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: UInt64(1)...6)
  func `a span cut anywhere is read to the same place, whatever stands before its fields`(seed: UInt64) {
    var random = SplitMix64(seed: seed &+ 100)
    for round in 0..<4 {
      let bytes = Self.span(&random).flatMap { $0.written(isLong: false) }
      for length in 0...bytes.count {
        let cut = Array(bytes[..<length])
        // Behind an unknown field nothing is taken for granted.
        let usual = decode(protobuf: Self.request(cut))
        let general = decode(protobuf: Self.request(Wire.varint(500, 1) + cut))
        #expect(usual.lines == general.lines, "seed \(seed), round \(round), cut at \(length)")
        #expect(usual.problems.count == general.problems.count, "seed \(seed), round \(round), cut at \(length)")
        #expect(usual.outcome == general.outcome, "seed \(seed), round \(round), cut at \(length)")
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `what was read before changes nothing, whole or damaged`(seed: UInt64) {
    let experienced = OTLPDecoder(keys: testKeys)
    var random = SplitMix64(seed: seed &+ 200)
    for round in 0..<30 {
      let (first, second) = (Self.span(&random), Self.span(&random))
      let whole = Self.request(
        first.flatMap { $0.written(isLong: false) }, second.flatMap { $0.written(isLong: false) },
        Self.disordered(first, &random).flatMap { $0.written(isLong: false) })
      for attempt in 0..<12 {
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch attempt {
        case 0, 1: break
        case 2...5: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 6, 7: bytes.remove(at: place)
        case 8, 9: bytes.removeSubrange(place...)
        default: bytes.insert(UInt8.random(in: 0...0x4A, using: &random), at: place)
        }
        let fresh = decode(protobuf: bytes)
        let other = decode(protobuf: bytes, by: experienced)
        #expect(other.lines == fresh.lines, "seed \(seed), round \(round), attempt \(attempt)")
        #expect(other.problems == fresh.problems, "seed \(seed), round \(round), attempt \(attempt)")
        #expect(other.offsets == fresh.offsets, "seed \(seed), round \(round), attempt \(attempt)")
        #expect(other.outcome == fresh.outcome, "seed \(seed), round \(round), attempt \(attempt)")
      }
    }
  }

  @Test func `more keys than are remembered, in ever other orders`() {
    let experienced = OTLPDecoder(keys: testKeys)
    var random = SplitMix64(seed: 7)
    for round in 0..<12 {
      var attributes = (0..<400).map { "round.\(round % 5).\($0)" } + knownNames
      attributes.shuffle(using: &random)
      let span = attributes.flatMap { Wire.message(9, Wire.string(1, $0), Wire.message(2, Wire.string(1, $0))) }
      let (fresh, other) = (decode(protobuf: Self.request(span)), decode(protobuf: Self.request(span), by: experienced))
      #expect(other.lines == fresh.lines)
      #expect(fresh.only("span").last?.contains(" gen_ai.request.model=\"gen_ai.request.model\"") == true)
    }
  }

  @Test func `log records remember their keys, too`() {
    let experienced = OTLPDecoder(keys: testKeys)
    var random = SplitMix64(seed: 8)
    for _ in 0..<40 {
      let attributes = (0..<3).map { _ in Self.attribute(6, &random) }.flatMap { $0.written(isLong: false) }
      let log = Wire.request(Wire.message(2, Wire.fixed64(11, 1), attributes, Wire.fixed32(8, 1), attributes))
      #expect(decode(protobuf: log, by: experienced).lines == decode(protobuf: log).lines)
    }
  }
}
