import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerColumns

@Suite struct SideTableTests {
  private let keys: [SideTableKey] = [.attribute("tenant"), .attribute("pod"), .session, .user]

  private func spans() -> [NightBuilder.Span] {
    var random = SplitMix64(seed: 5)
    return (1...300).map { number in
      NightBuilder.Span.chat(UInt64(number), in: UInt64(number)).with {
        $0.service = ["a", "b"].randomElement(using: &random) ?? ""
        $0.session = ["", "s1", "s2"].randomElement(using: &random) ?? ""
        $0.user = ["", "u"].randomElement(using: &random) ?? ""
        if let tenant = [nil, "red", "blue"].randomElement(using: &random) ?? nil { $0.attributes["tenant"] = tenant }
        if let tenant = [nil, "green"].randomElement(using: &random) ?? nil {
          $0.resourceAttributes["tenant"] = tenant
        }
        if let pod = [nil, "pod-1", "pod-2"].randomElement(using: &random) ?? nil {
          $0.resourceAttributes["pod"] = pod
        }
      }
    }
  }

  /// What the store's columns say of each span, by span id.
  private func said(_ store: Store) -> [UInt64: [String?]] {
    var said: [UInt64: [String?]] = [:]
    for (number, segment) in store.spans.enumerated() {
      for row in 0..<segment.count {
        let span = UInt32(number << SegmentLayout.rowBits | row)
        said[segment.spanID[row]] = keys.map { key in
          store.sideColumn(key).flatMap { $0.texts[$0.code(ofSpan: span, store)] }
        }
      }
    }
    return said
  }

  @Test(arguments: [1, 2, 3, 8]) func `a span says it itself, else its resource does`(workers: Int) {
    let spans = spans()
    let said = said(NightBuilder.store(spans, workers: workers, keeping: keys))
    #expect(said.count == spans.count)
    for span in spans {
      let expected: [String?] = [
        span.attributes["tenant"] ?? span.resourceAttributes["tenant"], span.resourceAttributes["pod"],
        span.session.isEmpty ? nil : span.session, span.user.isEmpty ? nil : span.user,
      ]
      #expect(said[span.id] == expected)
    }
  }

  @Test func `nobody asks, nothing is kept`() {
    let store = NightBuilder.store(spans())
    #expect(store.sideTable.isEmpty)
    #expect(store.sideColumn(.user) == nil)
  }

  @Test func `what only resources say takes no bytes a span`() throws {
    let store = NightBuilder.store(spans(), keeping: keys)
    #expect(try #require(store.sideColumn(.attribute("pod"))).size.bytes == 0)
    let figures = Dictionary(uniqueKeysWithValues: store.figures.map { ($0.name, $0) })
    #expect(figures["spans"]?.rows == 300)
    #expect(figures["spans"]?.bytes == 300 * 43)
    #expect(figures["attr:tenant"]?.tenthsPerRow == 10)
    #expect(figures["attr:pod"] == nil)
    #expect(figures["stages"] == nil)
  }

  @Test func `going back forgets texts, too`() throws {
    let request = SideTableRequest([.init(key: .user, selector: nil)])
    let builder = StoreBuilder(keeping: request)
    func add(_ id: UInt64, _ user: String) {
      NightBuilder.append(NightBuilder.Span.chat(id).with { $0.user = user }, to: builder, keeping: [.user])
    }
    add(1, "ann")
    add(2, "")
    builder.mark()
    add(3, "bob")
    builder.rewind()
    add(4, "cy")
    builder.mark()
    builder.rewind()
    let store = Store(joining: [builder])
    let column = try #require(store.sideColumn(.user))
    let found = (0..<store.spanCount).map { column.texts[column.code(ofSpan: UInt32($0), store)] }
    #expect(found == ["ann", nil, "cy"])
  }

  @Test func `long texts become short and stay different`() throws {
    let stem = String(repeating: "ü", count: 150)
    let spans = [
      NightBuilder.Span.chat(1).with { $0.attributes["tenant"] = stem + "a" },
      NightBuilder.Span.chat(2).with { $0.attributes["tenant"] = stem + "b" },
      NightBuilder.Span.chat(3).with { $0.attributes["tenant"] = String(repeating: "x", count: LongText.limit) },
    ]
    let said = said(NightBuilder.store(spans, keeping: keys))
    let (first, second) = (try #require(said[1]?[0]), try #require(said[2]?[0]))
    #expect(first != second)
    #expect(first.hasPrefix(String(repeating: "ü", count: 60) + "…"))
    #expect(first.utf8.count == LongText.kept + "…".utf8.count + 16)
    #expect(said[3]?[0]?.utf8.count == LongText.limit)
  }

  @Test func `columns that nobody fills take nothing`() {
    let column = OptionalCountColumn(capacity: 100)
    for row in 0..<50 { column.append(nil, at: row) }
    #expect(column.bytes == 0)
    column.append(7, at: 50)
    column.append(Int64.max, at: 51)
    column.append(nil, at: 52)
    #expect(column[49] == nil)
    #expect(column[50] == 7)
    #expect(column[51] == Int64.max)
    #expect(column[52] == nil)
    #expect(column.bytes == 52 * 4)
    column.truncate(to: 51)
    column.append(nil, at: 51)
    column.append(3, at: 52)
    #expect(column[50] == 7)
    #expect(column[51] == nil)
    #expect(column[52] == 3)
  }
}
