import LedgerMemory
import LedgerModel

// The objects that the JavaScript SDK holds in memory, as JSON: what exporters of coding assistants (GitHub Copilot Chat,
// Gemini CLI) write to files. One object is a span, a log record, or all metrics of a collection. They are read as the
// SDK's own OTLP exporter would have sent them. Times are [seconds, nanoseconds]; the kind of a span is OTLP's minus 1;
// the temporality of a metric is 0 for delta and 1 for cumulative.
//
// Some writers put "[Circular]" wherever an object was printed before in the same document, whether it is one of its own
// containers or not. Where the SDK shares one object the meaning is known: the end of the collection, and the bounds of a
// histogram. Everything else is absent, and said to be.

/// The parts of a printed span or log record that are wanted before it.
private struct PrintedPlaces {
  var resource = -1
  var scope = -1
}

/// A printed SpanContext.
private struct PrintedContext {
  var traceID = TraceID.absent
  var spanID = SpanID.absent
  var traceFlags: UInt32 = 0
  var traceState = ByteView.empty
  var isRemote: Bool?
}

/// What the points of a collection share, because the SDK keeps it in one object.
struct PrintedShares {
  /// The end of the collection.
  var endUnixNano: UInt64?
  /// The different lists of bounds printed so far, and whether there are more than are remembered.
  private(set) var bounds: [[Double]] = []
  private var isFull = false
  /// The bounds of the metric in hand.
  var metricBounds: [Double]?

  /// Remembers bounds that were printed.
  mutating func note(_ printed: [Double]) {
    metricBounds = printed
    if isFull || bounds.contains(printed) { return }
    if bounds.count < 256 { bounds.append(printed) } else { isFull = true }
  }

  /// The only bounds printed so far that part values into so many buckets; `nil` where there are none or several.
  func bounds(ofBuckets count: Int) -> [Double]? {
    if let metricBounds { return metricBounds.count + 1 == count ? metricBounds : nil }
    let fitting = bounds.filter { $0.count + 1 == count }
    return fitting.count == 1 && !isFull ? fitting[0] : nil
  }
}

extension JSONReader {
  /// Where two strings of the SDK's printers say that an object was printed before.
  private func isCircular(at offset: Int) -> Bool { text.holds("\"[Circular]\"", at: offset) }

  // MARK: Spans

