import LedgerDialects
import LedgerModel
import LedgerYAML

// `dialects`: how a user's own instrumentation spells things.

extension ConfigurationReader {
  private enum DialectKey: String, CaseIterable {
    case name, scopes, attributes, spans, stages, evaluations, events, metrics, inclusion
  }

  /// What all dialects together have named so far.
  private struct Seen {
    var names: Set<String> = []
    var scopes: [String: String] = [:]
    /// What dialects without scopes map, and which of them it was.
    var unscoped: [String: String] = [:]
    var attributes = 0
  }

  /// No more attributes than these are mapped.
  private static var attributeLimit: Int { 2000 }

  func dialects(_ node: YAMLNode) throws(ConfigurationError) -> [UserDialect] {
    let nodes = try elements(node, "'dialects'")
    if nodes.count > UserDialect.limit {
      throw error(nodes[UserDialect.limit], "there can be \(UserDialect.limit) dialects, no more")
    }
    var seen = Seen()
    var dialects: [UserDialect] = []
    for node in nodes { dialects.append(try dialect(node, &seen)) }
    return dialects
  }

  private func dialect(_ node: YAMLNode, _ seen: inout Seen) throws(ConfigurationError) -> UserDialect {
    var nodes: [DialectKey: YAMLNode] = [:]
    for (key, value) in try mapping(node, "a dialect", of: DialectKey.self, called: "key") { nodes[key] = value }
    guard let nameNode = nodes[.name] else { throw error(node, "this dialect has no 'name'") }
    var parts = UserDialect.Parts(name: try dialectName(nameNode, &seen))
    if let node = nodes[.scopes] { parts.scopes = try scopes(node, of: parts.name, &seen) }
    if let node = nodes[.attributes] { parts.attributes = try attributes(node, of: parts, &seen) }
    if let node = nodes[.evaluations] { parts.evaluations = try evaluations(node, of: parts, &seen) }
    parts.spans = try spans(nodes[.spans], stages: nodes[.stages], of: parts, &seen)
    if let node = nodes[.events] { parts.firstTokenEvents = try events(node) }
    if let node = nodes[.metrics] { parts.metrics = try metrics(node, of: parts, &seen) }
    if let node = nodes[.inclusion] { try inclusion(node, into: &parts) }
    return UserDialect(parts)
  }

  private func dialectName(_ node: YAMLNode, _ seen: inout Seen) throws(ConfigurationError) -> String {
    let name = try text(node, "the name of a dialect")
    let isWord = name.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
    guard isWord, name.utf8.count <= 40 else {
      throw error(node, "the name of a dialect is made of at most 40 of a to z, 0 to 9 and '-'; '\(name)' is not")
    }
    if name == "none" || Dialects.all.contains(where: { $0.id == name }) {
      throw error(node, "'\(name)' is the name of a built-in dialect; choose another")
    }
    if !seen.names.insert(name).inserted { throw error(node, "there are two dialects named '\(name)'") }
    return name
  }

  private func scopes(_ node: YAMLNode, of dialect: String, _ seen: inout Seen) throws(ConfigurationError) -> [String] {
    var scopes: [String] = []
    for element in try elements(node, "'scopes'") {
      let scope = try text(element, "a scope")
      try checkStar(element, scope, "a scope")
      if let other = seen.scopes[scope] {
        throw error(element, "the scope '\(scope)' belongs to the dialect '\(other)' already")
      }
      seen.scopes[scope] = dialect
      scopes.append(scope)
    }
    if scopes.isEmpty { throw error(node, "'scopes' names none; a dialect of all scopes leaves it out") }
    return scopes
  }

  /// A star stands for any rest, so it can only be the end, and needs something before it.
  private func checkStar(_ node: YAMLNode, _ name: String, _ what: String) throws(ConfigurationError) {
    guard let star = name.firstIndex(of: "*") else { return }
    if name.index(after: star) != name.endIndex {
      throw error(node, "in \(what), '*' can only be the last character: '\(name)'")
    }
    if star == name.startIndex { throw error(node, "\(what) needs something before the '*'") }
  }

  /// Remembers what a dialect without scopes maps: two of them would contradict each other.
  private func claim(
    _ node: YAMLNode, _ name: String, _ kind: String, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) {
    guard parts.scopes.isEmpty else { return }
    if let other = seen.unscoped["\(kind) \(name)"], other != parts.name {
      throw error(node, "the \(kind) '\(name)' is mapped by the dialect '\(other)' already, and neither has scopes")
    }
    seen.unscoped["\(kind) \(name)"] = parts.name
  }

  // MARK: Attributes

  private enum AttributeKey: String, CaseIterable {
    case field, unit, member
  }

  private func attributes(
    _ node: YAMLNode, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) -> [UserDialect.Attribute] {
    var attributes: [UserDialect.Attribute] = []
    for (key, name, value) in try members(node, "'attributes'") {
      try checkAttribute(key, name, of: parts, &seen)
      guard case .sequence(let list) = value.content else {
        attributes.append(try attribute(name, value, needsMember: false))
        continue
      }
      if list.isEmpty { throw error(value, "'\(name)' is mapped to nothing") }
      var known: Set<String> = []
      for element in list {
        let attribute = try attribute(name, element, needsMember: true)
        if let member = attribute.member, !known.insert(member).inserted {
          throw error(element, "the member '\(member)' of '\(name)' is mapped twice")
        }
        attributes.append(attribute)
      }
    }
    return attributes
  }

