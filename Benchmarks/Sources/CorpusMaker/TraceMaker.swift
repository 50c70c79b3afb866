/// Makes the spans of one trace after the other.
struct TraceMaker {
  let words: Vocabulary
  let services: [Service]
  private var random: Random
  /// The start of the next trace.
  private(set) var now: UInt64
  private let spanNames: [Text: [Dialect: Text]]

  /// Receives each finished span.
  typealias Sink = (_ span: SpanDraft, _ service: Int, _ scope: Scope) -> Void

  private(set) var truth: Truth
  var metrics: MetricsMaker
  private var modelCounters: [Text: Truth.Counters] = [:]
  private var serviceCounters: [Truth.Counters]

  // The trace being made.
  private var traceHigh: UInt64 = 0
  private var traceLow: UInt64 = 0
  private var service = 0
  private var session: UInt64 = 0

  init(seed: UInt64, words: Vocabulary) {
    self.words = words
    services = makeServices(words)
    random = Random(seed: seed)
    // 2026-11-20T22:00:00Z: a night that crosses midnight and, when it is long, a second one.
    now = 1_795_212_000 * 1_000_000_000
    truth = Truth(seed: seed)
    metrics = MetricsMaker(services: services, words: words, start: now)
    serviceCounters = Array(repeating: Truth.Counters(), count: services.count)
    var names: [Text: [Dialect: Text]] = [:]
    for service in services {
      for model in service.models + (service.embedding.map { [$0] } ?? []) {
        let request = words.string(model.request)
        let isEmbedding = request.hasPrefix("text-embedding")
        names[model.request, default: [:]][service.dialect] =
          switch service.dialect {
          case .otelCurrent, .otel127: words.text((isEmbedding ? "embeddings " : "chat ") + request)
          case .openInference: isEmbedding ? words("CreateEmbeddings") : words("ChatCompletion")
          case .openLLMetry: words("openai.chat")
          case .article, .none: words("gen_ai.client.chat")
          }
      }
    }
    spanNames = names
  }

  /// The totals so far, by model, service and dialect.
  func finishedTruth() -> Truth {
    var truth = truth
    for (model, counters) in modelCounters {
      truth.models[words.string(model)] = counters
    }
    for (service, counters) in zip(services, serviceCounters) where counters.calls > 0 {
      truth.services[service.name] = counters
      truth.dialects[service.dialect.rawValue, default: Truth.Counters()].add(counters)
      truth.totals.add(counters)
    }
    truth.metrics = metrics.totals
    return truth
  }

  /// Makes one trace.
  mutating func makeTrace(_ sink: Sink) {
    now += UInt64(random.within(1...123)) * 1_000_000 + UInt64(random.below(1_000_000))
    traceHigh = random.next() | 1
    traceLow = random.next()
    session = random.next() >> 40
    var pick = random.below(100)
    service = 0
    while pick >= services[service].share {
      pick -= services[service].share
      service += 1
    }
    truth.traces += 1
    let mix = services[service]
    let kind = random.below(100)
    if kind < mix.ordinary {
      ordinaryTrace(sink)
    } else if kind < mix.ordinary + mix.agents {
      agentTrace(sink)
    } else if kind < mix.ordinary + mix.agents + mix.pipelines {
      pipelineTrace(sink)
    } else {
      chatTrace(sink)
    }
  }

  // MARK: Kinds of traces

  private mutating func ordinaryTrace(_ sink: Sink) {
    var server = makeSpan(words("GET /api/berths/{id}"), kind: 2, parent: 0, start: now)
    var time = server.start + gap()
    for _ in 0..<random.within(1...5) { time = dependency(parent: server.spanID, start: time, sink) + gap() }
    finishServer(&server, end: time, status: random.happens(3) ? 500 : 200, sink)
  }

  private mutating func chatTrace(_ sink: Sink) {
    var server = makeSpan(words("POST /v1/ask"), kind: 2, parent: 0, start: now)
    var time = server.start + gap()
    if random.happens(35) { time = dependency(parent: server.spanID, start: time, sink) + gap() }
    let (end, _, hasFailed) = chat(parent: server.spanID, start: time, sink)
    finishServer(&server, end: end + gap(), status: hasFailed ? 502 : 200, sink)
  }

