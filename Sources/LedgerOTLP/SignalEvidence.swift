import LedgerMemory

/// Judges which signal a protobuf message carries: its outer levels look the same for all of them.
///
/// Parsing without error proves nothing, since unknown fields are legal; so the items are looked at for fields that only
/// one signal can have, and the majority among the first items decides.
enum SignalEvidence {
  /// The signal, or `nil` where no item shows any.
  static func signal(of message: ByteView) -> Signal? {
    var votes = Votes()
    var hasResources = false
    var hasDictionary = false
    var at = 0
    do throws(Damage) {
      while at < message.count, !votes.isEnough {
        let tag = try message.fieldTag(&at, message.count)
        // A dictionary beside the resources: only profiles have one. By itself it is no message at all.
        hasResources = hasResources || tag == 0x0A
        hasDictionary = hasDictionary || tag == 0x12
        if hasResources, hasDictionary, votes.total == 0 { return .profiles }
        if tag == 0x0A {
          let resource = try contentUpTo(message, &at, message.count)
          try forEachChild(of: resource, message, while: { !votes.isEnough }) { tag, scope throws(Damage) in
            guard tag == 0x12 || tag == 0x1F42 else { return }
            try forEachChild(of: scope, message, while: { !votes.isEnough }) { tag, item throws(Damage) in
              if tag == 0x12 { votes.add(try evidence(item, message)) }
            }
          }
        } else {
          try message.skipField(tag, &at, message.count)
        }
      }
    } catch {
      // What was seen until here has to do.
    }
    return votes.winner
  }

  private struct Votes {
    private var counts: (traces: Int, metrics: Int, logs: Int) = (0, 0, 0)

    var total: Int { counts.traces + counts.metrics + counts.logs }
    var isEnough: Bool { total >= 16 }

    mutating func add(_ signal: Signal?) {
      switch signal {
      case .traces: counts.traces += 1
      case .metrics: counts.metrics += 1
      case .logs: counts.logs += 1
      case .profiles, nil: break
      }
    }

    var winner: Signal? {
      if total == 0 { return nil }
      if counts.traces >= counts.metrics, counts.traces >= counts.logs { return .traces }
      return counts.metrics >= counts.logs ? .metrics : .logs
    }
  }

  /// The content of a length-delimited field, cut at `end` where it claims more.
  private static func contentUpTo(
    _ message: ByteView, _ at: inout Int, _ end: Int
  ) throws(Damage) -> FieldContent {
    let length = try message.varint(&at, end)
    let start = at
    at = length <= UInt64(end - at) ? at + Int(length) : end
    return FieldContent(start: start, end: at)
  }

  private static func forEachChild(
    of content: FieldContent, _ message: ByteView, while isWanted: () -> Bool,
    _ body: (UInt64, FieldContent) throws(Damage) -> Void
  ) throws(Damage) {
    var at = content.start
    while at < content.end, isWanted() {
      let tag = try message.fieldTag(&at, content.end)
      if tag & 7 == 2 {
        try body(tag, try contentUpTo(message, &at, content.end))
      } else {
        try message.skipField(tag, &at, content.end)
      }
    }
  }

  /// What a single item shows.
  private static func evidence(_ item: FieldContent, _ message: ByteView) throws(Damage) -> Signal? {
    var at = item.start
    var looksLikeMetric = false
    var firstCount = -1
    var secondCount = -1
    while at < item.end {
      let tag = try message.fieldTag(&at, item.end)
      switch tag {
      case 0x39, 0x41, 0x85, 0x30, 0x50, 0x60, 0x70: return .traces  // times, flags, kind, dropped counts
      case 0x09, 0x59, 0x45, 0x10, 0x38: return .logs  // times, flags, severity, dropped count
      case 0x0A: firstCount = try message.content(&at, item.end).count
      case 0x12: secondCount = try message.content(&at, item.end).count
      case 0x22, 0x2A, 0x32, 0x3A, 0x42, 0x4A, 0x52, 0x5A:
        let content = try message.content(&at, item.end)
        if looksLikeMetricData(content, message) { looksLikeMetric = true }
      default: try message.skipField(tag, &at, item.end)
      }
    }
    if looksLikeMetric { return .metrics }
    // Weak, since names and descriptions of these lengths exist.
    return firstCount == 16 && secondCount == 8 ? .traces : nil
  }

  /// Whether a content is a list of points with perhaps a temporality and a flag behind or before it.
  private static func looksLikeMetricData(_ content: FieldContent, _ message: ByteView) -> Bool {
    var at = content.start
    do throws(Damage) {
      while at < content.end {
        let tag = try message.fieldTag(&at, content.end)
        guard tag == 0x0A || tag == 0x10 || tag == 0x18 else { return false }
        try message.skipField(tag, &at, content.end)
      }
      return true
    } catch {
      return false
    }
  }
}
