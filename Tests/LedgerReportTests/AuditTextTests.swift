import LedgerModel
import Testing

@testable import LedgerReport

/// The cost audit for a terminal.
@Suite struct AuditTextTests {
  private func report(_ findings: [Report.Finding]) -> AuditReport {
    var report = AuditReport(
      generator: Report.Generator(name: "spanledger", version: "9.9"), settings: Report.Settings(window: .hour))
    report.calls = 1
    report.findings = findings
    return report
  }

  private func finding(_ number: Int) -> Report.Finding {
    Report.Finding(
      code: "unpriced-model", severity: .warning, confidence: .high, title: "Title", message: "Message \(number).",
      place: [.init("model", .text("m\u{1B}[31m"))], remedy: "Remedy.")
  }

  /// Scenario: as many findings as are shown, and more.
  /// Guarantees: the text stays bounded and says how many it leaves out; control characters of names are not passed on.
  @Test func `findings beyond the first two dozen are counted`() {
    let text = report((0..<24).map(finding)).text()
    #expect(text.hasSuffix("  warning unpriced-model\n    Title (model m\\u{1B}[31m). Message 23. Remedy.\n"))
    let more = report((0..<30).map(finding)).text()
    #expect(more.hasSuffix("Message 23. Remedy.\n  and 6 more: --format md or json has all\n"))
    #expect(!report([]).text().contains("Findings"))
  }
}