  private mutating func agentTrace(_ sink: Sink) {
    var server = makeSpan(words("POST /v1/agent"), kind: 2, parent: 0, start: now)
    let dialect = services[service].dialect
    var agent = makeSpan(words("invoke_agent harbour_agent"), kind: 1, parent: server.spanID, start: now + gap())
    var time = agent.start + gap()
    var usage = Truth.Counters()
    for _ in 0..<random.within(1...3) {
      let (end, used, _) = chat(parent: agent.spanID, start: time, sink)
      usage.add(used)
      time = tool(parent: agent.spanID, start: end + gap(), sink) + gap()
    }
    let (end, used, hasFailed) = chat(parent: agent.spanID, start: time, sink)
    usage.add(used)
    agent.end = end + gap()
    switch dialect {
    case .otelCurrent, .otel127:
      add(words("gen_ai.operation.name"), .text(words("invoke_agent")), to: &agent)
      add(words("gen_ai.agent.name"), .text(words("harbour_agent")), to: &agent)
      add(words("gen_ai.conversation.id"), .identifier(words("conv-"), session), to: &agent)
      if dialect == .otelCurrent, usage.inputTokens > 0 {
        add(words("gen_ai.usage.input_tokens"), .int(Int64(usage.inputTokens)), to: &agent)
        add(words("gen_ai.usage.output_tokens"), .int(Int64(usage.outputTokens)), to: &agent)
        truth.wrapperSpans += 1
      }
    case .openInference:
      agent.name = words("harbour_agent")
      add(words("openinference.span.kind"), .text(words("AGENT")), to: &agent)
      add(words("agent.name"), .text(words("harbour_agent")), to: &agent)
      add(words("session.id"), .identifier(words("sess-"), session), to: &agent)
    case .openLLMetry:
      agent.name = words("harbour_agent.agent")
      add(words("traceloop.span.kind"), .text(words("agent")), to: &agent)
      add(words("traceloop.entity.name"), .text(words("harbour_agent")), to: &agent)
      add(words("traceloop.association.properties.session_id"), .identifier(words("sess-"), session), to: &agent)
    case .article, .none: break
    }
    if hasFailed { agent.status = .error }
    emit(agent, .calls, sink)
    finishServer(&server, end: agent.end + gap(), status: hasFailed ? 502 : 200, sink)
  }

  private mutating func pipelineTrace(_ sink: Sink) {
    let isArticle = services[service].dialect == .article
    var root = makeSpan(words("rag.pipeline"), kind: 1, parent: 0, start: now)
    var retrieve = makeSpan(words("rag.retrieve"), kind: 1, parent: root.spanID, start: now + gap())
    var time = retrieve.start + gap()
    if let embedding = services[service].embedding {
      time = call(embedding, parent: retrieve.spanID, start: time, isEmbedding: true, sink).end + gap()
    }
    retrieve.end = dependency(parent: retrieve.spanID, start: time, sink) + gap()
    let documents = random.within(0...8)
    if isArticle {
      add(words("rag.retrieved_count"), .int(Int64(documents)), to: &retrieve)
      add(words("rag.retrieval_method"), .text(words("vector")), to: &retrieve)
    } else {
      add(words("openinference.span.kind"), .text(words("RETRIEVER")), to: &retrieve)
    }
    emit(retrieve, isArticle ? .calls : .application, sink)

    var generate = makeSpan(words("rag.generate"), kind: 1, parent: root.spanID, start: retrieve.end + gap())
    let (end, _, hasFailed) = chat(parent: generate.spanID, start: generate.start + gap(), sink)
    generate.end = end + gap()
    if isArticle { add(words("rag.answer_length"), .int(Int64(random.within(40...4000))), to: &generate) }
    emit(generate, isArticle ? .calls : .application, sink)

    root.end = generate.end + gap()
    if isArticle, !hasFailed, random.happens(30) {
      // The judge is a rule here, not a model: no call hides below the evaluation.
      var evaluation = makeSpan(words("llm.quality.evaluation"), kind: 1, parent: root.spanID, start: root.end)
      evaluation.end = evaluation.start + gap()
      root.end = evaluation.end + gap()
      add(words("llm.quality.grounded"), .bool(!random.happens(8)), to: &evaluation)
      add(words("llm.quality.relevance"), .double(Double(random.within(0...100)) / 100), to: &evaluation)
      add(words("llm.quality.completeness"), .double(Double(random.within(0...100)) / 100), to: &evaluation)
      truth.evaluations += 1
      emit(evaluation, .calls, sink)
    }
    if isArticle {
      add(words("rag.top_k"), .int(8), to: &root)
      add(words("rag.total_latency_ms"), .double(Double((root.end - root.start) / 1000) / 1000), to: &root)
    }
    if hasFailed { root.status = .error }
    emit(root, isArticle ? .calls : .application, sink)
  }

