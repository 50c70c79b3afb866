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
    guard facts.operationClass.isModelRequest || facts.reportedCost != nil || facts.usage.knownCount > 0 else { return }
    for row in DialectReader.traced.indices {
      let (field, canonical) = DialectReader.traced[row]
      let slot = slots[Int(canonical.rawValue)]
      guard slot.stamp == stamp else { continue }
      facts.sources[field] = tables.fieldSources.number(canonical, rank: slot.rank)
      guard field.isCount else { continue }
      let other = otherSources[Int(field.rawValue)]
      if other.stamp == stamp {
        facts.sources.setSecond(
          field, tables.fieldSources.number(canonical, rank: other.rank), differs: other.bits != slot.bits)
      }
    }
    // What no attribute said.
    func derive(_ field: TracedField, _ isKnown: Bool) {
      if isKnown, facts.sources[field] == 0 { facts.sources[field] = FieldSources.derived }
    }
    derive(.operation, !facts.operation.isEmpty)
    derive(.provider, !facts.provider.isEmpty)
    derive(.requestModel, !facts.requestModel.isEmpty && facts.sources[.model] == 0)
    derive(.timeToFirstToken, facts.timeToFirstTokenNanos != nil)
    derive(.isStreaming, facts.isStreaming != nil)
    derive(.errorType, !facts.errorType.isEmpty)
    derive(.session, !facts.session.isEmpty)
    derive(.agent, !facts.agent.isEmpty)
  }

  private static let traced = TracedField.allCases.map { ($0, CanonicalField($0)) }
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
