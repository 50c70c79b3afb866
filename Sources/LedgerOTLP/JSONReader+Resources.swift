import LedgerMemory
import LedgerModel

/// A part of a `Resource…` object and where it stands.
struct ResourcePart {
  enum Kind {
    case resource
    case resourceSchemaURL
    /// A scope begins; what follows up to the next one belongs to it.
    case scopeBegin
    case scope
    case scopeSchemaURL
    /// The list of spans, metrics or log records.
    case items(Signal)
  }

  var kind: Kind
  var start: Int
  var end = 0
}

/// The key of a list of scopes.
struct ScopeListKey {
  var signal: Signal
  /// Field 1000 of the schema, used only where the current field gave nothing.
  var isDeprecated = false

  init?(_ key: ByteView) {
    if key == "scopeSpans" || key == "scope_spans" || key == "instrumentationLibrarySpans"
      || key == "instrumentation_library_spans"
    {
      signal = .traces
    } else if key == "scopeMetrics" || key == "scope_metrics" || key == "instrumentationLibraryMetrics"
      || key == "instrumentation_library_metrics"
    {
      signal = .metrics
    } else if key == "scopeLogs" || key == "scope_logs" || key == "instrumentationLibraryLogs"
      || key == "instrumentation_library_logs"
    {
      signal = .logs
    } else if key == "deprecatedScopeSpans" || key == "deprecated_scope_spans" {
      (signal, isDeprecated) = (.traces, true)
    } else if key == "deprecatedScopeMetrics" || key == "deprecated_scope_metrics" {
      (signal, isDeprecated) = (.metrics, true)
    } else if key == "deprecatedScopeLogs" || key == "deprecated_scope_logs" {
      (signal, isDeprecated) = (.logs, true)
    } else {
      return nil
    }
  }
}

extension JSONReader {
  /// A ResourceSpans, ResourceMetrics or ResourceLogs object.
  ///
  /// The resource and the scope have to be handed over before the records, but may stand behind them, and schema URLs
  /// always do. So the object is walked once for where its parts are, passing over the lists of records (several times
  /// faster than reading them), then the parts are read in the order in which they are wanted.
  ///
  /// Where the sink can go back, that is done only for what is unusual: nearly always the parts stand in the order in
  /// which they are wanted, and the schema URLs are those of last time. So the object is first read in one walk that takes
  /// this for granted, and read again as described where it turns out to be otherwise, or is damaged, or has a problem.
  /// Which of the two ways was taken can therefore not be told from what the sink has in the end.
  ///
  /// - Parameter mayHoldSpans: whether it stands where resources with spans do: only of these the first walk is worth trying.
  mutating func resource(at start: Int, mayHoldSpans: Bool) throws(Damage) -> Int {
    if mayHoldSpans, let end = resourceInOrder(at: start) { return end }
    parts.removeAll(keepingCapacity: true)
    var damage: Damage?
    var end = text.count
    do throws(Damage) {
      end = try findParts(at: start)
    } catch {
      // What stands before the damage is read all the same, and most often meets the damage itself, nearer to its place.
      damage = error
    }

    if let foreign = printedMetrics() {
      if foreign == .jsSDK { return try printedMetrics(at: start) }
      noteForeign(foreign, at: start)
      if let damage { throw damage }
      return end
    }

    desk.clear()
    desk.digest = AttributeDigest()
    var schemaURL = ByteView.empty
    for index in parts.indices {
      switch parts[index].kind {
      case .resource: _ = try resourceAttributes(at: parts[index].start)
      case .resourceSchemaURL:
        if let url = try string(at: parts[index].start, "schemaUrl", isLasting: true).value { schemaURL = url }
      default: break
      }
    }
    desk.deliverResource()

    var index = 0
    while index < parts.count {
      if case .scopeBegin = parts[index].kind {
        index = try scope(fromPart: index, resourceSchemaURL: schemaURL)
      } else {
        index += 1
      }
    }
    if let damage { throw damage }
    return end
  }

  /// Whether the object is none of OTLP but what an SDK printed of its own metrics: they share the outer keys.
  private func printedMetrics() -> ForeignKind? {
    for part in parts {
      guard case .items(.metrics) = part.kind, let metric = text.firstElement(ofListAt: part.start) else { continue }
      var kind: ForeignKind?
      text.forEachMember(ofObjectAt: metric) { key, value in
        // What has its data where OTLP has it is none of them: most metrics need no look behind that.
        if MetricShape(key) != nil { return false }
        if key == "descriptor" {
          kind = .jsSDK
        } else if key == "metricDescriptor" || key == "metric_descriptor" {
          kind = .oldMetrics
        } else if key == "data", isObject(at: value) {
          kind = .pythonConsole
        }
        return kind == nil
      }
      if let kind { return kind }
    }
    return nil
  }