  // MARK: Parts of traces

  private mutating func dependency(parent: UInt64, start: UInt64, _ sink: Sink) -> UInt64 {
    let isDatabase = random.happens(60)
    var span = makeSpan(
      isDatabase ? words("SELECT harbour.berths") : words("GET"), kind: 3, parent: parent, start: start)
    span.end = start + UInt64(random.skewed(80_000)) * 1000
    if isDatabase {
      add(words("db.system.name"), .text(words("postgresql")), to: &span)
      add(words("db.namespace"), .text(words("harbour")), to: &span)
      add(words("db.operation.name"), .text(words("SELECT")), to: &span)
      add(
        words("db.query.text"),
        .text(
          words("SELECT id, name, depth FROM harbour.berths WHERE pier = $1 AND depth > $2 ORDER BY name LIMIT 50")),
        to: &span)
    } else {
      add(words("http.request.method"), .text(words("GET")), to: &span)
      add(words("url.full"), .text(words("https://tides.harbour.example/v3/stations/17/levels?unit=m")), to: &span)
      add(words("http.response.status_code"), .int(200), to: &span)
      add(words("network.protocol.version"), .text(words("1.1")), to: &span)
    }
    add(words("server.address"), .text(isDatabase ? words("db-3.internal") : words("tides.harbour.example")), to: &span)
    add(words("server.port"), .int(isDatabase ? 5432 : 443), to: &span)
    emit(span, isDatabase ? .application : .http, sink)
    return span.end
  }

  private mutating func tool(parent: UInt64, start: UInt64, _ sink: Sink) -> UInt64 {
    var span = makeSpan(words("execute_tool get_departures"), kind: 1, parent: parent, start: start)
    span.end = start + UInt64(random.skewed(400_000)) * 1000
    switch services[service].dialect {
    case .openInference:
      add(words("openinference.span.kind"), .text(words("TOOL")), to: &span)
      add(words("tool.name"), .text(words("get_departures")), to: &span)
    case .openLLMetry:
      span.name = words("get_departures.tool")
      add(words("traceloop.span.kind"), .text(words("tool")), to: &span)
      add(words("traceloop.entity.name"), .text(words("get_departures")), to: &span)
    default:
      add(words("gen_ai.operation.name"), .text(words("execute_tool")), to: &span)
      add(words("gen_ai.tool.name"), .text(words("get_departures")), to: &span)
      add(words("gen_ai.tool.type"), .text(words("function")), to: &span)
      add(words("gen_ai.tool.call.id"), .identifier(words("call_"), random.next()), to: &span)
    }
    emit(span, .calls, sink)
    return span.end
  }

  private mutating func chat(parent: UInt64, start: UInt64, _ sink: Sink) -> (
    end: UInt64, usage: Truth.Counters, hasFailed: Bool
  ) {
    let models = services[service].models
    // The first model of a service gets most of its calls.
    let model = models[min(random.below(models.count + 1), models.count - 1)]
    return call(model, parent: parent, start: start, isEmbedding: false, sink)
  }

  private mutating func finishServer(_ span: inout SpanDraft, end: UInt64, status: Int64, _ sink: Sink) {
    span.end = end
    add(words("http.request.method"), .text(words("POST")), to: &span)
    add(words("url.scheme"), .text(words("https")), to: &span)
    add(words("url.path"), .text(words("/v1/ask")), to: &span)
    add(words("http.route"), .text(words("/v1/ask")), to: &span)
    add(words("http.response.status_code"), .int(status), to: &span)
    add(words("client.address"), .text(words("10.20.30.40")), to: &span)
    add(words("user_agent.original"), .text(words("harbour-app/7.2 (Linux; like Gecko)")), to: &span)
    add(words("user.id"), .identifier(words("u-"), session & 0xFFFF), to: &span)
    if status >= 500 { span.status = .error }
    emit(span, .http, sink)
  }

  private mutating func makeSpan(_ name: Text, kind: UInt8, parent: UInt64, start: UInt64) -> SpanDraft {
    var span = SpanDraft(name: name)
    span.traceHigh = traceHigh
    span.traceLow = traceLow
    span.spanID = random.next() | 1
    span.parentID = parent
    span.kind = kind
    span.start = start
    span.end = start
    return span
  }

