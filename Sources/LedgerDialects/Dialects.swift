/// All dialects.
public enum Dialects {
  /// In the order in which their marks decide: where a span carries marks of several, the first one names it.
  public static let all: [Dialect] = [
    .langfuse, .pydanticAI, .pydanticEvals, .logfire, .vercelAI, .vercelAIWithConventions, .mastra, .openInference,
    .openLLMetry, .openLIT, .liteLLM, .claudeCode, .codex, .geminiCLI, .qwenCode, .openCode, .gitHubCopilot, .openClaw,
    .strands, .googleADK, .semanticKernel, .agentFramework, .agentScope, .ag2, .sigil, .azureAI, .langSmith, .springAI,
    .loongSuite, .traceAI, .sentry, .laminar, .langWatch, .mlflow, .dify, .genkit, .liveKit, .pipecat, .braintrust,
    .judgment, .deepEval, .langtrace, .weave, .truLens, .haystack, .honeyHive, .promptfoo, .bifrost, .trueFoundry,
    .tensorZero, .trpcAgentGo, .nemoAgentToolkit, .prometheus, .modelServers, .observe, .tutorial, .anthropicSDK,
    .mistralSDK, .genAIOtel, .openTelemetry, .logLines,
  ]

  /// The stable id of a row of the dialects' table, as in ``LedgerModel/SpanReading/dialect``; `none` for 0 and for
  /// numbers that are no row.
  public static func name(of row: UInt8) -> String {
    row >= 1 && Int(row) <= all.count ? all[Int(row) - 1].id : "none"
  }
}
