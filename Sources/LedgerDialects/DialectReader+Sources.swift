import LedgerModel

// Which attribute said what: the data of the drift matrix.

extension DialectReader {
  /// Another source of a count that was not taken.
  struct OtherSource {
    var stamp: UInt32 = 0
    var rank: Int16 = .max
    var bits: UInt64 = 0
  }

  /// Keeps the better of two sources of one count, and remembers the other where it is the best of the rest.
  @inline(never)
  mutating func compare(_ field: CanonicalField, _ count: Int64, rank: Int16) {
    guard let traced = field.tracedCount else { return }
    let taken = slots[Int(field.rawValue)]
    let other =
      rank < taken.rank
      ? OtherSource(stamp: stamp, rank: taken.rank, bits: taken.bits)
      : OtherSource(stamp: stamp, rank: rank, bits: UInt64(count))
    // Sums over other spans are no other source of the span's own count.
    if other.rank >= 800 { return }
    let known = otherSources[Int(traced.rawValue)]
    if known.stamp != stamp || other.rank < known.rank { otherSources[Int(traced.rawValue)] = other }
  }

  /// Writes down which attribute said what, of what may be a call.
  mutating func settleSources(into facts: inout SpanFacts) {
    guard facts.operationClass.isModelRequest || facts.reportedCost != nil || !facts.usage.isEmpty else { return }
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    func note(_ traced: UInt64, _ number: UInt8) {
      let bits = UInt64(truncatingIfNeeded: number) &<< ((traced & 7) &* 8)
      switch traced &>> 3 {
      case 0: words.0 |= bits
      case 1: words.1 |= bits
      default: words.2 |= bits
      }
    }
    var present: UInt64 = 0
    var others: UInt64 = 0
    var rest = said & sourceNumbers.tracedBits
    while rest != 0 {
      let field = rest.trailingZeroBitCount
      rest &= rest &- 1
      // What was taken back is no longer said.
      guard slots[field].stamp == stamp else { continue }
      let traced = sourceNumbers.tracedNumber(field)
      present |= 1 &<< traced
      note(traced, sourceNumbers.number(field, rank: slots[field].rank))
    }
    for traced in otherSources.indices where otherSources[traced].stamp == stamp { others |= 1 &<< UInt64(traced) }
    // What no attribute said.
    var derived: UInt64 = 0
    func derive(_ field: TracedField, _ isKnown: Bool) {
      if isKnown { derived |= 1 &<< UInt64(truncatingIfNeeded: field.rawValue) }
    }
    derive(.operation, !facts.operation.isEmpty)
    derive(.provider, !facts.provider.isEmpty)
    derive(.requestModel, !facts.requestModel.isEmpty && !has(.servedModel))
    derive(.timeToFirstToken, facts.timeToFirstTokenNanos != nil)
    derive(.isStreaming, facts.isStreaming != nil)
    derive(.errorType, !facts.errorType.isEmpty)
    derive(.session, !facts.session.isEmpty)
    derive(.agent, !facts.agent.isEmpty)
    derived &= ~present
    while derived != 0 {
      note(UInt64(truncatingIfNeeded: derived.trailingZeroBitCount), FieldSources.derived)
      derived &= derived &- 1
    }
    facts.sources = FieldSources(words: words)
    if others != 0 { settleOtherSources(into: &facts) }
  }

  /// Writes down what would be said of counts without the sources that were taken.
  @inline(never)
  private mutating func settleOtherSources(into facts: inout SpanFacts) {
    for traced in TracedField.counts {
      let field = Int(CanonicalField(traced).rawValue)
      let (slot, other) = (slots[field], otherSources[Int(traced.rawValue)])
      guard slot.stamp == stamp, other.stamp == stamp else { continue }
      facts.sources.setSecond(
        traced, sourceNumbers.number(field, rank: other.rank), differs: other.bits != slot.bits)
    }
  }
}

extension DialectTables {
  /// The attribute that a number of ``LedgerModel/FieldSources`` stands for; `nil` for what no attribute said.
  public func source(of field: TracedField, number: UInt8) -> FieldSource? {
    fieldSources.source(CanonicalField(field), number: number)
  }

  /// The latest generation of the conventions that any of a call's sources tells; `nil` where none tells one.
  public func generation(of sources: FieldSources) -> ConventionGeneration? {
    TracedField.allCases.compactMap { source(of: $0, number: sources[$0])?.generation }.max()
  }
}