  /// A little time of the application's own.
  private mutating func gap() -> UInt64 { UInt64(random.within(50_000...3_000_000)) }

  private func add(_ key: Text, _ value: SpanDraft.Value, to span: inout SpanDraft) {
    span.attributes.append(SpanDraft.Attribute(key: key, value: value))
  }

  private mutating func emit(_ span: SpanDraft, _ scope: Scope, _ sink: Sink) {
    truth.spans += 1
    truth.earliest = min(truth.earliest, span.start)
    truth.latest = max(truth.latest, span.end)
    sink(span, service, scope)
  }
}

// MARK: Calls

/// What happened in one call, before a dialect puts it into words.
private struct CallFacts {
  var model: Model
  var isEmbedding: Bool
  var isStream: Bool
  var hasFailed: Bool
  /// Whether the span tells the usage.
  var hasUsage: Bool
  var input = 0
  var cacheRead = 0
  var cacheWrite = 0
  var output = 0
  var reasoning = 0
  var timeToFirstToken: UInt64 = 0
  var responseID: UInt64 = 0
  var prompt: SpanDraft.Content?
  var answer: SpanDraft.Content?
}

extension TraceMaker {
  private mutating func call(
    _ model: Model, parent: UInt64, start: UInt64, isEmbedding: Bool, _ sink: Sink
  ) -> (end: UInt64, usage: Truth.Counters, hasFailed: Bool) {
    let dialect = services[service].dialect
    guard let name = spanNames[model.request]?[dialect] else { preconditionFailure("a model without a span name") }
    var span = makeSpan(
      name, kind: dialect == .openInference || dialect == .article ? 1 : 3, parent: parent, start: start)
    let facts = makeFacts(model, dialect, isEmbedding: isEmbedding)
    let duration =
      facts.hasFailed
      ? UInt64(random.within(20...30_000)) * 1_000_000
      : facts.timeToFirstToken + UInt64(facts.output) * UInt64(random.within(6_000_000...18_000_000))
    // No provider lets a call run longer than a few minutes.
    span.end = start + min(duration, 100_000_000_000) + UInt64(random.below(1_000_000))
    if facts.hasFailed {
      span.status = .error
      span.statusMessage = words("Rate limit reached; retry after 20 s.")
    }
    switch dialect {
    case .otelCurrent: describeCurrent(facts, &span)
    case .otel127: describe127(facts, &span)
    case .openInference: describeOpenInference(facts, &span)
    case .openLLMetry: describeOpenLLMetry(facts, &span)
    case .article, .none: describeArticle(facts, &span)
    }
    if facts.prompt != nil { truth.spansWithContent += 1 }

    var counters = Truth.Counters()
    counters.calls = 1
    counters.errors = facts.hasFailed ? 1 : 0
    counters.streamingCalls = facts.isStream && saysStream(dialect) ? 1 : 0
    counters.callsWithoutUsage = facts.hasUsage ? 0 : 1
    if facts.hasUsage {
      counters.inputTokens = facts.input
      counters.cacheReadTokens = facts.cacheRead
      counters.cacheWriteTokens = facts.cacheWrite
      counters.outputTokens = facts.output
      counters.reasoningTokens = facts.reasoning
    }
    counters.durationNanos = Int(span.end - span.start)
    modelCounters[facts.hasFailed ? model.request : model.response, default: Truth.Counters()].add(counters)
    serviceCounters[service].add(counters)
    metrics.record(
      service: service, model: model, isEmbedding: isEmbedding, hasFailed: facts.hasFailed, end: span.end,
      durationNanos: span.end - span.start, usage: facts.hasUsage ? (facts.input, facts.output) : nil)
    emit(span, .calls, sink)
    return (span.end, counters, facts.hasFailed)
  }

  /// Whether a dialect's span tells that the call was streamed.
  private func saysStream(_ dialect: Dialect) -> Bool { dialect == .otelCurrent || dialect == .openLLMetry }

