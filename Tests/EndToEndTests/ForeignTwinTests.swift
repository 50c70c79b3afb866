import Foundation
import LedgerRun
import LedgerTestSupport
import Testing

/// The requests of `fixtures/layouts`, rewritten as other formats have the same data.
private enum Twin {
  typealias Object = [String: Any]

  static func requests() throws -> [Object] {
    try Data(contentsOf: Repository.fixture("layouts/json-lines/telemetry.jsonl")).split(separator: 0x0A).map {
      try JSONSerialization.jsonObject(with: $0) as? Object ?? [:]
    }
  }

  static func text(_ value: Any, isPretty: Bool = false) throws -> Data {
    try JSONSerialization.data(
      withJSONObject: value, options: isPretty ? [.sortedKeys, .prettyPrinted] : [.sortedKeys])
  }

  static func list(_ object: Object, _ key: String) -> [Object] { object[key] as? [Object] ?? [] }

  static func member(_ object: Object, _ key: String) -> Object { object[key] as? Object ?? [:] }

  static func whole(_ value: Any?) -> Int { (value as? String).flatMap(Int.init) ?? value as? Int ?? 0 }

  // MARK: JavaScript

  /// A value in JSON's own types.
  static func plain(_ value: Object) -> Any {
    if let number = value["intValue"] { return whole(number) }
    if let values = value["arrayValue"] as? Object { return list(values, "values").map(plain) }
    if let members = value["kvlistValue"] as? Object { return plain(list(members, "values")) }
    return value.values.first ?? NSNull()
  }

  static func plain(_ attributes: [Object]) -> Object {
    Dictionary(uniqueKeysWithValues: attributes.map { ($0["key"] as? String ?? "", plain(member($0, "value"))) })
  }

  static func hrTime(_ value: Any?) -> [Int] { [whole(value) / 1_000_000_000, whole(value) % 1_000_000_000] }

  /// What every printed span or log record carries, and the collection of metrics.
  static func source(_ resource: Object, _ scope: Object) -> Object {
    var instrumentation = member(scope, "scope")
    instrumentation["schemaUrl"] = scope["schemaUrl"]
    return ["resource": printedResource(resource), "instrumentationScope": instrumentation]
  }

  static func printedResource(_ resource: Object) -> Object {
    let pairs = list(member(resource, "resource"), "attributes").map { [$0["key"] ?? "", plain(member($0, "value"))] }
    return ["_rawAttributes": pairs, "_schemaUrl": resource["schemaUrl"] ?? ""]
  }

  static func context(_ object: Object, _ span: String = "spanId") -> Object {
    ["traceId": object["traceId"] ?? "", "spanId": object[span] ?? "", "traceFlags": whole(object["flags"]) & 0xFF]
  }

  static func printedSpan(_ span: Object) -> Object {
    var printed: Object = [
      "_spanContext": context(span), "name": span["name"] ?? "", "kind": whole(span["kind"]) - 1,
      "startTime": hrTime(span["startTimeUnixNano"]), "endTime": hrTime(span["endTimeUnixNano"]),
      "status": member(span, "status"), "attributes": plain(list(span, "attributes")),
      "links": list(span, "links"),
      "events": list(span, "events").map { event -> Object in
        [
          "name": event["name"] ?? "", "time": hrTime(event["timeUnixNano"]),
          "attributes": plain(list(event, "attributes")),
        ]
      },
    ]
    if let parent = span["parentSpanId"] as? String, !parent.isEmpty {
      printed["parentSpanContext"] = context(span, "parentSpanId")
    }
    return printed
  }

  static func printedLog(_ log: Object) -> Object {
    var printed: Object = [
      "hrTime": hrTime(log["timeUnixNano"]), "hrTimeObserved": hrTime(log["observedTimeUnixNano"]),
      "attributes": plain(list(log, "attributes")), "spanContext": context(log),
    ]
    printed["_severityNumber"] = log["severityNumber"]
    printed["_eventName"] = log["eventName"]
    if let body = log["body"] as? Object { printed["_body"] = plain(body) }
    return printed
  }

