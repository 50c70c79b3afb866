import LedgerModel
import LedgerPricing
import LedgerReport

// What is odd about a book, and what is different between two.

extension PriceAnswers {
  /// Slips in a book.
  ///
  /// - Parameters:
  ///   - today: the day (`YYYY-MM-DD`) from which ages are counted.
  ///   - days: after how many days without a comparison a row is told.
  /// - Returns: the answer, and how many slips there are.
  public static func lint(_ book: PriceBook, today: String, days: Int) -> (document: PriceDocument, count: Int) {
    let findings = PriceLint(book, today: today, days: days).findings
    let rows = findings.count == 1 ? "1 remark" : "\(findings.count) remarks"
    var document = PriceDocument(
      heading: findings.isEmpty
        ? "\(book.name): nothing to remark on \(book.sheets.count) rows"
        : "\(book.name): \(rows) on \(book.sheets.count) rows")
    document.facts = [
      ("name", .text(book.name)), ("revision", .count(Int128(book.revision))), ("sha256", .text(book.sha256)),
      ("today", .text(today)), ("days", .count(Int128(days))),
    ]
    document.tables = [
      PriceDocument.Table(
        "findings", title: "Remarks",
        columns: ["kind", "seller", "model", "line", "message"].map { PriceDocument.Column($0) },
        rows: findings.map {
          [.text($0.kind.rawValue), .text($0.seller), .text($0.model), .count(Int128($0.line)), .text($0.message)]
        }),
      PriceDocument.Table(
        "counts", title: "How many of each", columns: ["kind", "count"].map { PriceDocument.Column($0) },
        rows: LintFinding.Kind.allCases.map { kind in
          [.text(kind.rawValue), .count(Int128(findings.filter { $0.kind == kind }.count))]
        }),
    ]
    for finding in findings {
      document.say(
        "line \(finding.line)  \(finding.seller)/\(finding.model): \(finding.message) (\(finding.kind.rawValue))")
    }
    return (document, findings.count)
  }

  /// What is different between two books.
  public static func diff(_ first: PriceBook, _ second: PriceBook) -> PriceDocument {
    let changes = PriceBookDiff(first, second).changes
    let count = changes.count == 1 ? "1 difference" : "\(changes.count) differences"
    func name(_ book: PriceBook) -> String { "\(book.name) revision \(book.revision)" }
    var document = PriceDocument(
      heading: "\(name(first)) and \(name(second)): \(changes.isEmpty ? "no difference in prices" : count)")
    document.facts = [
      ("first", .text(first.name)), ("first_revision", .count(Int128(first.revision))),
      ("first_sha256", .text(first.sha256)), ("second", .text(second.name)),
      ("second_revision", .count(Int128(second.revision))), ("second_sha256", .text(second.sha256)),
    ]
    document.tables = [
      PriceDocument.Table(
        "changes", title: "Differences",
        columns: ["kind", "seller", "model", "row", "before", "after", "line_before", "line_after"].map {
          PriceDocument.Column($0)
        },
        rows: changes.map { change in
          func text(_ text: String?) -> PriceDocument.Value { text.map { .text($0) } ?? .absent }
          func line(_ line: Int?) -> PriceDocument.Value { line.map { .count(Int128($0)) } ?? .absent }
          return [
            .text(change.kind.rawValue), .text(change.seller), .text(change.model), text(change.row),
            text(change.before), text(change.after), line(change.lineBefore), line(change.lineAfter),
          ]
        })
    ]
    var last = ""
    for change in changes {
      let title = "\(change.seller)/\(change.model)"
      if title != last {
        document.say("")
        document.say(title)
        last = title
      }
      document.say(change.kind.words + (change.row.map { "  \($0)" } ?? ""), indent: 2)
      if let before = change.before {
        document.say("- \(before)" + (change.lineBefore.map { "  line \($0)" } ?? ""), indent: 4)
      }
      if let after = change.after {
        document.say("+ \(after)" + (change.lineAfter.map { "  line \($0)" } ?? ""), indent: 4)
      }
    }
    return document
  }

  /// A book by itself, for ``lint(_:today:days:)`` and ``diff(_:_:)``.
  public static func book(
    _ bytes: [UInt8], path: String, zones: @escaping (String) -> [UInt8]?
  ) throws(PriceSettings.Refusal) -> PriceBook {
    do throws(PriceBookError) {
      return try PriceBook(parsing: bytes, from: path, zones: zones)
    } catch {
      throw PriceSettings.Refusal(text: error.description)
    }
  }

  /// A book that comes with the program, by the word that stands for it: `shipped` or `catalogue`; `nil` for any other word.
  public static func shippedBook(_ word: String) -> PriceBook? {
    switch word {
    case "shipped": .shipped
    case "catalogue": .shippedCatalogue
    default: nil
    }
  }
}

extension PriceBookChange.Kind {
  /// What happened, for people.
  var words: String {
    switch self {
    case .modelAdded: "new model"
    case .modelRemoved: "model no longer there"
    case .rowAdded: "new row"
    case .rowRemoved: "row no longer there"
    case .rowChanged: "changed row"
    case .names: "other names"
    }
  }
}
