import LedgerMemory
import LedgerModel

// Metrics among the objects of the JavaScript SDK: see JSONReader+JSObjects.

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
    desk.point.temporality = desk.point.kind == .gauge ? .unspecified : printedTemporality(temporality)
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

  private func printedTemporality(_ number: UInt64?) -> Temporality {
    switch number {
    case 0: .delta
    case 1: .cumulative
    default: .unspecified
    }
  }

  /// Whether an object is a metric in a line of its own; see ``printedMetricLine(at:)``.
  func isPrintedMetricLine(at start: Int) -> Bool {
    text.member("type", ofObjectAt: start).map { text.holds("\"metric\"", at: $0) } ?? false
  }

  /// A metric in a line of its own, as GitHub Copilot's command line writes it: name, unit and points, but no type, no
  /// temporality and no resource. What a point is shows in its value; how it counts does not, and is not guessed.
  mutating func printedMetricLine(at start: Int) throws(Damage) -> Int {
    desk.outcome.adapted.formUnion(.jsSDK)
    try printedSource(at: start)

    desk.clear()
    desk.outcome.signals.formUnion(.metrics)
    desk.point.metricName = .empty
    desk.point.unit = .empty
    desk.point.isMonotonic = false
    var temporality: UInt64?
    var points: [Int] = []
    var end = start + 1
    var isFirst = true
    while let key = try nextMember(&end, isFirst: &isFirst) {
      if key == "name" {
        if let value = try string(at: end, "name", isLasting: true).value { desk.point.metricName = value }
      } else if key == "unit" {
        if let value = try string(at: end, "unit", isLasting: true).value { desk.point.unit = value }
      } else if key == "aggregationTemporality" {
        temporality = try unsigned(at: end, "aggregationTemporality").value
      } else if key == "isMonotonic" {
        desk.point.isMonotonic = try boolean(at: end, "isMonotonic").value ?? false
      } else if key == "dataPoints" {
        if isList(at: end) { points.append(end) } else { _ = try passOver(end, "dataPoints", expected: "a list") }
      }
      end = try text.endOfValue(at: end)
    }
    var shares = PrintedShares()
    for list in points {
      var at = list + 1
      var isFirstPoint = true
      while try nextElement(&at, isFirst: &isFirstPoint) {
        guard isObject(at: at) else {
          at = try passOver(at, "data point", expected: "an object")
          continue
        }
        desk.point.kind = printedKind(ofPointAt: at)
        desk.point.temporality = printedTemporality(temporality)
        at = try printedPoint(at: at, false, &shares)
      }
    }
    return end
  }

  /// What a point is by its value: a distribution, or else a number. JavaScript has one type of numbers, and whether one is a
  /// count or a level nothing says: as a sum whose temporality is not said it is in no figure, and that is told.
  private func printedKind(ofPointAt start: Int) -> MetricKind {
    guard let value = text.member("value", ofObjectAt: start), isObject(at: value) else { return .sum }
    return text.member("scale", ofObjectAt: value) == nil ? .histogram : .exponentialHistogram
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
          shares.note(desk.point.explicitBounds)
        }
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    guard let circular else { return at }
    if let known = shares.bounds(ofBuckets: desk.point.bucketCounts.count) {
      desk.point.explicitBounds = known
      shares.metricBounds = known
    } else {
      desk.point.bucketCounts.removeAll(keepingCapacity: true)
      desk.report(
        .unreadableField, atByte: circular,
        "\"boundaries\" is [Circular], as its writer prints what it printed before, and which it was is not known; the"
          + " buckets were left out")
    }
    return at
  }
}