  private func checkAttribute(
    _ node: YAMLNode, _ name: String, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) {
    if name.contains("*") { throw error(node, "the name of an attribute cannot have a '*': '\(name)'") }
    try claim(node, name, "attribute", of: parts, &seen)
    seen.attributes += 1
    if seen.attributes > ConfigurationReader.attributeLimit {
      throw error(node, "more than \(ConfigurationReader.attributeLimit) attributes are mapped")
    }
  }

  private func attribute(
    _ name: String, _ node: YAMLNode, needsMember: Bool
  ) throws(ConfigurationError) -> UserDialect.Attribute {
    var field: UserDialect.Field?
    var unit: (node: YAMLNode, unit: UserDialect.Unit)?
    var member: String?
    if case .scalar = node.content {
      field = try word(node, "field", of: UserDialect.Field.self)
    } else {
      for (key, value) in try mapping(node, "what '\(name)' means", of: AttributeKey.self, called: "key") {
        switch key {
        case .field: field = try word(value, "field", of: UserDialect.Field.self)
        case .unit: unit = (value, try word(value, "unit", of: UserDialect.Unit.self))
        case .member: member = try text(value, "a member")
        }
      }
    }
    guard let field else { throw error(node, "'\(name)' needs a 'field'") }
    if needsMember, member == nil { throw error(node, "in a list, '\(name)' needs a 'member' each time") }
    try check(unit, of: field, name, node)
    return UserDialect.Attribute(name: name, member: member, field: field, unit: unit?.unit)
  }

  private func check(
    _ unit: (node: YAMLNode, unit: UserDialect.Unit)?, of field: UserDialect.Field, _ name: String, _ node: YAMLNode
  ) throws(ConfigurationError) {
    let units = field.units
    if let unit {
      if units.isEmpty { throw error(unit.node, "'\(field.rawValue)' has no unit") }
      if !units.contains(unit.unit) {
        throw error(
          unit.node,
          "'\(field.rawValue)' cannot be in '\(unit.unit.rawValue)'; there are \(list(units.map(\.rawValue)))")
      }
    } else if units.contains(.seconds) {
      throw error(
        node, "'\(name)' is a time and needs a 'unit': \(units.map(\.rawValue).joined(separator: ", "))")
    }
  }

  private func evaluations(
    _ node: YAMLNode, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) -> [(attribute: String, name: String)] {
    var evaluations: [(attribute: String, name: String)] = []
    for (key, name, value) in try members(node, "'evaluations'") {
      if parts.attributes.contains(where: { $0.name == name }) {
        throw error(key, "'\(name)' is mapped under 'attributes' already")
      }
      try checkAttribute(key, name, of: parts, &seen)
      evaluations.append((name, try text(value, "the name of an evaluation")))
    }
    return evaluations
  }

  // MARK: Spans and events

  private enum SpanKey: String, CaseIterable {
    case `class`, operation
  }

  private enum ClassWord: String, CaseIterable {
    case inference, embedding, rerank, retrieval, tool, agent, workflow, step, evaluation, memory, guardrail, other

    var operationClass: OperationClass {
      switch self {
      case .inference: .inference
      case .embedding: .embedding
      case .rerank: .rerank
      case .retrieval: .retrieval
      case .tool: .tool
      case .agent: .agent
      case .workflow: .workflow
      case .step: .step
      case .evaluation: .evaluation
      case .memory: .memory
      case .guardrail: .guardrail
      case .other: .other
      }
    }
  }

  private enum EventWord: String, CaseIterable {
    case firstToken = "first_token"
  }

  private func spans(
    _ node: YAMLNode?, stages: YAMLNode?, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) -> [UserDialect.Span] {
    var order: [String] = []
    var known: [String: (operationClass: OperationClass, operation: String)] = [:]
    if let node {
      for (key, name, value) in try members(node, "'spans'") {
        try checkSpan(key, name, of: parts, &seen)
        known[name] = try meaning(ofSpan: name, value)
        order.append(name)
      }
    }
    var names: [String: String] = [:]
    if let stages {
      for (key, name, value) in try members(stages, "'stages'") {
        if let meaning = known[name] {
          if meaning.operationClass.isModelRequest {
            throw error(key, "'\(name)' is a request to a model, and those are no stages")
          }
        } else {
          try checkSpan(key, name, of: parts, &seen)
          order.append(name)
        }
        names[name] = try text(value, "the name of a stage")
      }
    }
    return order.map { name in
      let meaning = known[name] ?? (.step, "")
      return UserDialect.Span(
        name: name, operationClass: meaning.operationClass, operation: meaning.operation, stage: names[name] ?? "")
    }
  }

