import LedgerTestSupport
import Testing

@testable import LedgerOTLP

/// JSON and protobuf of the same data give the same calls: random trees of OTLP, written in both forms with every
/// liberty that a writer may take.
struct AgreementTests {
  @Test(arguments: UInt64(1)...40)
  func `JSON and protobuf of the same data give the same calls`(seed: UInt64) {
    for round in 0..<12 {
      var random = SplitMix64(seed: seed &* 1000 &+ UInt64(round))
      let request = Tree.request(&random)
      let plain = decode(json: JSONWriter.write(request, liberties: nil))
      #expect(plain.problems == [], "seed \(seed), round \(round)")
      for _ in 0..<3 {
        let json = JSONWriter.write(request, liberties: SplitMix64(seed: random.next()))
        let wire = WireWriter.write(request, liberties: SplitMix64(seed: random.next()))
        let fromJSON = decode(json: json)
        let fromWire = decode(protobuf: wire)
        #expect(fromJSON.problems == [], "seed \(seed), round \(round): \(json)")
        #expect(fromWire.problems == [], "seed \(seed), round \(round)")
        guard fromJSON.lines == plain.lines, fromWire.lines == plain.lines else {
          let pair = zip(plain.lines, fromJSON.lines == plain.lines ? fromWire.lines : fromJSON.lines)
          let first = pair.first { $0 != $1 }
          Issue.record("seed \(seed), round \(round): \(String(describing: first))\n\(json)")
          return
        }
        #expect(fromJSON.outcome == fromWire.outcome, "seed \(seed), round \(round)")
      }
    }
  }
}

/// A message as a tree: fields with their names in both forms.
struct Tree {
  var fields: [Field] = []

  struct Field {
    var name: String
    var number: Int
    var value: Value
  }

  indirect enum Value {
    case string(String)
    case bool(Bool)
    /// A varint that JSON writes as a string or a number.
    case int64(Int64)
    case uint32(UInt32)
    case sint32(Int32)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case sfixed64(Int64)
    case double(Double)
    case bytes([UInt8])
    case id([UInt8])
    case enumeration(UInt64, [String])
    case message(Tree)
    case repeated([Tree])
    case packedFixed([UInt64])
    case packedVarint([UInt64])
    case packedDouble([Double])
  }

  mutating func add(_ name: String, _ number: Int, _ value: Value) {
    fields.append(Field(name: name, number: number, value: value))
  }

  // MARK: Random trees

