import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

@Suite struct KeyTests {
  private static let sideKeys: [SideTableKey] = [.user, .session, .attribute("tenant")]

  private func facts(
    _ store: Store, workers: Int = 1, _ conditions: [CallCondition] = [], _ selection: Selection = Selection()
  ) -> CallFacts {
    let workers = Workers(count: workers)
    let index = SpanIndex(store, workers: workers)
    return CallFacts(
      store: store, calls: CallSettler.settle(store, index, workers: workers), selection: selection,
      prices: CallPricer(book: .shipped), workers: workers, conditions: conditions, index: index)
  }

  private func store(_ spans: [NightBuilder.Span], workers: Int = 1) -> Store {
    NightBuilder.store(spans, workers: workers, keeping: KeyTests.sideKeys)
  }

  /// What the calls say for a key, by the ids of their spans.
  private func said(_ key: GroupingKey, _ facts: CallFacts) -> [UInt64: String?] {
    let column = facts.column(of: key)
    var said: [UInt64: String?] = [:]
    for index in 0..<facts.count {
      let (segment, row) = facts.store.locate(span: facts.calls.span(ofCall: facts.row(index)))
      said[segment.spanID[row]] = column.texts[Int(column.codes[index])]
    }
    return said
  }

  private func night(_ count: Int, seed: UInt64) -> [NightBuilder.Span] {
    var random = SplitMix64(seed: seed)
    func some(_ texts: String...) -> String { texts.randomElement(using: &random) ?? "" }
    return (1...count).map { number in
      NightBuilder.Span.chat(
        UInt64(number), in: UInt64(number / 3 + 1), input: Int64.random(in: 0...900, using: &random), output: 5
      ).with {
        $0.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<40 * 3600, using: &random) * 1_000_000_000
        if Int.random(in: 0..<50, using: &random) == 0 { $0.start = 0 }
        $0.duration = UInt64.random(in: 1...9_000, using: &random)
        $0.service = some("a", "b", "c")
        $0.scope = some("one", "two")
        $0.requestModel = some("gpt-4o", "gpt-4o-mini", "")
        $0.responseModel = some("gpt-4o-2024-08-06", "", "")
        $0.errorType = some("", "", "timeout")
        $0.user = some("", "ann", "bob")
        $0.session = some("", "s1", "s2", "s3")
        $0.status = UInt8.random(in: 0...2, using: &random)
        $0.isStreaming = [true, false, nil].randomElement(using: &random) ?? nil
        let tenant = some("", "red", "blue")
        if !tenant.isEmpty { $0.attributes["tenant"] = tenant }
      }
    }
  }

  @Test func `every key of the contract is read as it is written`() {
    let names = [
      "service", "provider", "operation", "request_model", "response_model", "model", "environment", "agent", "tool",
      "user", "session", "hour", "day", "error_type", "stream", "scope", "status",
    ]
    #expect(GroupingKey.named.map(\.rawValue) == names)
    for name in names + ["attr:a", "attr:a b=c", "attr:attr:"] {
      #expect(GroupingKey(rawValue: name)?.rawValue == name)
    }
    for name in ["", "attr", "attr:", "Model", "models"] { #expect(GroupingKey(rawValue: name) == nil) }
    #expect(GroupingKey.named.compactMap(\.sideTableKey) == [.user, .session])
    #expect(GroupingKey.attribute("x").sideTableKey == .attribute("x"))
  }

  @Test func `users, sessions and attributes are those of the call's own span`() {
    let spans = [
      NightBuilder.Span.chat(1).with {
        $0.user = "ann"
        $0.attributes["tenant"] = "red"
      },
      NightBuilder.Span.chat(2, in: 2).with {
        $0.session = "s"
        $0.resourceAttributes["tenant"] = "blue"
      },
      NightBuilder.Span.chat(3, in: 3),
    ]
    let facts = facts(store(spans))
    #expect(said(.user, facts) == [1: "ann", 2: nil, 3: nil])
    #expect(said(.session, facts) == [1: nil, 2: "s", 3: nil])
    #expect(said(.attribute("tenant"), facts) == [1: "red", 2: "blue", 3: nil])
  }

  /// A tool with a request below it, whose request has a tool of its own; one without a tool; ancestors in a ring.
  @Test func `the tool is that of the nearest span around the call`() {
    func tool(_ id: UInt64, in trace: UInt64 = 1, under parent: UInt64 = 0, _ name: String) -> NightBuilder.Span {
      NightBuilder.Span.other(.tool, id, in: trace, under: parent).with {
        $0.tool = name
        $0.stage = "tool"
      }
    }
    let spans = [
      NightBuilder.Span.other(.agent, 1), tool(2, under: 1, "search"), NightBuilder.Span(3, under: 2),
      .chat(4, under: 3), tool(5, under: 3, "rank"), .chat(6, under: 5), .chat(7, under: 1),
      NightBuilder.Span(8, in: 2, under: 9), NightBuilder.Span(9, in: 2, under: 8), .chat(10, in: 2, under: 8),
      tool(11, in: 3, under: 12, "loop"), NightBuilder.Span(12, in: 3, under: 11), .chat(13, in: 3, under: 12),
    ]
    let facts = facts(store(spans))
    #expect(said(.tool, facts) == [4: "search", 6: "rank", 7: nil, 10: nil, 13: "loop"])
    var reversed = said(.tool, self.facts(store(spans.reversed(), workers: 3), workers: 2))
    for (id, tool) in said(.tool, facts) { #expect(reversed.removeValue(forKey: id) == .some(tool)) }
    #expect(reversed.isEmpty)
  }

  // MARK: Conditions

  @Test(arguments: [
    ("model=gpt-4o", GroupingKey.model, "gpt-4o", false), ("agent=absent", .agent, "", false),
    ("agent!=absent", .agent, "", true), ("user=\"absent\"", .user, "absent", false),
    ("attr:a.b=x=y", .attribute("a.b"), "x=y", false), ("attr:n!=0.5", .attribute("n"), "0.5", true),
    ("hour=2026-11-24T09:00:00Z", .hour, "2026-11-24T09:00:00Z", false), ("day!=2026-11-24", .day, "2026-11-24", true),
    ("stream=true", .stream, "true", false), ("status=error", .status, "error", false),
    ("user=\"\"x\"\"", .user, "\"x\"", false),
  ])
  func `conditions are read as they are written`(text: String, key: GroupingKey, value: String, isNegated: Bool) throws
  {
    let condition = try CallCondition(argument: text)
    #expect(condition == CallCondition(key, is: value.isEmpty ? nil : value, isNegated: isNegated))
    #expect(condition.text == text)
  }

  @Test(arguments: [
    ("model", "a condition is KEY=VALUE or KEY!=VALUE, such as model=gpt-4o or agent!=absent."),
    ("model=", "'model' is compared with nothing. The word for calls that do not say is absent."),
    ("stream=yes", "'stream' is true, false or absent."), ("status=failed", "'status' is unset, ok or error."),
    ("day=24.11.2026", "'day' is a UTC day such as 2026-11-24."),
    ("day=2026-13-24", "'day' is a UTC day such as 2026-11-24."),
    ("hour=2026-11-24T09:30:00Z", "'hour' is the start of a UTC hour such as 2026-11-24T09:00:00Z."),
    ("hour=9", "'hour' is the start of a UTC hour such as 2026-11-24T09:00:00Z."),
    ("colour=red", "'colour' is no key. \(GroupingKey.remedy)"), ("=x", "'' is no key. \(GroupingKey.remedy)"),
  ])
  func `what is no condition is told without its value`(text: String, words: String) {
    do throws(CallCondition.Unreadable) {
      _ = try CallCondition(argument: text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.text == words)
    }
  }

  /// Scenario: single conditions on every key, and random lists of them, over calls that say all sorts of things.
  /// Guarantees: what is chosen is what a plain look at each call chooses, with any number of workers; the calls are those
  /// that were settled without conditions.
  @Test func `conditions choose what a plain look at each call chooses`() throws {
    let spans = night(400, seed: 3)
    let stores = [store(spans), store(spans.reversed(), workers: 3)]
    let all = facts(stores[0])
    let keys = GroupingKey.named + [.attribute("tenant")]
    let texts = Dictionary(uniqueKeysWithValues: keys.map { ($0, said($0, all)) })
    var random = SplitMix64(seed: 8)
    var lists: [[CallCondition]] = []
    for key in keys {
      let values = Set((texts[key] ?? [:]).values).union([nil])
      for value in values.sorted(by: { $0 ?? "" < $1 ?? "" }).prefix(4) {
        lists.append([CallCondition(key, is: value)])
        lists.append([CallCondition(key, is: value, isNegated: true)])
      }
    }
    for _ in 0..<40 {
      lists.append(
        (0..<Int.random(in: 2...4, using: &random)).compactMap { _ in lists.randomElement(using: &random)?.first })
    }
    lists.append([CallCondition(.service, is: "nobody")])
    for (number, list) in lists.enumerated() {
      func holds(_ id: UInt64) -> Bool {
        Set(list.map(\.key)).allSatisfy { key in
          let said = texts[key]?[id] ?? nil
          let wanted = list.filter { $0.key == key && !$0.isNegated }
          let unwanted = list.filter { $0.key == key && $0.isNegated }
          return (wanted.isEmpty || wanted.contains { $0.value == said }) && !unwanted.contains { $0.value == said }
        }
      }
      let expected = Set((texts[.service] ?? [:]).keys.filter(holds))
      let chosen = facts(stores[number % 2], workers: 1 + number % 3, list)
      #expect(Set(said(.service, chosen).keys) == expected, "\(list.map(\.text))")
      #expect(chosen.count == expected.count)
      #expect(chosen.calls.count == all.calls.count)
    }
  }

  @Test func `conditions narrow what the selection leaves`() {
    var selection = Selection()
    selection.services = ["a"]
    let spans = night(200, seed: 9)
    let chosen = facts(store(spans), [CallCondition(.user, is: "ann")], selection)
    let expected = spans.filter { $0.service == "a" && $0.user == "ann" }
    #expect(chosen.count == expected.count)
    #expect(chosen.count > 0)
  }

  // MARK: Laws

  /// What groups come to, by the texts of their keys.
  private func table(_ facts: CallFacts, _ keys: [GroupingKey]) -> [[String?]: String] {
    let columns = keys.map { facts.column(of: $0) }
    let groups = facts.grouped(by: columns.map(\.codes))
    let tallies = facts.tallies(groups)
    let known = facts.distributions([groups], of: [.duration])[0][0]
    return Dictionary(
      uniqueKeysWithValues: (0..<groups.count).map { group in
        (
          zip(columns, groups.keys[group]).map { $0.texts[Int($1)] },
          "\(tallies[group]) \(String(describing: known[group]))"
        )
      })
  }

  /// Scenario: enough calls for several segments, in their order, shuffled, dealt out to 1 to 8 builders, and grouped by
  /// lists of keys with few and with many combinations on 1 to 8 workers.
  /// Guarantees: each group comes to the same; the groups together are all calls.
  @Test func `neither order nor builders nor workers change a group`() {
    let spans = night(18_000, seed: 21)
    var random = SplitMix64(seed: 4)
    let lists: [[GroupingKey]] = [
      [], [.model], [.service, .model, .hour], [.user, .session, .attribute("tenant"), .stream],
      [.hour, .service, .scope, .user, .session, .errorType, .status, .requestModel, .attribute("tenant")],
    ]
    let plain = facts(store(spans))
    #expect(plain.store.calls.count > 1)
    let expected = lists.map { table(plain, $0) }
    #expect(expected.map(\.count).max() ?? 0 > 5000)
    for (workers, builders) in [(2, 1), (3, 2), (8, 5), (5, 8)] {
      let facts = facts(store(spans.shuffled(using: &random), workers: builders), workers: workers)
      for (keys, expected) in zip(lists, expected) {
        #expect(table(facts, keys) == expected, "\(keys.map(\.rawValue)), \(workers) workers, \(builders) builders")
      }
    }
  }

  /// Scenario: a copy of a span that differs in an attribute alone.
  /// Guarantees: which copy counts does not depend on their order.
  @Test func `of copies that differ in an attribute alone the same one counts`() {
    let one = NightBuilder.Span.chat(1, input: 5, output: 5).with { $0.attributes["tenant"] = "red" }
    let other = one.with { $0.attributes["tenant"] = "blue" }
    for (spans, workers) in [([one, other], 1), ([other, one], 1), ([one, other], 2), ([other, one], 2)] {
      #expect(said(.attribute("tenant"), facts(store(spans, workers: workers))) == [1: "blue"])
    }
  }
}
