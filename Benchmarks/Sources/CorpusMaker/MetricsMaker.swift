/// Turns calls into the metrics that an SDK would have exported every minute, so that both sides agree exactly.
struct MetricsMaker {
  /// How long an export interval is.
  static var intervalNanos: UInt64 { 60_000_000_000 }

  private struct Key: Hashable {
    var service: Int
    var model: Text
    var isEmbedding: Bool
    var hasFailed: Bool
  }

  private struct Histogram {
    var count = 0
    /// Tokens or nanoseconds.
    var sum = 0
    var buckets: [Int]

    mutating func add(_ value: Int, bounds: [Int]) {
      count += 1
      sum += value
      // Bucket i holds what is above bound i - 1 and not above bound i.
      buckets[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    }

    mutating func add(_ other: Histogram) {
      count += other.count
      sum += other.sum
      for index in buckets.indices { buckets[index] += other.buckets[index] }
    }
  }

  private struct Series {
    var model: Model
    var input = Histogram(buckets: Array(repeating: 0, count: tokenBounds.count + 1))
    var output = Histogram(buckets: Array(repeating: 0, count: tokenBounds.count + 1))
    var duration = Histogram(buckets: Array(repeating: 0, count: durationBounds.count + 1))
  }

  private let services: [Service]
  private let words: Vocabulary
  private let start: UInt64
  private var intervals: [Int: [Key: Series]] = [:]
  private var running: [Key: Series] = [:]
  private var flushed = 0
  private(set) var totals = Truth.MetricTotals()

  init(services: [Service], words: Vocabulary, start: UInt64) {
    self.services = services
    self.words = words
    self.start = start
  }

  /// Takes note of a call that ended at `end`.
  mutating func record(
    service: Int, model: Model, isEmbedding: Bool, hasFailed: Bool, end: UInt64, durationNanos: UInt64,
    usage: (input: Int, output: Int)?
  ) {
    let style = services[service].metrics
    // The article's style does not record failed calls at all.
    if style == .none || (style == .counters && hasFailed) { return }
    let key = Key(service: service, model: model.request, isEmbedding: isEmbedding, hasFailed: hasFailed)
    let interval = Int((end - start) / MetricsMaker.intervalNanos)
    var series = intervals[interval, default: [:]][key] ?? Series(model: model)
    series.duration.add(Int(durationNanos), bounds: durationBounds)
    if let usage {
      series.input.add(usage.input, bounds: tokenBounds)
      if !isEmbedding { series.output.add(usage.output, bounds: tokenBounds) }
      totals.inputTokens += usage.input
      totals.outputTokens += usage.output
    }
    totals.durationCount += 1
    intervals[interval, default: [:]][key] = series
  }

  /// The export requests of every interval that ended before `now`: calls still to come end later.
  mutating func finishIntervals(
    before now: UInt64, json: JSONEncoding, proto: ProtobufEncoding,
    _ sink: (_ service: Int, _ json: [UInt8], _ proto: [UInt8]) throws -> Void
  ) rethrows {
    while start + UInt64(flushed + 1) * MetricsMaker.intervalNanos <= now {
      try finishInterval(json: json, proto: proto, sink)
    }
  }

  /// The export requests of every interval that has any call.
  mutating func finish(
    json: JSONEncoding, proto: ProtobufEncoding,
    _ sink: (_ service: Int, _ json: [UInt8], _ proto: [UInt8]) throws -> Void
  ) rethrows {
    while let last = intervals.keys.max(), last >= flushed { try finishInterval(json: json, proto: proto, sink) }
  }