  static func request(_ random: inout SplitMix64) -> Tree {
    let kind = Int.random(in: 0..<3, using: &random)
    var resources: [Tree] = []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      var resource = Tree()
      if Bool.random(using: &random) {
        var inner = Tree()
        inner.add("attributes", 1, .repeated(attributes(&random, depth: 3)))
        resource.add("resource", 1, .message(inner))
      }
      if Bool.random(using: &random) { resource.add("schemaUrl", 3, .string(text(&random))) }
      var scopes: [Tree] = []
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        var scope = Tree()
        if Bool.random(using: &random) {
          var inner = Tree()
          inner.add("name", 1, .string(text(&random)))
          if Bool.random(using: &random) { inner.add("version", 2, .string(text(&random))) }
          inner.add("attributes", 3, .repeated(attributes(&random, depth: 1)))
          scope.add("scope", 1, .message(inner))
        }
        if Bool.random(using: &random) { scope.add("schemaUrl", 3, .string(text(&random))) }
        let items = (0..<Int.random(in: 0...3, using: &random)).map { _ in
          kind == 0 ? span(&random) : kind == 1 ? metric(&random) : log(&random)
        }
        scope.add(["spans", "metrics", "logRecords"][kind], 2, .repeated(items))
        scopes.append(scope)
      }
      resource.add(["scopeSpans", "scopeMetrics", "scopeLogs"][kind], 2, .repeated(scopes))
      resources.append(resource)
    }
    var request = Tree()
    request.add(["resourceSpans", "resourceMetrics", "resourceLogs"][kind], 1, .repeated(resources))
    return request
  }

  static func span(_ random: inout SplitMix64) -> Tree {
    var span = Tree()
    if Bool.random(using: &random) { span.add("traceId", 1, .id(bytes(16, &random))) }
    if Bool.random(using: &random) { span.add("spanId", 2, .id(bytes(8, &random))) }
    if Bool.random(using: &random) { span.add("traceState", 3, .string("ot=th:8")) }
    if Bool.random(using: &random) { span.add("parentSpanId", 4, .id(bytes(8, &random))) }
    if Bool.random(using: &random) { span.add("name", 5, .string(text(&random))) }
    if Bool.random(using: &random) {
      let names = ["SPAN_KIND_UNSPECIFIED", "INTERNAL", "SPAN_KIND_SERVER", "client", "SPAN_KIND_PRODUCER"]
      span.add("kind", 6, .enumeration(UInt64.random(in: 0...6, using: &random), names))
    }
    // One field that only spans have, so that the message says what it is.
    span.add("startTimeUnixNano", 7, .fixed64(nanos(&random)))
    if Bool.random(using: &random) { span.add("endTimeUnixNano", 8, .fixed64(nanos(&random))) }
    span.add("attributes", 9, .repeated(attributes(&random, depth: 3)))
    if Bool.random(using: &random) { span.add("droppedAttributesCount", 10, .uint32(3)) }
    span.add(
      "events", 11,
      .repeated(
        (0..<Int.random(in: 0...2, using: &random)).map { _ in
          var event = Tree()
          event.add("timeUnixNano", 1, .fixed64(nanos(&random)))
          event.add("name", 2, .string(text(&random)))
          event.add("attributes", 3, .repeated(attributes(&random, depth: 1)))
          return event
        }))
    span.add(
      "links", 13,
      .repeated(
        (0..<Int.random(in: 0...2, using: &random)).map { _ in
          var link = Tree()
          link.add("traceId", 1, .id(bytes(16, &random)))
          link.add("attributes", 4, .repeated(attributes(&random, depth: 1)))
          return link
        }))
    if Bool.random(using: &random) {
      var status = Tree()
      if Bool.random(using: &random) { status.add("message", 2, .string(text(&random))) }
      let names = ["STATUS_CODE_UNSET", "OK", "STATUS_CODE_ERROR"]
      status.add("code", 3, .enumeration(UInt64.random(in: 0...2, using: &random), names))
      span.add("status", 15, .message(status))
    }
    if Bool.random(using: &random) {
      span.add("flags", 16, .fixed32(UInt32.random(in: 0...UInt32.max, using: &random)))
    }
    return span
  }

  static func log(_ random: inout SplitMix64) -> Tree {
    var log = Tree()
    log.add("timeUnixNano", 1, .fixed64(nanos(&random)))
    if Bool.random(using: &random) { log.add("observedTimeUnixNano", 11, .fixed64(nanos(&random))) }
    if Bool.random(using: &random) {
      let names = ["UNSPECIFIED", "SEVERITY_NUMBER_TRACE", "TRACE2", "trace3", "TRACE4", "SEVERITY_NUMBER_DEBUG"]
      log.add("severityNumber", 2, .enumeration(UInt64.random(in: 0...24, using: &random), names))
    }
    if Bool.random(using: &random) { log.add("severityText", 3, .string(text(&random))) }
    if Bool.random(using: &random) { log.add("body", 5, .message(anyValue(&random, depth: 4))) }
    log.add("attributes", 6, .repeated(attributes(&random, depth: 2)))
    if Bool.random(using: &random) { log.add("flags", 8, .fixed32(1)) }
    if Bool.random(using: &random) { log.add("traceId", 9, .id(bytes(16, &random))) }
    if Bool.random(using: &random) { log.add("spanId", 10, .id(bytes(8, &random))) }
    if Bool.random(using: &random) { log.add("eventName", 12, .string(text(&random))) }
    return log
  }

  static func metric(_ random: inout SplitMix64) -> Tree {
    var metric = Tree()
    metric.add("name", 1, .string(text(&random)))
    if Bool.random(using: &random) { metric.add("description", 2, .string(text(&random))) }
    if Bool.random(using: &random) { metric.add("unit", 3, .string(text(&random))) }
    let kind = Int.random(in: 0..<5, using: &random)
    var data = Tree()
    data.add(
      "dataPoints", 1,
      .repeated((0..<Int.random(in: 0...3, using: &random)).map { _ in point(kind, &random) }))
    if kind != 0, kind != 4 {
      let names = ["UNSPECIFIED", "AGGREGATION_TEMPORALITY_DELTA", "CUMULATIVE"]
      data.add("aggregationTemporality", 2, .enumeration(UInt64.random(in: 0...2, using: &random), names))
    }
    if kind == 1 { data.add("isMonotonic", 3, .bool(Bool.random(using: &random))) }
    let names = ["gauge", "sum", "histogram", "exponentialHistogram", "summary"]
    metric.add(names[kind], [5, 7, 9, 10, 11][kind], .message(data))
    if Bool.random(using: &random) { metric.add("metadata", 12, .repeated(attributes(&random, depth: 1))) }
    return metric
  }

  static func point(_ kind: Int, _ random: inout SplitMix64) -> Tree {
    var point = Tree()
    point.add("startTimeUnixNano", 2, .fixed64(nanos(&random)))
    point.add("timeUnixNano", 3, .fixed64(nanos(&random)))
    point.add("attributes", [7, 7, 9, 1, 7][kind], .repeated(attributes(&random, depth: 2)))
    if Bool.random(using: &random) { point.add("flags", kind < 2 || kind == 4 ? 8 : 10, .uint32(1)) }
    if kind < 4 {
      let exemplars = (0..<Int.random(in: 0...2, using: &random)).map { _ in exemplar(&random) }
      point.add("exemplars", [5, 5, 8, 11][kind], .repeated(exemplars))
    }
    if kind < 2 {
      if Bool.random(using: &random) {
        point.add("asInt", 6, .sfixed64(Int64.random(in: Int64.min...Int64.max, using: &random)))
      } else {
        point.add("asDouble", 4, .double(double(&random)))
      }
      return point
    }
    point.add("count", 4, .fixed64(UInt64.random(in: 0...UInt64.max, using: &random)))
    if kind == 4 || Bool.random(using: &random) { point.add("sum", 5, .double(double(&random))) }
    if kind == 4 { return point }
    if Bool.random(using: &random) { point.add("min", kind == 2 ? 11 : 12, .double(double(&random))) }
    if Bool.random(using: &random) { point.add("max", kind == 2 ? 12 : 13, .double(double(&random))) }
    let counts = (0..<Int.random(in: 0...5, using: &random)).map { _ in UInt64.random(in: 0...300, using: &random) }
    if kind == 2 {
      point.add("bucketCounts", 6, .packedFixed(counts))
      point.add("explicitBounds", 7, .packedDouble((0..<counts.count).map { _ in double(&random) }))
      return point
    }
    point.add("scale", 6, .sint32(Int32.random(in: -10...20, using: &random)))
    point.add("zeroCount", 7, .fixed64(UInt64.random(in: 0...9, using: &random)))
    if Bool.random(using: &random) { point.add("zeroThreshold", 14, .double(double(&random))) }
    for (name, number) in [("positive", 8), ("negative", 9)] where Bool.random(using: &random) {
      var buckets = Tree()
      buckets.add("offset", 1, .sint32(Int32.random(in: Int32.min...Int32.max, using: &random)))
      buckets.add("bucketCounts", 2, .packedVarint(counts))
      point.add(name, number, .message(buckets))
    }
    return point
  }

  static func exemplar(_ random: inout SplitMix64) -> Tree {
    var exemplar = Tree()
    exemplar.add("filteredAttributes", 7, .repeated(attributes(&random, depth: 1)))
    if Bool.random(using: &random) { exemplar.add("timeUnixNano", 2, .fixed64(nanos(&random))) }
    switch Int.random(in: 0...2, using: &random) {
    case 0: exemplar.add("asInt", 6, .sfixed64(Int64.random(in: Int64.min...Int64.max, using: &random)))
    case 1: exemplar.add("asDouble", 3, .double(double(&random)))
    default: break
    }
    if Bool.random(using: &random) {
      exemplar.add("spanId", 4, .id(bytes(8, &random)))
      exemplar.add("traceId", 5, .id(bytes(16, &random)))
    }
    return exemplar
  }

  static func attributes(_ random: inout SplitMix64, depth: Int) -> [Tree] {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      var attribute = Tree()
      let keys = knownNames + ["retrieval.documents.0.document.score", "unknown", "retrieval.documents.é", ""]
      attribute.add("key", 1, .string(keys.randomElement(using: &random) ?? ""))
      if Int.random(in: 0..<10, using: &random) != 0 {
        attribute.add("value", 2, .message(anyValue(&random, depth: depth)))
      }
      return attribute
    }
  }

  static func anyValue(_ random: inout SplitMix64, depth: Int) -> Tree {
    var value = Tree()
    switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
    case 0: break
    case 1: value.add("boolValue", 2, .bool(Bool.random(using: &random)))
    case 2, 3: value.add("intValue", 3, .int64(Int64.random(in: Int64.min...Int64.max, using: &random) >> 40))
    case 4: value.add("doubleValue", 4, .double(double(&random)))
    case 5: value.add("bytesValue", 7, .bytes(bytes(Int.random(in: 0...5, using: &random), &random)))
    case 7:
      var list = Tree()
      if Bool.random(using: &random) {
        var only = Tree()
        only.add("stringValue", 1, .string(text(&random)))
        list.add("values", 1, .repeated([only]))
        value.add("arrayValue", 5, .message(list))
        return value
      }
      list.add(
        "values", 1,
        .repeated((0..<Int.random(in: 0...3, using: &random)).map { _ in anyValue(&random, depth: depth - 1) }))
      value.add("arrayValue", 5, .message(list))
    case 8:
      var list = Tree()
      list.add("values", 1, .repeated(attributes(&random, depth: depth - 1)))
      value.add("kvlistValue", 6, .message(list))
    default: value.add("stringValue", 1, .string(text(&random)))
    }
    return value
  }

  static func text(_ random: inout SplitMix64) -> String {
    let pieces = [
      "a", "model-", "é", "😀", "\"", "\\", "\n", "\u{1}", "/", " ", "{}[]", "x", "0123456789abcdef", "\u{2028}",
    ]
    let longest = Int.random(in: 0..<8, using: &random) == 0 ? 40 : 4
    return (0..<Int.random(in: 0...longest, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  static func bytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
  }

  static func nanos(_ random: inout SplitMix64) -> UInt64 {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: 0
    case 1: UInt64.random(in: 0...UInt64.max, using: &random)
    default: 1_795_456_723_983_522_868 + UInt64.random(in: 0...999_999_999, using: &random)
    }
  }

  static func double(_ random: inout SplitMix64) -> Double {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: .nan
    case 1: -.infinity
    case 2: -0.0
    case 3: Double(Int.random(in: -100...100, using: &random))
    case 4: Double(bitPattern: UInt64.random(in: 0...0x7FE0_0000_0000_0000, using: &random))
    default: Double.random(in: 0...1, using: &random)
    }
  }
}

