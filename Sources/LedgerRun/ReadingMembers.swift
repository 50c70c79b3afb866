import LedgerModel

/// What a span was read as, as the members of a line; specified in docs/export-ndjson.md. Sessions and users are only said
/// to be there.
enum ReadingMembers {
  static func members(of reading: borrowing SpanReading, dialect: String) -> [(String, String)] {
    let facts = reading.facts
    let usage = facts.usage
    var members: [(String, String)] = [
      ("agent", text(facts.agent.text)), ("cache_in_input", text(name(of: facts.cacheInclusion))),
      ("cache_read_tokens", whole(usage.cacheReadTokens)), ("cache_write_tokens", whole(usage.cacheWriteTokens)),
      ("class", text("\(facts.operationClass)")), ("dialect", text(dialect)),
      ("error_type", text(facts.errorType.text)),
      ("evaluations", String(reading.evaluations.count)), ("finish_reason", text(facts.finishReason.text)),
      ("has_session", flag(!facts.session.isEmpty)), ("has_user", flag(!facts.user.isEmpty)),
      ("input_tokens", whole(usage.inputTokens)), ("is_aggregate", flag(facts.isAggregate)),
      ("is_repetition", flag(facts.isRepetition)), ("operation", text(facts.operation.text)),
      ("output_tokens", whole(usage.outputTokens)), ("provider", text(facts.provider.text)),
      ("reasoning_in_output", text(name(of: facts.reasoningInclusion))),
      ("reasoning_tokens", whole(usage.reasoningTokens)),
      ("reported_cost", text(facts.reportedCost?.description ?? "")),
      ("request_model", text(facts.requestModel.text)), ("response_model", text(facts.responseModel.text)),
      ("retrieved_count", whole(facts.retrievedCount)), ("service_tier", text(facts.serviceTier.text)),
      ("stage", text(facts.stage.text)), ("streaming", facts.isStreaming.map(flag) ?? "null"),
      ("time_to_first_token", whole(facts.timeToFirstTokenNanos)), ("tool", text(facts.tool.text)),
      ("total_tokens", whole(usage.totalTokens)),
    ]
    var details: [CallDetail: CallDetailReading] = [:]
    for detail in reading.details.all { details[detail.detail] = detail }
    for detail in CallDetail.allCases { members.append((detail.name, value(of: detail, details[detail]))) }
    return members
  }

  private static func value(of detail: CallDetail, _ reading: CallDetailReading?) -> String {
    guard let reading else { return "null" }
    switch detail {
    case .temperature: return "\(Double(reading.value) / 1e6)"
    case .isUsageEstimated, .isResponseCacheHit: return flag(reading.value != 0)
    case .outputType, .finishReason: return text(reading.text.text)
    case .maxTokens, .contextWindow, .cacheWriteFiveMinuteTokens, .cacheWriteOneHourTokens, .audioInputTokens,
      .audioOutputTokens, .imageInputTokens:
      return whole(reading.value)
    }
  }

  private static func name(of inclusion: Inclusion) -> String {
    switch inclusion {
    case .unknown: ""
    case .inclusive, .asked: "inclusive"
    case .exclusive: "exclusive"
    }
  }

  private static func text(_ text: String) -> String { text.isEmpty ? "null" : DumpSink.quoted(text) }
  private static func flag(_ flag: Bool) -> String { flag ? "true" : "false" }
  private static func whole(_ value: (some FixedWidthInteger)?) -> String { value.map { "\"\($0)\"" } ?? "null" }
}
