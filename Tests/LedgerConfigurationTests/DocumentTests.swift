import Foundation
import LedgerDialects
import LedgerTestSupport
import Testing

@testable import LedgerConfiguration

/// `docs/configuration.md` says what can be written, and its example can be.
@Suite struct DocumentTests {
  private func page() throws -> String {
    try String(contentsOf: Repository.root.appending(path: "docs/configuration.md"), encoding: .utf8)
  }

  @Test func `the examples of the page are configurations`() throws {
    let examples = try page().components(separatedBy: "```").filter { $0.hasPrefix("yaml\n") }
    try #require(examples.count == 2)
    let configuration = try Configuration(yaml: String(examples[0].dropFirst(5)), path: "example")
    #expect(configuration.dialects.count == 1)
    _ = DialectTables(adding: configuration.dialects)
    #expect(try Configuration(yaml: String(examples[1].dropFirst(5)), path: "example").samplingRates.count == 2)
  }

  @Test func `the page names every field and unit`() throws {
    let page = try page()
    for field in UserDialect.Field.allCases { #expect(page.contains("`\(field.rawValue)`"), "\(field)") }
    for unit in UserDialect.Unit.allCases { #expect(page.contains("`\(unit.rawValue)`"), "\(unit)") }
    for setting in Configuration.Setting.allCases { #expect(page.contains("## `\(setting.rawValue)`"), "\(setting)") }
  }
}
