import LedgerMemory
import LedgerModel

/// The data of a metric: which kind, and where it stands.
struct WireMetricPart {
  var shape: MetricShape
  var content: FieldContent
}

extension MetricShape {
  /// The kind of the field of a Metric with this tag.
  fileprivate init?(tag: UInt64) {
    switch tag {
    case 0x2A: self.init(.gauge)
    case 0x3A: self.init(.sum)
    case 0x4A: self.init(.histogram)
    case 0x52: self.init(.exponentialHistogram)
    case 0x5A: self.init(.summary)
    case 0x22: self.init(.gauge, isOldInteger: true)
    case 0x32: self.init(.sum, isOldInteger: true)
    case 0x42: self.init(.histogram, isOldInteger: true)
    default: return nil
    }
  }
}

extension ProtobufReader {
  /// Hands over the points of a metric, or counts them as left out where they cannot be read.
  mutating func metricOrNothing(_ content: FieldContent) {
    desk.outcome.signals.formUnion(.metrics)
    do throws(Damage) {
      try metric(content)
    } catch {
      noteLeftOut("a metric", error, inPartEndingAt: content.end)
    }
  }

  private mutating func metric(_ content: FieldContent) throws(Damage) {
    desk.clear()
    metricParts.removeAll(keepingCapacity: true)
    var name = ByteView.empty
    var unit = ByteView.empty
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      if tag == 0x0A {
        name = try text(&at, content.end, isLasting: true)
      } else if tag == 0x1A {
        unit = try text(&at, content.end, isLasting: true)
      } else if let shape = MetricShape(tag: tag) {
        // Another kind replaces what was given before, the same kind again adds to it.
        if let last = metricParts.last, last.shape != shape { metricParts.removeAll(keepingCapacity: true) }
        metricParts.append(WireMetricPart(shape: shape, content: try message.content(&at, content.end)))
      } else {
        try skip(tag, &at, content.end, .metric)
      }
    }
    try points(name: name, unit: unit)
  }

  private mutating func points(name: ByteView, unit: ByteView) throws(Damage) {
    guard let shape = metricParts.first?.shape else { return }
    var temporality: UInt8 = 0
    var isMonotonic = false
    let dataCount = metricParts.count
    for row in 0..<dataCount {
      var at = metricParts[row].content.start
      let end = metricParts[row].content.end
      while at < end {
        let tag = try message.fieldTag(&at, end)
        switch tag {
        case 0x0A: metricParts.append(WireMetricPart(shape: shape, content: try message.content(&at, end)))
        case 0x10: temporality = try enumeration(&at, end, "an aggregation temporality")
        case 0x18: isMonotonic = try message.varint(&at, end) != 0
        default: try skip(tag, &at, end, .metricData)
        }
      }
    }
    desk.point.metricName = name
    desk.point.unit = unit
    desk.point.kind = shape.kind
    desk.point.temporality = Temporality(rawValue: temporality) ?? .unspecified
    desk.point.isMonotonic = isMonotonic
    for row in dataCount..<metricParts.count {
      let content = metricParts[row].content
      desk.clearForPoint()
      do throws(Damage) {
        switch shape.kind {
        case .gauge, .sum: try numberPoint(content, shape)
        case .histogram: try histogramPoint(content, shape)
        case .exponentialHistogram: try exponentialPoint(content)
        case .summary: try summaryPoint(content)
        }
        desk.deliverPoint()
      } catch {
        noteLeftOut("a data point", error, inPartEndingAt: content.end)
      }
    }
  }

  private mutating func numberPoint(_ content: FieldContent, _ shape: MetricShape) throws(Damage) {
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x0A: label(try message.content(&at, end))
      case 0x11: desk.point.startUnixNano = try message.fixed64(&at, end)
      case 0x19: desk.point.timeUnixNano = try message.fixed64(&at, end)
      case 0x21 where !shape.isOldInteger:
        desk.point.doubleValue = try double(&at, end)
        desk.point.intValue = nil
      case 0x31, 0x21:
        desk.point.intValue = Int64(bitPattern: try message.fixed64(&at, end))
        desk.point.doubleValue = nil
      case 0x2A: exemplar(try message.content(&at, end), shape)
      case 0x3A: digestedAttribute(try message.content(&at, end))
      case 0x40: desk.point.flags = UInt32(truncatingIfNeeded: try message.varint(&at, end))
      default: try skip(tag, &at, end, .numberPoint)
      }
    }
  }

  private mutating func histogramPoint(_ content: FieldContent, _ shape: MetricShape) throws(Damage) {
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x0A: label(try message.content(&at, end))
      case 0x11: desk.point.startUnixNano = try message.fixed64(&at, end)
      case 0x19: desk.point.timeUnixNano = try message.fixed64(&at, end)
      case 0x21: desk.point.count = try message.fixed64(&at, end)
      case 0x29:
        desk.point.sum =
          shape.isOldInteger
          ? Double(Int64(bitPattern: try message.fixed64(&at, end))) : try double(&at, end)
      case 0x31: desk.appendCount(try message.fixed64(&at, end), to: .explicit, atByte: at)
      case 0x32:
        let run = try packed(&at, end)
        var here = run.start
        while here < run.end {
          desk.appendCount(try message.fixed64(&here, run.end), to: .explicit, atByte: here)
        }
      case 0x39: desk.appendBound(try double(&at, end), atByte: at)
      case 0x3A:
        let run = try packed(&at, end)
        var here = run.start
        while here < run.end { desk.appendBound(try double(&here, run.end), atByte: here) }
      case 0x42: exemplar(try message.content(&at, end), shape)
      case 0x4A: digestedAttribute(try message.content(&at, end))
      case 0x50: desk.point.flags = UInt32(truncatingIfNeeded: try message.varint(&at, end))
      case 0x59: desk.point.min = try double(&at, end)
      case 0x61: desk.point.max = try double(&at, end)
      default: try skip(tag, &at, end, .histogramPoint)
      }
    }
  }

  private mutating func exponentialPoint(_ content: FieldContent) throws(Damage) {
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x0A: digestedAttribute(try message.content(&at, end))
      case 0x11: desk.point.startUnixNano = try message.fixed64(&at, end)
      case 0x19: desk.point.timeUnixNano = try message.fixed64(&at, end)
      case 0x21: desk.point.count = try message.fixed64(&at, end)
      case 0x29: desk.point.sum = try double(&at, end)
      case 0x30: desk.point.scale = try zigzag(&at, end)
      case 0x39: desk.point.zeroCount = try message.fixed64(&at, end)
      case 0x42: try buckets(try message.content(&at, end), .positive)
      case 0x4A: try buckets(try message.content(&at, end), .negative)
      case 0x50: desk.point.flags = UInt32(truncatingIfNeeded: try message.varint(&at, end))
      case 0x5A: exemplar(try message.content(&at, end), MetricShape(.exponentialHistogram))
      case 0x61: desk.point.min = try double(&at, end)
      case 0x69: desk.point.max = try double(&at, end)
      case 0x71: desk.point.zeroThreshold = try double(&at, end)
      default: try skip(tag, &at, end, .exponentialPoint)
      }
    }
  }

  private mutating func summaryPoint(_ content: FieldContent) throws(Damage) {
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x0A: label(try message.content(&at, end))
      case 0x11: desk.point.startUnixNano = try message.fixed64(&at, end)
      case 0x19: desk.point.timeUnixNano = try message.fixed64(&at, end)
      case 0x21: desk.point.count = try message.fixed64(&at, end)
      case 0x29: desk.point.sum = try double(&at, end)
      case 0x3A: digestedAttribute(try message.content(&at, end))
      case 0x40: desk.point.flags = UInt32(truncatingIfNeeded: try message.varint(&at, end))
      default: try skip(tag, &at, end, .summaryPoint)
      }
    }
  }

  private mutating func buckets(_ content: FieldContent, _ side: BucketList) throws(Damage) {
    var at = content.start
    while at < content.end {
      let tag = try message.fieldTag(&at, content.end)
      switch tag {
      case 0x08:
        let offset = try zigzag(&at, content.end)
        if side == .positive { desk.point.positiveOffset = offset } else { desk.point.negativeOffset = offset }
      case 0x10: desk.appendCount(try message.varint(&at, content.end), to: side, atByte: at)
      case 0x12:
        let run = try message.content(&at, content.end)
        var here = run.start
        while here < run.end { desk.appendCount(try message.varint(&here, run.end), to: side, atByte: here) }
      default: try skip(tag, &at, content.end, .buckets)
      }
    }
  }

  /// An exemplar. One that cannot be read costs itself, not its point.
  @inline(never)
  private mutating func exemplar(_ content: FieldContent, _ shape: MetricShape) {
    do throws(Damage) {
      try readExemplar(content, shape)
    } catch {
      noteLeftOut("an exemplar", error, inPartEndingAt: content.end)
    }
  }

  private mutating func readExemplar(_ content: FieldContent, _ shape: MetricShape) throws(Damage) {
    var exemplar = Exemplar()
    let end = content.end
    var at = content.start
    while at < end {
      let tag = try message.fieldTag(&at, end)
      switch tag {
      case 0x11: exemplar.timeUnixNano = try message.fixed64(&at, end)
      case 0x19 where !shape.isOldInteger: exemplar.value = .double(try double(&at, end))
      // Exemplars of the old integer kinds have their value where doubles stand today.
      case 0x31, 0x19: exemplar.value = .int(Int64(bitPattern: try message.fixed64(&at, end)))
      case 0x22: exemplar.spanID = try spanID(&at, end)
      case 0x2A: exemplar.traceID = try traceID(&at, end)
      default: try skip(tag, &at, end, .exemplar)
      }
    }
    desk.append(exemplar, atByte: content.start)
  }

  /// A run of values of eight bytes each.
  private func packed(_ at: inout Int, _ end: Int) throws(Damage) -> FieldContent {
    let run = try message.content(&at, end)
    guard run.count % 8 == 0 else { throw Damage(run.start, .fieldInsideParent) }
    return run
  }

  private func double(_ at: inout Int, _ end: Int) throws(Damage) -> Double {
    // All NaNs are one: JSON has no others.
    let value = Double(bitPattern: try message.fixed64(&at, end))
    return value.isNaN ? .nan : value
  }

  private func zigzag(_ at: inout Int, _ end: Int) throws(Damage) -> Int32 {
    let value = UInt32(truncatingIfNeeded: try message.varint(&at, end))
    return Int32(bitPattern: value >> 1 ^ (0 &- (value & 1)))
  }
}
