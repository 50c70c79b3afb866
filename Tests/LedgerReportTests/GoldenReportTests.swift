import Foundation
import LedgerReport
import Testing

/// The reports as they are, byte for byte. To accept a change, run the tests once with `LEDGER_RECORD_GOLDEN=1`: the
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

    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let file = folder.appending(path: "\(name).\(ending)")
    if ProcessInfo.processInfo.environment["LEDGER_RECORD_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(rendered.utf8).write(to: file)
      Issue.record("recorded \(name).\(ending)")
      return
    }
    let agreed = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard rendered != agreed else { return }
    let differing = zip(rendered.split(separator: "\n"), agreed.split(separator: "\n")).enumerated()
      .first { $0.element.0 != $0.element.1 }
    let line = differing.map { "line \($0.offset + 1):\n  now    \($0.element.0)\n  agreed \($0.element.1)" }
    Issue.record("\(name).\(ending) differs, \(line ?? "in its length")")
  }
}
