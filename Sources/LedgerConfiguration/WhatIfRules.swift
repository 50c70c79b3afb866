import LedgerYAML

/// Rules by which a night is priced anew: which calls, and what about them is other. YAML, read strictly.
public struct WhatIfRules: Hashable, Sendable {
  /// How long what is written into a cache stays there.
  public enum CacheLifetime: String, CaseIterable, Hashable, Sendable {
    /// The seller's default, five minutes at Anthropic.
    case standard = "5m"
    /// An hour.
    case oneHour = "1h"
    /// Nothing is cached: all of the input is read afresh.
    case none
  }

  /// One rule.
  public struct Rule: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The line in the file, from 1.
    public var line: Int
    /// The models, with `*` for any characters; empty for all. The answering model counts, else the one asked for.
    public var models: [String] = []
    /// The providers; empty for all.
    public var providers: [String] = []
    /// The services; empty for all.
    public var services: [String] = []
    /// The operations; empty for all.
    public var operations: [String] = []
    /// Whether calls are streamed; `nil` for both.
    public var isStreaming: Bool?
    /// The model instead; `nil` for the same.
    public var model: String?
    /// The provider instead; `nil` for the same.
    public var provider: String?
    /// The service tier instead; `nil` for the same.
    public var serviceTier: String?
    /// The lifetime of caches instead; `nil` for the same.
    public var cacheLifetime: CacheLifetime?
  }

  /// The rules, in the order of the file.
  public var rules: [Rule] = []

  private enum Member: String, CaseIterable {
    case rules
  }

  private enum Part: String, CaseIterable {
    case name
    case `where`
    case then
  }

  private enum Condition: String, CaseIterable {
    case model
    case provider
    case service
    case operation
    case stream
  }

  private enum Change: String, CaseIterable {
    case model
    case provider
    case serviceTier = "service_tier"
    case cacheLifetime = "cache_lifetime"
  }

  /// Reads rules from the text of a file.
  ///
  /// - Parameter path: the file, as errors shall name it.
  public init(yaml: String, path: String) throws(ConfigurationError) {
    let reader = ConfigurationReader(path: path)
    guard let root = try reader.compose(yaml) else {
      throw ConfigurationError(path: path, line: 1, column: 1, message: "the file is empty; it needs 'rules'")
    }
    for (_, value) in try reader.mapping(root, "the file", of: Member.self, called: "member of a file of rules") {
      for node in try reader.elements(value, "'rules'") { rules.append(try WhatIfRules.rule(reader, node)) }
    }
    guard !rules.isEmpty else { throw reader.error(root, "there is no rule; 'rules' is a list of them") }
    for (place, rule) in rules.enumerated() where rules[..<place].contains(where: { $0.name == rule.name }) {
      throw ConfigurationError(
        path: path, line: rule.line, column: 1, message: "two rules are named '\(rule.name)'; give one another name")
    }
  }

  private static func rule(_ reader: ConfigurationReader, _ node: YAMLNode) throws(ConfigurationError) -> Rule {
    var rule = Rule(name: "", line: node.line)
    var changes = false
    for (part, value) in try reader.mapping(node, "a rule", of: Part.self, called: "part of a rule") {
      switch part {
      case .name: rule.name = try reader.text(value, "'name'")
      case .where:
        for (condition, value) in try reader.mapping(value, "'where'", of: Condition.self, called: "condition") {
          switch condition {
          case .model: rule.models = try texts(reader, value, "'model'")
          case .provider: rule.providers = try texts(reader, value, "'provider'")
          case .service: rule.services = try texts(reader, value, "'service'")
          case .operation: rule.operations = try texts(reader, value, "'operation'")
          case .stream:
            let word = try reader.text(value, "'stream'")
            guard word == "true" || word == "false" else { throw reader.error(value, "'stream' is true or false") }
            rule.isStreaming = word == "true"
          }
        }
      case .then:
        for (change, value) in try reader.mapping(value, "'then'", of: Change.self, called: "change") {
          changes = true
          switch change {
          case .model: rule.model = try reader.text(value, "'model'")
          case .provider: rule.provider = try reader.text(value, "'provider'")
          case .serviceTier: rule.serviceTier = try reader.text(value, "'service_tier'")
          case .cacheLifetime: rule.cacheLifetime = try reader.word(value, "cache lifetime", of: CacheLifetime.self)
          }
        }
      }
    }
    guard !rule.name.isEmpty else { throw reader.error(node, "the rule has no 'name'") }
    guard changes else {
      throw reader.error(
        node, "the rule '\(rule.name)' changes nothing: 'then' needs model, provider, service_tier or cache_lifetime")
    }
    return rule
  }

  /// A text, or a list of texts.
  private static func texts(
    _ reader: ConfigurationReader, _ node: YAMLNode, _ what: String
  ) throws(ConfigurationError) -> [String] {
    if case .scalar = node.content { return [try reader.text(node, what)] }
    var texts: [String] = []
    for element in try reader.elements(node, what) { texts.append(try reader.text(element, "an element of \(what)")) }
    return texts
  }
}