  static func printedMetric(_ metric: Object) -> Object {
    let types = ["histogram": 0, "gauge": 2, "sum": 3]
    let (kind, type) = types.first { metric[$0.key] != nil } ?? ("histogram", 0)
    let data = member(metric, kind)
    let points = list(data, "dataPoints")
    return [
      "descriptor": [
        "name": metric["name"] ?? "", "unit": metric["unit"] ?? "", "valueType": points[0]["asInt"] == nil ? 1 : 0,
      ],
      "dataPointType": type, "isMonotonic": data["isMonotonic"] ?? false,
      "aggregationTemporality": max(0, whole(data["aggregationTemporality"]) - 1),
      "dataPoints": points.map { point -> Object in
        var value: Any = point["asDouble"] ?? whole(point["asInt"])
        if kind == "histogram" {
          var distribution: Object = [
            "count": whole(point["count"]),
            "buckets": [
              "counts": (point["bucketCounts"] as? [Any] ?? []).map(whole), "boundaries": point["explicitBounds"] ?? [],
            ],
          ]
          for key in ["sum", "min", "max"] { distribution[key] = point[key] }
          value = distribution
        }
        return [
          "attributes": plain(list(point, "attributes")), "startTime": hrTime(point["startTimeUnixNano"]),
          "endTime": hrTime(point["timeUnixNano"]), "value": value,
        ]
      },
    ]
  }

  /// All objects of all requests, as the SDK holds them.
  static func printedObjects() throws -> [Object] {
    try requests().flatMap { request -> [Object] in
      let resources = ["resourceSpans", "resourceMetrics", "resourceLogs"].flatMap { list(request, $0) }
      return resources.flatMap { resource -> [Object] in
        let spans = list(resource, "scopeSpans").flatMap { scope in
          list(scope, "spans").map { printedSpan($0).merging(source(resource, scope)) { $1 } }
        }
        let logs = list(resource, "scopeLogs").flatMap { scope in
          list(scope, "logRecords").map { printedLog($0).merging(source(resource, scope)) { $1 } }
        }
        let scopes = list(resource, "scopeMetrics")
        let metrics: [Object] =
          scopes.isEmpty
          ? []
          : [
            [
              "resource": printedResource(resource),
              "scopeMetrics": scopes.map { scope -> Object in
                [
                  "scope": source(resource, scope)["instrumentationScope"] ?? [:],
                  "metrics": list(scope, "metrics").map(printedMetric),
                ]
              },
            ]
          ]
        return spans + logs + metrics
      }
    }
  }

  // MARK: Bare spans

  /// A span as AWS keeps it: with its resource and scope, maps of attributes, names of enums.
  static func bareSpan(_ span: Object, _ resource: Object, _ scope: Object) -> Object {
    var bare = span
    bare["resource"] = ["attributes": plain(list(member(resource, "resource"), "attributes"))]
    bare["scope"] = scope["scope"]
    bare["kind"] = whole(span["kind"]) == 0 ? nil : kinds[whole(span["kind"])].uppercased()
    bare["attributes"] = plain(list(span, "attributes"))
    for key in ["startTimeUnixNano", "endTimeUnixNano"] { bare[key] = whole(span[key]) }
    bare["status"] = ["code": ["UNSET", "OK", "ERROR"][whole(member(span, "status")["code"])]]
    bare["events"] = list(span, "events").map { event -> Object in
      event.merging(["attributes": plain(list(event, "attributes"))]) { $1 }
    }
    return bare
  }

  /// All spans for themselves, and the requests that have nothing else.
  static func bareSpans() throws -> (spans: [Object], requests: Data) {
    var spans: [Object] = []
    var requests: [Object] = []
    for request in try Twin.requests() {
      for resource in list(request, "resourceSpans") {
        var resource = resource
        resource["schemaUrl"] = nil
        resource["scopeSpans"] = list(resource, "scopeSpans").map { scope -> Object in
          spans += list(scope, "spans").map { bareSpan($0, resource, scope) }
          var scope = scope
          scope["schemaUrl"] = nil
          return scope
        }
        requests.append(["resourceSpans": [resource]])
      }
    }
    return (spans, try Data(requests.map { try text($0) }.joined(separator: [0x0A])))
  }

  /// An export of CloudWatch's log group of spans.
  static func logEvents(_ spans: [Object]) throws -> Data {
    let events = try spans.enumerated().map { number, span -> Object in
      ["id": "\(number)", "timestamp": number, "message": String(decoding: try text(span), as: UTF8.self)]
    }
    return try text(["messageType": "DATA_MESSAGE", "logGroup": "aws/spans", "logEvents": events])
  }

  // MARK: Jaeger

  static func tag(_ key: String, _ type: String, _ value: Any) -> Object { ["key": key, "type": type, "value": value] }

