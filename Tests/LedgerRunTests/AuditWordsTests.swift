import LedgerAudit
import LedgerReport
import Testing

/// The words for codes that another room gives out.
@Suite struct AuditWordsTests {
  @Test(arguments: AuditCause.allCases) func `every cause is called something, and has a remedy`(cause: AuditCause) {
    #expect(AuditWords.title(cause.code) != cause.code)
    #expect(AuditWords.meaning(cause.code) != cause.code)
    #expect(AuditWords.remedy(cause.code) != AuditWords.remedy("none of them"))
  }

  @Test func `states and obstacles have words`() {
    for state in CostState.allCases { #expect(AuditWords.state(state.rawValue) != state.rawValue) }
    for obstacle in WhatIf.Obstacle.allCases { #expect(AuditWords.obstacle(obstacle.rawValue) != obstacle.rawValue) }
  }

  @Test func `causes that pages show in another way are causes`() {
    let codes = Set(AuditCause.allCases.map(\.code))
    #expect(codes.isSuperset(of: AuditCode.ofSpans))
    #expect(codes.isSuperset(of: [AuditCode.notReported, AuditCode.rounding, AuditCode.unexplained]))
  }
}
