import LedgerModel
import LedgerReport
import Testing

@testable import LedgerRun

/// What a finding says of reported costs of which some or none are explained.
@Suite struct AuditFindingTests {
  private func message(_ explanations: [(causes: [String], calls: Int)]) -> String? {
    var group = Report.Audit.Group(
      calls: explanations.reduce(0) { $0 + $1.calls }, reportedUSD: PicoUSD(20), listUSD: PicoUSD(10))
    group.explanations = explanations.map {
      Report.Audit.Explanation(causes: $0.causes, alternatives: [], calls: $0.calls, usd: PicoUSD(5), evidence: [])
    }
    var audit = Report.Audit()
    audit.groups = [group]
    return AuditFindings(audit).findings.first?.message
  }

  @Test func `how many calls are explained is said, and only of those that are, how`() {
    #expect(
      message([(["markup"], 3), ([], 9)])
        == "The reported cost of 3 calls follows from the list computation once it is changed in this way: markup.")
    #expect(
      message([(["unexplained"], 5), (["markup", "rounding"], 2)])
        == "The reported cost of 5 of 7 calls follows from no rule that was tried; that of the other 2 follows from the list "
        + "computation once it is changed in this way: markup, rounding.")
    #expect(message([(["unexplained"], 1)]) == "The reported cost of 1 call follows from no rule that was tried.")
    #expect(message([(["unexplained"], 4)]) == "The reported cost of 4 calls follows from no rule that was tried.")
  }
}