  private mutating func makeFacts(_ model: Model, _ dialect: Dialect, isEmbedding: Bool) -> CallFacts {
    let isStream = !isEmbedding && random.happens(40)
    let hasFailed = random.happens(2)
    // Streams of the article's style report zeros; one in ten of OpenLLMetry's reports nothing.
    let losesUsage = isStream && (dialect == .article || (dialect == .openLLMetry && random.happens(10)))
    var facts = CallFacts(
      model: model, isEmbedding: isEmbedding, isStream: isStream, hasFailed: hasFailed,
      hasUsage: !hasFailed && !losesUsage)
    facts.responseID = random.next()
    facts.timeToFirstToken = UInt64(120 + random.skewed(1800)) * 1_000_000
    facts.input = 20 + random.skewed(isEmbedding ? 1500 : 9000)
    facts.output = isEmbedding ? 0 : 1 + random.skewed(1600)
    if model.reasons {
      facts.reasoning = random.skewed(2000) / 64 * 64
      facts.output += facts.reasoning
    }
    let reportsCache = dialect == .otelCurrent || dialect == .openInference || dialect == .openLLMetry
    if reportsCache, !isEmbedding, facts.input > 1024 {
      if random.happens(45) { facts.cacheRead = facts.input * 3 / 4 / 128 * 128 }
      if model.writesCache, random.happens(20) { facts.cacheWrite = (facts.input - facts.cacheRead) / 2 }
    }
    // 15 % of all spans, which is half of the calls.
    if !isEmbedding, random.happens(51) {
      // Together 1 to 8 KB: a part has about 12 bytes.
      let parts = random.within(85...680)
      facts.prompt = makeContent(dialect, role: "user", parts: parts * 3 / 4)
      if !hasFailed { facts.answer = makeContent(dialect, role: "assistant", parts: parts / 4) }
    }
    return facts
  }

  private mutating func makeContent(_ dialect: Dialect, role: String, parts: Int) -> SpanDraft.Content {
    let isNested = dialect == .otelCurrent || dialect == .otel127
    let opening = "[{\"role\":\"\(role)\",\"parts\":[{\"type\":\"text\",\"content\":\""
    return SpanDraft.Content(
      opening: isNested ? words.text(opening) : words(""), closing: isNested ? words("\"}]}]") : words(""),
      isNested: isNested, seed: random.next(), partCount: parts)
  }

  private mutating func describeCurrent(_ facts: CallFacts, _ span: inout SpanDraft) {
    let operation = facts.isEmbedding ? words("embeddings") : words("chat")
    add(words("gen_ai.operation.name"), .text(operation), to: &span)
    add(words("gen_ai.provider.name"), .text(facts.model.provider), to: &span)
    add(words("gen_ai.request.model"), .text(facts.model.request), to: &span)
    add(words("server.address"), .text(words("api.models.example")), to: &span)
    add(words("server.port"), .int(443), to: &span)
    add(words("gen_ai.conversation.id"), .identifier(words("conv-"), session), to: &span)
    if facts.isStream { add(words("gen_ai.request.stream"), .bool(true), to: &span) }
    if !facts.isEmbedding {
      add(words("gen_ai.request.temperature"), .double(0.7), to: &span)
      add(words("gen_ai.request.max_tokens"), .int(4096), to: &span)
    }
    if facts.hasFailed {
      add(words("error.type"), .text(words("RateLimitError")), to: &span)
    } else {
      add(words("gen_ai.response.model"), .text(facts.model.response), to: &span)
      if !facts.isEmbedding {
        add(words("gen_ai.response.id"), .identifier(words("chatcmpl-"), facts.responseID), to: &span)
        add(words("gen_ai.response.finish_reasons"), .list(words("stop")), to: &span)
      }
      if facts.isStream {
        add(
          words("gen_ai.response.time_to_first_chunk"), .double(Double(facts.timeToFirstToken / 1_000_000) / 1000),
          to: &span)
      }
    }
    if facts.hasUsage {
      add(words("gen_ai.usage.input_tokens"), .int(Int64(facts.input)), to: &span)
      if !facts.isEmbedding {
        add(words("gen_ai.usage.output_tokens"), .int(Int64(facts.output)), to: &span)
        add(words("gen_ai.usage.cache_read.input_tokens"), .int(Int64(facts.cacheRead)), to: &span)
        if facts.model.writesCache {
          add(words("gen_ai.usage.cache_creation.input_tokens"), .int(Int64(facts.cacheWrite)), to: &span)
        }
        if facts.model.reasons {
          add(words("gen_ai.usage.reasoning.output_tokens"), .int(Int64(facts.reasoning)), to: &span)
        }
      }
    }
    if let prompt = facts.prompt { add(words("gen_ai.input.messages"), .content(prompt), to: &span) }
    if let answer = facts.answer { add(words("gen_ai.output.messages"), .content(answer), to: &span) }
    if !facts.isEmbedding, !facts.hasFailed, random.happens(8) {
      truth.evaluations += 1
      let score = random.within(0...100)
      let attributes: [(Text, SpanDraft.Value)] = [
        (words("gen_ai.evaluation.name"), .text(words("Relevance"))),
        (words("gen_ai.evaluation.score.value"), .double(Double(score) / 100)),
        (words("gen_ai.evaluation.score.label"), .text(score < 30 ? words("fail") : words("pass"))),
      ]
      span.events.append(
        SpanDraft.EventDraft(
          time: span.end, name: words("gen_ai.evaluation.result"),
          attributes: attributes.map { SpanDraft.Attribute(key: $0.0, value: $0.1) }))
    }
  }

