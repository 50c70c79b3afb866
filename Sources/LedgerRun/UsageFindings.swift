import LedgerCalls
import LedgerModel
import LedgerReport

/// What is wrong with how an emitter counts tokens.
struct UsageFindings {
  /// The codes of these findings.
  enum Code: String, CaseIterable {
    case conventionConflict = "convention-conflict"
    case usageInconsistent = "usage-inconsistent"
  }

  private let emitter: Report.Emitter
  private let convention: UsageConvention

  init(_ emitter: Report.Emitter, _ convention: UsageConvention) {
    self.emitter = emitter
    self.convention = convention
  }

  /// All findings about the emitter.
  var findings: [Report.Finding] {
    var findings: [Report.Finding] = []
    if convention.contradictsDocuments {
      findings.append(documents)
      findings.append(
        inconsistency(
          "Token counts do not fit what is documented of their emitter",
          "The numbers of its calls only fit if parts are counted beside their whole; the documents, or its schema, say "
            + "inside. The numbers were believed, for all of its calls.", .high))
    } else if convention.isContradictory {
      findings.append(
        inconsistency(
          "Calls of one emitter count tokens in two ways",
          "Some calls prove that a part is counted beside its whole, and totals of others show it inside. One way was "
            + "taken for all of them, so some figures are too high or too low.", .medium))
    } else if emitter.inconsistentCalls > 0 {
      findings.append(
        inconsistency(
          "Parts of token counts are larger than their whole",
          "In some calls cached tokens exceed the input, or reasoning the output, which this emitter counts inside. The "
            + "parts were left out as unknown; input and output stand as reported.", .medium))
    }
    return findings
  }

  private var documents: Report.Finding {
    Report.Finding(
      code: Code.conventionConflict.rawValue, severity: .warning, confidence: .high,
      title: "An emitter does not count as it is documented to",
      message: "Arithmetic proves that it counts parts beside their whole. Tools that follow its documents, or the "
        + "conventions of its schema, take cached tokens off an input that does not hold them.",
      place: place, evidence: evidence,
      remedy: "Compare the version of the library with its change log, and update it or whatever reads its counts.")
  }

  private func inconsistency(
    _ title: String, _ message: String, _ confidence: Report.Confidence
  ) -> Report.Finding {
    Report.Finding(
      code: Code.usageInconsistent.rawValue, severity: .warning, confidence: confidence, title: title, message: message,
      place: place, evidence: evidence,
      remedy: "Look at calls of this emitter beside the provider's own usage, and update the library.")
  }

  private var place: [Report.NamedFact] {
    [
      ("scope", emitter.scope), ("version", emitter.version), ("dialect", emitter.dialect),
      ("provider", emitter.provider),
    ]
    .map { Report.NamedFact($0.0, $0.1.map { .text($0) } ?? .unknown) }
  }

  private var evidence: [Report.NamedFact] {
    let shown = emitter.convention
    func facts(_ name: String, _ side: Report.Evidence) -> [Report.NamedFact] {
      if side.calls == 0 { return [] }
      return [
        Report.NamedFact("\(name)_calls", .count(Int64(side.calls))),
        Report.NamedFact("\(name)_proves_apart", .count(Int64(side.provesApart))),
        Report.NamedFact("\(name)_suggests_inside", .count(Int64(side.suggestsInside))),
      ]
    }
    return [Report.NamedFact("calls", .count(Int64(shown.calls)))] + facts("cache_read", shown.cacheRead)
      + facts("cache_write", shown.cacheWrite) + facts("reasoning", shown.reasoning) + [
        Report.NamedFact("inconsistent_calls", .count(Int64(emitter.inconsistentCalls)))
      ]
  }
}
