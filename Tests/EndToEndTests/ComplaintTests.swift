import Foundation
import LedgerTestSupport
import Testing

/// What users of other tools complain about, as spans. See `fixtures/complaints/WHY.md`.
@Suite struct ComplaintTests {
  static let folder = Repository.fixture("complaints")

  static func expectations() throws -> [String: JSONValue] {
    let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
    guard case .object(let members) = try JSONValue(parsing: data) else { return [:] }
    return members
  }

  static let names = ((try? expectations()) ?? [:]).keys.sorted()

  @Test func `every file is expected, and every expectation has a file`() throws {
    let files = Repository.files(below: Self.folder).filter { $0.pathExtension == "json" }
      .map { $0.deletingPathExtension().lastPathComponent }.filter { $0 != "expected" }
    #expect(files.sorted() == Self.names)
    #expect(files.count > 60)
  }

  /// Scenario: one complaint.
  /// Guarantees: counts, bases, findings, reasons and states as `expected.json` says.
  @Test(arguments: names) func `each complaint is counted right`(name: String) throws {
    let expected = try #require(try Self.expectations()[name])
    let run = try ReportRun([Self.folder.appendingPathComponent("\(name).json")])
    let report = run.document
    #expect(run.outcome.status == 0, "\(run.outcome.messageText)")
    for (key, value) in Self.members(expected["totals"]) {
      #expect(report["totals"]?[key] == value, "\(name): \(key)")
    }
    let emitters = report["emitters"]?.elements ?? []
    if let basis = expected["basis"]?.elements {
      #expect(emitters.compactMap { $0["convention"]?["basis"] } == basis, "\(name)")
    }
    let findings = (report["findings"]?.elements ?? []).compactMap { $0["code"]?.text }
      .filter { $0 == "usage-inconsistent" || $0 == "convention-conflict" }.sorted()
    #expect(findings == (expected["findings"]?.elements ?? []).compactMap(\.text), "\(name)")
    if let wanted = expected["not_counted"] {
      let rows = (report["counting"]?["not_counted"]?.elements ?? []).map { row in
        (row["reason"]?.text ?? "", row.without("reason", "reported_cost_usd", "dialects"))
      }
      #expect(JSONValue.object(Dictionary(uniqueKeysWithValues: rows)) == wanted, "\(name)")
    }
    let states = report["usage_states"]?.elements ?? []
    if let wanted = expected["states"] {
      let rows = states.map { ($0["state"]?.text ?? "", $0["calls"] ?? .null) }
      #expect(JSONValue.object(Dictionary(uniqueKeysWithValues: rows)) == wanted, "\(name)")
    }
    for (state, bounds) in Self.members(expected["bounds"]) {
      let row = try #require(states.first { $0["state"]?.text == state })
      for (key, value) in Self.members(bounds) { #expect(row[key] == value, "\(name): \(key)") }
    }
    if let gap = expected["gap"] { #expect(report["counting"]?["aggregate_gap"] == gap, "\(name)") }
    if let count = expected["aggregate_only"] {
      #expect(report["counting"]?["aggregate_only"]?["spans"] == count, "\(name)")
    }
    #expect(Self.imbalance(of: report) == [], "\(name)")
  }

  private static func members(_ value: JSONValue?) -> [(String, JSONValue)] {
    guard case .object(let members)? = value else { return [] }
    return members.sorted { $0.key < $1.key }
  }

  /// Where naive is not counted plus what was left out minus what was added.
  static func imbalance(of report: JSONValue) -> [String] {
    guard let counting = report["counting"] else { return ["no counting"] }
    func sum(_ key: String, _ name: String) -> Int64 {
      (counting[key]?.elements ?? []).reduce(0) { $0 + ($1[name]?.integer ?? 0) }
    }
    var wrong: [String] = []
    for name in ["input_tokens", "output_tokens"] {
      let naive = counting["naive"]?[name]?.integer ?? 0
      let counted = counting["counted"]?[name]?.integer ?? 0
      if naive != counted + sum("not_counted", name) - sum("adjustments", name) { wrong.append(name) }
      if counting["counted"]?[name] != report["totals"]?[name] { wrong.append("counted \(name)") }
    }
    let spans = counting["counted"]?["spans_with_usage"]?.integer ?? 0
    if counting["naive"]?["spans_with_usage"]?.integer != spans + sum("not_counted", "spans") { wrong.append("spans") }
    let states = (report["usage_states"]?.elements ?? []).reduce(0) { $0 + ($1["calls"]?.integer ?? 0) }
    if states != report["totals"]?["calls_without_usage"]?.integer { wrong.append("states") }
    return wrong
  }
}

/// All complaints together, cut and put together in other ways.
@Suite struct RepetitionTests {
  /// One request for each span, as lines.
  private static func requests() throws -> [Data] {
    var lines: [Data] = []
    for name in ComplaintTests.names {
      let data = try Data(contentsOf: ComplaintTests.folder.appendingPathComponent("\(name).json"))
      let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      for var resource in document?["resourceSpans"] as? [[String: Any]] ?? [] {
        for var scope in resource["scopeSpans"] as? [[String: Any]] ?? [] {
          for span in scope["spans"] as? [[String: Any]] ?? [] {
            scope["spans"] = [span]
            resource["scopeSpans"] = [scope]
            lines.append(
              try JSONSerialization.data(withJSONObject: ["resourceSpans": [resource]], options: [.sortedKeys]))
          }
        }
      }
    }
    return lines
  }

  /// Everything that a copy must not change.
  private static func figures(_ run: ReportRun) -> JSONValue {
    var figures = withoutCopies(run.figures.without("not_counted", "libraries"))
    guard case .object(var members) = figures else { return figures }
    let rows = (members["counting"]?["not_counted"]?.elements ?? []).filter { $0["reason"]?.text != "duplicate" }
    members["counting"] = members["counting"].map { counting in
      guard case .object(var parts) = counting.without("naive") else { return counting }
      parts["not_counted"] = .array(rows)
      return .object(parts)
    }
    // Claims of copies are in the sum of all claims, and a cause of their own.
    members["audit"] = members["audit"].map { audit in
      guard
        case .object(var parts) = audit.without("reported_usd", "difference_usd", "unexplained_share")
      else { return audit }
      parts["causes"] = .array((audit["causes"]?.elements ?? []).filter { $0["code"]?.text != "duplicate" })
      return .object(parts)
    }
    figures = .object(members)
    return figures
  }

  private static func withoutCopies(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(
        members.filter { $0.key != "duplicate_spans" && $0.key != "multi_file" }.mapValues { withoutCopies($0) })
    case .array(let elements): .array(elements.map { withoutCopies($0) })
    default: value
    }
  }

  private static func whole() throws -> ReportRun {
    try ReportRun(ComplaintTests.names.map { ComplaintTests.folder.appendingPathComponent("\($0).json") })
  }

  private static func joined(_ lines: [Data]) -> Data { Data(lines.joined(separator: [UInt8(ascii: "\n")])) }

  /// Scenario: all complaints as given; as one file of single spans; shuffled; split into a file for each span.
  /// Guarantees: every figure is the same, and sums balance.
  @Test func `joining, splitting and shuffling change nothing`() throws {
    let whole = try Self.whole()
    #expect(ComplaintTests.imbalance(of: whole.document) == [])
    #expect(whole.report.totals.calls > 150)
    let lines = try Self.requests()
    let seed: UInt64 = 4_711
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryDirectory()
    try folder.write(Self.joined(lines), to: "one/all.jsonl")
    try folder.write(Self.joined(lines.shuffled(using: &random)), to: "mixed/all.jsonl")
    for (number, line) in lines.shuffled(using: &random).enumerated() {
      try folder.write(line, to: "many/\(number).json")
    }
    for name in ["one", "mixed", "many"] {
      for jobs in ["1", "3"] {
        let run = try ReportRun([folder.url.appendingPathComponent(name)], options: ["--jobs", jobs])
        #expect(Self.figures(whole).differences(from: Self.figures(run)) == [], "\(name), seed \(seed)")
      }
    }
  }

  /// Scenario: every file given twice; a tenth of the spans sent again, in other places.
  /// Guarantees: every figure is the same but those of copies, and sums balance.
  @Test func `what is there twice counts once`() throws {
    let whole = try Self.whole()
    let lines = try Self.requests()
    let folder = try TemporaryDirectory()
    try folder.write(Self.joined(lines + lines), to: "twice/all.jsonl")
    let seed: UInt64 = 1_234
    var random = SplitMix64(seed: seed)
    let again = lines.filter { _ in Int.random(in: 0..<10, using: &random) == 0 }
    #expect(again.count > 10)
    try folder.write(Self.joined((lines + again).shuffled(using: &random)), to: "tenth/all.jsonl")
    for name in ["twice", "tenth"] {
      let run = try ReportRun([folder.url.appendingPathComponent(name)])
      #expect(Self.figures(whole).differences(from: Self.figures(run)) == [], "\(name), seed \(seed)")
      #expect(ComplaintTests.imbalance(of: run.document) == [])
      #expect(run.report.totals.duplicate_spans > whole.report.totals.duplicate_spans)
    }
  }

  /// Scenario: the night and all complaints.
  /// Guarantees: the sums of a whole archive balance.
  @Test func `the sums of a night balance`() throws {
    let run = try ReportRun([NightTests.folder])
    #expect(ComplaintTests.imbalance(of: run.document) == [])
    #expect(run.document["emitters"]?.elements?.isEmpty == false)
  }
}
