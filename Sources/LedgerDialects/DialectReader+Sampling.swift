import LedgerMemory
import LedgerModel

// What a span says of its own sampling: how many spans it stands for. Sources in the order in which they are believed:
// the threshold of the trace state, the threshold of an attribute, the older power, a rate attribute by its rank.

extension DialectReader {
  /// Ranks of the sources that are no plain attribute, among those of ``Dialect/sampling``.
  private static let samplerRank: UInt16 = 40
  private static let elasticRank: UInt16 = 60

  /// The tail sampling policy that a scope's attributes name, as a hash; 0 where they name none. It says why spans were
  /// kept, and no rate.
  mutating func tailPolicy(_ scope: ScopeRecord) -> UInt64 {
    beginRecord()
    for value in scope.attributes { take(value) }
    guard has(.tailPolicy) || has(.tailDecision) else { return 0 }
    return max(1, text(.tailPolicy).stableHash())
  }

  /// Takes a rate. One too large to be believed is kept as such, so that no weaker source takes its place unseen.
  mutating func takeRate(_ rule: DialectTables.Rule, _ value: AttributeValue) {
    guard rule.rank < rank(rule.field) else { return }
    let weight: SamplingWeight? =
      switch rule.form {
      case .keptOneIn: value.keptOneIn
      case .keptPercent: value.weight(ofProbabilityIn: 100)
      default: value.weight(ofProbabilityIn: 1)
      }
    if let weight { set(rule.field, rank: rule.rank, bits: weight.q32) }
  }

  /// The weight of a span. Most say nothing, and cost two looks.
  @inline(__always)
  mutating func settleWeight(_ span: SpanFields, into facts: inout SpanFacts) {
    if span.traceState.isEmpty, !has(.samplingRate), !has(.samplingThreshold), !has(.samplerRate) { return }
    facts.weight = weight(of: span)
  }

  @inline(never)
  private mutating func weight(of span: SpanFields) -> SpanWeight {
    let state = TraceState(span.traceState)
    var found = SpanWeight()
    let threshold = state.threshold ?? TraceState.threshold(text(.samplingThreshold))
    if let threshold {
      // Without randomness of its own the trace id's last 56 bits decide; without a trace id nothing contradicts.
      let drawn = state.randomness ?? TraceState.randomness(text(.samplingRandomness))
      let randomness = drawn ?? (span.traceID.isAbsent ? nil : span.traceID.low & (1 << 56 - 1))
      if let randomness, randomness < threshold {
        found.isInconsistent = true
      } else {
        return known(SamplingWeight(threshold: threshold), .threshold, found)
      }
    }
    if let power = state.power {
      if power != 63, let randomness = state.powerRandomness, power > randomness {
        found.isInconsistent = true
      } else {
        return known(SamplingWeight(power: power), .power, found)
      }
    }
    if let weight = rate(state) { return known(weight, .attribute, found) }
    return found
  }

  private func known(
    _ weight: SamplingWeight, _ source: SpanWeight.Source, _ soFar: SpanWeight
  ) -> SpanWeight {
    var found = soFar
    if weight.isAbsurd {
      found.isAbsurd = true
    } else {
      found.weight = weight
      found.source = source
    }
    return found
  }

  /// The rate of the source that is believed most.
  private func rate(_ state: TraceState) -> SamplingWeight? {
    let rank = rank(.samplingRate)
    if rank > DialectReader.samplerRank, text(.samplerType) == "probabilistic", let bits = bits(.samplerRate) {
      return SamplingWeight(q32: bits)
    }
    if rank > DialectReader.elasticRank, state.elasticRate.count <= 40,
      let weight = SamplingWeight(probability: state.elasticRate.text)
    {
      return weight
    }
    return bits(.samplingRate).map { SamplingWeight(q32: $0) }
  }
}

extension AttributeValue {
  /// One in so many: a whole number, rounded, from an integer, a double, or their digits; 1 from 0 down.
  fileprivate var keptOneIn: SamplingWeight? {
    guard let number = finiteNumber else { return nil }
    return SamplingWeight(oneIn: number < 1 ? 1 : number < 9e18 ? UInt64(number + 0.5) : .max)
  }

  fileprivate func weight(ofProbabilityIn whole: UInt8) -> SamplingWeight? {
    switch kind {
    case .int: SamplingWeight(probability: "\(Int64(bitPattern: bits))", of: whole)
    case .double: SamplingWeight(probability: Double(bitPattern: bits), of: whole)
    case .string: text.count <= 40 ? SamplingWeight(probability: text.text, of: whole) : nil
    case .empty, .bool, .array, .keyValueList, .bytes: nil
    }
  }
}
