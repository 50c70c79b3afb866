import LedgerDialects
import LedgerModel
import Testing

@testable import LedgerConfiguration

@Suite struct ConfigurationTests {
  @Test func `an empty file sets nothing`() throws {
    for yaml in ["", "\n", "# only a comment\n", "{}", "dialects: []"] {
      #expect(try Configuration(yaml: yaml, path: "c.yaml").dialects.isEmpty, "\(yaml)")
    }
  }

  @Test func `every part of a dialect is read`() throws {
    let yaml = """
      # What harbour's own library writes.
      dialects:
        - name: harbour
          scopes: ["harbour.llm*", harbour]
          attributes:
            harbour.tokens.in: input_tokens
            harbour.ttft: {field: time_to_first_token, unit: ms}
            harbour.cost: {field: cost, unit: micro_usd}
            harbour.meta:
              - {member: model.name, field: request_model}
              - {member: limits.output, field: max_tokens}
          spans:
            harbour.answer: inference
            harbour.lookup.*: {class: retrieval, operation: look_up}
          stages: {harbour.lookup.*: look up, harbour.prepare: prepare}
          evaluations: {harbour.score.tone: tone}
          events: {harbour.first: first_token}
          metrics:
            harbour.tokens: token_usage
            harbour.tokens.out: {measures: token_usage, type: output}
            harbour.wait: {measures: time_to_first_token, unit: ms}
          inclusion: {input: exclusive, output: inclusive}
        - name: pier
      """
    let configuration = try Configuration(yaml: yaml, path: "c.yaml")
    #expect(configuration.dialects.count == 2)
    let tables = DialectTables(adding: configuration.dialects)
    let first = UInt8(Dialects.all.count + 1)
    #expect(tables.name(of: first) == "harbour" && tables.name(of: first + 1) == "pier")
    #expect(tables.name(of: first + 2) == "none")
  }

