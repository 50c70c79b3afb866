import LedgerModel
import LedgerReport

/// What is wrong with the costs that emitters report, and what could not be priced.
struct AuditFindings {
  /// The codes of these findings.
  enum Code: String, CaseIterable {
    case reportedCostDiffers = "reported-cost-differs"
    case unpricedModel = "unpriced-model"
  }

  private let audit: Report.Audit

  init(_ audit: Report.Audit) { self.audit = audit }

  /// Differences below this share of the list cost of a group are no finding: ten in a thousand.
  private static let leastPermille: Int128 = 10

  /// All findings: one for each group that reports other costs for other reasons than rounding, then one for each model
  /// without a price.
  var findings: [Report.Finding] { audit.groups.compactMap(differing) + audit.unpriced.compactMap(unpriced) }

  private func differing(_ group: Report.Audit.Group) -> Report.Finding? {
    let explanations = group.explanations.filter { !$0.causes.isEmpty }
    let difference = group.reportedUSD - group.listUSD
    let parts = explanations.reduce(Int128(0)) { $0 + Int128($1.usd.value.magnitude) }
    guard parts * 1000 >= AuditFindings.leastPermille * group.listUSD.value, parts > 0 else { return nil }
    let causes = explanations.flatMap(\.causes).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let known = causes.filter { $0 != AuditCode.unexplained }
    let isKnown = known.count == causes.count
    let isAmbiguous = explanations.contains { !$0.alternatives.isEmpty }
    let calls = explanations.reduce(0) { $0 + $1.calls }
    let open = explanations.reduce(0) { $0 + ($1.causes.contains(AuditCode.unexplained) ? $1.calls : 0) }
    let names = causes.joined(separator: ", ")
    return Report.Finding(
      code: Code.reportedCostDiffers.rawValue, severity: .warning,
      confidence: isKnown ? (isAmbiguous ? .medium : .high) : .low,
      title: "Reported costs are not what list prices give",
      message: isKnown
        ? "The reported cost of \(Figures.plural(calls, "call")) follows from the list computation once it "
          + "is changed in this way: \(names)."
        : AuditFindings.openText(open, of: calls, known),
      place: [
        ("scope", group.scope), ("version", group.version), ("provider", group.provider),
        ("model", group.responseModel ?? group.requestModel),
      ].map { Report.NamedFact($0.0, $0.1.map { .text($0) } ?? .unknown) },
      evidence: [
        Report.NamedFact("calls", .count(Int64(calls))), Report.NamedFact("reported_usd", .money(group.reportedUSD)),
        Report.NamedFact("list_usd", .money(group.listUSD)), Report.NamedFact("difference_usd", .money(difference)),
        Report.NamedFact("causes", .text(names)),
      ] + explanations.flatMap(\.evidence).prefix(3).map { Report.NamedFact("because", .text($0)) },
      remedy: causes.first.map { AuditWords.remedy($0) })
  }

  /// What is said where no rule that was tried gives some of the costs.
  private static func openText(_ open: Int, of calls: Int, _ known: [String]) -> String {
    let all = Figures.plural(calls, "call")
    let whose = open == calls ? all : "\(Figures.count(open)) of \(all)"
    let first = "The reported cost of \(whose) follows from no rule that was tried"
    return known.isEmpty || open == calls
      ? first + "."
      : first + "; that of the other \(Figures.count(calls - open)) follows from the list computation once it is "
        + "changed in this way: " + known.joined(separator: ", ") + "."
  }

  private func unpriced(_ row: Report.Audit.Unpriced) -> Report.Finding? {
    guard row.calls > 0 else { return nil }
    return Report.Finding(
      code: Code.unpricedModel.rawValue, severity: .warning, confidence: .high,
      title: "Calls have no price",
      message: "Their tokens are known and no price applies, so they are in no cost: \(AuditWords.reason(row.reason)).",
      place: [
        Report.NamedFact("provider", row.name.provider.map { .text($0) } ?? .unknown),
        Report.NamedFact("model", row.name.model.map { .text($0) } ?? .unknown),
      ],
      evidence: [
        Report.NamedFact("calls", .count(Int64(row.calls))),
        Report.NamedFact("input_tokens", row.inputTokens.map { .count($0) } ?? .unknown),
        Report.NamedFact("output_tokens", row.outputTokens.map { .count($0) } ?? .unknown),
        Report.NamedFact("reason", .text(row.reason)),
      ],
      remedy: AuditWords.remedy(reason: row.reason))
  }
}
