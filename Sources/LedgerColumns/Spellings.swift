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

  /// The spelling of a text that was added.
  subscript(text: String) -> String { Spellings.isASCII(text) ? text : chosen[text] ?? text }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}

/// What emitted, with names that may be spelt in several ways.
protocol Named {
  /// Puts another text in the place of each name.
  mutating func respell(_ body: (String) -> String)
}

extension Named {
  /// The same in the chosen spelling.
  func spelt(_ spellings: Spellings) -> Self {
    var named = self
    named.respell { spellings[$0] }
    return named
  }

  fileprivate func addNames(to spellings: inout Spellings) {
    var named = self
    named.respell {
      spellings.add($0)
      return $0
    }
  }
}

extension Resource: Named {
  mutating func respell(_ body: (String) -> String) {
    serviceName = serviceName.map(body)
    serviceVersion = serviceVersion.map(body)
    serviceInstance = serviceInstance.map(body)
    environment = environment.map(body)
  }
}

extension Scope: Named {
  mutating func respell(_ body: (String) -> String) {
    name = name.map(body)
    version = version.map(body)
    schemaURL = schemaURL.map(body)
  }
}

extension MetricSeriesKey: Named {
  mutating func respell(_ body: (String) -> String) {
    name = body(name)
    unit = body(unit)
    operation = operation.map(body)
    provider = provider.map(body)
    requestModel = requestModel.map(body)
    responseModel = responseModel.map(body)
    errorType = errorType.map(body)
    evaluation = evaluation.map(body)
  }
}

extension Spellings {
  /// One spelling for each name of what emitted.
  init(_ builders: [StoreBuilder]) {
    self.init()
    for builder in builders {
      for resource in builder.resources { resource.addNames(to: &self) }
      for scope in builder.scopes { scope.addNames(to: &self) }
      for key in builder.series { key.addNames(to: &self) }
    }
  }
}
