import LedgerModel

extension AuditReport {
  /// The report as comma-separated values (RFC 4180, lines end in CR LF): a row for each total, cause and state, told apart by
  /// the first column. Exact figures; absent values are empty.
  public func csv() -> String {
    var text = ""
    func add(_ fields: [String]) { text += CSV.line(fields) }
    add(["row", "code", "calls", "usd", "since", "until", "low_usd", "high_usd"])
    func total(_ code: String, _ amount: PicoUSD?, calls: Int? = nil) {
      add(["total", code, calls.map { String($0) } ?? "", amount?.description ?? "", "", "", "", ""])
    }
    total("reported", audit.reportedUSD)
    total("counted_reported", audit.countedReportedUSD)
    total("metrics_reported", audit.metricsUSD)
    total("list", audit.listUSD)
    total("contract", audit.contractUSD)
    total("difference", audit.differenceUSD)
    total("compared_difference", audit.comparedDifferenceUSD, calls: audit.comparedCalls)
    for cause in audit.causes {
      add([
        "cause", cause.code, String(cause.calls), cause.usd.description, cause.since?.description ?? "",
        cause.until?.description ?? "", "", "",
      ])
    }
    for state in audit.states {
      add([
        "state", state.code, String(state.calls), state.reportedUSD?.description ?? "", "", "",
        state.bounds?.lowerBound.description ?? "", state.bounds?.upperBound.description ?? "",
      ])
    }
    if let against {
      func total(_ code: String, _ amount: PicoUSD?) {
        add(["against-total", code, "", amount?.description ?? "", "", "", "", ""])
      }
      total("formula", against.audit.reportedUSD)
      total("list", against.audit.listUSD)
      total("difference", against.audit.differenceUSD)
      for cause in against.audit.causes {
        add([
          "against-cause", cause.code, String(cause.calls), cause.usd.description, cause.since?.description ?? "",
          cause.until?.description ?? "", "", "",
        ])
      }
    }
    if let whatIf {
      for rule in whatIf.rules + [whatIf.together] {
        let name = rule.name.isEmpty ? "together" : rule.name
        add([
          rule.name.isEmpty ? "what-if-total" : "what-if", name, String(rule.eligible),
          (rule.afterUSD - rule.beforeUSD).description, "", "", "", "",
        ])
      }
    }
    return text
  }
}