  static func tags(_ attributes: [Object]) throws -> [Object] {
    try attributes.map { attribute in
      let key = attribute["key"] as? String ?? ""
      let value = member(attribute, "value")
      if let text = value["stringValue"] { return tag(key, "string", text) }
      if let number = value["intValue"] { return tag(key, "int64", whole(number)) }
      if let number = value["doubleValue"] { return tag(key, "float64", number) }
      if let flag = value["boolValue"] { return tag(key, "bool", flag) }
      return tag(key, "string", String(decoding: try text(plain(value)), as: UTF8.self))
    }
  }

  static let kinds = ["", "internal", "server", "client", "producer", "consumer"]

  static func jaegerSpan(_ span: Object, _ scope: Object, _ process: String) throws -> Object {
    var all = try tags(list(span, "attributes"))
    let kind = whole(span["kind"])
    if kind > 0 { all.append(tag("span.kind", "string", kinds[kind])) }
    if whole(member(span, "status")["code"]) == 2 { all.append(tag("error", "bool", true)) }
    for (key, member) in [("otel.scope.name", "name"), ("otel.scope.version", "version")] {
      if let text = Twin.member(scope, "scope")[member] as? String, !text.isEmpty {
        all.append(tag(key, "string", text))
      }
    }
    var references: [Object] = []
    if let parent = span["parentSpanId"] as? String, !parent.isEmpty {
      references = [["refType": "CHILD_OF", "traceID": span["traceId"] ?? "", "spanID": parent]]
    }
    let start = whole(span["startTimeUnixNano"]) / 1000
    return [
      "traceID": span["traceId"] ?? "", "spanID": span["spanId"] ?? "", "operationName": span["name"] ?? "",
      "references": references, "startTime": start, "duration": whole(span["endTimeUnixNano"]) / 1000 - start,
      "tags": all, "flags": whole(span["flags"]) & 1, "processID": process,
      "logs": try list(span, "events").map { event -> Object in
        [
          "timestamp": whole(event["timeUnixNano"]) / 1000,
          "fields": [tag("event", "string", event["name"] ?? "")] + (try tags(list(event, "attributes"))),
        ]
      },
    ]
  }

  /// The spans as an answer of Jaeger's first API, and the same requests with times of whole microseconds and lists as
  /// text, as Jaeger has them.
  static func jaeger() throws -> (answer: Data, rounded: Data) {
    var traces: [Object] = []
    var rounded: [Object] = []
    for request in try requests() {
      for resource in list(request, "resourceSpans") {
        let attributes = list(member(resource, "resource"), "attributes")
        let name = attributes.first { $0["key"] as? String == "service.name" }.map { plain(member($0, "value")) } ?? ""
        let others = attributes.filter { $0["key"] as? String != "service.name" }
        var spans: [Object] = []
        var resource = resource
        resource["scopeSpans"] = try list(resource, "scopeSpans").map { scope -> Object in
          var scope = scope
          scope["schemaUrl"] = nil
          scope["spans"] = try list(scope, "spans").map { span -> Object in
            spans.append(try jaegerSpan(span, scope, "p1"))
            var span = span
            span["flags"] = whole(span["flags"]) & 1
            for key in ["startTimeUnixNano", "endTimeUnixNano"] { span[key] = "\(whole(span[key]) / 1000)000" }
            span["events"] = list(span, "events").map { event -> Object in
              event.merging(["timeUnixNano": "\(whole(event["timeUnixNano"]) / 1000)000"]) { $1 }
            }
            span["attributes"] = try list(span, "attributes").map { attribute -> Object in
              let value = member(attribute, "value")
              guard value["arrayValue"] != nil || value["kvlistValue"] != nil else { return attribute }
              let written = String(decoding: try text(plain(value)), as: UTF8.self)
              return attribute.merging(["value": ["stringValue": written]]) { $1 }
            }
            return span
          }
          return scope
        }
        resource["schemaUrl"] = nil
        rounded.append(["resourceSpans": [resource]])
        let process: Object = ["serviceName": name, "tags": try tags(others)]
        traces.append(["traceID": spans[0]["traceID"] ?? "", "spans": spans, "processes": ["p1": process]])
      }
    }
    let answer: Object = ["data": traces, "total": 0, "limit": 0, "offset": 0, "errors": NSNull()]
    return (try text(answer, isPretty: true), try Data(rounded.map { try text($0) }.joined(separator: [0x0A])))
  }
}

