import LedgerModel
import Testing

@testable import LedgerDialects

/// OpenLIT, and what is asked of vector stores.
@Suite struct OpenLITTests {
  @Test func `OpenLIT's time to first token is the whole duration where nothing streams`() {
    func facts(_ stream: Bool) -> Facts {
      read(
        "chat gpt-4o",
        [
          "gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.stream": .bool(stream),
          "gen_ai.server.time_to_first_token": 0.98, "gen_ai.client.token.usage": 255, "gen_ai.usage.cost": 8.5e-05,
          "gen_ai.tool.name": "get_departures, get_wind",
        ], scope: "openlit.instrumentation.openai")
    }
    #expect(facts(false).timeToFirstToken == nil)
    #expect(facts(true).timeToFirstToken == 980_000_000)
    #expect(facts(true).total == 255 && facts(true).input == nil && facts(true).tool.isEmpty)
    #expect(facts(true).reading.cacheInclusion == .inclusive && facts(true).dialect == "openlit")
    let unknown = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.server.time_to_first_token": 0.98],
      scope: "openlit.instrumentation.openai")
    #expect(unknown.timeToFirstToken == nil && unknown.reading.isStreaming == nil)
    let anthropic = read(
      "chat", ["gen_ai.operation.name": "chat", "gen_ai.provider.name": "anthropic"],
      scope: "openlit.instrumentation.anthropic")
    #expect(anthropic.reading.cacheInclusion == .exclusive)
  }

  @Test func `OpenLIT's requests that failed say what they were by their names alone`() {
    let failed = read(
      "chat claude-sonnet-4-5", scope: "openlit.instrumentation.anthropic", kind: 3, status: 2,
      events: [.init(name: "exception", pairs: ["exception.type": "anthropic.BadRequestError"])])
    #expect(failed.operationClass == .inference && failed.operation == "chat" && failed.dialect == "openlit")
    #expect(failed.errorType == "anthropic.BadRequestError")
    let embeddings = read("embeddings text-embedding-3-small", scope: "openlit.instrumentation.openai", status: 2)
    #expect(embeddings.operationClass == .embedding)
    #expect(read("chat room", scope: "my-app").operationClass != .inference)
    let tool = read("chat x", ["gen_ai.operation.name": "execute_tool"], scope: "openlit.instrumentation.langchain")
    #expect(tool.operationClass == .tool)
  }

  @Test func `what is asked of a vector store is a retrieval, and what is written into it is none`() {
    func operation(_ name: String, _ scope: String, _ pairs: Pairs = [:]) -> OperationClass {
      read(name, pairs, scope: scope, kind: 3).operationClass
    }
    for name in ["INSERT docs", "UPSERT docs", "create_collection docs", "DELETE docs"] {
      #expect(operation(name, "openlit.instrumentation.chroma", ["gen_ai.operation.name": "vectordb"]) == .other)
    }
    for name in ["GET docs", "QUERY docs", "SEARCH docs"] {
      #expect(operation(name, "openlit.instrumentation.chroma", ["gen_ai.operation.name": "vectordb"]) == .retrieval)
    }
    #expect(operation("chroma.query", "opentelemetry.instrumentation.chromadb", ["db.system": "chroma"]) == .retrieval)
    #expect(operation("chroma.add", "opentelemetry.instrumentation.chromadb", ["db.system": "chroma"]) == .other)
    #expect(operation("chroma.query", "my-app") == .other)
    for name in ["search", "search_batch", "query_points", "query_batch_points", "recommend", "discover_batch"] {
      #expect(operation("qdrant.\(name)", "opentelemetry.instrumentation.qdrant") == .retrieval)
    }
    #expect(operation("qdrant.upsert", "opentelemetry.instrumentation.qdrant") == .other)
    #expect(operation("milvus.hybrid_search", "opentelemetry.instrumentation.milvus") == .retrieval)
    let scope = "genai_otel.mcp_instrumentors.vector_db_instrumentor"
    #expect(operation("chroma.query", scope, ["db.system": "chromadb", "db.vector.top_k": 2]) == .retrieval)
  }

  @Test func `OpenLIT counts as the client does that each of its libraries is of`() {
    func inclusion(_ scope: String, _ provider: String) -> [Inclusion] {
      let facts = read(
        "chat", ["gen_ai.operation.name": "chat", "gen_ai.provider.name": .text(provider)],
        scope: "openlit.instrumentation.\(scope)")
      return [facts.reading.cacheInclusion, facts.reading.reasoningInclusion]
    }
    #expect(inclusion("litellm", "anthropic") == [.inclusive, .inclusive])
    #expect(inclusion("anthropic", "anthropic") == [.exclusive, .inclusive])
    #expect(inclusion("bedrock", "aws.bedrock") == [.exclusive, .inclusive])
    #expect(inclusion("google_ai_studio", "gemini") == [.inclusive, .exclusive])
  }

  @Test func `a time that does not fit in its emitter's unit is in another one only where that makes a time`() {
    func firstToken(_ seconds: Double, nanos: UInt64) -> UInt64? {
      read(
        "chat x",
        [
          "gen_ai.operation.name": "chat", "gen_ai.request.stream": true,
          "gen_ai.server.time_to_first_token": .double(seconds),
        ],
        scope: "openlit.instrumentation.groq", nanos: nanos
      ).timeToFirstToken
    }
    #expect(firstToken(0.0199, nanos: 1_000_000_000) == 19_900_000)
    // The span ended when its stream was handed over.
    #expect(firstToken(0.0199, nanos: 1_400_000) == nil)
    #expect(firstToken(450, nanos: 1_000_000_000) == 450_000_000)
  }
}
