import LedgerMemory
import LedgerModel

/// The data of a metric: which kind, and where it stands.
struct MetricPart {
  var shape: MetricShape
  var start: Int
}

/// The kinds of data that a metric can have, with the forms that old versions had.
struct MetricShape: Equatable {
  var kind: MetricKind
  /// Points of the old kinds have one member `value`; whether it is an integer shows in the kind alone.
  var isOldInteger = false

  init(_ kind: MetricKind, isOldInteger: Bool = false) {
    self.kind = kind
    self.isOldInteger = isOldInteger
  }

  init?(_ key: ByteView) {
    if key == "sum" || key == "doubleSum" || key == "double_sum" {
      self.init(.sum)
    } else if key == "gauge" || key == "doubleGauge" || key == "double_gauge" {
      self.init(.gauge)
    } else if key == "histogram" || key == "doubleHistogram" || key == "double_histogram" {
      self.init(.histogram)
    } else if key == "exponentialHistogram" || key == "exponential_histogram" {
      self.init(.exponentialHistogram)
    } else if key == "summary" || key == "doubleSummary" || key == "double_summary" {
      self.init(.summary)
    } else if key == "intSum" || key == "int_sum" {
      self.init(.sum, isOldInteger: true)
    } else if key == "intGauge" || key == "int_gauge" {
      self.init(.gauge, isOldInteger: true)
    } else if key == "intHistogram" || key == "int_histogram" {
      self.init(.histogram, isOldInteger: true)
    } else {
      return nil
    }
  }
}

