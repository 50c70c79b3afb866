// What spans say of their own sampling beside the trace state. The names are common to ordinary spans, whoever writes them.

extension Dialect {
  /// Ranks are in the order in which the sources are believed; ``DialectReader/settleWeight(_:into:)`` puts those that are
  /// no plain attribute between them.
  static let sampling: [AttributeRow] = [
    AttributeRow(
      "sampling.threshold", .samplingThreshold, 10, .text, "a threshold beside the trace state's, by the Collector",
      common: true),
    AttributeRow("sampling.randomness", .samplingRandomness, 10, .text, "what goes with it", common: true),
    AttributeRow("sampleRate", .samplingRate, 10, .keptOneIn, "Honeycomb", common: true),
    AttributeRow("SampleRate", .samplingRate, 11, .keptOneIn, "Honeycomb", common: true),
    AttributeRow("meta.refinery.final_sample_rate", .samplingRate, 20, .keptOneIn, "Refinery", common: true),
    AttributeRow("meta.refinery.original_sample_rate", .samplingRate, 21, .keptOneIn, "Refinery", common: true),
    AttributeRow("sampling.probability", .samplingRate, 30, .keptProbability, "early OpenTelemetry Java", common: true),
    AttributeRow("sampler.type", .samplerType, 10, .text, "Jaeger clients, on the first span of a trace", common: true),
    AttributeRow(
      "sampler.param", .samplerRate, 10, .keptProbability, "counts where the type is probabilistic", common: true),
    AttributeRow("_MS.sampleRate", .samplingRate, 50, .keptPercent, "Azure Monitor", common: true),
    AttributeRow("microsoft.sample_rate", .samplingRate, 51, .keptPercent, "Azure Monitor", common: true),
    AttributeRow("_dd.rule_psr", .samplingRate, 70, .keptProbability, "Datadog", common: true),
    AttributeRow("_dd.agent_psr", .samplingRate, 71, .keptProbability, "Datadog", common: true),
    AttributeRow(
      "tailsampling.policy", .tailPolicy, 10, .text, "on scopes, by the Collector; says no rate", common: true),
    AttributeRow("tailsampling.composite_policy", .tailPolicy, 20, .text, "on scopes", common: true),
    AttributeRow("tailsampling.cached_decision", .tailDecision, 10, .flag, "on scopes", common: true),
  ]
}