  private func checkSpan(
    _ node: YAMLNode, _ name: String, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) {
    try checkStar(node, name, "the name of a span")
    if name.hasSuffix("*"), name.utf8.count < 9 {
      throw error(node, "the name of a span needs at least eight characters before the '*': '\(name)'")
    }
    try claim(node, name, "span", of: parts, &seen)
  }

  private func meaning(
    ofSpan name: String, _ node: YAMLNode
  ) throws(ConfigurationError) -> (operationClass: OperationClass, operation: String) {
    if case .scalar = node.content { return (try word(node, "class", of: ClassWord.self).operationClass, "") }
    var operationClass: OperationClass?
    var operation = ""
    for (key, value) in try mapping(node, "what '\(name)' means", of: SpanKey.self, called: "key") {
      switch key {
      case .class: operationClass = try word(value, "class", of: ClassWord.self).operationClass
      case .operation: operation = try text(value, "an operation")
      }
    }
    guard let operationClass else { throw error(node, "'\(name)' needs a 'class'") }
    return (operationClass, operation)
  }

  private func events(_ node: YAMLNode) throws(ConfigurationError) -> [String] {
    var names: [String] = []
    for (_, name, value) in try members(node, "'events'") {
      _ = try word(value, "meaning of an event", of: EventWord.self)
      names.append(name)
    }
    return names
  }

  // MARK: Metrics, inclusion

  private enum MetricKey: String, CaseIterable {
    case measures, unit, type
  }

  private enum FamilyWord: String, CaseIterable {
    case tokenUsage = "token_usage"
    case operationDuration = "operation_duration"
    case timeToFirstToken = "time_to_first_token"
    case cost, hallucinations
    case qualityScore = "quality_score"
    case budgetUse = "budget_use"
    case nothing

    var family: MetricFamily {
      switch self {
      case .tokenUsage: .tokenUsage
      case .operationDuration: .operationDuration
      case .timeToFirstToken: .timeToFirstToken
      case .cost: .cost
      case .hallucinations: .hallucinations
      case .qualityScore: .qualityScore
      case .budgetUse: .budgetUse
      case .nothing: .other
      }
    }
  }

  private enum TypeWord: String, CaseIterable {
    case input, output, total, subset

    var tokenType: TokenType {
      switch self {
      case .input: .input
      case .output: .output
      case .total: .total
      case .subset: .subset
      }
    }
  }

  private func metrics(
    _ node: YAMLNode, of parts: UserDialect.Parts, _ seen: inout Seen
  ) throws(ConfigurationError) -> [UserDialect.Metric] {
    var metrics: [UserDialect.Metric] = []
    for (key, name, value) in try members(node, "'metrics'") {
      try claim(key, name, "metric", of: parts, &seen)
      metrics.append(try metric(name, value))
    }
    return metrics
  }

  private func metric(_ name: String, _ node: YAMLNode) throws(ConfigurationError) -> UserDialect.Metric {
    var family: MetricFamily?
    var unit: (node: YAMLNode, unit: UserDialect.Unit)?
    var type: (node: YAMLNode, type: TokenType)?
    if case .scalar = node.content {
      family = try word(node, "quantity", of: FamilyWord.self).family
    } else {
      for (key, value) in try mapping(node, "what '\(name)' measures", of: MetricKey.self, called: "key") {
        switch key {
        case .measures: family = try word(value, "quantity", of: FamilyWord.self).family
        case .unit: unit = (value, try word(value, "unit", of: UserDialect.Unit.self))
        case .type: type = (value, try word(value, "token type", of: TypeWord.self).tokenType)
        }
      }
    }
    guard let family else { throw error(node, "'\(name)' needs 'measures'") }
    if let unit {
      let isTime = family == .operationDuration || family == .timeToFirstToken
      let units: [UserDialect.Unit] = isTime ? UserDialect.Field.duration.units : family == .cost ? [.dollars] : []
      if units.isEmpty { throw error(unit.node, "'\(name)' measures nothing that has a unit of time or money") }
      if !units.contains(unit.unit) {
        throw error(
          unit.node,
          "'\(name)' cannot be in '\(unit.unit.rawValue)'; there \(units.count == 1 ? "is" : "are") \(list(units.map(\.rawValue)))"
        )
      }
    }
    if let type, family != .tokenUsage { throw error(type.node, "only 'token_usage' has a type") }
    return UserDialect.Metric(name: name, family: family, unit: unit?.unit, tokenType: type?.type)
  }

  private enum InclusionKey: String, CaseIterable {
    case input, output
  }

  private enum InclusionWord: String, CaseIterable {
    case inclusive, exclusive

    var inclusion: Inclusion { self == .inclusive ? .inclusive : .exclusive }
  }

  private func inclusion(_ node: YAMLNode, into parts: inout UserDialect.Parts) throws(ConfigurationError) {
    for (key, value) in try mapping(node, "'inclusion'", of: InclusionKey.self, called: "key") {
      let inclusion = try word(value, "inclusion", of: InclusionWord.self).inclusion
      switch key {
      case .input: parts.cacheInclusion = inclusion
      case .output: parts.reasoningInclusion = inclusion
      }
    }
  }
}
