import Foundation
import LedgerModel
import Testing

@testable import LedgerReport

/// What ends a run with the status of a tripped gate.
@Suite struct GateTests {
  private func finding(_ code: String, _ severity: Report.Severity) -> Report.Finding {
    Report.Finding(code: code, severity: severity, confidence: .high, title: "Title", message: "Message.")
  }

  /// Scenario: gates by code and by severity before findings of all severities.
  /// Guarantees: a severity lets nothing through that is at least so bad; a code nothing of that code.
  @Test func `gates are closed to codes and severities`() throws {
    let warning = try #require(Gate("warning"))
    #expect(Report.Severity.error > .warning && Report.Severity.warning > .info)
    #expect(
      [Report.Severity.info, .warning, .error].map { warning.isTripped(by: finding("a", $0)) } == [false, true, true])
    let code = try #require(Gate("price-stale"))
    #expect(code.isTripped(by: finding("price-stale", .info)) && !code.isTripped(by: finding("unpriced-model", .error)))
    #expect(Gate("warn") == nil && Gate("") == nil)
  }

  /// Scenario: the page about gates.
  /// Guarantees: it lists every code, and none twice.
  @Test func `the documents list every code`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/budgets.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let gates = try #require(text.range(of: "\nCodes of what is between"))
    let listed = text[gates.lowerBound...].split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
    #expect(listed.map { String($0.element) } == Report.Finding.codes)
    #expect(Set(Report.Finding.codes).count == Report.Finding.codes.count)
  }
}