  /// Hands over a scope and its records; returns the row of the next part that is not the scope's.
  private mutating func scope(fromPart first: Int, resourceSchemaURL: ByteView) throws(Damage) -> Int {
    var last = first + 1
    var name = ByteView.empty
    var version = ByteView.empty
    var schemaURL = ByteView.empty
    desk.clear()
    desk.digest = AttributeDigest()
    scan: while last < parts.count {
      switch parts[last].kind {
      case .scope: _ = try scopeFields(at: parts[last].start, &name, &version)
      case .scopeSchemaURL:
        if let url = try string(at: parts[last].start, "schemaUrl").value { schemaURL = url }
      case .items: break
      default: break scan
      }
      last += 1
    }
    desk.deliverScope(
      name: name, version: version, schemaURL: schemaURL.isEmpty ? resourceSchemaURL : schemaURL)
    for index in first + 1..<last {
      guard case .items(let signal) = parts[index].kind else { continue }
      let end: Int
      switch signal {
      case .traces: end = try spans(at: parts[index].start)
      case .metrics: end = try metrics(at: parts[index].start)
      case .logs: end = try logRecords(at: parts[index].start)
      case .profiles: end = parts[index].end
      }
      // Looking for the end of a list and reading it agree on valid JSON; where they do not, neither is to be trusted.
      if parts[index].end != 0, parts[index].end != end { throw Damage(end, .commaOrObjectEnd) }
    }
    return last
  }

  // MARK: Looking for the parts

  private mutating func findParts(at start: Int) throws(Damage) -> Int {
    var at = start + 1
    var isFirst = true
    var deprecated: [(signal: Signal, start: Int)] = []
    var hasScopes = false
    var hasLists = false
    var hasOthers = false
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "resource" {
        parts.append(ResourcePart(kind: .resource, start: at))
        at = try text.endOfValue(at: at)
      } else if key == "schemaUrl" || key == "schema_url" {
        parts.append(ResourcePart(kind: .resourceSchemaURL, start: at))
        at = try text.endOfValue(at: at)
      } else if let list = ScopeListKey(key) {
        hasLists = true
        guard isList(at: at) else {
          at = try passOver(at, listNamed: key)
          continue
        }
        if list.isDeprecated {
          deprecated.append((list.signal, at))
          at = try text.endOfContainer(at: at)
        } else {
          let before = parts.count
          at = try findScopes(at: at, list.signal)
          if parts.count > before { hasScopes = true }
        }
      } else if let signal = bareItems(key), isList(at: at) {
        // Exporters of some hands leave the level of scopes out.
        hasLists = true
        parts.append(ResourcePart(kind: .scopeBegin, start: at))
        parts.append(ResourcePart(kind: .items(signal), start: at))
        let last = parts.count - 1
        at = try text.endOfContainer(at: at)
        parts[last].end = at
      } else {
        if text.firstElement(ofListAt: at) != nil { hasOthers = true }
        at = try text.endOfValue(at: at)
      }
    }
    if !hasScopes {
      for list in deprecated { _ = try findScopes(at: list.start, list.signal) }
    }
    if hasOthers, !hasLists {
      desk.report(
        .unreadableField, atByte: start,
        "a resource has no list of scopes, but a list that OTLP does not have; what is in it was left out")
    }
    return at
  }

  /// The signal of a list of records that stands in a resource itself, without a scope; `nil` for other members.
  func bareItems(_ key: ByteView) -> Signal? {
    if key == "spans" { return .traces }
    if key == "metrics" { return .metrics }
    return key == "logRecords" || key == "log_records" || key == "logs" ? .logs : nil
  }

  private mutating func findScopes(at start: Int, _ signal: Signal) throws(Damage) -> Int {
    var at = start + 1
    var isFirst = true
    while try nextElement(&at, isFirst: &isFirst) {
      guard isObject(at: at) else {
        at = try passOver(at, elementOf: "scopes")
        continue
      }
      parts.append(ResourcePart(kind: .scopeBegin, start: at))
      at += 1
      var isFirstMember = true
      while let key = try nextMember(&at, isFirst: &isFirstMember) {
        if key == "scope" || key == "instrumentationLibrary" || key == "instrumentation_library" {
          parts.append(ResourcePart(kind: .scope, start: at))
          at = try text.endOfValue(at: at)
        } else if key == "schemaUrl" || key == "schema_url" {
          parts.append(ResourcePart(kind: .scopeSchemaURL, start: at))
          at = try text.endOfValue(at: at)
        } else if isItemList(key, signal) {
          guard isList(at: at) else {
            at = try passOver(at, listNamed: key)
            continue
          }
          parts.append(ResourcePart(kind: .items(signal), start: at))
          let last = parts.count - 1
          at = try text.endOfContainer(at: at)
          parts[last].end = at
        } else {
          at = try text.endOfValue(at: at)
        }
      }
    }
    return at
  }

  private func isItemList(_ key: ByteView, _ signal: Signal) -> Bool {
    switch signal {
    case .traces: key == "spans"
    case .metrics: key == "metrics"
    case .logs: key == "logRecords" || key == "log_records" || key == "logs"
    case .profiles: false
    }
  }

  // MARK: Resource and scope

  /// The attributes of a `resource` object; returns its end.
  mutating func resourceAttributes(at start: Int) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "resource", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      at = key == "attributes" ? try digestedAttributes(at: at) : try text.endOfValue(at: at)
    }
    return at
  }

  /// The fields of a `scope` object; returns its end.
  mutating func scopeFields(
    at start: Int, _ name: inout ByteView, _ version: inout ByteView
  ) throws(Damage) -> Int {
    guard isObject(at: start) else { return try passOver(start, "scope", expected: "an object") }
    var at = start + 1
    var isFirst = true
    while let key = try nextMember(&at, isFirst: &isFirst) {
      if key == "name" {
        let (value, end) = try string(at: at, "name")
        if let value { name = value }
        at = end
      } else if key == "version" {
        let (value, end) = try string(at: at, "version")
        if let value { version = value }
        at = end
      } else if key == "attributes" {
        at = try digestedAttributes(at: at)
      } else {
        at = try text.endOfValue(at: at)
      }
    }
    return at
  }
}