  private func describe127(_ facts: CallFacts, _ span: inout SpanDraft) {
    add(words("gen_ai.operation.name"), .text(words("chat")), to: &span)
    add(words("gen_ai.system"), .text(facts.model.provider), to: &span)
    add(words("gen_ai.request.model"), .text(facts.model.request), to: &span)
    add(words("server.address"), .text(words("api.models.example")), to: &span)
    add(words("gen_ai.request.temperature"), .double(0.2), to: &span)
    if facts.hasFailed {
      add(words("error.type"), .text(words("APITimeoutError")), to: &span)
    } else {
      add(words("gen_ai.response.model"), .text(facts.model.response), to: &span)
      add(words("gen_ai.response.id"), .identifier(words("chatcmpl-"), facts.responseID), to: &span)
      add(words("gen_ai.response.finish_reasons"), .list(words("stop")), to: &span)
      add(words("gen_ai.openai.response.service_tier"), .text(words("default")), to: &span)
    }
    if facts.hasUsage {
      add(words("gen_ai.usage.input_tokens"), .int(Int64(facts.input)), to: &span)
      add(words("gen_ai.usage.output_tokens"), .int(Int64(facts.output)), to: &span)
    }
    for (name, key, content) in [
      (words("gen_ai.content.prompt"), words("gen_ai.prompt"), facts.prompt),
      (words("gen_ai.content.completion"), words("gen_ai.completion"), facts.answer),
    ] {
      guard let content else { continue }
      span.events.append(
        SpanDraft.EventDraft(
          time: span.start, name: name, attributes: [SpanDraft.Attribute(key: key, value: .content(content))]))
    }
  }

  private func describeOpenInference(_ facts: CallFacts, _ span: inout SpanDraft) {
    let model = facts.hasFailed ? facts.model.request : facts.model.response
    add(words("openinference.span.kind"), .text(facts.isEmbedding ? words("EMBEDDING") : words("LLM")), to: &span)
    add(words("llm.system"), .text(facts.model.provider), to: &span)
    add(words("llm.provider"), .text(facts.model.provider), to: &span)
    add(facts.isEmbedding ? words("embedding.model_name") : words("llm.model_name"), .text(model), to: &span)
    add(words("llm.invocation_parameters"), .text(words("{\"temperature\": 0.3, \"max_tokens\": 2048}")), to: &span)
    add(words("session.id"), .identifier(words("sess-"), session), to: &span)
    add(words("user.id"), .identifier(words("u-"), session & 0xFFFF), to: &span)
    if facts.hasUsage {
      add(words("llm.token_count.total"), .int(Int64(facts.input + facts.output)), to: &span)
      add(words("llm.token_count.prompt"), .int(Int64(facts.input)), to: &span)
      if !facts.isEmbedding {
        add(words("llm.token_count.completion"), .int(Int64(facts.output)), to: &span)
        add(words("llm.token_count.prompt_details.cache_read"), .int(Int64(facts.cacheRead)), to: &span)
        if facts.model.writesCache {
          add(words("llm.token_count.prompt_details.cache_write"), .int(Int64(facts.cacheWrite)), to: &span)
        }
        if facts.model.reasons {
          add(words("llm.token_count.completion_details.reasoning"), .int(Int64(facts.reasoning)), to: &span)
        }
      }
    }
    if let prompt = facts.prompt {
      add(words("input.mime_type"), .text(words("text/plain")), to: &span)
      add(words("llm.input_messages.0.message.role"), .text(words("user")), to: &span)
      add(words("llm.input_messages.0.message.content"), .content(prompt), to: &span)
    }
    if let answer = facts.answer {
      add(words("llm.output_messages.0.message.role"), .text(words("assistant")), to: &span)
      add(words("llm.output_messages.0.message.content"), .content(answer), to: &span)
    }
    if !facts.hasFailed { span.status = .ok }
    if facts.isStream, !facts.hasFailed {
      span.events.append(
        SpanDraft.EventDraft(
          time: span.start + facts.timeToFirstToken, name: words("First Token Stream Event"), attributes: []))
    }
  }

