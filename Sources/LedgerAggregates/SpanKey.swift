import LedgerColumns
import LedgerKernels
import LedgerModel

/// What spans of any kind can be grouped by.
public enum SpanKey: Hashable, Sendable {
  /// `service.name` of the resource.
  case service
  /// The name of the span.
  case name
  /// The kind of the span: unspecified, internal, server, client, producer, consumer.
  case kind
  /// The status of the span: unset, ok or error.
  case status
  /// The error type; absent where the span did not fail.
  case errorType
  /// The name of the instrumentation scope.
  case scope
  /// `deployment.environment.name` of the resource.
  case environment
  /// The UTC hour of the start.
  case hour
  /// The UTC day of the start.
  case day
  /// An attribute of the span, else of its resource.
  case attribute(String)

  /// All keys that have names of their own, in the order in which they are listed.
  public static let named: [SpanKey] = [
    .service, .name, .kind, .status, .errorType, .scope, .environment, .hour, .day,
  ]

  /// The kinds by their numbers in OTLP; the numbers beyond have no name yet.
  static let kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"] + (6..<16).map { "\($0)" }
  /// The statuses by their numbers in OTLP.
  static let statuses = ["unset", "ok", "error"] + (3..<16).map { "\($0)" }
}

extension SpanKey: RawRepresentable {
  /// The key as it is written: a name, or `attr:` and the name of an attribute.
  public var rawValue: String {
    switch self {
    case .service: "service"
    case .name: "name"
    case .kind: "kind"
    case .status: "status"
    case .errorType: "error_type"
    case .scope: "scope"
    case .environment: "environment"
    case .hour: "hour"
    case .day: "day"
    case .attribute(let name): GroupingKey.attributePrefix + name
    }
  }

  /// The key that is written so; `nil` where there is none.
  public init?(rawValue: String) {
    if case .attribute(let name)? = GroupingKey(rawValue: rawValue) {
      self = .attribute(name)
    } else if let key = SpanKey.named.first(where: { $0.rawValue == rawValue }) {
      self = key
    } else {
      return nil
    }
  }
}

extension SelectedSpans {
  /// What the selected spans say for a key. An attribute that the side table does not hold is a programmer error.
  public func column(of key: SpanKey) -> KeyColumn {
    switch key {
    case .service: column(ofScopes: store.scopes.map { store.resources[Int($0.resource)].serviceName })
    case .environment: column(ofScopes: store.scopes.map { store.resources[Int($0.resource)].environment })
    case .scope: column(ofScopes: store.scopes.map(\.name))
    case .name: column([nil] + store.texts.name.texts.dropFirst().map { $0 }) { $0.name[$1] }
    case .kind: column(SpanKey.kinds) { UInt32($0.kindAndStatus[$1] & 15) }
    case .status: column(SpanKey.statuses) { UInt32($0.status($1)) }
    case .errorType:
      column([nil] + store.texts.errorType.texts.dropFirst().map { $0 }) { $0.errorTypes[$1] }
    case .hour: column(ofWindows: .hour)
    case .day: column(ofWindows: .day)
    case .attribute(let name): column(ofAttribute: name)
    }
  }

  private func column(ofAttribute name: String) -> KeyColumn {
    guard let column = store.sideColumn(.attribute(name)) else {
      preconditionFailure("the attribute \(name) was not kept when the store was loaded")
    }
    let codes = CodeColumn(rowCount: count, cardinality: column.texts.count)
    forEachSpan { index, span in codes[index] = column.code(ofSpan: span, self.store) }
    return KeyColumn(codes: codes, texts: [nil] + column.texts.texts.dropFirst().map { $0 })
  }

  private func column(_ texts: [String?], _ code: @Sendable (SpanSegment, Int) -> UInt32) -> KeyColumn {
    let codes = CodeColumn(rowCount: count, cardinality: texts.count)
    forEach { index, segment, row in codes[index] = code(segment, row) }
    return KeyColumn(codes: codes, texts: texts)
  }

  /// A column of what the scope of each span says.
  private func column(ofScopes names: [String?]) -> KeyColumn {
    let distinct = Set(names.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0 + 1)) })
    let codeOfScope = names.map { $0.flatMap { codes[$0] } ?? 0 }
    return column([nil] + distinct) { codeOfScope[Int($0.scope[$1])] }
  }

  private func column(ofWindows size: WindowSize) -> KeyColumn {
    let codes = windowCodes(count: count, size, workers) { index in
      let (segment, row) = self.store.locate(span: self.span(index))
      return segment.start[row]
    }
    return KeyColumn(codes, size, workers)
  }
}
