import Foundation
import LedgerTestSupport
import Testing

/// `docs/captures.md` is made from what the command says of the captures, so that it cannot say anything else.
@Suite
struct CapturePageTests {
  /// Scenario: every capture whose server kept a record of what it served.
  /// Guarantees: where a report says more or less than was served, the reasons of the expectation add up to exactly that;
  /// times to first token are in the right unit; and the page tells all of it.
  @Test func `every difference from what was served has a reason, and the page lists it`() throws {
    var rows: [String] = []
    var sections: [String] = []
    for capture in DialectExpectation.capturesInScope {
      let expected = try DialectExpectation(capture: capture)
      let report = try ReportRun([Repository.fixture("dialects/\(capture)/json")]).report
      let served = try #require(expected.served)
      let reasons = try #require(expected.differences)

      var cells: [String] = []
      for (name, truth) in served.byName {
        let told = report.totals.value(name)
        let explained = reasons.filter { $0.figure == name }.reduce(0) { $0 + $1.difference }
        #expect((told ?? 0) - (truth ?? 0) == explained, "\(capture), \(name)")
        cells.append(cell(told, served: truth))
      }
      cells.append(firstToken(expected, report, capture: capture))
      rows.append("| [\(capture)](#\(capture)) | \(cells.joined(separator: " | ")) |")
      sections.append(section(capture, reasons))
    }
    #expect(GoldenFile("docs/captures.md").difference(to: page(rows, sections)) == nil)
  }

  /// What a report says, and where it is not the same, what was served.
  private func cell(_ told: Int64?, served: Int64?) -> String {
    let shown = told.map(String.init) ?? "–"
    return (told ?? 0) == (served ?? 0) ? shown : "**\(shown)** of \(served ?? 0)"
  }

  /// The medians of the groups beside the one that was served, in milliseconds. A wrong unit is wrong by a thousand.
  private func firstToken(_ expected: DialectExpectation, _ report: ContractReport, capture: String) -> String {
    let medians = report.groups.compactMap { $0.time_to_first_token_seconds?.p50 }.map { $0 * 1000 }.sorted()
    guard let least = medians.first, let most = medians.last else { return "–" }
    guard let served = expected.firstTokenMedianMillis else {
      Issue.record("\(capture) has times to first token, but nothing was streamed")
      return "?"
    }
    #expect(least > served / 30 && most < served * 30, "\(capture): \(least) to \(most) ms, served \(served) ms")
    return "\(rounded(least)) to \(rounded(most)) of \(rounded(served))"
  }

  private func rounded(_ millis: Double) -> String { String(format: "%.1f", millis) }

  private func section(_ capture: String, _ reasons: [ServedDifference]) -> String {
    var lines = ["## \(capture)", ""]
    if reasons.isEmpty { lines.append("As served.") }
    for reason in reasons {
      let sign = reason.difference > 0 ? "+" : ""
      let calls = "\(reason.calls) call\(reason.calls == 1 ? "" : "s")"
      lines.append("- \(reason.figure) \(sign)\(reason.difference) (\(calls)): \(reason.reason)")
    }
    return lines.joined(separator: "\n")
  }

  private func page(_ rows: [String], _ sections: [String]) -> String {
    """
    # Captures: what was served, and what spanledger says

    Telemetry of real instrumentation libraries, recorded while they talked to a server that kept a record of everything it
    served. The table shows what `spanledger report` says; a bold figure is not what was served, and the sections below
    say why, to the last token. What telemetry does not hold, no reading of it can bring back; none of the differences
    comes from counting.

    This page is written by a test (`CapturePageTests`), from the reports and from `fixtures/dialects/*/expected.json`.
    First token: the medians of the report's groups, and the median as served, in milliseconds; clients see some more than
    was served, and OpenLIT counts from the response's headers.

    | capture | calls | errors | without usage | streamed | input | cache read | cache write | output | reasoning | first token |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
    \(rows.joined(separator: "\n"))

    \(sections.joined(separator: "\n\n"))

    """
  }
}
