import LedgerMemory
import LedgerOTLP
import Testing

struct MessageShapeTests {
  private let shape = MessageShape()

  private func isPlausible(_ bytes: [UInt8], isComplete: Bool = true) -> Bool {
    let buffer = PaddedBytes(bytes)
    return shape.plausibility(of: buffer.view, isComplete: isComplete)
  }

  private func signal(_ bytes: [UInt8]) -> Signal? {
    let buffer = PaddedBytes(bytes)
    return shape.signal(of: buffer.view)
  }

  // MARK: Documents

  @Test(arguments: [
    (#"{"resourceSpans":[{"#, true), (#"{ "resource_logs" : [ { "resource":{}}]}"#, true),
    (#"{"resource":{"attributes":[]},"scopeSpans":[{}]} and words"#, true),
    (#"{"path":"/v1/traces","body":{"resourceMetrics":[{}]}}"#, true),
    (#"{"result":{"trace":{"resourceSpans":[{}]}}}"#, true), (#"{"batches":[{"scopeSpans":[]}]}"#, true),
    (#"{"resourceSpans":[]}"#, false), (#"{"resourceSpans":{}}"#, false), (#"{"resourceSpans":[1]}"#, false),
    (#"{"message":"resourceSpans"}"#, false), (#"{"a":{"resourceSpans":[{}]}}"#, false), ("{}", false), ("{", false),
    (#"{"traceId":"1","spanId":"2","startTimeUnixNano":3}"#, false),
    ("", false), (#"{"resourceSp"#, false), (#"[{"resourceSpans":[{}]}]"#, false),
  ])
  func `a document is known by the lists in it`(document: String, isRequest: Bool) {
    let buffer = PaddedBytes(Array(document.utf8))
    #expect(shape.opensRequest(buffer.view) == isRequest)
  }

  @Test(arguments: [
    (#"{"resource":{},"traceId":"1","spanId":"2","name":"n","startTimeUnixNano":3} and words"#, true),
    (#"{"trace_id":"1","span_id":"2","start_time_unix_nano":3,"attr"#, true),
    (#"{"traceId":"1","spanId":"2","startTime":3}"#, false), (#"{"message":"{\"traceId\":1,\"spanId\":2}"}"#, false),
    (#"{"resourceSpans":[{}]}"#, false), ("{", false), ("", false),
  ])
  func `a span that stands for itself is known by its keys`(document: String, isSpan: Bool) {
    let buffer = PaddedBytes(Array(document.utf8))
    #expect(shape.opensItem(buffer.view) == isSpan)
  }

  // MARK: Messages

  private static func varint(_ value: Int) -> [UInt8] {
    var rest = value
    var bytes: [UInt8] = []
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  private static func field(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(content.count) + content
  }

  private static func text(_ number: Int, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }

  private static func time(_ number: Int) -> [UInt8] { varint(number << 3 | 1) + [1, 2, 3, 4, 5, 6, 7, 8] }

  private static func number(_ number: Int, _ value: Int) -> [UInt8] { varint(number << 3) + varint(value) }

  private static func attribute(_ number: Int, _ key: String) -> [UInt8] {
    field(number, text(1, key) + field(2, text(1, "value")))
  }

  private static let traceID = field(1, Array(1...16))
  private static let spanID = field(2, Array(1...8))
  private static let span =
    traceID + spanID + text(5, "chat") + number(6, 3) + time(7) + time(8) + attribute(9, "gen_ai.system")
  private static let logRecord = time(1) + number(2, 9) + field(5, text(1, "body")) + attribute(6, "event.name")
  private static let point = time(2) + time(3) + time(4) + attribute(7, "k")
  private static let gauge = text(1, "tokens") + field(5, field(1, point))
  private static let sum = text(1, "tokens") + field(7, field(1, point) + number(2, 2) + number(3, 1))
  private static let histogram = text(1, "duration") + field(9, field(1, time(2) + time(3) + time(4)) + number(2, 1))
  private static let summary = text(1, "old") + field(11, field(1, attribute(7, "k") + time(3) + time(4) + time(5)))

  /// A request with the items in one scope; `list` is the number of the scope list.
  private static func request(_ items: [[UInt8]], list: Int = 2) -> [UInt8] {
    let scope = field(1, text(1, "scope") + text(2, "1.0")) + items.flatMap { field(2, $0) } + text(3, "schema")
    return field(1, field(1, attribute(1, "service.name") + number(2, 0)) + field(list, scope) + text(3, "schema"))
  }

  // MARK: Plausibility

  @Test(arguments: [
    request([span]), request([gauge, sum]), request([logRecord]), request([]), request([span], list: 1000),
    request([span]) + request([logRecord]), field(1, []), field(1, field(2, [])),
    request([span]) + field(2, text(5, "dictionary")),
  ])
  func `requests of all signals and ages are plausible`(bytes: [UInt8]) {
    #expect(isPlausible(bytes))
  }

  @Test(arguments: [
    [], Array(#"{"resourceSpans":[]}"#.utf8), Array("\n{\n  \"resourceSpans\": []\n}".utf8),
    // The response of a server: its field 1 holds a number.
    field(1, number(1, 3) + text(2, "rejected")),
    // A scope, a span, an attribute alone.
    text(1, "scope") + number(4, 1), span, attribute(1, "key"),
    // A length that ends beyond its parent.
    [0x0A, 0x04, 0x12, 0x03, 0x0A, 0x01], field(2, text(1, "only a dictionary")), [0x0A], [0x0A, 0x80],
    // Groups, and a field of number zero.
    [0x0B, 0x0C], [0x02, 0x00], request([span]) + [0x0A],
  ])
  func `other bytes are not`(bytes: [UInt8]) {
    #expect(!isPlausible(bytes))
  }

  @Test func `a beginning is plausible from its first element on, a changed one is not`() {
    let bytes = MessageShapeTests.request([MessageShapeTests.span, MessageShapeTests.span])
    for count in 3...bytes.count { #expect(isPlausible(Array(bytes.prefix(count)), isComplete: false), "\(count)") }
    for count in 0..<bytes.count { #expect(!isPlausible(Array(bytes.prefix(count))), "\(count)") }
    var changed = bytes
    changed[3] = 0x08
    #expect(!isPlausible(Array(changed.prefix(10)), isComplete: false))
  }

  @Test func `no bytes at all make it read outside of its view`() {
    var state: UInt64 = 1
    for count in 0..<600 {
      let bytes = (0..<count % 97).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Many tags and short lengths, so that some of it is taken for fields.
        return [0x0A, 0x12, 0x01, 0x04, UInt8(state >> 56)][Int(state >> 33) % 5]
      }
      _ = isPlausible(bytes)
      _ = isPlausible(bytes, isComplete: false)
      _ = signal(bytes)
    }
  }

  // MARK: Signals

  @Test(
    arguments: [
      ([span], .traces), ([gauge], .metrics), ([sum], .metrics), ([histogram], .metrics), ([summary], .metrics),
      ([logRecord], .logs), ([traceID + spanID], .traces), ([time(11) + field(5, text(1, "x"))], .logs),
      ([span, span, gauge], .traces), ([], nil), ([[]], nil), ([text(1, "a metric without points")], nil),
    ] as [([[UInt8]], Signal?)])
  func `the signal is found by evidence`(items: [[UInt8]], expected: Signal?) {
    #expect(signal(MessageShapeTests.request(items)) == expected)
    #expect(signal(MessageShapeTests.request(items, list: 1000)) == expected)
  }

  @Test func `a metric whose name and description are as long as ids is no span`() {
    let metric =
      MessageShapeTests.text(1, "gen_ai.cost.mean") + MessageShapeTests.text(2, "in cents")
      + MessageShapeTests.field(5, MessageShapeTests.field(1, MessageShapeTests.point))
    #expect("gen_ai.cost.mean".utf8.count == 16 && "in cents".utf8.count == 8)
    #expect(signal(MessageShapeTests.request([metric])) == .metrics)
  }

  @Test(arguments: [4, 6, 8])
  func `integer metrics of the early layouts are metrics`(kind: Int) {
    let label = MessageShapeTests.field(1, MessageShapeTests.text(1, "k") + MessageShapeTests.text(2, "v"))
    let point = label + MessageShapeTests.time(2) + MessageShapeTests.time(3) + MessageShapeTests.time(4)
    let metric =
      MessageShapeTests.text(1, "requests") + MessageShapeTests.field(kind, MessageShapeTests.field(1, point))
    #expect(signal(MessageShapeTests.request([metric])) == .metrics)
  }

  @Test func `a dictionary beside the resources means profiles`() {
    let profiles = MessageShapeTests.request([[0x0A, 0x00]]) + MessageShapeTests.field(2, [0x0A, 0x00])
    #expect(signal(profiles) == .profiles)
  }

  @Test func `records of several signals in one file are told apart one by one`() {
    let requests = [
      MessageShapeTests.request([MessageShapeTests.span]), MessageShapeTests.request([MessageShapeTests.sum]),
      MessageShapeTests.request([MessageShapeTests.logRecord]),
    ]
    #expect(requests.map { signal($0) } == [.traces, .metrics, .logs])
  }
}
