import LedgerColumns
import LedgerMemory
import LedgerModel

/// One call as the benchmark makes it: everything that is asked for later follows from its number.
struct MadeCall {
  static let models = [
    "gpt-4o", "gpt-4o-mini", "gpt-4.1", "claude-sonnet-4-5", "claude-haiku-4-5", "gemini-2.5-pro", "gemini-2.5-flash",
    "o3", "mistral-large", "llama-3.3-70b", "deepseek-chat", "command-r",
  ]
  static let providers = [
    "openai", "openai", "openai", "anthropic", "anthropic", "gcp.gemini", "gcp.gemini", "openai", "mistral_ai", "groq",
    "deepseek", "cohere",
  ]
  static let services = (1...8).map { "service-\($0)" }
  /// 2026-11-24T00:00:00Z.
  static let night: UInt64 = 1_795_478_400_000_000_000
  static let hours: UInt64 = 24

  var model: Int
  var service: Int
  var start: UInt64
  var duration: UInt64
  var firstToken: UInt64
  var input: Int64
  var output: Int64

  /// The call of a number among so many: about in the order of time, as calls are in files, and long-tailed.
  init(_ number: Int, of count: Int) {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 0x632B_E59B_D9B4_E019
    func next() -> UInt64 {
      state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
      state ^= state >> 31
      return state
    }
    // The lower of two makes some models and services more frequent than others.
    model = Int(min(next() % 12, next() % 12))
    service = Int(min(next() % 8, next() % 8))
    let span = MadeCall.hours * 3_600_000_000_000
    start =
      MadeCall.night + UInt64(Double(number) / Double(count) * Double(span - 1_000_000_000)) + next() % 900_000_000
    duration = 40_000_000 + next() % 1_000_000_000 << (next() % 5)
    firstToken = 10_000_000 + next() % 30_000_000
    input = Int64(next() % 20_000)
    output = Int64(2 + next() % 900)
  }
}

/// Fills a store as loading would, without files.
func madeStore(calls count: Int, builders builderCount: Int) -> Store {
  func padded(_ texts: [String]) -> [ByteView] {
    let arena = TextArena()
    arenas.append(arena)
    return texts.map { text in arena.append(atMost: text.utf8.count) { $0.append(text.utf8) } }
  }
  var arenas: [TextArena] = []
  let (models, providers, services) = (padded(MadeCall.models), padded(MadeCall.providers), padded(MadeCall.services))
  let words = padded(["chat", "scope", "stop"])
  let builders = (0..<builderCount).map { _ in StoreBuilder() }
  for (row, builder) in builders.enumerated() {
    builder.beginSource(0)
    var last = -1
    for number in count * row / builderCount..<count * (row + 1) / builderCount {
      let call = MadeCall(number, of: count)
      // Batches of 64 spans of one service, as exporters send them.
      let service = number >> 6 & 1 == 0 ? call.service : last
      if service != last || last < 0 {
        last = call.service
        var resource = ResourceReading()
        resource.serviceName = services[last]
        var digest = AttributeDigest()
        digest.add(high: 1, low: UInt64(last))
        builder.beginResource(resource, digest: digest)
        let scope = ScopeRecord()
        scope.name = words[1]
        builder.beginScope(scope)
      }
      var record = SpanRecord()
      record.traceID = TraceID(high: 1, low: UInt64(number / 3 + 1))
      record.spanID = SpanID(UInt64(number + 1))
      record.startUnixNano = call.start
      record.endUnixNano = call.start + call.duration
      record.name = words[0]
      record.attributeCount = 12
      var reading = SpanReading()
      reading.operationClass = .inference
      reading.dialect = 1
      reading.operation = words[0]
      reading.provider = providers[call.model]
      reading.requestModel = models[call.model]
      reading.finishReason = words[2]
      reading.usage.inputTokens = call.input
      reading.usage.outputTokens = call.output
      reading.isStreaming = true
      reading.timeToFirstTokenNanos = call.firstToken
      builder.append(record, &reading)
    }
  }
  let store = Store(joining: builders, workers: Workers(count: builderCount))
  withExtendedLifetime(arenas) {}
  return store
}