  /// A span.
  mutating func printedSpan(at start: Int) throws(Damage) -> Int {
    desk.outcome.adapted.formUnion(.jsSDK)
    try printedSource(at: start)

    desk.clearForSpan()
    desk.outcome.signals.formUnion(.traces)
    var fields = SpanFields()
    var parent = PrintedContext()
    var context = PrintedContext()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      switch PrintedSpanKey(key) {
      case .context: at = try printedContext(at: at, "_spanContext", &context)
      case .parentContext: at = try printedContext(at: at, "parentSpanContext", &parent)
      case .traceID: (context.traceID, at) = try traceID(at: at, "traceId")
      case .spanID: (context.spanID, at) = try spanID(at: at, "spanId")
      case .parentSpanID: (parent.spanID, at) = try spanID(at: at, "parentSpanId")
      case .traceFlags: (context.traceFlags, at) = try unsigned32(at: at, "traceFlags")
      case .traceState:
        let (value, end) = try string(at: at, "traceState")
        if let value { context.traceState = value }
        at = end
      case .name:
        let (value, end) = try string(at: at, "name")
        if let value { fields.name = value }
        at = end
      case .kind: (fields.kind, at) = try printedKind(at: at)
      case .start: (fields.startUnixNano, at) = try printedTime(at: at, "startTime")
      case .end: (fields.endUnixNano, at) = try printedTime(at: at, "endTime")
      case .attributes: at = try attributeMap(at: at, .record)
      case .events: at = try printedEvents(at: at)
      case .links:
        let (count, end) = try printedLinks(at: at)
        fields.linkCount += count
        at = end
      case .status:
        var code: UInt8 = 0
        (code, at) = try printedStatus(at: at)
        fields.statusCode = code
      case .other: at = try text.endOfValue(at: at)
      }
    }
    fields.traceID = context.traceID
    fields.spanID = context.spanID
    fields.parentSpanID = parent.spanID
    fields.traceState = context.traceState
    fields.flags = context.traceFlags & 0xFF
    // Bit 8 says that bit 9 is known, which says that the parent is remote.
    if let isRemote = parent.isRemote { fields.flags |= isRemote ? 0x300 : 0x100 }
    desk.deliver(&fields)
    return at
  }

  private mutating func printedContext(
    at start: Int, _ field: StaticString, _ context: inout PrintedContext
  ) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, field, expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "traceId" {
        (context.traceID, at) = try traceID(at: at, "traceId")
      } else if key == "spanId" {
        (context.spanID, at) = try spanID(at: at, "spanId")
      } else if key == "traceFlags" {
        (context.traceFlags, at) = try unsigned32(at: at, "traceFlags")
      } else if key == "traceState" {
        // The SDK holds it in a map, of which JSON shows nothing.
        let (value, end) = try string(at: at, "traceState")
        if let value { context.traceState = value }
        at = end
      } else if key == "isRemote" {
        (context.isRemote, at) = try boolean(at: at, "isRemote")
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return at
  }

  private mutating func printedKind(at start: Int) throws(Damage) -> (value: UInt8, end: Int) {
    let (value, end) = try unsigned(at: start, "kind")
    guard let value else { return (0, end) }
    if value <= 4 { return (UInt8(value) + 1, end) }
    return (0, try passOver(start, "kind", expected: "a number from 0 to 4"))
  }

  private mutating func printedStatus(at start: Int) throws(Damage) -> (value: UInt8, end: Int) {
    guard isObject(at: start) else { return (0, try passOver(start, "status", expected: "an object")) }
    var code: UInt8 = 0
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "code" {
        (code, at) = try enumeration(at: at, "code", .statusCode)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return (code, at)
  }

  private mutating func printedEvents(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "events", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, "event", expected: "an object")
        continue
      }
      let firstAttribute = desk.span.eventAttributes.count
      var name = ByteView.empty
      var time: UInt64 = 0
      at += 1
      var isFirstMember = true
      while let key = try nextMember(&at, isFirst: &isFirstMember) {
        if key == "name" {
          let (value, end) = try string(at: at, "name")
          if let value { name = value }
          at = end
        } else if key == "time" {
          (time, at) = try printedTime(at: at, "time")
        } else if key == "attributes" {
          at = try attributeMap(at: at, .event)
        } else {
          at = try text.endOfValue(at: at)
        }
      }
      desk.span.events.append(
        EventRecord(name: name, timeUnixNano: time, attributes: firstAttribute..<desk.span.eventAttributes.count))
    }
    return at
  }

  private mutating func printedLinks(at start: Int) throws(Damage) -> (count: Int, end: Int) {
    guard isList(at: start) else { return (0, try passOver(start, "links", expected: "a list")) }
    var count = 0
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      count += 1
      at = try text.endOfValue(at: at)
    }
    return (count, at)
  }

  // MARK: Log records

  /// A log record.
  mutating func printedLog(at start: Int) throws(Damage) -> Int {
    desk.outcome.adapted.formUnion(.jsSDK)
    try printedSource(at: start)

    desk.clear()
    desk.log.reset()
    desk.outcome.signals.formUnion(.logs)
    var context = PrintedContext()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "hrTime" || key == "_hrTime" {
        (desk.log.timeUnixNano, at) = try printedTime(at: at, "hrTime")
      } else if key == "hrTimeObserved" || key == "_hrTimeObserved" {
        (desk.log.observedTimeUnixNano, at) = try printedTime(at: at, "hrTimeObserved")
      } else if key == "severityNumber" || key == "_severityNumber" {
        (desk.log.severityNumber, at) = try enumeration(at: at, "severityNumber", .severity)
      } else if key == "body" || key == "_body" {
        let (value, _, end) = try plainValue(at: at)
        desk.log.body = AttributeValue(key: AttributeKey(0), kind: value.kind, bits: value.bits, text: value.text)
        at = end
      } else if key == "eventName" || key == "_eventName" {
        let (value, end) = try string(at: at, "eventName")
        if let value { desk.log.eventName = value }
        at = end
      } else if key == "attributes" {
        at = try attributeMap(at: at, .record)
      } else if key == "spanContext" || key == "_spanContext" {
        at = try printedContext(at: at, "spanContext", &context)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    desk.log.traceID = context.traceID
    desk.log.spanID = context.spanID
    desk.log.flags = context.traceFlags & 0xFF
    desk.deliverLog()
    return at
  }

  // MARK: Resource and scope

  /// Hands over resource and scope of a span or log record.
  private mutating func printedSource(at start: Int) throws(Damage) {
    var places = PrintedPlaces()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "resource" {
        places.resource = at
      } else if key == "instrumentationScope" || key == "instrumentationLibrary" {
        places.scope = at
      }
      at = try text.endOfValue(at: at)
    }
    let schemaURL = try printedResource(at: places.resource, inside: start, at)
    try printedScope(at: places.scope, schemaURL)
  }

  /// Hands over a resource and returns its schema URL. Where it was printed before, inside the span's processor, its
  /// attributes are looked for there: all spans of a processor have one resource.
  private mutating func printedResource(at start: Int, inside document: Int, _ end: Int) throws(Damage) -> ByteView {
    desk.clear()
    desk.digest = AttributeDigest()
    var schemaURL = ByteView.empty
    if start >= 0, isCircular(at: start), let list = firstRawAttributes(from: document, to: end) {
      try printedPairs(at: list)
    } else if start >= 0 {
      schemaURL = try printedResourceFields(at: start)
    }
    desk.deliverResource()
    return schemaURL
  }

  private mutating func printedResourceFields(at start: Int) throws(Damage) -> ByteView {
    guard isObject(at: start) else {
      _ = try passOver(start, "resource", expected: "an object")
      return .empty
    }
    var schemaURL = ByteView.empty
    // The same attributes may be there in several forms: as listed, as asked for, as an older SDK holds them.
    var listed = -1
    var mapped = -1
    var older = -1
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "_rawAttributes" {
        listed = at
      } else if key == "attributes" {
        mapped = at
      } else if key == "_attributes" || (key == "_syncAttributes" && older < 0) {
        older = at
      } else if key == "_schemaUrl" || key == "schemaUrl" {
        if let url = try string(at: at, "schemaUrl", isLasting: true).value { schemaURL = url }
      }
      at = try text.endOfValue(at: at)
    }
    if listed >= 0 {
      try printedPairs(at: listed)
    } else if mapped >= 0 || older >= 0 {
      _ = try attributeMap(at: mapped >= 0 ? mapped : older, .digested)
    }
    return schemaURL
  }

  /// Attributes as pairs of key and value. Of pairs with one key the first counts; a value that was still being waited for
  /// is an empty object, and none.
  private mutating func printedPairs(at start: Int) throws(Damage) {
    guard isList(at: start) else {
      _ = try passOver(start, "_rawAttributes", expected: "a list")
      return
    }
    var seen: Set<[UInt8]> = []
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isList(at: at) else {
        at = try passOver(at, "attribute", expected: "a list of key and value")
        continue
      }
      let pairEnd = try text.endOfContainer(at: at)
      let keyStart = text.afterBlank(at + 1)
      let (name, keyEnd) = try string(at: keyStart, "attribute key")
      let comma = text.afterBlank(keyEnd)
      if let name, text.byte(at: comma) == 0x2C {
        let value = text.afterBlank(comma + 1)
        if !isObject(at: value), !isNull(at: value), seen.insert(name.bytes).inserted {
          _ = try plainAttribute(name, at: value, .digested)
        }
      }
      at = pairEnd
    }
  }

  /// The first list of raw attributes inside a document.
  private func firstRawAttributes(from start: Int, to end: Int) -> Int? {
    var at = start
    while let quote = text.slice(0, end).firstIndex(of: 0x22, from: at) {
      if text.holds("\"_rawAttributes\"", at: quote) {
        let colon = text.afterBlank(quote + 16)
        let list = text.afterBlank(colon + 1)
        if text.byte(at: colon) == 0x3A, isList(at: list) { return list }
      }
      at = quote + 1
    }
    return nil
  }

  private mutating func printedScope(at start: Int, _ resourceSchemaURL: ByteView) throws(Damage) {
    desk.clear()
    desk.digest = AttributeDigest()
    var name = ByteView.empty
    var version = ByteView.empty
    var schemaURL = ByteView.empty
    if start >= 0, !isObject(at: start) {
      _ = try passOver(start, "instrumentationScope", expected: "an object")
    } else if start >= 0 {
      var at = start + 1
      var isFirst = true
      while let key = try nextMember(&at, isFirst: &isFirst) {
        if key == "name" {
          if let value = try string(at: at, "name").value { name = value }
        } else if key == "version" {
          if let value = try string(at: at, "version").value { version = value }
        } else if key == "schemaUrl" {
          if let value = try string(at: at, "schemaUrl").value { schemaURL = value }
        } else if key == "attributes" {
          _ = try attributeMap(at: at, .digested)
        }
        at = try text.endOfValue(at: at)
      }
    }
    desk.deliverScope(name: name, version: version, schemaURL: schemaURL.isEmpty ? resourceSchemaURL : schemaURL)
  }

  // MARK: Metrics

  /// All metrics of one collection.
  mutating func printedMetrics(at start: Int) throws(Damage) -> Int {
    desk.outcome.adapted.formUnion(.jsSDK)
    var resource = -1
    var scopes: [Int] = []
    var end = start + 1
    var isFirst = true
    while let key = try nextMember(&end, isFirst: &isFirst) {
      if key == "resource" { resource = end }
      if key == "scopeMetrics", isList(at: end) { scopes.append(end) }
      end = try text.endOfValue(at: end)
    }
    let schemaURL = try printedResource(at: resource, inside: start, end)
    var shares = PrintedShares()
    for list in scopes {
      var at = list + 1
      var isFirstScope = true
      while try nextElement(&at, isFirst: &isFirstScope) {
        at =
          isObject(at: at)
          ? try printedScopeMetrics(at: at, schemaURL, &shares)
          : try passOver(at, "scopeMetrics element", expected: "an object")
      }
    }
    return end
  }

  private mutating func printedScopeMetrics(
    at start: Int, _ schemaURL: ByteView, _ shares: inout PrintedShares
  ) throws(Damage) -> Int {
    var scope = -1
    var metrics: [Int] = []
    var end = start + 1
    var isFirst = true
    while let key = try nextMember(&end, isFirst: &isFirst) {
      if key == "scope" { scope = end }
      if key == "metrics", isList(at: end) { metrics.append(end) }
      end = try text.endOfValue(at: end)
    }
    try printedScope(at: scope, schemaURL)
    for list in metrics {
      var at = list + 1
      var isFirstMetric = true
      while try nextElement(&at, isFirst: &isFirstMetric) {
        at = isObject(at: at) ? try printedMetric(at: at, &shares) : try passOver(at, "metric", expected: "an object")
      }
    }
    return end
  }

  /// A metric: what stands in its descriptor and beside its points is wanted before them.
  private mutating func printedMetric(at start: Int, _ shares: inout PrintedShares) throws(Damage) -> Int {
    desk.clear()
    desk.outcome.signals.formUnion(.metrics)
    shares.metricBounds = nil
    desk.point.metricName = .empty
    desk.point.unit = .empty
    desk.point.isMonotonic = false
    var isInteger = false
    var type: UInt64?
    var temporality: UInt64?
    var points: [Int] = []
    var end = start + 1
    var isFirst = true
    while let key = try nextMember(&end, isFirst: &isFirst) {
      if key == "descriptor" {
        isInteger = try printedDescriptor(at: end)
      } else if key == "dataPointType" {
        type = try unsigned(at: end, "dataPointType").value
      } else if key == "aggregationTemporality" {
        temporality = try unsigned(at: end, "aggregationTemporality").value
      } else if key == "isMonotonic" {
        desk.point.isMonotonic = try boolean(at: end, "isMonotonic").value ?? false
      } else if key == "dataPoints", isList(at: end) {
        points.append(end)
      }
      end = try text.endOfValue(at: end)
    }
    switch type {
    case 0: desk.point.kind = .histogram
    case 1: desk.point.kind = .exponentialHistogram
    case 2: desk.point.kind = .gauge
    case 3: desk.point.kind = .sum
    default:
      desk.report(
        .unreadableField, atByte: start,
        "\"dataPointType\" is none of the four that the JavaScript SDK has; the metric was left out")
      return end
    }
    switch (desk.point.kind, temporality) {
    case (.gauge, _): desk.point.temporality = .unspecified
    case (_, 0): desk.point.temporality = .delta
    case (_, 1): desk.point.temporality = .cumulative
    default: desk.point.temporality = .unspecified
    }
    for list in points {
      var at = list + 1
      var isFirstPoint = true
      while try nextElement(&at, isFirst: &isFirstPoint) {
        at =
          isObject(at: at)
          ? try printedPoint(at: at, isInteger, &shares) : try passOver(at, "data point", expected: "an object")
      }
    }
    return end
  }

  /// Name and unit; returns whether values are integers.
  private mutating func printedDescriptor(at start: Int) throws(Damage) -> Bool {
    guard isObject(at: start) else {
      _ = try passOver(start, "descriptor", expected: "an object")
      return false
    }
    var isInteger = false
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "name" {
        if let value = try string(at: at, "name", isLasting: true).value { desk.point.metricName = value }
      } else if key == "unit" {
        if let value = try string(at: at, "unit", isLasting: true).value { desk.point.unit = value }
      } else if key == "valueType" {
        isInteger = try unsigned(at: at, "valueType").value == 0
      }
      at = try text.endOfValue(at: at)
    }
    return isInteger
  }

  private mutating func printedPoint(
    at start: Int, _ isInteger: Bool, _ shares: inout PrintedShares
  ) throws(Damage) -> Int {
    desk.clearForPoint()
    var isUsable = true
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "attributes" {
        if isCircular(at: at) {
          // Without them the point would be taken for one of another series.
          desk.report(
            .unreadableField, atByte: at,
            "\"attributes\" of a point is [Circular], as its writer prints what it printed before; the point was left out"
          )
          isUsable = false
          at = try text.endOfValue(at: at)
        } else {
          at = try attributeMap(at: at, .digested)
        }
      } else if key == "startTime" {
        (desk.point.startUnixNano, at) = try printedTime(at: at, "startTime")
      } else if key == "endTime" {
        if isCircular(at: at), let end = shares.endUnixNano {
          desk.point.timeUnixNano = end
          at = try text.endOfValue(at: at)
        } else {
          (desk.point.timeUnixNano, at) = try printedTime(at: at, "endTime")
          if desk.point.timeUnixNano != 0, shares.endUnixNano == nil { shares.endUnixNano = desk.point.timeUnixNano }
        }
      } else if key == "value" {
        at = try printedPointValue(at: at, isInteger, &shares)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    if isUsable { desk.deliverPoint() }
    return at
  }

  private mutating func printedPointValue(
    at start: Int, _ isInteger: Bool, _ shares: inout PrintedShares
  ) throws(Damage) -> Int {
    switch desk.point.kind {
    case .gauge, .sum, .summary:
      if isInteger {
        let (value, end) = try signed(at: start, "value")
        desk.point.intValue = value
        return end
      }
      let (value, end) = try double(at: start, "value")
      desk.point.doubleValue = value
      return end
    case .histogram, .exponentialHistogram:
      guard isObject(at: start) else { return try passOver(start, "value", expected: "an object") }
      var at = start + 1
      var isFirst = true
      while let key = try nextMember(&at, isFirst: &isFirst) {
        at = try printedDistribution(key, at: at, &shares)
      }
      return at
    }
  }

  private mutating func printedDistribution(
    _ key: ByteView, at start: Int, _ shares: inout PrintedShares
  ) throws(Damage) -> Int {
    if key == "count" {
      let (value, end) = try unsigned(at: start, "count")
      desk.point.count = value ?? 0
      return end
    }
    if key == "sum" {
      let (value, end) = try double(at: start, "sum")
      desk.point.sum = value
      return end
    }
    if key == "min" {
      let (value, end) = try double(at: start, "min")
      desk.point.min = value
      return end
    }
    if key == "max" {
      let (value, end) = try double(at: start, "max")
      desk.point.max = value
      return end
    }
    if key == "scale" {
      let (value, end) = try signed32(at: start, "scale")
      desk.point.scale = value
      return end
    }
    if key == "zeroCount" {
      let (value, end) = try unsigned(at: start, "zeroCount")
      desk.point.zeroCount = value ?? 0
      return end
    }
    if key == "buckets" { return try printedBuckets(at: start, &shares) }
    if key == "positive" { return try buckets(at: start, .positive) }
    if key == "negative" { return try buckets(at: start, .negative) }
    return try text.endOfValue(at: start)
  }

  /// Explicit buckets. Bounds that were printed before are those of an earlier point of the metric, or else the only
  /// ones printed so far that have as many buckets.
  private mutating func printedBuckets(at start: Int, _ shares: inout PrintedShares) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "buckets", expected: "an object") }
    var circular: Int?
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "counts" {
        at = try counts(at: at, .explicit)
      } else if key == "boundaries" {
        if isCircular(at: at) {
          circular = at
          at = try text.endOfValue(at: at)
        } else {
          at = try bounds(at: at)
          shares.note(desk.explicitBounds)
        }
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    guard let circular else { return at }
    if let known = shares.bounds(ofBuckets: desk.bucketCounts.count) {
      desk.explicitBounds = known
      shares.metricBounds = known
    } else {
      desk.bucketCounts.removeAll(keepingCapacity: true)
      desk.report(
        .unreadableField, atByte: circular,
        "\"boundaries\" is [Circular], as its writer prints what it printed before, and which it was is not known; the"
          + " buckets were left out")
    }
    return at
  }

  // MARK: Times

  /// Seconds and nanoseconds in a list; 0 where there is none.
  private mutating func printedTime(at start: Int, _ field: StaticString) throws(Damage) -> (value: UInt64, end: Int) {
    if isList(at: start) {
      let end = try text.endOfContainer(at: start)
      let secondsStart = text.afterBlank(start + 1)
      let secondsEnd = try text.endOfValue(at: secondsStart)
      let comma = text.afterBlank(secondsEnd)
      if text.byte(at: comma) == 0x2C {
        let nanosStart = text.afterBlank(comma + 1)
        let nanosEnd = try text.endOfValue(at: nanosStart)
        if text.afterBlank(nanosEnd) + 1 == end,
          let seconds = text.slice(secondsStart, secondsEnd).wholeNumber?.unsigned,
          let nanos = text.slice(nanosStart, nanosEnd).wholeNumber?.unsigned
        {
          let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
          let (sum, overflow2) = scaled.addingReportingOverflow(nanos)
          if !overflow, !overflow2 { return (sum, end) }
        }
      }
    }
    return (0, try passOver(start, field, expected: "a list of seconds and nanoseconds"))
  }
}

/// The keys of a printed span.
private enum PrintedSpanKey {
  case context, parentContext, traceID, spanID, parentSpanID, traceFlags, traceState
  case name, kind, start, end, attributes, events, links, status
  case other

  init(_ key: ByteView) {
    if key == "_spanContext" || key == "spanContext" {
      self = .context
    } else if key == "parentSpanContext" {
      self = .parentContext
    } else if key == "traceId" {
      self = .traceID
    } else if key == "spanId" {
      self = .spanID
    } else if key == "parentSpanId" {
      self = .parentSpanID
    } else if key == "traceFlags" {
      self = .traceFlags
    } else if key == "traceState" {
      self = .traceState
    } else if key == "name" {
      self = .name
    } else if key == "kind" {
      self = .kind
    } else if key == "startTime" {
      self = .start
    } else if key == "endTime" {
      self = .end
    } else if key == "attributes" {
      self = .attributes
    } else if key == "events" {
      self = .events
    } else if key == "links" {
      self = .links
    } else if key == "status" {
      self = .status
    } else {
      self = .other
    }
  }
}
