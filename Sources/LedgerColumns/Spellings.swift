/// One spelling for texts that are the same but for their Unicode normalisation (*é* as one character, or as *e* with an
/// accent). Strings compare as equal then, and who reads would take them for one: which of them is shown must not depend on
/// who met it first.
///
/// It is the one whose bytes come last, as a rule the composed one. Texts of ASCII have no other spelling.
struct Spellings {
  private var chosen: [String: String] = [:]

  /// None.
  init() {}

  /// Adds a text that may be shown.
  mutating func add(_ text: String) {
    guard !Spellings.isASCII(text) else { return }
    let known = chosen[text]
    if known == nil || known.map({ $0.utf8.lexicographicallyPrecedes(text.utf8) }) == true { chosen[text] = text }
  }

  /// Adds a text that may be absent.
  mutating func add(_ text: String?) {
    if let text { add(text) }
  }

  /// The spelling of a text that was added.
  subscript(text: String) -> String { Spellings.isASCII(text) ? text : chosen[text] ?? text }

  /// The same of a text that may be absent.
  subscript(text: String?) -> String? { text.map { self[$0] } }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}

extension Resource {
  func forEachText(_ body: (String?) -> Void) {
    for text in [serviceName, serviceVersion, serviceInstance, environment] { body(text) }
  }

  func spelt(_ spellings: Spellings) -> Resource {
    var resource = self
    resource.serviceName = spellings[serviceName]
    resource.serviceVersion = spellings[serviceVersion]
    resource.serviceInstance = spellings[serviceInstance]
    resource.environment = spellings[environment]
    return resource
  }
}

extension Scope {
  func forEachText(_ body: (String?) -> Void) {
    for text in [name, version, schemaURL] { body(text) }
  }

  func spelt(_ spellings: Spellings) -> Scope {
    var scope = self
    scope.name = spellings[name]
    scope.version = spellings[version]
    scope.schemaURL = spellings[schemaURL]
    return scope
  }
}

extension MetricSeriesKey {
  func forEachText(_ body: (String?) -> Void) {
    for text in [name, unit, operation, provider, requestModel, responseModel, errorType, evaluation] { body(text) }
  }

  func spelt(_ spellings: Spellings) -> MetricSeriesKey {
    var key = self
    key.name = spellings[name]
    key.unit = spellings[unit]
    key.operation = spellings[operation]
    key.provider = spellings[provider]
    key.requestModel = spellings[requestModel]
    key.responseModel = spellings[responseModel]
    key.errorType = spellings[errorType]
    key.evaluation = spellings[evaluation]
    return key
  }
}

extension Spellings {
  /// One spelling for each text of what emitted.
  init(_ builders: [StoreBuilder]) {
    var spellings = Spellings()
    for builder in builders {
      for resource in builder.resources { resource.forEachText { spellings.add($0) } }
      for scope in builder.scopes { scope.forEachText { spellings.add($0) } }
      for key in builder.series { key.forEachText { spellings.add($0) } }
    }
    self = spellings
  }
}
