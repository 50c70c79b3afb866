import Foundation
import LedgerReport
import LedgerTestSupport
import Testing

/// The reports as they are, byte for byte. To accept a change, run the tests once with `SPANLEDGER_RECORD=1`: the
/// files are written and the tests fail, so that recording never passes unseen. Then read the diff as a user would.
struct GoldenReportTests {
  static let reports: [(name: String, report: Report)] = [
    ("night", ReportSample.night(quarters: 12)), ("empty", ReportSample.empty()), ("nasty", ReportSample.nasty()),
  ]

  static let formats: [(ending: String, render: @Sendable (Report) -> String)] = [
    ("html", { $0.html() }), ("md", { $0.markdown() }), ("json", { $0.json() }), ("txt", { $0.text() }),
    ("csv", { $0.csv() }),
  ]

  @Test(arguments: ["night", "empty", "nasty"], ["html", "md", "json", "txt", "csv"])
  func `a report looks as it was agreed`(name: String, ending: String) throws {
    let report = try #require(GoldenReportTests.reports.first { $0.name == name }).report
    let render = try #require(GoldenReportTests.formats.first { $0.ending == ending }).render
    let rendered = render(report)
    #expect(rendered == render(report), "the same report gave other bytes")

    #expect(GoldenFile("Tests/LedgerReportTests/Golden/\(name).\(ending)").difference(to: rendered) == nil)
  }
}
