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
    let codes = ["price-stale", "unpriced-model"]
    let warning = try #require(Gate("warning", codes: codes))
    #expect(Report.Severity.error > .warning && Report.Severity.warning > .info)
    #expect(
      [Report.Severity.info, .warning, .error].map { warning.isTripped(by: finding("a", $0)) } == [false, true, true])
    let code = try #require(Gate("price-stale", codes: codes))
    #expect(code.isTripped(by: finding("price-stale", .info)) && !code.isTripped(by: finding("unpriced-model", .error)))
    #expect(Gate("warn", codes: codes) == nil && Gate("", codes: codes) == nil)
    #expect(Gate("error-rate-high", codes: codes) == nil)
  }

  /// Scenario: gates before a verb whose findings are warnings at worst.
  /// Guarantees: those on something worse are told apart; a code may always come.
  @Test func `gates that nothing reaches are known`() {
    let gates: [Gate] = [.severity(.info), .severity(.warning), .severity(.error), .code("price-stale")]
    #expect(gates.idle(atWorst: .warning) == ["error"] && gates.idle(atWorst: .error) == [])
  }

  /// Scenario: findings, of which one has a place, before gates.
  /// Guarantees: a line for each that a gate is closed to, however many are, with where it holds.
  @Test func `what trips is told line by line`() {
    var placed = finding("price-stale", .warning)
    placed.place = [.init("price_book", .text("list")), .init("window", .unknown)]
    let findings = [finding("unpriced-model", .info), placed]
    #expect([Gate]().tripped(by: findings) == [])
    #expect(
      [Gate.code("price-stale"), .severity(.warning)].tripped(by: findings) == [
        "warning price-stale: Title (price book list, window unknown)"
      ])
    #expect([Gate.severity(.info)].tripped(by: findings).count == 2)
  }
}
