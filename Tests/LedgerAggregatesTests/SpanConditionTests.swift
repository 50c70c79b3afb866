import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerAggregates

@Suite struct SpanConditionTests {
  private static let keys = SpanKey.named + [.attribute("tenant")]

  private func night() -> [NightBuilder.Span] {
    var random = SplitMix64(seed: 5)
    func some(_ texts: String...) -> String { texts.randomElement(using: &random) ?? "" }
    return (1...3000).map { number in
      let span = number % 3 == 0 ? NightBuilder.Span.chat(UInt64(number)) : NightBuilder.Span(UInt64(number))
      return span.with {
        $0.start = 1_795_392_000_000_000_000 + UInt64.random(in: 0..<40 * 3600, using: &random) * 1_000_000_000
        if Int.random(in: 0..<50, using: &random) == 0 { $0.start = 0 }
        $0.service = some("a", "b", "")
        $0.scope = some("one", "two")
        $0.name = some("chat", "GET /cart", "")
        $0.status = UInt8.random(in: 0...2, using: &random)
        $0.errorType = some("", "timeout")
        let tenant = some("", "red", "blue")
        if !tenant.isEmpty { $0.attributes["tenant"] = tenant }
      }
    }
  }

  private func spans(_ store: Store, workers: Int = 1) -> SelectedSpans {
    let workers = Workers(count: workers)
    return SelectedSpans(
      store: store, index: SpanIndex(store, workers: workers), selection: Selection(), workers: workers)
  }

  /// The ids of spans.
  private func ids(_ spans: SelectedSpans) -> [UInt64] {
    (0..<spans.count).map { index in
      let (segment, row) = spans.store.locate(span: spans.span(index))
      return segment.spanID[row]
    }
  }

  /// Scenario: single conditions on every key, and random lists of them, over spans that say all sorts of things.
  /// Guarantees: what is chosen is what a plain look at each span chooses, in the order of the spans, with any number of
  /// workers.
  @Test func `conditions choose what a plain look at each span chooses`() {
    let night = night()
    let stores = [
      NightBuilder.store(night, keeping: [.attribute("tenant")]),
      NightBuilder.store(night.reversed(), workers: 3, keeping: [.attribute("tenant")]),
    ]
    let all = spans(stores[0])
    let allIDs = ids(all)
    let texts = Dictionary(
      uniqueKeysWithValues: SpanConditionTests.keys.map { key -> (SpanKey, [UInt64: String?]) in
        let column = all.column(of: key)
        return (
          key,
          Dictionary(uniqueKeysWithValues: allIDs.enumerated().map { ($1, column.texts[Int(column.codes[$0])]) })
        )
      })
    var lists: [[SpanCondition]] = []
    for key in SpanConditionTests.keys {
      let values = Set((texts[key] ?? [:]).values)
      for value in values.sorted(by: { $0 ?? "" < $1 ?? "" }).prefix(4) {
        lists.append([SpanCondition(key, is: value)])
        lists.append([SpanCondition(key, is: value, isNegated: true)])
      }
    }
    #expect(lists.count > 40)
    var random = SplitMix64(seed: 6)
    for _ in 0..<30 {
      lists.append(
        (0..<Int.random(in: 2...4, using: &random)).compactMap { _ in lists.randomElement(using: &random)?.first })
    }
    lists.append([SpanCondition(.name, is: "nothing")])
    for (number, list) in lists.enumerated() {
      func holds(_ id: UInt64) -> Bool {
        Set(list.map(\.key)).allSatisfy { key in
          let said = texts[key]?[id] ?? nil
          let wanted = list.filter { $0.key == key && !$0.isNegated }
          let unwanted = list.filter { $0.key == key && $0.isNegated }
          return (wanted.isEmpty || wanted.contains { $0.value == said }) && !unwanted.contains { $0.value == said }
        }
      }
      let expected = allIDs.filter(holds)
      #expect(ids(spans(stores[0], workers: 1 + number % 3).narrowed(by: list)) == expected, "\(list.map(\.text))")
      if number % 3 == 0 {
        #expect(Set(ids(spans(stores[1], workers: 2).narrowed(by: list))) == Set(expected), "\(list.map(\.text))")
      }
    }
  }

  @Test func `conditions count spans as they were built`() {
    let night = night()
    let all = spans(NightBuilder.store(night, keeping: [.attribute("tenant")]))
    func count(_ conditions: SpanCondition...) -> Int { all.narrowed(by: conditions).count }
    #expect(count() == night.count)
    #expect(count(SpanCondition(.name, is: "GET /cart")) == night.filter { $0.name == "GET /cart" }.count)
    #expect(count(SpanCondition(.name, is: nil)) == night.filter { $0.name == "" }.count)
    #expect(
      count(SpanCondition(.attribute("tenant"), is: "red"), SpanCondition(.status, is: "error", isNegated: true))
        == night.filter { $0.attributes["tenant"] == "red" && $0.status != 2 }.count)
  }

  @Test(arguments: [
    ("name=GET /cart", SpanKey.name, "GET /cart", false), ("name=a=b", .name, "a=b", false),
    ("kind=server", .kind, "server", false), ("kind!=6", .kind, "6", true),
    ("error_type!=absent", .errorType, "", true),
    ("status=ok", .status, "ok", false), ("hour=2026-11-24T09:00:00Z", .hour, "2026-11-24T09:00:00Z", false),
    ("attr:db.system=\"absent\"", .attribute("db.system"), "absent", false),
  ])
  func `conditions are read as they are written`(text: String, key: SpanKey, value: String, isNegated: Bool) throws {
    let condition = try SpanCondition(argument: text)
    #expect(condition == SpanCondition(key, is: value.isEmpty ? nil : value, isNegated: isNegated))
    #expect(condition.text == text)
  }

  @Test(arguments: [
    ("name", "a condition is KEY=VALUE or KEY!=VALUE, such as service=checkout or error_type!=absent."),
    ("name!=", "'name' is compared with nothing. The word for spans that do not say is absent."),
    ("kind=Server", "'kind' is unspecified, internal, server, client, producer or consumer."),
    ("status=failed", "'status' is unset, ok or error."), ("day=today", "'day' is a UTC day such as 2026-11-24."),
    ("hour=9", "'hour' is the start of a UTC hour such as 2026-11-24T09:00:00Z."),
    ("model=gpt-4o", "'model' is no key. \(SpanKey.remedy)"),
  ])
  func `what is no condition is told without its value`(text: String, words: String) {
    do throws(SpanCondition.Unreadable) {
      _ = try SpanCondition(argument: text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.text == words)
    }
  }
}
