import LedgerMemory
import LedgerModel
import Testing

@testable import LedgerDialects

@Suite struct SideTableRequestTests {
  private func match(_ keys: AttributeKeyIndex, _ name: String) -> AttributeKeyIndex.Match? {
    PaddedBytes(name.utf8).withView { keys.match($0) }
  }

  @Test func `what is kept on demand means nothing to dialects`() throws {
    let names = ["tenant.id", "gen_ai.request.model", "retrieval.documents.0.document.id", "usage", "id"]
    let tables = DialectTables(adding: [], keeping: names.map { .attribute($0) } + [.user, .user])
    let standard = DialectTables.standard
    #expect(tables.sideTable.entries.map(\.key) == names.map { .attribute($0) } + [.user])
    #expect(standard.sideTable.isEmpty)
    for name in names {
      // The interpreter's own index is as without.
      #expect(match(tables.keys, name)?.key == match(standard.keys, name)?.key)
      let entry = try #require(tables.sideTable.entries.first { $0.key == .attribute(name) })
      let found = try #require(match(tables.decoderKeys, name))
      #expect(entry.selector?.key == found.key)
      #expect(entry.selector?.suffix == Array(name.utf8.dropFirst(found.length)))
      if let known = match(standard.decoderKeys, name) {
        #expect(found.key == known.key)
      } else {
        let rule = tables.ruleSets[0][Int(found.key.index)]
        #expect(rule.form == .presence && rule.isCommon && !rule.marks)
      }
    }
    #expect(tables.ruleSets[0].count > standard.ruleSets[0].count)
    #expect(match(standard.decoderKeys, "tenant.id") == nil)
  }

  @Test func `names with a star are names`() {
    let tables = DialectTables(adding: [], keeping: [.attribute("x*"), .attribute("ab.*")])
    #expect(match(tables.decoderKeys, "x*") != nil)
    #expect(match(tables.decoderKeys, "ab.c") == nil)
  }

  @Test(arguments: [
    "gen_ai.prompt", "gen_ai.completion", "gen_ai.input.messages", "gen_ai.output.messages",
    "gen_ai.system_instructions",
    "gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "gen_ai.prompt.0.content", "gen_ai.completion.3.role",
    "llm.input_messages.0.message.content", "llm.output_messages.1.message.tool_calls.0.tool_call.function.arguments",
    "input.value", "output.value", "traceloop.entity.input", "traceloop.entity.output", "langfuse.observation.input",
    "langfuse.trace.output", "ai.prompt", "ai.prompt.messages", "ai.response.text", "ai.toolCall.args",
    "pydantic_ai.all_messages", "mlflow.spanInputs", "retrieval.documents.0.document.content",
    "llm.prompts.0.prompt.text", "prompt", "my.app.prompt", "GEN_AI.PROMPT", "mastra.agent.input",
    "embedding.embeddings.0.embedding.text", "gen_ai.evaluation.explanation", "exception.message",
  ])
  func `captured content is known by its name`(name: String) { #expect(ContentAttributes.contains(name)) }

  @Test(arguments: [
    "tenant", "k8s.pod.name", "gen_ai.usage.input_tokens", "gen_ai.prompt.name", "llm.token_count.prompt",
    "gen_ai.request.model", "llm.cost.completion", "gen_ai.usage.prompt_tokens", "input.mime_type", "http.route",
    "gen_ai.output.type", "session.id", "feature_flag.value", "langfuse.observation.prompt.version",
  ])
  func `names of counts, ids and classes are no content`(name: String) { #expect(!ContentAttributes.contains(name)) }

  @Test func `values are written in one way`() {
    func text(_ kind: AttributeValue.Kind, bits: UInt64 = 0, _ text: String = "") -> String {
      PaddedBytes(text.utf8).withView { view in
        var out = PaddedBytes()
        out.append(valueOf: AttributeValue(key: AttributeKey(0), kind: kind, bits: bits, text: view))
        out.pad()
        return out.view.text
      }
    }
    #expect(text(.string, "a b") == "a b")
    #expect(text(.int, bits: UInt64(bitPattern: -7)) == "-7")
    #expect(text(.double, bits: (0.1).bitPattern) == "0.1")
    #expect(text(.double, bits: (3.0).bitPattern) == "3.0")
    #expect(text(.double, bits: Double.nan.bitPattern) == "NaN")
    #expect(text(.bool, bits: 1) == "true")
    #expect(text(.bool) == "false")
    #expect(text(.bytes, "Man") == "TWFu")
    #expect(text(.array, bits: 2, "a,b") == "a,b")
    #expect(text(.keyValueList, bits: 1, "{\"k\":1}") == "{\"k\":1}")
    #expect(text(.empty) == "")
  }
}
