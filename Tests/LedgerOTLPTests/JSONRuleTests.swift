import Testing

@testable import LedgerOTLP

/// One rule of the JSON mapping a test; `spanJSON` and its like wrap the members given.
struct JSONRuleTests {
  @Test func `a span as exporters write it`() {
    let decoded = decode(
      json: """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},\
        "scopeSpans":[{"scope":{"name":"lib","version":"1"},"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10",\
        "spanId":"1112131415161718","parentSpanId":"2122232425262728","flags":256,"name":"chat","kind":3,\
        "startTimeUnixNano":"1795456723983522868","endTimeUnixNano":"1795456724018195590","attributes":[\
        {"key":"gen_ai.request.model","value":{"stringValue":"m"}},\
        {"key":"unknown","value":{"stringValue":"a \\" quote"}},\
        {"key":"gen_ai.usage.input_tokens","value":{"intValue":"17"}}],"status":{"code":2}}],\
        "schemaUrl":"https://s/1"}],"schemaUrl":"https://s/2"}]}
        """)
    #expect(decoded.problems == [])
    #expect(decoded.only("scope").first?.hasPrefix("scope lib 1 https://s/1 ") == true)
    #expect(
      decoded.only("span") == [
        "span 0102030405060708090a0b0c0d0e0f10 1112131415161718 2122232425262728  1795456723983522868 "
          + "1795456724018195590 chat 3 2 256 3 0 gen_ai.request.model=\"m\" gen_ai.usage.input_tokens=17"
      ])
    #expect(decoded.outcome.signals == .traces)
    #expect(decoded.outcome.spans == 1)
  }

  @Test func `the resource's schema URL serves a scope that has none`() {
    let decoded = decode(json: #"{"resourceSpans":[{"scopeSpans":[{"spans":[]}],"schemaUrl":"u"}]}"#)
    #expect(decoded.only("scope").first?.hasPrefix("scope   u ") == true)
  }

  @Test func `what stands behind the records is known before them`() {
    let decoded = decode(
      json: #"""
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"s"}],"scope":{"version":"v","name":"lib"}}],
        "resource":{"attributes":[{"value":{"stringValue":"shop"},"key":"service.name"}]}}]}
        """#)
    #expect(decoded.lines.map { $0.split(separator: " ").first } == ["resource", "scope", "span"])
    #expect(decoded.lines[0].hasSuffix("service.name=\"shop\""))
    #expect(decoded.lines[1].hasPrefix("scope lib v "))
  }

  @Test func `snake case, white space and escaped keys change nothing`() {
    let plain = decode(
      json: spanJSON(
        #""traceId":"0102030405060708090a0b0c0d0e0f10","startTimeUnixNano":"5","attributes":[{"key":"score","value":{"doubleValue":0.5}}]"#
      ))
    let odd = decode(
      json: """
        { "resource_spans" : [ { "resource" : { } , "scope_spans" : [ { "scope" : { } ,
        \t"spans" : [ { "trace_id" : "0102030405060708090A0B0C0D0E0F10" , "start_time_unix_nano" : 5 ,\r
        "attributes" : [ { "k\\u0065y" : "sc\\u006fre" , "value" : { "double_value" : 0.5 } } ] } ] } ] } ] }
        """)
    #expect(plain.lines == odd.lines)
    #expect(odd.problems == [])
  }

  @Test(arguments: [
    ("\"1700000000000000000\"", 1_700_000_000_000_000_000), ("1700000000000000000", 1_700_000_000_000_000_000),
    ("1.7e18", 1_700_000_000_000_000_000), ("\"1.7E+18\"", 1_700_000_000_000_000_000), ("5.0", 5), ("50e-1", 5),
    ("\"18446744073709551615\"", UInt64.max), ("{\"low\":-1,\"high\":0,\"unsigned\":true}", 4_294_967_295),
    ("{\"high\":1,\"low\":0}", 4_294_967_296), ("null", 0), ("0", 0), ("\"00000000000000000001\"", 1),
  ])
  func `a time is read in all its spellings`(spelling: String, nanos: UInt64) {
    let decoded = decode(json: spanJSON("\"startTimeUnixNano\":\(spelling),\"name\":\"n\""))
    #expect(decoded.only("span").first?.contains("  \(nanos) 0 n ") == true)
    #expect(decoded.problems == [])
  }

  @Test(arguments: ["true", "\"soon\"", "-1", "1.5", "[1]", "{\"low\":1}", "\"18446744073709551616\"", "\"\""])
  func `a time that is none is absent and counted`(spelling: String) {
    let decoded = decode(json: spanJSON("\"startTimeUnixNano\":\(spelling),\"name\":\"n\""))
    #expect(decoded.only("span").first?.contains("  0 0 n ") == true)
    #expect(decoded.problems.count == 1)
    #expect(decoded.problems.first?.hasPrefix("unreadable-field: \"startTimeUnixNano\" is ") == true)
  }

  @Test(arguments: [
    ("3", 3), ("\"3\"", 3), ("\"SPAN_KIND_CLIENT\"", 3), ("\"client\"", 3), ("\"CLIENT\"", 3), ("null", 0), ("17", 17),
    ("3.0", 3), ("\"\"", 0),
  ])
  func `a kind is read in all its spellings`(spelling: String, kind: Int) {
    let decoded = decode(json: spanJSON("\"name\":\"n\",\"kind\":\(spelling)"))
    #expect(decoded.only("span").first?.contains(" n \(kind) 0 ") == true)
    #expect(decoded.problems == [])
  }

  @Test func `an unknown name of an enum is zero and counted`() {
    let decoded = decode(json: spanJSON(#""status":{"code":"STATUS_CODE_FINE"}"#))
    #expect(
      decoded.problems == [
        "unreadable-field: \"code\" is a string, a number or a name of the enum was expected; it was left out"
      ])
  }

  @Test(arguments: [
    "0102030405060708090a0b0c0d0e0f10", "0102030405060708090A0B0C0D0E0F10", "0x0102030405060708090a0b0c0d0e0f10",
    "AQIDBAUGBwgJCgsMDQ4PEA==", "AQIDBAUGBwgJCgsMDQ4PEA", "01020304-0506-0708-090a-0b0c0d0e0f10",
    "d35d36d37d38d39d3ad3bd3cd3dd1ad1bd1cd1dd1ed1fd74", "0X0102030405060708090A0B0C0D0E0F10",
    "AQIDBAUGBwgJCgsMDQ4PE\\u0041==",
  ])
  func `a trace id is read in all its spellings`(spelling: String) {
    let decoded = decode(json: spanJSON("\"traceId\":\"\(spelling)\""))
    #expect(decoded.problems == [])
    #expect(decoded.only("span").first?.hasPrefix("span 0102030405060708090a0b0c0d0e0f10 ") == true)
  }

  @Test(arguments: [
    "1112131415161718", "ERITFBUWFxg=", "ERITFBUWFxg", "0X1112131415161718", "d75d76d77d78d79d7ad7bd7c",
  ])
  func `a span id is read in all its spellings`(spelling: String) {
    let decoded = decode(json: spanJSON("\"spanId\":\"\(spelling)\""))
    #expect(decoded.only("span").first?.contains(" 1112131415161718 ") == true)
    #expect(decoded.problems == [])
  }

  @Test func `a 64-bit trace id is padded, zeros and nothing are absent, others are counted`() {
    #expect(
      decode(json: spanJSON(#""traceId":"00000000000000ab""#)).only("span").first?
        .hasPrefix("span 000000000000000000000000000000ab ") == true)
    for absent in ["", "0", "00000000000000000000000000000000"] {
      let decoded = decode(json: spanJSON("\"traceId\":\"\(absent)\""))
      #expect(decoded.only("span").first?.hasPrefix("span 00000000000000000000000000000000 ") == true)
      #expect(decoded.problems == [])
    }
    let decoded = decode(json: spanJSON(#""traceId":"xyz","spanId":"12""#))
    #expect(decoded.outcome.spans == 1)
    #expect(
      decoded.problems == [
        "unreadable-id: \"traceId\" of 3 characters is no id; it was left out",
        "unreadable-id: \"spanId\" of 2 characters is no id; it was left out",
      ])
  }

  @Test(arguments: [
    (#"{"stringValue":"a\"b\\c\/d\n\u00e9\ud83d\ude00"}"#, "\"a\"b\\c/d\né😀\""),
    (#"{"intValue":"-9223372036854775808"}"#, "-9223372036854775808"), (#"{"intValue":12}"#, "12"),
    (#"{"intValue":1e3}"#, "1000"), (#"{"doubleValue":1}"#, "1.0d"), (#"{"doubleValue":"0.1"}"#, "0.1d"),
    (#"{"doubleValue":0.30000000000000004}"#, "0.30000000000000004d"), (#"{"doubleValue":-0.0}"#, "-0.0d"),
    (#"{"doubleValue":"NaN"}"#, "nand"), (#"{"doubleValue":NaN}"#, "nand"),
    (#"{"doubleValue":-Infinity}"#, "-infd"), (#"{"doubleValue":"Infinity"}"#, "infd"),
    (#"{"doubleValue":{"$numberDouble":"0.1"}}"#, "0.1d"), (#"{"doubleValue":{"$numberDouble":"NaN"}}"#, "nand"),
    (#"{"doubleValue":1e400}"#, "infd"), (#"{"boolValue":true}"#, "true"), (#"{"boolValue":"false"}"#, "false"),
    (#"{"boolValue":1}"#, "true"), (#"{}"#, "empty"), (#"null"#, "empty"), (#"{"stringValue":null}"#, "empty"),
    (#"{"intValue":"1","stringValue":"last"}"#, "\"last\""), (#"{"bytesValue":"AQI="}"#, "bytes [1, 2]"),
    (#"{"bytesValue":"-_8"}"#, "bytes [251, 255]"), (#"{"bytesValue":[1,255]}"#, "bytes [1, 255]"),
    (
      #"{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"2"},{"kvlistValue":{}},{"boolValue":true}]}}"#,
      "[4: a,2,true]"
    ),
    (#"{"arrayValue":{}}"#, "[0: ]"),
    (
      #"{"kvlistValue":{"values":[{"key":"b","value":{"stringValue":"\u0001\""}},{"key":"a","value":{"arrayValue":{"values":[{"doubleValue":2},{}]}}}]}}"#,
      #"{2: {"b":"\u0001\"","a":[2.0,null]}}"#
    ),
  ])
  func `a value is read in all its types and spellings`(spelling: String, value: String) {
    let compact = decode(json: spanJSON("\"attributes\":[{\"key\":\"score\",\"value\":\(spelling)}]"))
    #expect(compact.spanAttributes == "score=" + value)
    #expect(compact.problems == [])
    let spaced = decode(json: spanJSON("\"attributes\":[ {\"value\": \(spelling), \"key\": \"score\"} ]"))
    #expect(spaced.lines == compact.lines)
  }

  @Test func `a family keeps what follows its prefix`() {
    let decoded = decode(
      json: spanJSON(#""attributes":[{"key":"retrieval.documents.3.score","value":{"doubleValue":0.5}}]"#))
    #expect(decoded.spanAttributes == "family/3.score=0.5d")
  }

  @Test func `half a surrogate pair and bad UTF-8 are replaced and counted`() {
    let half = decode(json: spanJSON(#""name":"a\ud83d b\ude00c""#))
    #expect(half.only("span").first?.contains(" a\u{FFFD} b\u{FFFD}c ") == true)
    #expect(half.problems.count == 1)
    #expect(half.problems.first?.hasPrefix("invalid-text: ") == true)
    var bytes = Array(spanJSON("\"name\":\"a?b\"").utf8)
    bytes[bytes.lastIndex(of: 0x3F) ?? 0] = 0xFF
    let bad = decode(jsonBytes: bytes)
    #expect(bad.only("span").first?.contains(" a\u{FFFD}b ") == true)
    #expect(bad.problems.count == 1)
  }

  @Test func `of keys given twice the last counts, lists are appended, objects merged`() {
    let decoded = decode(
      json: spanJSON(
        #""name":"first","attributes":[{"key":"score","value":{"intValue":"1"}}],"name":"last","status":{"code":1},"attributes":[{"key":"flag","value":{"boolValue":true}}],"status":{"message":"m"}"#
      ))
    #expect(decoded.only("span").first?.contains(" last 0 1 0 2 0 score=1 flag=true") == true)
  }

  @Test func `events, links and the status code of old`() {
    let decoded = decode(
      json: spanJSON(
        #""events":[{"attributes":[{"key":"score","value":{"intValue":"1"}},{"key":"x","value":{}}],"name":"e","timeUnixNano":"7"},{"name":"f"}],"links":[{},{}],"status":{"deprecatedCode":5}"#
      ))
    #expect(decoded.only("span").first?.hasSuffix(" 0 2 0 0 2  event e 7 score=1 event f 0 ") == true)
  }

  @Test func `a value nested too deeply is left out and counted`() {
    func nested(_ depth: Int) -> String {
      String(repeating: #"{"arrayValue":{"values":["#, count: depth) + "{}"
        + String(repeating: "]}}", count: depth)
    }
    let good = decode(json: spanJSON(#""attributes":[{"key":"list","value":\#(nested(128))}]"#))
    #expect(good.spanAttributes == "list=[1: ]")
    #expect(good.problems == [])
    let deep = decode(json: spanJSON(#""attributes":[{"key":"list","value":\#(nested(129))}]"#))
    #expect(deep.spanAttributes == "list=empty")
    #expect(deep.problems == ["limit-exceeded: a value is nested more than 128 levels deep; it was left out"])
    let absurd = decode(json: spanJSON(#""x":\#(String(repeating: "[", count: 100_000))"#))
    #expect(absurd.outcome.isDamaged)
  }

  @Test func `all five kinds of points`() {
    let decoded = decode(
      json: """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[
        {"sum":{"dataPoints":[{"asInt":"5","timeUnixNano":"2","startTimeUnixNano":"1","flags":1}],
          "isMonotonic":true,"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA"},"unit":"1","name":"a"},
        {"name":"b","gauge":{"dataPoints":[{"asDouble":"NaN"}]}},
        {"name":"c","histogram":{"aggregationTemporality":2,"dataPoints":[{"count":"3","sum":1.5,"min":0,"max":1,
          "bucketCounts":["1",2],"explicitBounds":[0.5],"exemplars":[{"asInt":"1"}]}]}},
        {"name":"d","exponentialHistogram":{"dataPoints":[{"count":"3","scale":-1,"zeroCount":"1","zeroThreshold":0.25,
          "positive":{"offset":-2,"bucketCounts":["1"]},"negative":{"bucketCounts":[1]}}]}},
        {"name":"e","summary":{"dataPoints":[{"count":"3","sum":6,"quantileValues":[{"quantile":0.5,"value":2}]}]}},
        {"name":"f"}]}]}]}
        """)
    #expect(decoded.problems == [])
    let points = decoded.only("point")
    #expect(points.count == 5)
    #expect(points[0].hasPrefix("point a 1 sum delta true 1 2 1 Optional(5) nil 0 "))
    #expect(points[1].hasPrefix("point b  gauge unspecified false 0 0 0 nil Optional(9221120237041090560) "))
    #expect(points[2].contains(" histogram cumulative "))
    #expect(points[2].contains(" [1, 2] [0.5] "))
    #expect(points[3].contains(" -1 1 0.25 -2 [1] 0 [1] "))
    #expect(points[4].hasPrefix("point e  summary unspecified false 0 0 0 nil nil 3 Optional("))
    #expect(decoded.outcome.points == 5)
    #expect(decoded.outcome.signals == .metrics)
  }

  @Test func `old kinds of points have labels and plain values`() {
    let old = decode(
      json: metricJSON(
        #""name":"m","intSum":{"dataPoints":[{"labels":[{"key":"gen_ai.token.type","value":"input"}],"value":"5"}],"aggregationTemporality":2}"#
      ))
    let new = decode(
      json: metricJSON(
        #""name":"m","sum":{"dataPoints":[{"attributes":[{"key":"gen_ai.token.type","value":{"stringValue":"input"}}],"asInt":"5"}],"aggregationTemporality":2}"#
      ))
    #expect(old.lines == new.lines)
    for (old, new) in [
      (#""doubleGauge":{"dataPoints":[{"value":2.5}]}"#, #""gauge":{"dataPoints":[{"asDouble":2.5}]}"#),
      (#""int_gauge":{"data_points":[{"value":"-2"}]}"#, #""gauge":{"dataPoints":[{"asInt":"-2"}]}"#),
      (
        #""doubleSum":{"isMonotonic":true,"dataPoints":[{"value":"2.5"}]}"#,
        #""sum":{"dataPoints":[{"asDouble":2.5}],"isMonotonic":true}"#
      ),
      (
        #""intHistogram":{"dataPoints":[{"count":"3","sum":"7","bucketCounts":["3"]}]}"#,
        #""histogram":{"dataPoints":[{"count":3,"sum":7.0,"bucketCounts":[3]}]}"#
      ),
      (
        #""doubleHistogram":{"aggregationTemporality":1,"dataPoints":[{"explicitBounds":[1],"bucketCounts":[1,2]}]}"#,
        #""histogram":{"aggregationTemporality":"DELTA","dataPoints":[{"explicit_bounds":[1],"bucket_counts":[1,2]}]}"#
      ),
      (
        #""doubleSummary":{"dataPoints":[{"labels":[],"count":2,"sum":3}]}"#,
        #""summary":{"dataPoints":[{"count":"2","sum":3}]}"#
      ),
    ] {
      #expect(
        decode(json: metricJSON(#""name":"m","# + old)).lines == decode(json: metricJSON(#""name":"m","# + new)).lines)
    }
    let logs = #"{"resourceLogs":[{"scopeLogs":[{"scope":{"name":"l"},"logRecords":[{"eventName":"e"}]}]}]}"#
    let oldLogs =
      #"{"resourceLogs":[{"instrumentationLibraryLogs":[{"instrumentationLibrary":{"name":"l"},"logs":[{"name":"e"}]}]}]}"#
    #expect(decode(json: oldLogs).lines == decode(json: logs).lines)
  }

  @Test func `log records with text, structure and nothing as body`() {
    let decoded = decode(
      json: logJSON(
        #""timeUnixNano":"1","observedTimeUnixNano":"2","severityNumber":"SEVERITY_NUMBER_INFO2","body":{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}}]}},"eventName":"gen_ai.choice","traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"1112131415161718","flags":1,"attributes":[{"key":"x","value":{}}]},{"body":{"stringValue":"t"},"name":"old"},{"body":null"#
      ))
    #expect(decoded.problems == [])
    #expect(
      decoded.only("log") == [
        "log 1 2 10 gen_ai.choice 0102030405060708090a0b0c0d0e0f10 1112131415161718 1 1 {1: {\"role\":\"user\"}} ",
        "log 0 0 0 old 00000000000000000000000000000000 0000000000000000 0 0 \"t\" ",
        "log 0 0 0  00000000000000000000000000000000 0000000000000000 0 0 empty ",
      ])
  }

  @Test func `old and deprecated names of the scope level`() {
    let new = decode(json: #"{"resourceSpans":[{"scopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}]}]}"#)
    for old in [
      #"{"resourceSpans":[{"instrumentationLibrarySpans":[{"instrumentationLibrary":{"name":"l"},"spans":[{"name":"s"}]}]}]}"#,
      #"{"resourceSpans":[{"scopeSpans":[],"deprecatedScopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}]}]}"#,
      #"{"batches":[{"scopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}]}]}"#,
      #"{"result":{"resourceSpans":[{"scopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}]}]}}"#,
      #"{"data":{"trace":{"resourceSpans":[{"scopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}]}]}}}"#,
      #"{"scopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}]}"#,
      #"[{"scopeSpans":[{"spans":[{"name":"s"}],"scope":{"name":"l"}}]}]"#,
    ] {
      #expect(decode(json: old).lines == new.lines, "\(old)")
      #expect(decode(json: old).problems == [])
    }
    let both =
      #"{"resourceSpans":[{"scopeSpans":[{"scope":{"name":"l"},"spans":[{"name":"s"}]}],"deprecatedScopeSpans":[{"spans":[{}]}]}]}"#
    #expect(decode(json: both).lines == new.lines)
  }

  @Test func `several values and several signals in one record are all read`() {
    let decoded = decode(
      json: spanJSON("") + logJSON("") + "\n\n" + metricJSON(#""sum":{"dataPoints":[{}]}"#) + " {} [] null"
        + #"{"resourceSpans":[{"scopeSpans":[{"spans":[{}]}]}],"resourceLogs":[{"scopeLogs":[{"logRecords":[{}]}]}]}"#)
    #expect(decoded.outcome.spans == 2)
    #expect(decoded.outcome.logs == 2)
    #expect(decoded.outcome.points == 1)
    #expect(decoded.outcome.signals == [.traces, .metrics, .logs])
    #expect(decoded.problems == [])
    #expect(decoded.outcome.foreign == nil)
  }

  @Test func `each signal may stand in an envelope of its own`() {
    let spans = spanJSON(#""name":"s""#)
    let logs = logJSON("")
    let points = metricJSON(#""sum":{"dataPoints":[{}]}"#)
    let apart = decode(json: spans + logs + points)
    for text in [
      #"{"traces":\#(spans),"logs":\#(logs),"metrics":\#(points)}"#,
      #"{"spans":[\#(spans)],"logs":[\#(logs)],"metrics":[\#(points)]}"#,
      #"{"data":\#(spans),"body":\#(spans),"logs":\#(logs),"metrics":\#(points)}"#,
      #"{"trace":\#(spans),"metrics":{"inspectedBytes":"12"},"logs":\#(logs),"body":\#(points)}"#,
      #"{"data":{"traces":\#(spans),"logs":\#(logs)},"payload":\#(points)}"#,
      #"{"data":[\#(spans),\#(logs),null,{},\#(points)]}"#,
    ] {
      let decoded = decode(json: text)
      #expect(decoded.lines == apart.lines, "\(text)")
      #expect(decoded.problems == [], "\(text)")
      #expect(decoded.outcome.signals == [.traces, .metrics, .logs])
    }
  }

  @Test func `what is no telemetry in a list with telemetry is named`() {
    let span = spanJSON(#""name":"s""#)
    let decoded = decode(json: #"{"data":[{"a":1},\#(span),"text",7,{"partialSuccess":{}}]}"#)
    #expect(decoded.lines == decode(json: span).lines)
    let message =
      "foreign-record: not OTLP but JSON of another kind: expected an object with resourceSpans, resourceMetrics or "
      + "resourceLogs"
    #expect(decoded.problems == [message, message, message])
    #expect(decoded.offsets == [9, 18 + span.utf8.count, 25 + span.utf8.count])
    // Where nothing is, the document as a whole says what it is.
    #expect(decode(json: #"{"data":[{"a":1},"text"]}"#).problems == [message])
  }

  @Test func `times may be texts of RFC 3339`() {
    let usual = decode(
      json: spanJSON(#""startTimeUnixNano":"1795456491255909290","endTimeUnixNano":"1795456492000000000""#))
    for (start, end) in [
      ("2026-11-23T17:54:51.255909290Z", "2026-11-23T17:54:52Z"),
      ("2026-11-23T18:54:51.255909290+01:00", "2026-11-23T17:54:52.000z"),
    ] {
      let decoded = decode(json: spanJSON(#""startTimeUnixNano":"\#(start)","endTimeUnixNano":"\#(end)""#))
      #expect(decoded.lines == usual.lines, "\(start)")
      #expect(decoded.problems == [])
    }
    let none = decode(json: spanJSON(#""startTimeUnixNano":"2026-13-23T17:54:51Z","endTimeUnixNano":"2026-11-23""#))
    #expect(none.problems.count == 2)
  }

  @Test func `a field of the wrong type is named, and its neighbours are read`() {
    let decoded = decode(
      json: spanJSON(#""name":5,"attributes":17,"events":"none","status":3,"kind":[],"traceState":"k=v""#))
    #expect(decoded.only("span").first?.contains(" k=v 0 0  0 0 0 0 0 ") == true)
    #expect(
      decoded.problems == [
        "unreadable-field: \"name\" is a number, a string was expected; it was left out",
        "unreadable-field: \"attributes\" is a number, a list of keys and values was expected; it was left out",
        "unreadable-field: \"events\" is a string, a list was expected; it was left out",
        "unreadable-field: \"status\" is a number, an object was expected; it was left out",
        "unreadable-field: \"kind\" is a list, a number or a name of the enum was expected; it was left out",
      ])
  }

  @Test func `attributes as a map of plain values are read as the list that they should be`() {
    let map = #"{"score":1,"gen_ai.request.model":"m","flag":true,"list":["a","b"],"other":0.5,"none":null}"#
    let list = #"""
      [{"key":"score","value":{"intValue":1}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},
      {"key":"flag","value":{"boolValue":true}},
      {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}},
      {"key":"other","value":{"doubleValue":0.5}},{"key":"none","value":{}}]
      """#
    func everywhere(_ attributes: String) -> String {
      #"{"resourceSpans":[{"resource":{"attributes":\#(attributes)},"scopeSpans":[{"scope":{"attributes":\#(attributes)},"#
        + #""spans":[{"attributes":\#(attributes),"events":[{"attributes":\#(attributes)}]}]}]}],"resourceLogs":["#
        + #"{"scopeLogs":[{"logRecords":[{"attributes":\#(attributes)}]}]}],"resourceMetrics":[{"scopeMetrics":[{"metrics":["#
        + #"{"name":"m","gauge":{"dataPoints":[{"attributes":\#(attributes),"asInt":"1"}]}}]}]}]}"#
    }
    let decoded = decode(json: everywhere(map))
    #expect(decoded.problems == [])
    #expect(decoded.lines == decode(json: everywhere(list)).lines)
    #expect(decoded.spanAttributes.hasPrefix("score=1 gen_ai.request.model=\"m\" flag=true list="))
    #expect(decoded.outcome.adapted == [])
  }

  @Test func `what is no map of plain values is left out of attributes and said to be`() {
    let pair = decode(json: spanJSON(#""attributes":{"key":"score","value":{"intValue":1}}"#))
    #expect(pair.spanAttributes == "")
    #expect(
      pair.problems == [
        "unreadable-field: \"attributes\" is an object, a list of keys and values was expected; it was left out"
      ])
    let typed = decode(json: spanJSON(#""attributes":{"score":{"intValue":1},"x":{"intValue":1},"flag":true}"#))
    #expect(typed.spanAttributes == "flag=true")
    #expect(
      typed.problems == [
        "unreadable-field: \"attribute\" is an object, a text, a number, a truth value or a list of them was expected; it "
          + "was left out"
      ])
  }

  @Test(arguments: ["0x1F", "--1"])
  func `a number that cannot be read is not said to be one`(number: String) {
    let decoded = decode(
      json: spanJSON("\"name\":\"s\",\"attributes\":[{\"key\":\"score\",\"value\":{\"doubleValue\":\(number)}}]"))
    #expect(
      decoded.problems == ["unreadable-field: \"doubleValue\" is no number that can be read; it was left out"],
      "\(number)")
    #expect(decoded.outcome.spans == 1)
  }

  @Test func `a number of absurd length is no number`() {
    let decoded = decode(json: spanJSON("\"startTimeUnixNano\":\(String(repeating: "1", count: 500))"))
    #expect(decoded.problems.count == 1)
    #expect(decoded.outcome.spans == 1)
  }

  @Test func `a digest does not depend on the order of attributes, but on every type and value`() {
    func digest(_ attributes: String) -> String {
      let decoded = decode(json: #"{"resourceSpans":[{"resource":{"attributes":[\#(attributes)]},"scopeSpans":[]}]}"#)
      return decoded.lines.first?.split(separator: " ").dropFirst(2).first.map(String.init) ?? ""
    }
    let a = #"{"key":"a","value":{"stringValue":"1"}}"#
    let b = #"{"key":"b","value":{"kvlistValue":{"values":[{"key":"x","value":{"intValue":1}},{"key":"y"}]}}}"#
    let same = #"{"key":"b","value":{"kvlistValue":{"values":[{"key":"y"},{"key":"x","value":{"intValue":"1"}}]}}}"#
    #expect(digest(a + "," + b) == digest(same + "," + a))
    let others = [
      "", a, b, #"{"key":"a","value":{"intValue":"1"}}"#, #"{"key":"a","value":{"doubleValue":1}}"#,
      #"{"key":"a","value":{"boolValue":true}}"#, #"{"key":"a","value":{"bytesValue":"MQ=="}}"#, #"{"key":"a"}"#,
      #"{"key":"a","value":{"arrayValue":{"values":[{"stringValue":"1"}]}}}"#,
      #"{"key":"a","value":{"arrayValue":{"values":[{"intValue":"1"},{"intValue":"2"}]}}}"#,
      #"{"key":"a","value":{"arrayValue":{"values":[{"intValue":"2"},{"intValue":"1"}]}}}"#,
      #"{"key":"a1","value":{"stringValue":""}}"#,
    ]
    #expect(Set(others.map(digest)).count == others.count)
  }

  @Test func `a histogram of absurd width is cut and counted`() {
    let list = String(repeating: "1,", count: 100_001) + "1"
    let decoded = decode(json: metricJSON("\"histogram\":{\"dataPoints\":[{\"bucketCounts\":[\(list)]}]}"))
    #expect(decoded.outcome.points == 1)
    #expect(Set(decoded.problems).count == 1)
    #expect(decoded.problems.first?.hasPrefix("limit-exceeded: a histogram has more than 100000 buckets") == true)
  }

  @Test func `a byte order mark is passed over`() {
    #expect(decode(json: "\u{FEFF}" + spanJSON("")).outcome.spans == 1)
  }

  @Test func `ids in URL-safe base64, and all that have dashes for another reason`() {
    for (spelling, id) in [
      ("-_8BAgMEBQYHCAkKCwwNDg==", "fbff0102030405060708090a0b0c0d0e"),
      ("-_8BAgMEBQYHCAkKCwwNDg", "fbff0102030405060708090a0b0c0d0e"),
      ("+/8BAgMEBQYHCAkKCwwNDg", "fbff0102030405060708090a0b0c0d0e"),
      ("01020304-05060708-090a0b0c-0d0e0f10", "0102030405060708090a0b0c0d0e0f10"),
    ] {
      let decoded = decode(json: spanJSON("\"traceId\":\"\(spelling)\""))
      #expect(decoded.only("span").first?.hasPrefix("span \(id) ") == true, "\(spelling)")
      #expect(decoded.problems == [])
    }
    #expect(
      decode(json: spanJSON(#""spanId":"-_8BAgMEBQY=""#)).only("span").first?.contains(" fbff010203040506 ") == true)
  }

  @Test(
    arguments: [
      (
        "\"status\":{\"code\":", "}",
        [("2", 2), ("\"OK\"", 1), ("\"status_code_error\"", 2), ("\"1\"", 1), ("null", 0)], 9
      ),
      (
        "\"kind\":", "", [("\"Server\"", 2), ("\"SPAN_KIND_CONSUMER\"", 5), ("\"span_kind_internal\"", 1), ("5e0", 5)],
        8
      ),
    ] as [(String, String, [(String, Int)], Int)])
  func `enums are read by number, by full and by short name in any case`(
    before: String, after: String, cases: [(String, Int)], column: Int
  ) {
    for (spelling, value) in cases {
      let decoded = decode(json: spanJSON("\"name\":\"n\"," + before + spelling + after))
      let cells = decoded.only("span").first?.split(separator: " ", omittingEmptySubsequences: false) ?? []
      #expect(cells.count > column && cells[column] == "\(value)", "\(spelling)")
      #expect(decoded.problems == [])
    }
  }

  @Test func `enums of metrics and logs, by name`() {
    for spelling in ["1", "\"1\"", "\"DELTA\"", "\"Aggregation_Temporality_Delta\""] {
      let decoded = decode(json: metricJSON("\"sum\":{\"aggregationTemporality\":\(spelling),\"dataPoints\":[{}]}"))
      #expect(decoded.only("point").first?.contains(" sum delta ") == true, "\(spelling)")
      #expect(decoded.problems == [])
    }
    for (spelling, number) in [("\"INFO\"", 9), ("\"SEVERITY_NUMBER_FATAL4\"", 24), ("\"warn2\"", 14), ("17", 17)] {
      let decoded = decode(json: logJSON("\"severityNumber\":\(spelling)"))
      #expect(decoded.only("log").first?.hasPrefix("log 0 0 \(number) ") == true, "\(spelling)")
      #expect(decoded.problems == [])
    }
    let unknown = decode(json: metricJSON("\"sum\":{\"aggregationTemporality\":\"SOMETIMES\",\"dataPoints\":[{}]}"))
    #expect(unknown.only("point").first?.contains(" sum unspecified ") == true)
    #expect(unknown.problems.count == 1)
  }

  @Test func `null is absence in every field`() {
    let span = decode(
      json: spanJSON(
        #""traceId":null,"spanId":null,"parentSpanId":null,"traceState":null,"name":null,"kind":null,"flags":null,"#
          + #""startTimeUnixNano":null,"endTimeUnixNano":null,"attributes":null,"events":null,"links":null,"status":null"#
      ))
    #expect(span.lines == decode(json: spanJSON("")).lines)
    #expect(span.problems == [])
    let inside = decode(
      json: spanJSON(
        #""attributes":[{"key":null,"value":null},{"key":"score","value":null}],"status":{"code":null,"message":null},"#
          + #""events":[{"name":null,"timeUnixNano":null,"attributes":null}]"#))
    #expect(inside.only("span").first?.hasSuffix(" 0 0 0 2 0 score=empty event  0 ") == true)
    #expect(inside.problems == [])
    let point = decode(
      json: metricJSON(
        #""name":null,"unit":null,"sum":{"aggregationTemporality":null,"isMonotonic":null,"dataPoints":[{"asInt":null,"#
          + #""asDouble":null,"timeUnixNano":null,"startTimeUnixNano":null,"attributes":null,"flags":null}]}"#))
    #expect(point.lines == decode(json: metricJSON(#""sum":{"dataPoints":[{}]}"#)).lines)
    #expect(point.problems == [])
    let histogram = decode(
      json: metricJSON(
        #""histogram":{"dataPoints":[{"count":null,"sum":null,"min":null,"max":null,"bucketCounts":null,"#
          + #""explicitBounds":null}]}"#))
    #expect(histogram.lines == decode(json: metricJSON(#""histogram":{"dataPoints":[{}]}"#)).lines)
    #expect(histogram.problems == [])
    let log = decode(
      json: logJSON(
        #""timeUnixNano":null,"observedTimeUnixNano":null,"severityNumber":null,"body":null,"attributes":null,"#
          + #""traceId":null,"spanId":null,"flags":null,"eventName":null"#))
    #expect(log.lines == decode(json: logJSON("")).lines)
    #expect(log.problems == [])
    let whole = #"{"resourceSpans":[{"resource":null,"schemaUrl":null,"scopeSpans":[{"scope":null,"spans":null}]}]}"#
    #expect(decode(json: whole).problems == [])
    #expect(decode(json: #"{"resourceSpans":[null,{"scopeSpans":null}]}"#).problems == [])
  }

  @Test func `64-bit values in all their spellings, in every place`() {
    for (spelling, value) in [
      ("5", 5), ("\"5\"", 5), ("5.0", 5), ("\"5.0\"", 5), ("0.5e1", 5),
      ("{\"low\":5,\"high\":0,\"unsigned\":false}", 5),
      ("{\"$numberLong\":\"5\"}", 5), ("{ \"$numberInt\" : \"-5\" }", -5), ("{\"$numberLong\":5}", 5),
      ("{\"low\":-5,\"high\":-1,\"unsigned\":false}", -5), ("\"-9223372036854775808\"", Int.min),
    ] {
      let attribute = decode(
        json: spanJSON("\"attributes\":[{\"key\":\"score\",\"value\":{\"intValue\":\(spelling)}}]"))
      #expect(attribute.spanAttributes == "score=\(value)")
      let point = decode(json: metricJSON("\"sum\":{\"dataPoints\":[{\"asInt\":\(spelling)}]}"))
      #expect(point.only("point").first?.contains(" Optional(\(value)) nil 0 ") == true, "\(spelling)")
      guard value > 0 else { continue }
      let counted = decode(
        json: metricJSON("\"histogram\":{\"dataPoints\":[{\"count\":\(spelling),\"bucketCounts\":[\(spelling)]}]}"))
      #expect(counted.only("point").first?.contains(" nil nil 5 nil nil nil [5] [] ") == true, "\(spelling)")
    }
  }

  @Test func `a text in a table of profiles is not there, and a zero that printers write is none`() {
    let table = decode(
      json: spanJSON(#""attributes":[{"key":"score","value":{"stringValueStrindex":7}}]"#))
    #expect(table.spanAttributes == "score=empty")
    #expect(
      table.problems == [
        "unreadable-field: a text is given by its number in a table that only profiles have; the value counts as empty"
      ])
    let printed = decode(
      json: spanJSON(
        #""attributes":[{"key":"score","keyStrindex":0,"value":{"stringValueStrindex":0,"stringValue":"s","value":"stringValue"}}]"#
      ))
    #expect(printed.spanAttributes == "score=\"s\"")
    #expect(printed.problems == [])
  }
}
