import Foundation
import LedgerRun
import LedgerTestSupport
import Testing

/// What each verb looks for.
@Suite struct FindingCodeTests {
  /// Scenario: the page about gates.
  /// Guarantees: it lists for each verb the codes that it looks for, in their order; those of the report begin with the others'.
  @Test func `the documents list every code of every verb`() throws {
    let text = try String(contentsOf: Repository.root.appending(path: "docs/budgets.md"), encoding: .utf8)
    func listed(_ verb: String) throws -> [String] {
      let paragraph = try #require(text.components(separatedBy: "\n\n").first { $0.hasPrefix("`\(verb)` looks for") })
      return paragraph.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        .filter { $0 != verb }
    }
    #expect(try listed("reconcile") == ReconcileRun.findingCodes)
    #expect(try listed("audit") == AuditRun.findingCodes)
    let codes = try listed("report") + ReconcileRun.findingCodes + AuditRun.findingCodes
    #expect(codes.sorted() == NightlyRun.findingCodes.sorted())
    #expect(Set(codes).count == codes.count)
  }
}
