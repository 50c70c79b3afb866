import Foundation

/// Calls to a model with what they say of their sampling, written as OTLP in both encodings.
struct SampledRequests {
  struct Call {
    var trace: UInt64
    var span: UInt64
    var state = ""
    var service = "shop"
    var start: UInt64 = 0
    var millis: UInt64 = 900
    var input: Int64 = 100
    var output: Int64 = 10
    var isFailed = false
    /// Attributes with a whole number.
    var rates: [(name: String, value: Int64)] = []
    /// The policy that the scope names; empty for none.
    var policy = ""
  }

  static let midnight: UInt64 = 1_795_392_000_000_000_000

  /// One export request for each call, one to a line.
  static func json(_ calls: [Call]) -> Data {
    Data(calls.map { line($0) + "\n" }.joined().utf8)
  }

  /// The same requests, each behind its length in four bytes.
  static func protobuf(_ calls: [Call]) -> Data {
    var data = Data()
    for call in calls {
      let request = message(call)
      withUnsafeBytes(of: UInt32(request.count).bigEndian) { data.append(contentsOf: $0) }
      data.append(contentsOf: request)
    }
    return data
  }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func line(_ call: Call) -> String {
    func text(_ name: String, _ value: String) -> String {
      #"{"key":"\#(name)","value":{"stringValue":"\#(value)"}}"#
    }
    func number(_ name: String, _ value: Int64) -> String {
      #"{"key":"\#(name)","value":{"intValue":"\#(value)"}}"#
    }
    let attributes =
      [
        text("gen_ai.operation.name", "chat"), text("gen_ai.request.model", "gpt-4o"),
        text("gen_ai.provider.name", "openai"), number("gen_ai.usage.input_tokens", call.input),
        number("gen_ai.usage.output_tokens", call.output),
      ] + (call.isFailed ? [text("error.type", "timeout")] : []) + call.rates.map { number($0.name, $0.value) }
    let start = midnight + call.start
    let state = call.state.isEmpty ? "" : #""traceState":"\#(call.state)","#
    let policy = call.policy.isEmpty ? "" : #","attributes":[\#(text("tailsampling.policy", call.policy))]"#
    return
      #"{"resourceSpans":[{"resource":{"attributes":[\#(text("service.name", call.service))]},"#
      + #""scopeSpans":[{"scope":{"name":"app"\#(policy)},"spans":[{"traceId":"\#(hex(7))\#(hex(call.trace))","#
      + #""spanId":"\#(hex(call.span))",\#(state)"name":"chat gpt-4o","kind":3,"startTimeUnixNano":"\#(start)","#
      + #""endTimeUnixNano":"\#(start + call.millis * 1_000_000)","attributes":[\#(attributes.joined(separator: ","))]}]}]}]}"#
  }

  // MARK: Protobuf

  private static func varint(_ value: UInt64) -> [UInt8] {
    var value = value
    var bytes: [UInt8] = []
    while value >= 0x80 {
      bytes.append(UInt8(value & 0x7F) | 0x80)
      value >>= 7
    }
    return bytes + [UInt8(value)]
  }

  private static func field(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(content.count)) + content
  }

  private static func fixed64(_ number: UInt64, _ value: UInt64) -> [UInt8] {
    varint(number << 3 | 1) + (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
  }

  private static func attribute(_ number: UInt64, _ name: String, text: String) -> [UInt8] {
    field(number, field(1, Array(name.utf8)) + field(2, field(1, Array(text.utf8))))
  }

  private static func attribute(_ number: UInt64, _ name: String, count: Int64) -> [UInt8] {
    field(number, field(1, Array(name.utf8)) + field(2, varint(3 << 3) + varint(UInt64(bitPattern: count))))
  }

  private static func message(_ call: Call) -> [UInt8] {
    var span = field(1, bytes(7) + bytes(call.trace)) + field(2, bytes(call.span))
    if !call.state.isEmpty { span += field(3, Array(call.state.utf8)) }
    span += field(5, Array("chat gpt-4o".utf8)) + varint(6 << 3) + varint(3)
    span += fixed64(7, midnight + call.start) + fixed64(8, midnight + call.start + call.millis * 1_000_000)
    span += attribute(9, "gen_ai.operation.name", text: "chat") + attribute(9, "gen_ai.request.model", text: "gpt-4o")
    span += attribute(9, "gen_ai.provider.name", text: "openai")
    span += attribute(9, "gen_ai.usage.input_tokens", count: call.input)
    span += attribute(9, "gen_ai.usage.output_tokens", count: call.output)
    if call.isFailed { span += attribute(9, "error.type", text: "timeout") }
    for rate in call.rates { span += attribute(9, rate.name, count: rate.value) }
    var scope = field(1, Array("app".utf8))
    if !call.policy.isEmpty { scope += attribute(3, "tailsampling.policy", text: call.policy) }
    let resource = field(1, attribute(1, "service.name", text: call.service))
    return field(1, resource + field(2, field(1, scope) + field(2, span)))
  }
}
