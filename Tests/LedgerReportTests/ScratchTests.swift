import Foundation
import LedgerReport
import Testing

@Test func scratch() throws {
  guard let folder = ProcessInfo.processInfo.environment["REPORT_SCRATCH"] else { return }
  for (name, report) in [
    ("night", ReportSample.night()), ("empty", ReportSample.empty()), ("nasty", ReportSample.nasty()),
  ] {
    try report.html().write(toFile: "\(folder)/\(name).html", atomically: true, encoding: .utf8)
    try report.markdown().write(toFile: "\(folder)/\(name).md", atomically: true, encoding: .utf8)
    try report.text().write(toFile: "\(folder)/\(name).txt", atomically: true, encoding: .utf8)
    try report.csv().write(toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8)
    try report.json().write(toFile: "\(folder)/\(name).json", atomically: true, encoding: .utf8)
  }
}
