import Foundation
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerDialects

/// `docs/dialects.md` is made from the tables, so that it cannot say anything else.
///
/// With `SPANLEDGER_RECORD=1` in the environment the page is written anew; that run fails, so that it cannot pass unseen.
@Suite struct PageTests {
  static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/dialects.md")

  @Test func `the page about dialects says what the tables say`() throws {
    #expect(GoldenFile(at: Self.path).difference(to: Self.page()) == nil)
  }

  @Test func `the page mentions every dialect by its id`() throws {
    let page = try String(contentsOf: Self.path, encoding: .utf8)
    for dialect in Dialects.all { #expect(page.contains("## `\(dialect.id)`"), "\(dialect.id)") }
  }

  static func page() -> String {
    var lines = [
      "# Dialects",
      "",
      "How spanledger recognises the instrumentation that wrote a span, and what it makes of its names. Made from the tables",
      "in `Sources/LedgerDialects` by the tests of that room; do not edit by hand. To add a dialect, write its",
      "`Dialect+Name.swift`, add it to `Dialects.all` and record this page.",
      "",
      "A dialect is named by the instrumentation scope, else by a span name, else by an attribute marked † (dialects further",
      "up win), else by a framework that signs as a provider, else by a scope in brackets, else by the `service.name` or",
      "`telemetry.sdk.name` of the resource, else the conventions' names speak for `opentelemetry`. Attributes of several",
      "dialects may stand on one span. For each field the source of the lowest rank that is present, readable and not empty",
      "wins, whichever dialect it belongs to; two sources are never added. Names marked ° are common to ordinary spans and",
      "count only beside something else. Ranks from 900 on are sums over other spans. Names of your own are mapped in a",
      "[configuration file](configuration.md); their rows come before all of these.",
      "",
      "Log records tell of calls by their events, or as lines that name a model and a count of tokens, in attributes or in a",
      "structured body. For them the same names hold, and those of the tables *on log records*, which say nothing on spans;",
      "in bodies they may stand in the usual envelopes (`data`, `response`, `usage`, …).",
      "",
    ]
    for dialect in Dialects.all {
      lines += ["## `\(dialect.id)`: \(dialect.title)", ""]
      if !dialect.scopes.isEmpty { lines += ["Scopes: \(dialect.scopes.map(scope).joined(separator: ", ")).", ""] }
      if !dialect.resources.isEmpty {
        lines += ["Resources: \(dialect.resources.map { "`\($0)`" }.joined(separator: ", ")).", ""]
      }
      let markers = dialect.attributes.filter { $0.form == .presence }.map { "`\($0.name)`" }
      if !markers.isEmpty { lines += ["Marks: \(markers.joined(separator: ", ")).", ""] }
      if !dialect.spanNames.isEmpty {
        lines += ["| span name | stands for |", "| --- | --- |"]
        lines += dialect.spanNames.map { "| `\($0.name)\($0.isPrefix ? "…" : "")` | \(meaning($0)) |" }
        lines.append("")
      }
      let rows = dialect.attributes.filter { $0.form != .presence }
      if !rows.isEmpty {
        lines += ["| attribute | says | rank | written as | note |", "| --- | --- | --- | --- | --- |"]
        lines += rows.map { row in
          let sign = row.marks ? " †" : row.isCommon ? " °" : ""
          let member = row.path.map { " → `\($0)`" } ?? ""
          return "| `\(row.name)`\(member)\(sign) | \(row.field) | \(row.rank) | \(row.form) | \(row.note) |"
        }
        lines.append("")
      }
      if !dialect.events.isEmpty {
        lines += ["| event | means |", "| --- | --- |"]
        lines += dialect.events.map { "| `\($0.name)` | \($0.meaning) |" }
        lines.append("")
      }
      if !dialect.metrics.isEmpty {
        lines += ["| metric | measures | unit if none is said | note |", "| --- | --- | --- | --- |"]
        lines += dialect.metrics.map { row in
          let type = row.tokenType.map { " (\($0))" } ?? ""
          let note = [row.needsScope ? "only in this dialect's scopes" : "", row.note].filter { !$0.isEmpty }
          return "| `\(row.name)` | \(row.family)\(type) | \(unit(row.unit)) | \(note.joined(separator: "; ")) |"
        }
        lines.append("")
      }
      lines += logLines(dialect)
      if !dialect.inclusion.isEmpty {
        lines += ["| counts of | cache in input | reasoning in output | note |", "| --- | --- | --- | --- |"]
        lines += dialect.inclusion.map { row in
          let scope =
            row.scope.map { "scope with `\($0)`" } ?? (row.needsInclusiveSchema ? "schema 1.40 and later" : "")
          let range = [row.from.map { "from \($0.text) on" } ?? "", row.before.map { "before \($0.text)" } ?? ""]
          let who = ([scope] + range + [row.provider.map { "`\($0)`" } ?? ""]).filter { !$0.isEmpty }
            .joined(separator: ", ")
          return "| \(who.isEmpty ? "all" : who) | \(row.cache) | \(row.reasoning) | \(row.note) |"
        }
        lines.append("")
      }
      if dialect.zeroUsageIsUnknown { lines += ["Zero for input, output and total means that none was reported.", ""] }
    }
    lines.removeLast()
    return lines.joined(separator: "\n") + "\n"
  }

  private static func logLines(_ dialect: Dialect) -> [String] {
    var lines: [String] = []
    if !dialect.logEvents.isEmpty {
      lines += ["| log event | tells of | note |", "| --- | --- | --- |"]
      lines += dialect.logEvents.map { row in
        let kind = row.kind.map { " with `event.kind` = `\($0)`" } ?? ""
        let failure = row.mayFail ? ", or a failure" : ""
        return "| `\(row.name)`\(kind) | \(row.role)\(failure) | \(row.note) |"
      }
      lines.append("")
    }
    if !dialect.logAttributes.isEmpty {
      lines += ["| on log records | says | rank | written as | note |", "| --- | --- | --- | --- | --- |"]
      lines += dialect.logAttributes.map { "| `\($0.name)` | \($0.field) | \($0.rank) | \($0.form) | \($0.note) |" }
      lines.append("")
    }
    return lines
  }

  private static func scope(_ pattern: ScopePattern) -> String {
    let text =
      switch pattern.shape {
      case .whole: pattern.text
      case .prefix: pattern.text + "…"
      case .containing: "…\(pattern.text)…"
      }
    return pattern.isCertain ? "`\(text)`" : "(`\(text)`)"
  }

  private static func meaning(_ row: SpanNameRow) -> String {
    [
      "\(row.operationClass)", row.needsScope ? "only in this dialect's scopes" : "",
      row.isRepetition ? "a repetition, never counted" : "",
      row.yieldsToUsage ? "a request where it has model and usage itself" : "",
      row.isSum ? "its usage sums up others of the trace" : "",
      row.namesDialect ? "" : "whatever the dialect",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func unit(_ unit: MetricUnit) -> String {
    switch unit {
    case .time(let unit): "\(unit)"
    case .tokens: "tokens"
    case .dollars: "US dollars"
    case .percent: "percent"
    case .plain: ""
    }
  }
}
