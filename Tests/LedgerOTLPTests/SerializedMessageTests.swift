import Testing

@testable import LedgerOTLP

/// Requests that were written by general serializers, or by hand, not by the rules of OTLP's JSON: what they say is clear,
/// so it is read.
struct SerializedMessageTests {
  /// Attributes of all types: as OTLP writes them, and as others do.
  static let spellings = [
    (
      "OTLP",
      #"{"stringValue":"m"}"#, #"{"intValue":"17"}"#, #"{"doubleValue":0.5}"#, #"{"boolValue":true}"#,
      #"{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":2}]}}"#
    ),
    (
      "Go",
      #"{"Value":{"StringValue":"m"}}"#, #"{"Value":{"IntValue":17}}"#, #"{"Value":{"DoubleValue":0.5}}"#,
      #"{"Value":{"BoolValue":true}}"#,
      #"{"Value":{"ArrayValue":{"values":[{"Value":{"StringValue":"a"}},{"Value":{"IntValue":2}}]}}}"#
    ),
    (
      "Rust",
      #"{"value":{"string_value":"m"}}"#, #"{"value":{"int_value":17}}"#, #"{"value":{"double_value":0.5}}"#,
      #"{"value":{"bool_value":true}}"#,
      #"{"value":{"array_value":{"values":[{"value":{"string_value":"a"}},{"value":{"int_value":2}}]}}}"#
    ),
    (
      "Rust's enums",
      #"{"StringValue":"m"}"#, #"{"IntValue":17}"#, #"{"DoubleValue":0.5}"#, #"{"BoolValue":true}"#,
      #"{"ArrayValue":{"values":[{"StringValue":"a"},{"IntValue":2}]}}"#
    ),
    (
      "JavaScript",
      #"{"value":{"case":"stringValue","value":"m"}}"#, #"{"value":{"case":"intValue","value":"17"}}"#,
      #"{"value":{"case":"doubleValue","value":0.5}}"#, #"{"value":{"case":"boolValue","value":true}}"#,
      #"{"value":{"case":"arrayValue","value":{"values":[{"case":"stringValue","value":"a"},{"value":{"case":"intValue","value":2}}]}}}"#
    ),
  ]