extension JSONReader {
  /// A list of metrics.
  mutating func metrics(at start: Int) throws(Damage) -> Int {
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        desk.outcome.signals.formUnion(.metrics)
        at = try metric(at: at)
      } else {
        at = try passOver(at, "metric", expected: "an object")
      }
    }
    return at
  }

  /// A metric: its name and unit, and how it counts, are wanted before its points, wherever they stand.
  private mutating func metric(at start: Int) throws(Damage) -> Int {
    desk.clear()
    metricParts.removeAll(keepingCapacity: true)
    var name = ByteView.empty
    var unit = ByteView.empty
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "name" {
        let (value, end) = try string(at: at, "name", isLasting: true)
        if let value { name = value }
        at = end
      } else if key == "unit" {
        let (value, end) = try string(at: at, "unit", isLasting: true)
        if let value { unit = value }
        at = end
      } else if let shape = MetricShape(key) {
        if isObject(at: at) {
          // Another kind replaces what was given before, the same kind again adds to it.
          if let last = metricParts.last, last.shape != shape { metricParts.removeAll(keepingCapacity: true) }
          metricParts.append(MetricPart(shape: shape, start: at))
          at = try text.endOfContainer(at: at)
        } else {
          at = try passOver(at, "data", expected: "an object")
        }
      } else if key == "Data" {
        // As Go writes the message without OTLP's rules: the kind of data is one level deeper.
        if let member = try spelledMember(ofObjectAt: at), let shape = MetricShape(member.name),
          isObject(at: member.value)
        {
          metricParts.append(MetricPart(shape: shape, start: member.value))
        }
        at = try text.endOfValue(at: at)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    try points(name: name, unit: unit)
    return at
  }

  private mutating func points(name: ByteView, unit: ByteView) throws(Damage) {
    guard let shape = metricParts.first?.shape else { return }
    var temporality: UInt8 = 0
    var isMonotonic = false
    let dataCount = metricParts.count
    for row in 0..<dataCount {
      var at = metricParts[row].start + 1
      var isFirst = true
      while let key = try nextMember(&at, isFirst: &isFirst) {
        if key == "dataPoints" || key == "data_points" {
          guard isList(at: at) else {
            at = try passOver(at, "dataPoints", expected: "a list")
            continue
          }
          metricParts.append(MetricPart(shape: shape, start: at))
          at = try text.endOfContainer(at: at)
        } else if key == "aggregationTemporality" || key == "aggregation_temporality" {
          (temporality, at) = try enumeration(at: at, "aggregationTemporality", .temporality)
        } else if key == "isMonotonic" || key == "is_monotonic" {
          let (value, end) = try boolean(at: at, "isMonotonic")
          if let value { isMonotonic = value }
          at = end
        } else {
          at = try text.endOfValue(at: at)
        }
      }
    }
    desk.point.metricName = name
    desk.point.unit = unit
    desk.point.kind = shape.kind
    desk.point.temporality = Temporality(rawValue: temporality) ?? .unspecified
    desk.point.isMonotonic = isMonotonic
    for row in dataCount..<metricParts.count {
      var at = metricParts[row].start + 1
      var isFirst = true
      while try nextElement(&at, isFirst: &isFirst) {
        if isObject(at: at) {
          at = try point(at: at, shape)
        } else {
          at = try passOver(at, "data point", expected: "an object")
        }
      }
    }
  }

  private mutating func point(at start: Int, _ shape: MetricShape) throws(Damage) -> Int {
    desk.clearForPoint()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "attributes" {
        at = try digestedAttributes(at: at)
      } else if key == "startTimeUnixNano" || key == "start_time_unix_nano" {
        (desk.point.startUnixNano, at) = try time(at: at, "startTimeUnixNano")
      } else if key == "timeUnixNano" || key == "time_unix_nano" {
        (desk.point.timeUnixNano, at) = try time(at: at, "timeUnixNano")
      } else if key == "flags" {
        (desk.point.flags, at) = try unsigned32(at: at, "flags")
      } else if key == "labels" {
        at = try labels(at: at)
      } else if key == "exemplars" {
        at = try exemplars(at: at, shape)
      } else if shape.kind == .gauge || shape.kind == .sum {
        at = try numberField(key, at: at, shape)
      } else {
        at = try distributionField(key, at: at, shape)
      }
    }
    desk.deliverPoint()
    return at
  }

  /// A field of a number point. Of several values the last one counts.
  private mutating func numberField(_ key: ByteView, at: Int, _ shape: MetricShape) throws(Damage) -> Int {
    if isNull(at: at) { return at + 4 }
    if key == "asInt" || key == "as_int" || (key == "value" && shape.isOldInteger) {
      let (value, end) = try signed(at: at, "asInt")
      if let value {
        desk.point.intValue = value
        desk.point.doubleValue = nil
      }
      return end
    }
    if key == "asDouble" || key == "as_double" || key == "value" {
      let (value, end) = try double(at: at, "asDouble")
      if let value {
        desk.point.doubleValue = value
        desk.point.intValue = nil
      }
      return end
    }
    if key == "Value", let member = try spelledMember(ofObjectAt: at), !(member.name == "value") {
      _ = try numberField(member.name, at: member.value, shape)
    }
    return try text.endOfValue(at: at)
  }

  /// A field of a histogram or summary point.
  private mutating func distributionField(_ key: ByteView, at: Int, _ shape: MetricShape) throws(Damage) -> Int {
    if key == "count" {
      let (value, end) = try unsigned(at: at, "count")
      desk.point.count = value ?? 0
      return end
    }
    if key == "sum" {
      let (value, end) = try double(at: at, "sum")
      desk.point.sum = value
      return end
    }
    if shape.kind == .summary { return try text.endOfValue(at: at) }
    if key == "min" {
      let (value, end) = try double(at: at, "min")
      desk.point.min = value
      return end
    }
    if key == "max" {
      let (value, end) = try double(at: at, "max")
      desk.point.max = value
      return end
    }
    if shape.kind == .histogram {
      if key == "bucketCounts" || key == "bucket_counts" { return try counts(at: at, .explicit) }
      if key == "explicitBounds" || key == "explicit_bounds" { return try bounds(at: at) }
      return try text.endOfValue(at: at)
    }
    if key == "scale" {
      let (value, end) = try signed32(at: at, "scale")
      desk.point.scale = value
      return end
    }
    if key == "zeroCount" || key == "zero_count" {
      let (value, end) = try unsigned(at: at, "zeroCount")
      desk.point.zeroCount = value ?? 0
      return end
    }
    if key == "zeroThreshold" || key == "zero_threshold" {
      let (value, end) = try double(at: at, "zeroThreshold")
      desk.point.zeroThreshold = value ?? 0
      return end
    }
    if key == "positive" { return try buckets(at: at, .positive) }
    if key == "negative" { return try buckets(at: at, .negative) }
    return try text.endOfValue(at: at)
  }

  @inline(never)
  private mutating func exemplars(at start: Int, _ shape: MetricShape) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "exemplars", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      if isObject(at: at) {
        at = try exemplar(at: at, shape)
      } else {
        at = try passOver(at, "exemplar", expected: "an object")
      }
    }
    return at
  }

  private mutating func exemplar(at start: Int, _ shape: MetricShape) throws(Damage) -> Int {
    var exemplar = Exemplar()
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "timeUnixNano" || key == "time_unix_nano" {
        (exemplar.timeUnixNano, at) = try time(at: at, "timeUnixNano")
      } else if key == "spanId" || key == "span_id" {
        (exemplar.spanID, at) = try spanID(at: at, "spanId")
      } else if key == "traceId" || key == "trace_id" {
        (exemplar.traceID, at) = try traceID(at: at, "traceId")
      } else if key == "asInt" || key == "as_int" || (key == "value" && shape.isOldInteger) {
        let (value, end) = try signed(at: at, "asInt")
        if let value { exemplar.value = .int(value) }
        at = end
      } else if key == "asDouble" || key == "as_double" || key == "value" {
        let (value, end) = try double(at: at, "asDouble")
        if let value { exemplar.value = .double(value) }
        at = end
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    desk.append(exemplar, atByte: start)
    return at
  }

  mutating func buckets(at start: Int, _ side: BucketList) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "buckets", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "offset" {
        let (value, end) = try signed32(at: at, "offset")
        if side == .positive { desk.point.positiveOffset = value } else { desk.point.negativeOffset = value }
        at = end
      } else if key == "bucketCounts" || key == "bucket_counts" {
        at = try counts(at: at, side)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return at
  }

  mutating func counts(at start: Int, _ list: BucketList) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "bucketCounts", expected: "a list") }
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      // Most buckets hold less than ten: one digit in quotes.
      let digit = text.byte(at: at + 1) &- 0x30
      if digit <= 9, text.byte(at: at) == 0x22, text.byte(at: at + 2) == 0x22 {
        desk.appendCount(UInt64(digit), to: list, atByte: at)
        at += 3
        continue
      }
      let (value, end) = try unsigned(at: at, "bucketCounts")
      desk.appendCount(value ?? 0, to: list, atByte: at)
      at = end
    }
    return at
  }

  mutating func bounds(at start: Int) throws(Damage) -> Int {
    guard isList(at: start) else { return try passOver(start, "explicitBounds", expected: "a list") }
    if let end = desk.appendKnownBounds(in: text, at: start) { return end }
    let first = desk.point.explicitBounds.count
    var isSound = true
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      let (value, end) = try double(at: at, "explicitBounds")
      desk.appendBound(value ?? 0, atByte: at)
      isSound = isSound && value != nil
      at = end
    }
    if isSound { desk.knowBounds(from: first, as: text.slice(start, at)) }
    return at
  }
}
