/// What stands around the spans and points of one service, in both encodings.
struct Envelope {
  /// `"resource":{…}`.
  private var resourceJSON: [UInt8] = []
  /// The resource as field 1.
  private var resourceProto: [UInt8] = []
  /// `"scope":{…}` by scope.
  private var scopesJSON: [[UInt8]] = []
  /// The scope as field 1, by scope.
  private var scopesProto: [[UInt8]] = []
  private let schemaURL: Text

  init(_ service: Service, json: JSONEncoding, proto: ProtobufEncoding) {
    let words = json.vocabulary
    schemaURL = words("https://opentelemetry.io/schemas/1.37.0")
    let pairs: [(StaticString, String)] = [
      ("telemetry.sdk.language", "python"), ("telemetry.sdk.name", "opentelemetry"),
      ("telemetry.sdk.version", "1.45.2"), ("service.instance.id", "\(service.name)-0"),
      ("service.name", service.name), ("service.version", "1.4.2"),
      ("deployment.environment.name", service.environment),
    ]
    let attributes = pairs.map { SpanDraft.Attribute(key: words($0.0), value: .text(words.text($0.1))) }
    resourceJSON.append(ascii: "\"resource\":{\"attributes\":")
    json.append(attributes, to: &resourceJSON)
    resourceJSON.append(ascii: "}")
    let start = proto.begin(field: 1, in: &resourceProto)
    proto.append(attributes, field: 1, to: &resourceProto)
    proto.end(start, in: &resourceProto)
    for scope in Scope.allCases {
      let name = words.text(scope.name(service.dialect))
      let version = words.text(scope.version(service.dialect))
      var text: [UInt8] = []
      text.append(ascii: "\"scope\":{\"name\":\"")
      json.append(name, to: &text)
      text.append(ascii: "\",\"version\":\"")
      json.append(version, to: &text)
      text.append(ascii: "\"}")
      scopesJSON.append(text)
      var message: [UInt8] = []
      let start = proto.begin(field: 1, in: &message)
      proto.append(name, field: 1, to: &message)
      if !words.raw(version).isEmpty { proto.append(version, field: 2, to: &message) }
      proto.end(start, in: &message)
      scopesProto.append(message)
    }
  }

  /// One line of JSON: an export request with the encoded records of each scope that has any.
  func appendLine(
    _ records: [[UInt8]], signal: StaticString, list: StaticString, json: JSONEncoding, to bytes: inout [UInt8]
  ) {
    bytes.append(ascii: "{\"resource")
    bytes.append(ascii: signal)
    bytes.append(ascii: "\":[{")
    bytes.append(contentsOf: resourceJSON)
    bytes.append(ascii: ",\"scope")
    bytes.append(ascii: signal)
    bytes.append(ascii: "\":[")
    var isFirst = true
    for (scope, content) in records.enumerated() where !content.isEmpty {
      bytes.append(ascii: isFirst ? "{" : ",{")
      isFirst = false
      bytes.append(contentsOf: scopesJSON[scope])
      bytes.append(ascii: ",\"")
      bytes.append(ascii: list)
      bytes.append(ascii: "\":[")
      bytes.append(contentsOf: content)
      bytes.append(ascii: "],\"schemaUrl\":\"")
      json.append(schemaURL, to: &bytes)
      bytes.append(ascii: "\"}")
    }
    bytes.append(ascii: "]}]}\n")
  }

  /// One message after its length in four bytes, big endian.
  func appendMessage(_ records: [[UInt8]], proto: ProtobufEncoding, to bytes: inout [UInt8]) {
    var message: [UInt8] = []
    message.reserveCapacity(records.reduce(1024) { $0 + $1.count })
    let resource = proto.begin(field: 1, in: &message)
    message.append(contentsOf: resourceProto)
    for (scope, content) in records.enumerated() where !content.isEmpty {
      let start = proto.begin(field: 2, in: &message)
      message.append(contentsOf: scopesProto[scope])
      message.append(contentsOf: content)
      proto.append(schemaURL, field: 3, to: &message)
      proto.end(start, in: &message)
    }
    proto.end(resource, in: &message)
    let length = UInt32(message.count).bigEndian
    withUnsafeBytes(of: length) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: message)
  }
}
