import FoundationEssentials
import LedgerAggregates
import LedgerAudit
import LedgerCalls
import LedgerColumns
import LedgerMemory
import LedgerModel
import LedgerPricing
import LedgerRun

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What it takes to price calls by all books that come with the program, beside what it takes to load them: the calls are
/// made in memory, a part of them is written as OTLP JSON and loaded. Sums are checked against a walk that asks the books'
/// general way for each call. Below it what the audit takes, where every call reports a cost by last year's prices.
enum Costs {
  /// How many calls are written and loaded.
  private static let loaded = 500_000

  static func measure(_ store: Store, calls count: Int, workers: [Int], rounds: Int) async throws {
    let shelf = PriceShelf.shipped
    print("\(shelf.books.reduce(0) { $0 + $1.sheets.count }) price sheets of \(shelf.books.count) books.")
    let expected = plainSum(calls: count, shelf)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("spanledger-costs.jsonl")
    try write(min(count, loaded), of: count, to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    for number in workers {
      let pool = Workers(count: number)
      let settled = CallSettler.settle(store, SpanIndex(store, workers: pool, countsTraces: false), workers: pool)
      let facts = CallFacts(
        store: store, calls: settled, selection: Selection(), prices: CallPricer(shelf: shelf), workers: pool,
        measures: [])
      var pricing = Span.longest
      for _ in 0..<rounds {
        let start = Span.now()
        let costs = facts.costs(by: CallPricer(shelf: shelf))
        pricing.shorten(to: start.passed)
        guard sum(costs, count) == expected else { fatalError("wrong sum with \(number) workers") }
      }
      var loading = Span.longest
      var settings = RunSettings(inputs: [file.path], version: "benchmark")
      settings.jobs = number
      settings.keeps = .traces
      for _ in 0..<rounds {
        let start = Span.now()
        let night = try await Loader(settings).load()
        loading.shorten(to: start.passed)
        guard night.sources.first?.spans == UInt64(min(count, loaded)) else { fatalError("not all was loaded") }
      }
      let scale = Double(count) / Double(min(count, loaded))
      print("\n\(number) worker\(number == 1 ? "" : "s"); elapsed, and processor time")
      print("  pricing \(count) calls: \(milli(pricing.wall)), \(milli(pricing.processor)) ms")
      print("  loading them (JSON, plain): \(milli(loading.wall * scale)), \(milli(loading.processor * scale)) ms")
      print(
        "  pricing takes \(percent(pricing.wall, loading.wall * scale)), "
          + "\(percent(pricing.processor, loading.processor * scale)) % of that")
      let start = Span.now()
      let ledger = CostLedger(facts, formula: formula, shelf: shelf, workers: pool)
      let audit = start.passed
      let parts = ledger.causes.values.reduce(Int128(0)) { $0 + $1.picoUSD }
      guard ledger.difference == parts, ledger.causes[.unexplained] == nil else { fatalError("wrong parts") }
      print("  auditing a formula that gets all of them wrong: \(milli(audit.wall)), \(milli(audit.processor)) ms")
    }
  }

  /// Half of a dollar per million tokens read, and two per million written, whatever the model.
  private static let formula = RateFormula { _, _, _ in
    RateFormula.Rule(input: 500_000, output: 2_000_000, cachedInput: nil, isBlended: false)
  }

  private static func sum(_ costs: CostColumn, _ count: Int) -> Int128 {
    var sum: Int128 = 0
    for index in 0..<count {
      if case .priced(let amount) = costs[index] { sum += amount.value }
    }
    return sum
  }

  /// The same by the general way, call by call.
  private static func plainSum(calls: Int, _ shelf: PriceShelf) -> Int128 {
    let prices = zip(MadeCall.providers, MadeCall.models).map { shelf.resolve(provider: $0, model: $1).prepared() }
    var sum: Int128 = 0
    for number in 0..<calls {
      let call = MadeCall(number, of: calls)
      let usage = CallUsage(tokens: TokenUsage(uncachedInput: call.input, output: call.output))
      let cost = prices[call.model].cost(of: usage, at: UnixNanos(call.start), isDetailed: false)
      if let amount = cost.amount { sum += amount.value }
    }
    return sum
  }

  /// Writes calls as exporters do: a request for each 64 spans of a service.
  private static func write(_ written: Int, of count: Int, to file: URL) throws {
    var text: [UInt8] = []
    func attribute(_ name: String, _ value: String) -> String { "{\"key\":\"\(name)\",\"value\":{\(value)}}" }
    func hexadecimal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: digits - text.count) + text
    }
    var number = 0
    while number < written {
      let end = min(number + 64, written)
      let spans = (number..<end).map { number -> String in
        let call = MadeCall(number, of: count)
        let attributes = [
          attribute("gen_ai.operation.name", "\"stringValue\":\"chat\""),
          attribute("gen_ai.provider.name", "\"stringValue\":\"\(MadeCall.providers[call.model])\""),
          attribute("gen_ai.request.model", "\"stringValue\":\"\(MadeCall.models[call.model])\""),
          attribute("gen_ai.response.finish_reasons", "\"arrayValue\":{\"values\":[{\"stringValue\":\"stop\"}]}"),
          attribute("gen_ai.usage.input_tokens", "\"intValue\":\"\(call.input)\""),
          attribute("gen_ai.usage.output_tokens", "\"intValue\":\"\(call.output)\""),
        ].joined(separator: ",")
        return "{\"traceId\":\"\(hexadecimal(number / 3 + 1, 32))\",\"spanId\":\"\(hexadecimal(number + 1, 16))\","
          + "\"name\":\"chat\",\"kind\":3,\"startTimeUnixNano\":\"\(call.start)\","
          + "\"endTimeUnixNano\":\"\(call.start + call.duration)\",\"attributes\":[\(attributes)]}"
      }.joined(separator: ",")
      let service = MadeCall.services[MadeCall(number, of: count).service]
      text += Array(
        ("{\"resourceSpans\":[{\"resource\":{\"attributes\":["
          + attribute("service.name", "\"stringValue\":\"\(service)\"")
          + "]},\"scopeSpans\":[{\"scope\":{\"name\":\"scope\"},\"spans\":[\(spans)]}]}]}\n").utf8)
      number = end
    }
    try Data(text).write(to: file)
  }

  private static func milli(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  private static func percent(_ part: Double, _ whole: Double) -> Double { (part / whole * 10_000).rounded() / 100 }

  /// A stretch of time, elapsed and of all processors.
  private struct Span {
    var wall: Double
    var processor: Double

    static let longest = Span(wall: .infinity, processor: .infinity)

    static func now() -> Span {
      Span(wall: seconds(of: CLOCK_MONOTONIC), processor: seconds(of: CLOCK_PROCESS_CPUTIME_ID))
    }

    var passed: Span {
      let now = Span.now()
      return Span(wall: now.wall - wall, processor: now.processor - processor)
    }

    mutating func shorten(to other: Span) {
      wall = min(wall, other.wall)
      processor = min(processor, other.processor)
    }

    private static func seconds(of clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
  }
}
