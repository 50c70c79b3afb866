import LedgerModel
import Testing

@testable import LedgerDialects

/// Haystack's components.
@Suite struct HaystackTests {
  @Test(arguments: [
    (
      "OpenAIChatGenerator",
      #"{"replies":[{"role":"assistant","meta":{"model":"gpt-4o-mini-2024-07-18","index":0,"#
        + #""finish_reason":"stop","usage":\#(Self.haystackUsage)},"content":[{"text":"a"}]}]}"#
    ),
    (
      "OpenAIChatGenerator",
      #"{"replies":[{"_role":"assistant","_meta":{"model":"gpt-4o-mini-2024-07-18","#
        + #""finish_reason":"stop","usage":\#(Self.haystackUsage)},"_content":[{"text":"a"}]}]}"#
    ),
    (
      "OpenAIGenerator",
      #"{"replies":["a"],"meta":[{"model":"gpt-4o-mini-2024-07-18","finish_reason":"stop","#
        + #""usage":\#(Self.haystackUsage)}]}"#
    ),
  ])
  func `Haystack's generators tell usage in what they gave out`(type: String, output: String) {
    let facts = read(
      "haystack.component.run", ["haystack.component.type": .text(type), "haystack.component.output": .text(output)],
      scope: "my_app")
    #expect(facts.dialect == "haystack" && facts.operationClass == .inference && facts.operation == "chat")
    #expect(facts.responseModel == "gpt-4o-mini-2024-07-18" && facts.provider == "openai")
    #expect(facts.input == 120 && facts.output == 50 && facts.total == 170 && facts.finishReason == "stop")
    #expect(facts.cacheRead == 64 && facts.reasoning == 16 && facts.reading.cacheInclusion == .inclusive)
  }

  private static let haystackUsage =
    #"{"completion_tokens":50,"prompt_tokens":120,"total_tokens":170,"completion_tokens_details":{"reasoning_tokens":16},"#
    + #""prompt_tokens_details":{"audio_tokens":null,"cached_tokens":64}}"#

  @Test
  func `of several replies of Haystack's, each with the usage of all, none is taken; without content there is a call`()
  {
    let reply = #"{"meta":{"model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":1}}}"#
    for output in [#"{"replies":[\#(reply),\#(reply)]}"#, #"{"replies":[]}"#, #"{"replies":[\#(reply)"#] {
      let facts = read(
        "haystack.component.run",
        ["haystack.component.type": "AzureOpenAIChatGenerator", "haystack.component.output": .text(output)])
      #expect(facts.operationClass == .inference && facts.input == nil && facts.responseModel.isEmpty)
    }
    let silent = read("haystack.component.run", ["haystack.component.type": "OpenAIGenerator"], scope: "haystack")
    #expect(silent.operationClass == .inference && silent.input == nil && silent.dialect == "haystack")
  }

  @Test(arguments: [
    ("OpenAITextEmbedder", OperationClass.embedding, ""), ("InMemoryBM25Retriever", .retrieval, "retrieval"),
    ("PromptBuilder", .step, "step"), ("FaithfulnessEvaluator", .evaluation, "evaluation"),
    ("ToolInvoker", .tool, "tool"), ("DALLEImageGenerator", .other, ""),
  ])
  func `Haystack's components are known by their class`(type: String, operationClass: OperationClass, stage: String) {
    let facts = read("haystack.component.run", ["haystack.component.type": .text(type)])
    #expect(facts.operationClass == operationClass && facts.stage == stage)
    #expect(read("haystack.pipeline.run", [:]).stage == "workflow")
  }
}