  private mutating func finishInterval(
    json: JSONEncoding, proto: ProtobufEncoding,
    _ sink: (_ service: Int, _ json: [UInt8], _ proto: [UInt8]) throws -> Void
  ) rethrows {
    let increments = intervals.removeValue(forKey: flushed) ?? [:]
    let begin = start + UInt64(flushed) * MetricsMaker.intervalNanos
    let end = begin + MetricsMaker.intervalNanos
    flushed += 1
    for (key, series) in increments {
      if var known = running[key] {
        known.input.add(series.input)
        known.output.add(series.output)
        known.duration.add(series.duration)
        running[key] = known
      } else {
        running[key] = series
      }
    }
    for (index, service) in services.enumerated() where service.metrics != .none {
      let source = service.metrics == .delta ? increments : running
      let series = source.filter { $0.key.service == index }.sorted {
        ($0.key.model.row, $0.key.isEmbedding ? 1 : 0, $0.key.hasFailed ? 1 : 0)
          < ($1.key.model.row, $1.key.isEmbedding ? 1 : 0, $1.key.hasFailed ? 1 : 0)
      }
      if series.isEmpty { continue }
      var writer = MetricWriter(
        json: json, proto: proto, start: service.metrics == .delta ? begin : start, end: end,
        temporality: service.metrics == .delta ? 1 : 2)
      if service.metrics == .counters {
        writer.metric("gen_ai.client.token.usage", unit: "tokens", isSum: true) { writer in
          for (key, series) in series {
            writer.number(series.input.sum, attributes(key, series.model, tokenType: words("input")))
            writer.number(series.output.sum, attributes(key, series.model, tokenType: words("output")))
          }
        }
        writer.metric("gen_ai.client.operation.latency", unit: "ms", isSum: false) { writer in
          for (key, series) in series {
            writer.histogram(
              series.duration.count, sum: Double(series.duration.sum) / 1e6, series.duration.buckets,
              bounds: durationBounds.map { Double($0) / 1e6 }, attributes(key, series.model, tokenType: nil))
          }
        }
      } else {
        writer.metric("gen_ai.client.token.usage", unit: "{token}", isSum: false) { writer in
          for (key, series) in series {
            for (type, histogram) in [(words("input"), series.input), (words("output"), series.output)]
            where histogram.count > 0 {
              writer.histogram(
                histogram.count, sum: Double(histogram.sum), histogram.buckets, bounds: tokenBounds.map(Double.init),
                attributes(key, series.model, tokenType: type))
            }
          }
        }
        writer.metric("gen_ai.client.operation.duration", unit: "s", isSum: false) { writer in
          for (key, series) in series {
            writer.histogram(
              series.duration.count, sum: Double(series.duration.sum) / 1e9, series.duration.buckets,
              bounds: durationBounds.map { Double($0) / 1e9 }, attributes(key, series.model, tokenType: nil))
          }
        }
      }
      totals.dataPoints += writer.pointCount
      try sink(index, writer.jsonBytes, writer.protoBytes)
    }
  }

  private func attributes(_ key: Key, _ model: Model, tokenType: Text?) -> [SpanDraft.Attribute] {
    let dialect = services[key.service].dialect
    var pairs: [(Text, Text)] = []
    if dialect != .article {
      pairs.append((words("gen_ai.operation.name"), key.isEmbedding ? words("embeddings") : words("chat")))
    }
    pairs.append((dialect == .otelCurrent ? words("gen_ai.provider.name") : words("gen_ai.system"), model.provider))
    pairs.append((words("gen_ai.request.model"), model.request))
    if key.hasFailed {
      pairs.append((words("error.type"), dialect == .otel127 ? words("APITimeoutError") : words("RateLimitError")))
    } else if dialect != .article {
      pairs.append((words("gen_ai.response.model"), model.response))
    }
    if let tokenType { pairs.append((words("gen_ai.token.type"), tokenType)) }
    return pairs.map { SpanDraft.Attribute(key: $0.0, value: .text($0.1)) }
  }
}

/// The bucket bounds that the conventions advise, in tokens.
private let tokenBounds = [
  1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
]

/// The bucket bounds that the conventions advise, 0.01 s doubling to 81.92 s, in nanoseconds.
private let durationBounds = (0..<14).map { 10_000_000 << $0 }

/// Writes metrics of one scope in both encodings.
private struct MetricWriter {
  let json: JSONEncoding
  let proto: ProtobufEncoding
  let start: UInt64
  let end: UInt64
  /// The OTLP number: 1 delta, 2 cumulative.
  let temporality: UInt8
  private(set) var jsonBytes: [UInt8] = []
  private(set) var protoBytes: [UInt8] = []
  private(set) var pointCount = 0
  private var isFirstPoint = true

  init(json: JSONEncoding, proto: ProtobufEncoding, start: UInt64, end: UInt64, temporality: UInt8) {
    self.json = json
    self.proto = proto
    self.start = start
    self.end = end
    self.temporality = temporality
  }