/// Writes a tree as JSON: plainly, or with all liberties that readers have to bear.
struct JSONWriter {
  private var random: SplitMix64
  private let isPlain: Bool

  static func write(_ tree: Tree, liberties: SplitMix64?) -> String {
    var writer = JSONWriter(random: liberties ?? SplitMix64(seed: 0), isPlain: liberties == nil)
    return writer.object(tree)
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    !isPlain && Int.random(in: 0..<oneIn, using: &random) == 0
  }

  private mutating func blank() -> String {
    chance(12) ? [" ", "\n ", "\t", "\r\n"][chance(2) ? 0 : chance(2) ? 1 : 2] : ""
  }

  private mutating func object(_ tree: Tree) -> String {
    var members: [String] = []
    var fields = tree.fields
    if chance(2) { fields.shuffle(using: &random) }
    for field in fields {
      if case .repeated(let trees) = field.value, trees.isEmpty, !chance(2) { continue }
      members.append(key(field.name) + blank() + ":" + blank() + value(field.value))
      if chance(30) { members.append("\"unknownMember\":" + unknown()) }
      if chance(30) { members.append("\"name2\":null") }
    }
    return "{" + blank() + members.joined(separator: blank() + "," + blank()) + blank() + "}"
  }

  private mutating func unknown() -> String {
    chance(2) ? #"{"a":[1,{"b":"]}\""},[]],"c":"\\"}"# : chance(2) ? "[[],{},\"}\"]" : "-1.5e3"
  }