  /// Each as it is written, and all that is said about it.
  static let errors: [(yaml: String, text: String)] = [
    ("a: [", "2:1: this is no YAML: did not find expected node content"),
    ("a: b: c", "1:5: this is no YAML: mapping values are not allowed in this context"),
    ("[]", "1:1: the file must be a mapping of names to values"),
    ("dialect: []", "1:1: there is no setting 'dialect'; did you mean 'dialects'?"),
    ("prices: x", "1:1: there is no setting 'prices'; there are budgets, dialects and sampling"),
    ("dialects: {}", "1:11: 'dialects' must be a list"),
    ("dialects: [x]", "1:12: a dialect must be a mapping of names to values"),
    ("dialects:\n- name: x\n  name: y", "2:3: 'name' stands twice in this mapping"),
    ("dialects:\n- scopes: [a]", "2:3: this dialect has no 'name'"),
    (
      "dialects: [{name: Harbour}]",
      "1:19: the name of a dialect is made of at most 40 of a to z, 0 to 9 and '-'; 'Harbour' is not"
    ),
    ("dialects: [{name: openlit}]", "1:19: 'openlit' is the name of a built-in dialect; choose another"),
    ("dialects: [{name: a}, {name: a}]", "1:30: there are two dialects named 'a'"),
    (dialect("attribtes: {}"), "3:3: there is no key 'attribtes'; did you mean 'attributes'?"),
    (dialect("scopes: a"), "3:11: 'scopes' must be a list"),
    (dialect("scopes: []"), "3:11: 'scopes' names none; a dialect of all scopes leaves it out"),
    (dialect("scopes: ['']"), "3:12: a scope must not be empty"),
    (dialect("scopes: ['*']"), "3:12: a scope needs something before the '*'"),
    (dialect("scopes: ['a*b']"), "3:12: in a scope, '*' can only be the last character: 'a*b'"),
    (
      "dialects: [{name: a, scopes: [s]}, {name: b, scopes: [s]}]",
      "1:55: the scope 's' belongs to the dialect 'a' already"
    ),
    (dialect("attributes: [a]"), "3:15: 'attributes' must be a mapping of names to values"),
    (dialect("attributes: {[a]: b}"), "3:16: a name must be a text"),
    (
      dialect("attributes: {a: input_token}"),
      "3:19: there is no field 'input_token'; did you mean 'input_tokens'?"
    ),
    (dialect("attributes: {a: {feild: model}}"), "3:20: there is no key 'feild'; did you mean 'field'?"),
    (dialect("attributes: {a: {unit: ms}}"), "3:19: 'a' needs a 'field'"),
    (dialect("attributes: {a: {field: session, unit: ms}}"), "3:42: 'session' has no unit"),
    (
      dialect("attributes: {a: time_to_first_token}"),
      "3:19: 'a' is a time and needs a 'unit': s, ms, us, ns, instant, epoch_ms"
    ),
    (
      dialect("attributes: {a: {field: duration, unit: instant}}"),
      "3:43: 'duration' cannot be in 'instant'; there are s, ms, us and ns"
    ),
    (
      dialect("attributes: {a: {field: duration, unit: hours}}"),
      "3:43: there is no unit 'hours'; there are s, ms, us, ns, instant, epoch_ms, usd and micro_usd"
    ),
    (dialect("attributes: {a*: session}"), "3:16: the name of an attribute cannot have a '*': 'a*'"),
    (dialect("attributes: {a: []}"), "3:19: 'a' is mapped to nothing"),
    (dialect("attributes: {a: [{field: session}]}"), "3:20: in a list, 'a' needs a 'member' each time"),
    (
      dialect("attributes: {a: [{member: m, field: session}, {member: m, field: user}]}"),
      "3:49: the member 'm' of 'a' is mapped twice"
    ),
    (
      "dialects: [{name: a, attributes: {x: user}}, {name: b, attributes: {x: session}}]",
      "1:69: the attribute 'x' is mapped by the dialect 'a' already, and neither has scopes"
    ),
    (
      dialect("attributes: {a: user}\n  evaluations: {a: tone}"),
      "4:17: 'a' is mapped under 'attributes' already"
    ),
    (dialect("evaluations: {a: ''}"), "3:20: the name of an evaluation must not be empty"),
    (dialect("spans: {a: infrence}"), "3:14: there is no class 'infrence'; did you mean 'inference'?"),
    (dialect("spans: {a: {operation: chat}}"), "3:14: 'a' needs a 'class'"),
    (dialect("spans: {a: {class: tool, stage: x}}"), "3:28: there is no key 'stage'; there are class and operation"),
    (
      dialect("spans: {short*: tool}"),
      "3:11: the name of a span needs at least eight characters before the '*': 'short*'"
    ),
    (
      "dialects: [{name: a, spans: {x: tool}}, {name: b, stages: {x: y}}]",
      "1:60: the span 'x' is mapped by the dialect 'a' already, and neither has scopes"
    ),
    (
      dialect("spans: {a: inference}\n  stages: {a: x}"),
      "4:12: 'a' is a request to a model, and those are no stages"
    ),
    (
      dialect("events: {a: last_token}"),
      "3:15: there is no meaning of an event 'last_token'; did you mean 'first_token'?"
    ),
    (dialect("metrics: {a: tokens}"), quantities("3:16: there is no quantity 'tokens'")),
    (dialect("metrics: {a: {unit: ms}}"), "3:16: 'a' needs 'measures'"),
    (
      dialect("metrics: {a: {measures: token_usage, unit: s}}"),
      "3:46: 'a' measures nothing that has a unit of time or money"
    ),
    (
      dialect("metrics: {a: {measures: cost, unit: micro_usd}}"),
      "3:39: 'a' cannot be in 'micro_usd'; there is usd"
    ),
    (dialect("metrics: {a: {measures: cost, type: input}}"), "3:39: only 'token_usage' has a type"),
    (
      dialect("inclusion: {input: inclusiv}"),
      "3:22: there is no inclusion 'inclusiv'; did you mean 'inclusive'?"
    ),
    (dialect("inclusion: {cache: inclusive}"), "3:15: there is no key 'cache'; there are input and output"),
    (
      dialect("attributes: {\(String(repeating: "a", count: 257)): user}"), "3:16: a name has more than 256 bytes"
    ),
    (
      "dialects:\n" + (0...64).map { "- name: d\($0)\n" }.joined(), "66:3: there can be 64 dialects, no more"
    ),
    (
      dialect("attributes:\n" + (0...2000).map { "    a\($0): user\n" }.joined()),
      "2004:5: more than 2000 attributes are mapped"
    ),
  ]

  private static func dialect(_ body: String) -> String { "dialects:\n- name: x\n  \(body)" }

  private static func quantities(_ start: String) -> String {
    start + "; there are token_usage, operation_duration, time_to_first_token, cost, hallucinations, quality_score, "
      + "budget_use and nothing"
  }

  @Test(arguments: errors)
  func `what is wrong is named with its place`(yaml: String, text: String) {
    do {
      _ = try Configuration(yaml: yaml, path: "c.yaml")
      Issue.record("no error")
    } catch {
      #expect(error.text == "c.yaml:" + text)
    }
  }

  @Test func `what every cut of a file says is an error or a configuration`() {
    let yaml = "dialects:\n- name: x\n  attributes: {a: {field: cost, unit: usd}}\n  spans: {b: tool}\n"
    for length in 0...yaml.utf8.count {
      do {
        _ = DialectTables(adding: try Configuration(yaml: String(yaml.prefix(length)), path: "c").dialects)
      } catch {
        #expect(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
      }
    }
  }

  @Test func `words that are swapped, too short or of other case are found`() throws {
    for (written, meant) in [("inptu_tokens", "input_tokens"), ("User", "user"), ("sesion", "session")] {
      do {
        _ = try Configuration(yaml: Self.dialect("attributes: {a: \(written)}"), path: "c")
        Issue.record("no error")
      } catch {
        #expect(error.message == "there is no field '\(written)'; did you mean '\(meant)'?")
      }
    }
  }
}