  /// Writes a metric whose points `points` adds.
  mutating func metric(
    _ name: StaticString, unit: StaticString, isSum: Bool, points: (inout MetricWriter) -> Void
  ) {
    let words = json.vocabulary
    jsonBytes.append(ascii: jsonBytes.isEmpty ? "{\"name\":\"" : ",{\"name\":\"")
    json.append(words(name), to: &jsonBytes)
    jsonBytes.append(ascii: "\",\"unit\":\"")
    json.append(words(unit), to: &jsonBytes)
    jsonBytes.append(ascii: isSum ? "\",\"sum\":{\"dataPoints\":[" : "\",\"histogram\":{\"dataPoints\":[")
    let metric = proto.begin(field: 2, in: &protoBytes)
    proto.append(words(name), field: 1, to: &protoBytes)
    proto.append(words(unit), field: 3, to: &protoBytes)
    let data = proto.begin(field: isSum ? 7 : 9, in: &protoBytes)
    isFirstPoint = true
    points(&self)
    jsonBytes.append(ascii: "],\"aggregationTemporality\":")
    jsonBytes.append(decimal: UInt64(temporality))
    jsonBytes.append(ascii: isSum ? ",\"isMonotonic\":true}}" : "}}")
    protoBytes.append(0x10)
    protoBytes.append(temporality)
    if isSum {
      protoBytes.append(0x18)
      protoBytes.append(1)
    }
    proto.end(data, in: &protoBytes)
    proto.end(metric, in: &protoBytes)
  }

  /// Adds a point with an integer value.
  mutating func number(_ value: Int, _ attributes: [SpanDraft.Attribute]) {
    let point = beginPoint(attributes, field: 7)
    jsonBytes.append(ascii: ",\"asInt\":\"")
    jsonBytes.append(decimal: Int64(value))
    jsonBytes.append(ascii: "\"}")
    protoBytes.append(0x31)
    protoBytes.append(littleEndian: UInt64(value))
    proto.end(point, in: &protoBytes)
  }

  /// Adds a point with explicit buckets.
  mutating func histogram(
    _ count: Int, sum: Double, _ buckets: [Int], bounds: [Double], _ attributes: [SpanDraft.Attribute]
  ) {
    let point = beginPoint(attributes, field: 9)
    jsonBytes.append(ascii: ",\"count\":\"")
    jsonBytes.append(decimal: UInt64(count))
    jsonBytes.append(ascii: "\",\"sum\":")
    json.append(sum, to: &jsonBytes)
    jsonBytes.append(ascii: ",\"bucketCounts\":[")
    for (index, bucket) in buckets.enumerated() {
      jsonBytes.append(ascii: index > 0 ? ",\"" : "\"")
      jsonBytes.append(decimal: UInt64(bucket))
      jsonBytes.append(ascii: "\"")
    }
    jsonBytes.append(ascii: "],\"explicitBounds\":[")
    for (index, bound) in bounds.enumerated() {
      if index > 0 { jsonBytes.append(ascii: ",") }
      json.append(bound, to: &jsonBytes)
    }
    jsonBytes.append(ascii: "]}")
    protoBytes.append(0x21)
    protoBytes.append(littleEndian: UInt64(count))
    protoBytes.append(0x29)
    protoBytes.append(littleEndian: sum.bitPattern)
    let packedCounts = proto.begin(field: 6, in: &protoBytes)
    for bucket in buckets { protoBytes.append(littleEndian: UInt64(bucket)) }
    proto.end(packedCounts, in: &protoBytes)
    let packedBounds = proto.begin(field: 7, in: &protoBytes)
    for bound in bounds { protoBytes.append(littleEndian: bound.bitPattern) }
    proto.end(packedBounds, in: &protoBytes)
    proto.end(point, in: &protoBytes)
  }

  private mutating func beginPoint(_ attributes: [SpanDraft.Attribute], field: UInt64) -> Int {
    pointCount += 1
    jsonBytes.append(ascii: isFirstPoint ? "{\"attributes\":" : ",{\"attributes\":")
    isFirstPoint = false
    json.append(attributes, to: &jsonBytes)
    jsonBytes.append(ascii: ",\"startTimeUnixNano\":\"")
    jsonBytes.append(decimal: start)
    jsonBytes.append(ascii: "\",\"timeUnixNano\":\"")
    jsonBytes.append(decimal: end)
    jsonBytes.append(ascii: "\"")
    let point = proto.begin(field: 1, in: &protoBytes)
    protoBytes.append(0x11)
    protoBytes.append(littleEndian: start)
    protoBytes.append(0x19)
    protoBytes.append(littleEndian: end)
    proto.append(attributes, field: field, to: &protoBytes)
    return point
  }
}