  private mutating func key(_ name: String) -> String {
    if chance(6) {
      return string(
        name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) })
    }
    return string(name)
  }

  private mutating func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        result += "\\" + String(scalar)
      } else if scalar.value < 0x20 || chance(25) || (scalar.value > 0x7F && chance(2)) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + (chance(2) ? digits.uppercased() : digits)
        }
      } else if scalar == "/", chance(2) {
        result += "\\/"
      } else {
        result += String(scalar)
      }
    }
    return result + "\""
  }

  private mutating func list(_ elements: [String]) -> String {
    "[" + blank() + elements.joined(separator: blank() + "," + blank()) + blank() + "]"
  }

  private mutating func number(_ text: String) -> String { chance(2) ? text : "\"" + text + "\"" }

  private mutating func double(_ value: Double) -> String {
    if value.isNaN { return chance(2) ? "NaN" : "\"NaN\"" }
    if value.isInfinite {
      let name = value < 0 ? "-Infinity" : "Infinity"
      return chance(2) ? name : "\"" + name + "\""
    }
    return chance(4) ? "\"\(value)\"" : "\(value)"
  }

  private mutating func value(_ value: Tree.Value) -> String {
    switch value {
    case .string(let text): return string(text)
    case .bool(let flag): return chance(4) ? (flag ? "1" : "0") : chance(4) ? "\"\(flag)\"" : "\(flag)"
    case .int64(let number), .sfixed64(let number): return self.number("\(number)")
    case .fixed64(let number): return self.number("\(number)")
    case .uint32(let number), .fixed32(let number): return chance(4) ? "\"\(number)\"" : "\(number)"
    case .sint32(let number): return chance(4) ? "\"\(number)\"" : "\(number)"
    case .double(let number): return double(number)
    case .bytes(let bytes):
      return chance(3)
        ? list(bytes.map { "\($0)" }) : "\"" + base64(bytes, isURLSafe: chance(2), isPadded: !chance(2)) + "\""
    case .id(let bytes):
      let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      if chance(5) { return "\"" + base64(bytes, isURLSafe: false, isPadded: !chance(2)) + "\"" }
      return "\"" + (chance(8) ? "0x" : "") + (chance(3) ? digits.uppercased() : digits) + "\""
    case .enumeration(let number, let names):
      if number < UInt64(names.count), chance(2) { return "\"" + names[Int(number)] + "\"" }
      return chance(4) ? "\"\(number)\"" : "\(number)"
    case .message(let tree): return object(tree)
    case .repeated(let trees):
      var elements: [String] = []
      for tree in trees { elements.append(object(tree)) }
      return list(elements)
    case .packedFixed(let numbers), .packedVarint(let numbers):
      var elements: [String] = []
      for number in numbers { elements.append(self.number("\(number)")) }
      return list(elements)
    case .packedDouble(let numbers):
      var elements: [String] = []
      for number in numbers { elements.append(double(number)) }
      return list(elements)
    }
  }

  private func base64(_ bytes: [UInt8], isURLSafe: Bool, isPadded: Bool) -> String {
    let alphabet = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (isURLSafe ? "-_" : "+/"))
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
      let bits = three[0] << 16 | three[1] << 8 | three[2]
      for digit in 0..<4 where digit <= bytes.count - start {
        result.append(alphabet[Int(bits >> UInt32(18 - 6 * digit) & 63)])
      }
    }
    if isPadded { result += String(repeating: "=", count: (3 - bytes.count % 3) % 3) }
    return result
  }
}