  private static func request(_ model: String, _ tokens: String, _ score: String, _ flag: String, _ list: String)
    -> String
  {
    #"""
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":\#(model)}]},"scopeSpans":[{"scope":{},
    "spans":[{"spanId":"0102030405060708","attributes":[{"key":"gen_ai.request.model","value":\#(model)},
    {"key":"gen_ai.usage.input_tokens","value":\#(tokens)},{"key":"score","value":\#(score)},
    {"key":"flag","value":\#(flag)},{"key":"list","value":\#(list)}]}]}]}]}
    """#
  }

  @Test(arguments: spellings.indices)
  func `values are read however their type is written`(row: Int) {
    let (name, model, tokens, score, flag, list) = SerializedMessageTests.spellings[row]
    let decoded = decode(json: SerializedMessageTests.request(model, tokens, score, flag, list))
    #expect(decoded.problems == [], "\(name)")
    #expect(
      decoded.spanAttributes
        == "gen_ai.request.model=\"m\" gen_ai.usage.input_tokens=17 score=0.5d flag=true list=[2: a,2]", "\(name)")
    let (_, plainModel, plainTokens, plainScore, plainFlag, plainList) = SerializedMessageTests.spellings[0]
    let plain = decode(
      json: SerializedMessageTests.request(plainModel, plainTokens, plainScore, plainFlag, plainList))
    #expect(decoded.lines == plain.lines, "\(name)")
  }

  @Test(arguments: [
    #"{"text":"m"}"#, #"{"value":{"text":"m"}}"#, #"{"value":"m"}"#, #"{"case":"text","value":"m"}"#,
    #"{"Value":["m"]}"#,
    #"{"value":{"value":{"value":{"stringValue":"m"}}}}"#,
  ])
  func `a value of no known type counts as empty, and that is told`(value: String) {
    let decoded = decode(
      json: spanJSON(#""attributes":[{"key":"gen_ai.request.model","value":\#(value)}]"#))
    #expect(decoded.spanAttributes == "gen_ai.request.model=empty")
    #expect(
      decoded.problems == ["unreadable-field: a value does not say its type as OTLP does; it counts as empty"])
  }

  @Test(arguments: [
    "{}", #"{"newer":{"nested":[1]}}"#, #"{"stringValue":null}"#, #"{"value":null}"#, #"{"Value":null}"#,
    #"{"value":{}}"#,
  ])
  func `a value that is not set is empty`(value: String) {
    let decoded = decode(
      json: spanJSON(#""attributes":[{"key":"gen_ai.request.model","value":\#(value)}]"#))
    #expect(decoded.spanAttributes == "gen_ai.request.model=empty")
    #expect(decoded.problems == [])
  }

  @Test func `ids may be lists of bytes, alone or as a buffer`() {
    let plain = decode(
      json: spanJSON(
        #""traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"1112131415161718","parentSpanId":"""#))
    for (trace, span, parent) in [
      ("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]", "[17,18,19,20,21,22,23,24]", "[]"),
      (
        #"{"type":"Buffer","data":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}"#,
        #"{"type":"Buffer","data":[17,18,19,20,21,22,23,24]}"#, #"{"type":"Buffer","data":[]}"#
      ),
    ] {
      let decoded = decode(json: spanJSON(#""traceId":\#(trace),"spanId":\#(span),"parentSpanId":\#(parent)"#))
      #expect(decoded.lines == plain.lines)
      #expect(decoded.problems == [])
    }
    let short = decode(json: spanJSON(#""traceId":[1,2,3],"spanId":[1,256]"#))
    #expect(
      short.problems == [
        "unreadable-id: \"traceId\" of 3 bytes is no id; it was left out",
        "unreadable-field: \"spanId\" is a list, a string was expected; it was left out",
      ])
  }

  @Test func `records without a scope around them are those of a scope without a name`() {
    let span = #"{"spanId":"0102030405060708","name":"a"}"#
    let metric = #"{"name":"m","sum":{"dataPoints":[{"asInt":"3"}]}}"#
    for (bare, scoped) in [
      (
        #"{"resourceSpans":[{"resource":{},"spans":[\#(span)]}]}"#,
        #"{"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[\#(span)]}]}]}"#
      ),
      (
        #"{"resourceMetrics":[{"metrics":[\#(metric)],"resource":{}}]}"#,
        #"{"resourceMetrics":[{"resource":{},"scopeMetrics":[{"metrics":[\#(metric)]}]}]}"#
      ),
      (
        #"{"resourceLogs":[{"resource":{},"logRecords":[{"eventName":"e"}]}]}"#,
        #"{"resourceLogs":[{"resource":{},"scopeLogs":[{"logRecords":[{"eventName":"e"}]}]}]}"#
      ),
      // Nothing is lost beside scopes either.
      (
        #"{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{"name":"s"},"spans":[\#(span)]}],"spans":[\#(span)]}]}"#,
        #"{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{"name":"s"},"spans":[\#(span)]},{"spans":[\#(span)]}]}]}"#
      ),
    ] {
      let decoded = decode(json: bare)
      #expect(decoded.lines == decode(json: scoped).lines)
      #expect(decoded.outcome.items >= 1)
      #expect(decoded.problems == [])
    }
  }

  @Test func `whole records without a scope count where the text breaks off`() {
    let span = #"{"spanId":"0102030405060708","name":"a"}"#
    let cut = decode(json: #"{"resourceSpans":[{"resource":{},"spans":[\#(span),{"spanId":"11"#, isTruncated: true)
    #expect(cut.only("span").count == 1)
  }

  @Test func `a resource with nothing but a list that OTLP does not have is told of`() {
    let told = ["a resource has no list of scopes, but a list that OTLP does not have; what is in it was left out"]
    let decoded = decode(json: #"{"resourceSpans":[{"resource":{},"Spans":[{"name":"a"}]}]}"#)
    #expect(decoded.problems == told.map { "unreadable-field: \($0)" })
    for sound in [
      #"{"resourceSpans":[{"resource":{}}]}"#, #"{"resourceSpans":[{"resource":{},"note":1}]}"#,
      #"{"resourceSpans":[{"resource":{},"scopeSpans":[],"Extra":[{}]}]}"#,
      #"{"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[{"name":"a"}]}],"Extra":[]}]}"#,
    ] {
      #expect(decode(json: sound).problems == [])
    }
  }

  @Test func `requests are followed into the members that carry them`() {
    let request = spanJSON(#""name":"a""#)
    for document in [
      #"{"object":"list","data":[{"object":"agent.session.trace","otlp":\#(request)}]}"#,
      #"{"version":"1.0.0","traces":\#(request)}"#, #"{"traces":\#(request),"meta":{"sdk":{"name":"faro"}}}"#,
    ] {
      #expect(decode(json: document).lines == decode(json: request).lines)
      #expect(decode(json: document).problems == [])
    }
  }

  @Test func `metrics as Go writes the message are read`() {
    let plain = decode(
      json: metricJSON(
        #""name":"m","histogram":{"dataPoints":[{"count":"2","sum":3,"bucketCounts":["0","2"],"explicitBounds":[1]}],"aggregationTemporality":1}"#
      ))
    let decoded = decode(
      json: metricJSON(
        #""name":"m","Data":{"Histogram":{"data_points":[{"count":2,"sum":3,"bucket_counts":[0,2],"explicit_bounds":[1]}],"aggregation_temporality":1}}"#
      ))
    #expect(decoded.lines == plain.lines)
    #expect(
      decode(json: metricJSON(#""name":"m","Data":{"Sum":{"data_points":[{"Value":{"AsInt":5}}]}}"#)).lines
        == decode(json: metricJSON(#""name":"m","sum":{"dataPoints":[{"asInt":5}]}"#)).lines)
  }
}
