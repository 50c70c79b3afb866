import LedgerModel
import Testing

@testable import LedgerReport

struct ReportTextTests {
  private static let all = ["night", "empty", "nasty"]

  private func sample(_ name: String) throws -> Report {
    try #require(GoldenReportTests.reports.first { $0.name == name }).report
  }

  @Test(arguments: all) func `a terminal gets at most 80 columns and no control character`(name: String) throws {
    let text = try sample(name).text()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(TextTable.width(String(line)) <= 80, "\(line)")
    }
    for scalar in text.unicodeScalars { #expect(scalar == "\n" || (scalar.value >= 0x20 && scalar.value != 0x7F)) }
  }

  @Test(arguments: all) func `no sentence of the program's own is cut`(name: String) throws {
    let lines = try sample(name).text().split(separator: "\n")
    for label in ["Hallucination rate", "Traces against metrics"] {
      #expect(lines.first { $0.contains(label) }?.contains("…") == false)
    }
  }

  @Test func `colour comes only when asked for, and changes no word`() throws {
    let report = try sample("night")
    let coloured = report.text(isColoured: true)
    #expect(coloured.contains("\u{1B}[33m"))
    #expect(coloured.replacing(#/\u{1B}\[\d*m/#, with: "") == report.text())
  }

  @Test(arguments: all) func `each row of a Markdown table has the cells of its head`(name: String) throws {
    var head: Int?
    for line in try sample(name).markdown().split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        #expect(!line.contains("<"), "\(line)")
        head = nil
        continue
      }
      var borders = 0
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if scalar == "|", !isEscaped { borders += 1 }
        isEscaped = scalar == "\\" && !isEscaped
      }
      #expect(head == nil || head == borders, "\(line)")
      head = borders
    }
  }

  @Test func `Markdown of hostile names holds no markup`() {
    let markdown = ReportSample.nasty().markdown()
    #expect(!markdown.contains("<"))
    #expect(!markdown.contains("http://"))
    #expect(Markdown.escaped("![x](y)") == "\\!\\[x\\](y)")
    #expect(Markdown.escaped("gen_ai_x _y_ __z_") == "gen_ai_x \\_y\\_ \\_\\_z\\_")
    #expect(Markdown.escaped("a|\u{301}b") == "a\\|\u{301}b", "a bar with an accent is a bar")
    #expect(Markdown.escaped("https://WWW.x") == "https&#58;//WWW&#46;x")
    #expect(Markdown.escaped("a|b\n`c` \\") == "a\\|b \\`c\\` \\\\")
  }

  @Test func `CSV has a row per group and the same fields in each`() {
    for report in [ReportSample.night(quarters: 3), ReportSample.nasty()] {
      var rows: [[String]] = [[""]]
      var isQuoted = false
      for scalar in report.csv().unicodeScalars {
        let row = rows.count - 1
        let field = rows[row].count - 1
        switch scalar {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: rows[row].append("")
        case "\n" where !isQuoted: rows.append([""])
        case "\r" where !isQuoted: break
        default: rows[row][field].unicodeScalars.append(scalar)
        }
      }
      #expect(rows.removeLast() == [""], "the last line ends")
      #expect(rows.count == report.groups.count + 1)
      for row in rows { #expect(row.count == rows[0].count) }
      let cost = rows[0].firstIndex(of: "cost_usd") ?? 0
      #expect(rows.dropFirst().map { $0[cost] } == report.groups.map { $0.counters.costUSD?.description ?? "" })
    }
  }

  @Test func `no cell of CSV runs as a formula, numbers stay numbers, and what was added can be taken away`() {
    let texts = [
      "=1+1", "@SUM(A1)", "+49 1", "-x", "-", "+", "\t=1", "\r1", "\n1", "\u{FF1D}1", "'=1", "''-x", "=\"a\",b", "-1e5",
      "-1.", "+1.2.3",
    ]
    for text in texts {
      let cell = CSV.field(text)
      let inside = cell.hasPrefix("\"") ? String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"") : cell
      #expect(inside.unicodeScalars.first == "'", "\(text)")
      #expect(Array(inside.unicodeScalars.dropFirst()) == Array(text.unicodeScalars))
    }
    for text in [
      "", "gpt-4o", "-1", "-0.25", "+7", "12.00", "a=b", "'quoted'", "2026-11-24T03:04:05Z", "p50 p90", "''",
    ] {
      #expect(CSV.field(text) == text)
    }
  }
}
