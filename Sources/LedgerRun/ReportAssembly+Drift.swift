import LedgerAggregates
import LedgerDialects
import LedgerModel
import LedgerReport

// Which names emitters use for what.

extension ReportAssembly {
  /// The entries of one emitter, laid out by field and name.
  func drift(_ entries: [DriftMatrix.Entry], _ tables: DialectTables) -> Report.Drift {
    var drift = Report.Drift()
    var generations: [ConventionGeneration?: Int] = [:]
    var fields: [TracedField: Report.DriftField] = [:]
    var sources: [TracedField: [UInt8: Report.DriftSource]] = [:]
    for entry in entries {
      drift.spans += entry.spans
      drift.logRecords += entry.logRecords
      if let first = entry.firstSeen { drift.firstSeen = UnixNanos(min(drift.firstSeen?.value ?? .max, first)) }
      if let last = entry.lastSeen { drift.lastSeen = UnixNanos(max(drift.lastSeen?.value ?? 0, last)) }
      if entry.spans == 0 { continue }
      generations[tables.generation(of: entry.sources), default: 0] += entry.spans
      for field in TracedField.allCases {
        let number = entry.sources[field]
        guard number != 0 else { continue }
        fields[field, default: Report.DriftField(name: field.name)].spans += entry.spans
        guard let source = tables.source(of: field, number: number) else {
          fields[field]?.derived += entry.spans
          continue
        }
        var row =
          sources[field]?[number]
          ?? Report.DriftSource(
            name: source.name, dialect: source.dialect, generation: source.generation?.rawValue,
            isConventional: source.isConventional,
            isReplaced: source.generation?.isReplaced ?? false)
        row.spans += entry.spans
        if field.isCount {
          let isAlone = entry.sources.second(field) == 0
          row.alone = (row.alone ?? 0) + (isAlone ? entry.spans : 0)
          row.conflicts = (row.conflicts ?? 0) + (entry.sources.differs(field) ? entry.spans : 0)
          if let tokens = entry.counted[field] { row.tokensAlone = (row.tokensAlone ?? 0) + (isAlone ? tokens : 0) }
        }
        sources[field, default: [:]][number] = row
      }
    }
    drift.generations = generations.sorted { left, right in
      guard let l = left.key else { return false }
      return right.key.map { l < $0 } ?? true
    }.map { Report.Generation(name: $0.key?.rawValue, spans: $0.value) }
    drift.fields = TracedField.allCases.compactMap { field in
      guard var row = fields[field] else { return nil }
      row.sources = (sources[field] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
      return row
    }
    return drift
  }
}
