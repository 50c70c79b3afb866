import LedgerModel
import Testing

@testable import LedgerReport

/// The headline of `reconcile` is true of every line below it.
struct ReconcileVerdictTests {
  private func row(
    _ quantity: Report.ComparedQuantity, _ traces: Int128?, _ metrics: Int128?, isListed: Bool? = nil
  ) -> Report.Comparison {
    var row = Report.Comparison(
      service: "desk", model: "m", quantity: quantity, unit: .count, traces: traces, metrics: metrics)
    row.costIsListed = isListed
    return row
  }

  private func verdict(
    _ rows: [Report.Comparison], read: Int = 1, findings: [String] = [], ignored: [Report.IgnoredSeries] = [],
    unread: [String] = [], isNarrowed: Bool = false
  ) -> [String] {
    var reconciliation = Report.Reconciliation()
    reconciliation.unreadMetrics = unread
    reconciliation.series = rows
    reconciliation.seriesRead = read
    reconciliation.ignoredSeries = ignored
    reconciliation.findings = findings
    reconciliation.explainedShareMicros = findings == ["sampled-traces"] ? 995_000 : 900_000
    reconciliation.causes = findings.map {
      Report.Finding(code: $0, severity: .warning, confidence: .high, title: "", message: "", place: [], evidence: [])
    }
    return reconciliation.verdict(isNarrowed: isNarrowed)
  }

  private func silent(_ points: Int) -> Report.IgnoredSeries {
    var row = Report.IgnoredSeries(metric: "t", service: nil, model: nil, reason: "does not say how it counts")
    (row.isLost, row.points, row.remedy) = (true, points, "Say it.")
    return row
  }

  private static let agreement =
    "Both sides agree: what differs is within the bounds that windows, export intervals and clocks leave open."

  @Test func `agreement takes both sides`() {
    #expect(verdict([row(.tokens, 5, 5)]) == [Self.agreement])
    #expect(
      verdict([row(.tokens, 5, 5), row(.calls, 1, nil)])
        == [Self.agreement, "1 of 2 lines is told by one side alone."])
    #expect(verdict([row(.tokens, nil, 5), row(.calls, 1, nil)])[0].hasPrefix("Nothing to compare: no figure is told"))
    #expect(
      verdict([row(.duration, 5, 6), row(.cost, 1, 2, isListed: true)]) == [
        "Nothing that both sides tell of must agree: times are measured twice, and price lists differ."
      ])
  }

  @Test func `one side alone is nothing to compare`() {
    #expect(
      verdict([row(.tokens, nil, 5)], findings: ["untraced-service"]) == [
        "Nothing to compare the metrics with: no span or log record tells of a call in these inputs. 1 finding."
      ])
    #expect(
      verdict([row(.tokens, 5, nil)], read: 0) == [
        "Nothing to compare: no metric in these inputs is known to count calls or tokens."
      ])
    #expect(
      verdict([], read: 0, isNarrowed: true) == [
        "Nothing to compare: no metric in what was asked for is known to count calls or tokens."
      ])
  }

  @Test func `metrics that may count tokens and are not read are named`() {
    let help = "The configuration file can say what they count (docs/configuration.md, Metrics)."
    #expect(
      verdict([], read: 0, unread: ["a_tokens"])[1]
        == "Not read: a_tokens, by its name or unit a metric of tokens or money. " + help)
    #expect(
      verdict([], read: 0, unread: ["a", "b", "c", "d", "e"])[1]
        == "Not read: a, b, c and 2 other metrics, by their names or units metrics of tokens or money. " + help)
    #expect(verdict([row(.tokens, 5, 5)], unread: ["a_tokens"]) == [Self.agreement])
  }

  @Test func `what could not be used is said, counted, with what to do`() {
    let lost = "Not used: 3 points in 2 series of t (does not say how it counts). Say it."
    #expect(
      verdict([row(.tokens, 5, nil)], read: 2, ignored: [silent(1), silent(2)]) == [
        "Nothing to compare: none of the 2 metric series in these inputs has a figure that can be used.", lost,
      ])
    #expect(
      verdict([], ignored: [silent(1)])[0]
        == "Nothing to compare: the only metric series in these inputs has no figure that can be used.")
    #expect(verdict([row(.tokens, 5, 5)], read: 3, ignored: [silent(1), silent(2)]) == [Self.agreement, lost])
    var total = silent(9)
    total.isLost = false
    #expect(verdict([row(.tokens, 5, 5)], ignored: [total]) == [Self.agreement])
  }

  @Test func `findings are counted`() {
    #expect(
      verdict([row(.tokens, 5, 6)], findings: ["sampled-traces"]) == ["1 finding; all differences are explained."])
    #expect(
      verdict([row(.tokens, 5, 6)], findings: ["unexplained-difference"])
        == ["1 finding; 90.0 % of all differences are explained."])
  }
}