/// Writes a tree as protobuf, with the liberties that its rules give.
struct WireWriter {
  private var random: SplitMix64

  static func write(_ tree: Tree, liberties: SplitMix64) -> [UInt8] {
    var writer = WireWriter(random: liberties)
    return writer.message(tree)
  }

  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  private mutating func message(_ tree: Tree) -> [UInt8] {
    var parts: [[UInt8]] = []
    for field in tree.fields { parts.append(self.field(field.number, field.value)) }
    // What tells metrics from other items is the plain shape of their data.
    if !tree.fields.contains(where: { $0.name == "dataPoints" }) {
      if chance(8) { parts.append(Wire.string(200, "unknown")) }
      if chance(8) { parts.append(Wire.tag(201, 3) + Wire.varint(1, 7) + Wire.tag(201, 4)) }
      if chance(8) { parts.append(Wire.fixed32(202, 1) + Wire.fixed64(203, 1) + Wire.varint(204, UInt64.max)) }
    }
    if chance(2) { parts.shuffle(using: &random) }
    return parts.flatMap { $0 }
  }

  private mutating func field(_ number: Int, _ value: Tree.Value) -> [UInt8] {
    switch value {
    case .string(let text): return Wire.string(number, text)
    case .bool(let flag): return Wire.varint(number, flag ? 1 : 0)
    case .int64(let value): return Wire.varint(number, UInt64(bitPattern: value))
    case .uint32(let value): return Wire.varint(number, UInt64(value))
    case .sint32(let value): return Wire.varint(number, Wire.zigzag(value))
    case .fixed32(let value): return Wire.fixed32(number, value)
    case .fixed64(let value): return Wire.fixed64(number, value)
    case .sfixed64(let value): return Wire.fixed64(number, UInt64(bitPattern: value))
    case .double(let value): return Wire.double(number, value)
    case .bytes(let bytes), .id(let bytes): return Wire.message(number, bytes)
    case .enumeration(let value, _): return Wire.varint(number, value)
    case .message(let tree): return Wire.message(number, message(tree))
    case .repeated(let trees):
      var bytes: [UInt8] = []
      for tree in trees { bytes += Wire.message(number, message(tree)) }
      return bytes
    case .packedFixed(let values):
      return runs(number, 1, values.map(Wire.little))
    case .packedDouble(let values):
      return runs(number, 1, values.map { Wire.little($0.bitPattern) })
    case .packedVarint(let values):
      return runs(number, 0, values.map { Wire.varint($0) })
    }
  }

  /// Numbers packed, unpacked, or in several runs of either kind.
  private mutating func runs(_ number: Int, _ type: Int, _ values: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = values[...]
    while !rest.isEmpty {
      if chance(3) {
        bytes += Wire.tag(number, type) + rest.removeFirst()
      } else {
        let count = Int.random(in: 1...rest.count, using: &random)
        bytes += Wire.message(number, rest.prefix(count).flatMap { $0 })
        rest = rest.dropFirst(count)
      }
    }
    return bytes
  }
}