  private func describeOpenLLMetry(_ facts: CallFacts, _ span: inout SpanDraft) {
    add(words("llm.request.type"), .text(words("chat")), to: &span)
    add(words("gen_ai.system"), .text(words("OpenAI")), to: &span)
    add(words("gen_ai.request.model"), .text(facts.model.request), to: &span)
    add(words("llm.is_streaming"), .bool(facts.isStream), to: &span)
    add(words("gen_ai.openai.api_base"), .text(words("https://api.models.example/v1/")), to: &span)
    add(words("traceloop.workflow.name"), .text(words("pilotage")), to: &span)
    add(words("traceloop.association.properties.session_id"), .identifier(words("sess-"), session), to: &span)
    add(words("traceloop.association.properties.user_id"), .identifier(words("u-"), session & 0xFFFF), to: &span)
    if facts.hasFailed {
      add(words("error.type"), .text(words("RateLimitError")), to: &span)
    } else {
      add(words("gen_ai.response.model"), .text(facts.model.response), to: &span)
      add(words("gen_ai.response.id"), .identifier(words("chatcmpl-"), facts.responseID), to: &span)
      add(words("gen_ai.completion.0.finish_reason"), .text(words("stop")), to: &span)
    }
    if facts.hasUsage {
      add(words("llm.usage.total_tokens"), .int(Int64(facts.input + facts.output)), to: &span)
      add(words("gen_ai.usage.prompt_tokens"), .int(Int64(facts.input)), to: &span)
      add(words("gen_ai.usage.completion_tokens"), .int(Int64(facts.output)), to: &span)
      add(words("gen_ai.usage.cache_read_input_tokens"), .int(Int64(facts.cacheRead)), to: &span)
    }
    if let prompt = facts.prompt {
      add(words("gen_ai.prompt.0.role"), .text(words("user")), to: &span)
      add(words("gen_ai.prompt.0.content"), .content(prompt), to: &span)
    }
    if let answer = facts.answer {
      add(words("gen_ai.completion.0.role"), .text(words("assistant")), to: &span)
      add(words("gen_ai.completion.0.content"), .content(answer), to: &span)
    }
  }

  private func describeArticle(_ facts: CallFacts, _ span: inout SpanDraft) {
    add(words("gen_ai.system"), .text(facts.model.provider), to: &span)
    add(words("gen_ai.request.model"), .text(facts.model.request), to: &span)
    add(words("gen_ai.request.temperature"), .double(0.7), to: &span)
    add(words("gen_ai.request.max_tokens"), .int(1000), to: &span)
    if let prompt = facts.prompt { add(words("gen_ai.prompt"), .content(prompt), to: &span) }
    if facts.hasFailed {
      let attributes: [(Text, SpanDraft.Value)] = [
        (words("exception.type"), .text(words("RateLimitError"))),
        (words("exception.message"), .text(words("Rate limit reached; retry after 20 s."))),
      ]
      span.events.append(
        SpanDraft.EventDraft(
          time: span.end, name: words("exception"),
          attributes: attributes.map { SpanDraft.Attribute(key: $0.0, value: $0.1) }))
      return
    }
    span.status = .ok
    add(words("gen_ai.response.model"), .text(facts.model.response), to: &span)
    add(words("gen_ai.response.finish_reasons"), .list(words("stop")), to: &span)
    // Zeros where the stream brought no usage: that is the style's trap.
    add(words("gen_ai.usage.input_tokens"), .int(facts.hasUsage ? Int64(facts.input) : 0), to: &span)
    add(words("gen_ai.usage.output_tokens"), .int(facts.hasUsage ? Int64(facts.output) : 0), to: &span)
    add(
      words("gen_ai.usage.total_tokens"), .int(facts.hasUsage ? Int64(facts.input + facts.output) : 0), to: &span)
  }
}