@Suite
struct ForeignTwinTests {
  /// The dump of a file, without the flags: what the bits beyond the W3C's say of the parent is not in every format.
  private func dump(_ file: URL) -> (records: Data, problems: [String]) {
    var text = ""
    let result = RecordDump(RunSettings(inputs: [file.path], version: "test")).write { text += $0 }
    let plain = text.replacing(#/"flags":\d+,/#) { _ in "" }
    return (sortedLines(Data(plain.utf8)), result.problems.map(\.message))
  }

  /// A table by attributes of spans and of resources.
  private func attributes(_ file: URL) throws -> Data {
    let keys = ["server.port", "gen_ai.response.finish_reasons", "telemetry.sdk.language", "service.version"]
    let by = keys.map { "attr:\($0)" }.joined(separator: ",")
    return try BuiltCommand().run(["latency", file.path, "--by", by, "--format", "csv", "--quiet"]).output
  }

  /// Scenario: spans, points and log records of a capture, as the JavaScript SDK's objects, one after the other in lines
  /// and pretty-printed.
  /// Guarantees: the records are those of OTLP, and so is every figure of the report.
  @Test(arguments: [false, true])
  func `objects of the JavaScript SDK give the records and figures of their OTLP twin`(isPretty: Bool) throws {
    let folder = try TemporaryDirectory()
    let objects = try Twin.printedObjects()
    #expect(objects.count > 10)
    let text = Data(try objects.map { try Twin.text($0, isPretty: isPretty) }.joined(separator: [0x0A]))
    let file = try folder.write(text, to: "telemetry.log")
    let reference = Repository.fixture("layouts/json-lines/telemetry.jsonl")
    let found = dump(file)
    #expect(found.problems == [])
    #expect(firstDifference(expected: dump(reference).records, found: found.records) == nil)
    #expect(try attributes(file) == attributes(reference))
    let run = try ReportRun([file])
    #expect(run.report.inputs.sources.map(\.format) == ["js-sdk"])
    #expect(run.figures.differences(from: try ReportRun([reference]).figures) == [])
  }

  /// Scenario: the spans of a capture, each for itself with its resource and scope: in lines, in a list under `data`, and as
  /// messages of CloudWatch's events.
  /// Guarantees: the records are those of OTLP, and so is every figure of the report.
  @Test(arguments: ["lines", "data", "events"])
  func `bare spans give the records and figures of their OTLP twin`(layout: String) throws {
    let folder = try TemporaryDirectory()
    let (spans, requests) = try Twin.bareSpans()
    #expect(spans.count > 5)
    let text =
      switch layout {
      case "lines": Data(try spans.map { try Twin.text($0) }.joined(separator: [0x0A]))
      case "data": try Twin.text(["data": spans, "next_cursor": NSNull()], isPretty: true)
      default: try Twin.logEvents(spans)
      }
    let file = try folder.write(text, to: "spans.json")
    let reference = try folder.write(requests, to: "requests.jsonl")
    let found = dump(file)
    #expect(found.problems == [])
    #expect(firstDifference(expected: dump(reference).records, found: found.records) == nil)
    #expect(try attributes(file) == attributes(reference))
    let run = try ReportRun([file])
    #expect(run.report.inputs.sources.map(\.format) == ["bare-otlp-spans"])
    #expect(run.report.totals.calls > 0)
    #expect(run.figures.differences(from: try ReportRun([reference]).figures) == [])
  }

  /// Scenario: the spans of a capture as an answer of Jaeger's first API.
  /// Guarantees: the records are those of OTLP with times of whole microseconds, and so is every figure of the report.
  @Test func `a Jaeger answer gives the records and figures of its OTLP twin`() throws {
    let folder = try TemporaryDirectory()
    let (answer, rounded) = try Twin.jaeger()
    let file = try folder.write(answer, to: "traces.json")
    let reference = try folder.write(rounded, to: "rounded.jsonl")
    let found = dump(file)
    #expect(found.problems == [])
    #expect(firstDifference(expected: dump(reference).records, found: found.records) == nil)
    let table = try attributes(file)
    #expect(String(decoding: table, as: UTF8.self).contains("python"))
    #expect(try table == attributes(reference))
    let run = try ReportRun([file])
    #expect(run.report.inputs.sources.map(\.format) == ["jaeger-json"])
    #expect(run.report.totals.calls > 0)
    #expect(run.figures.differences(from: try ReportRun([reference]).figures) == [])
  }
}
