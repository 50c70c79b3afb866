import LedgerModel

/// An answer about prices: lines for a terminal, and the same facts as tables for documents and programs.
public struct PriceDocument: Answer, Sendable {
  /// A fact.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case absent
    /// A text.
    case text(String)
    /// A whole number.
    case count(Int128)
    /// An amount of dollars.
    case money(PicoUSD)
    /// Whether something holds.
    case flag(Bool)
    /// Several texts.
    case list([String])
  }

  /// A column: its name in JSON and CSV, its title for people.
  public struct Column: Hashable, Sendable {
    /// The name, in snake_case.
    public var name: String
    /// The title.
    public var title: String

    /// A column whose title is its name in words.
    public init(_ name: String, title: String? = nil) {
      self.name = name
      self.title = title ?? name.replacing("_", with: " ")
    }
  }

  /// A table of facts.
  public struct Table: Sendable {
    /// The name, in snake_case.
    public var name: String
    /// The title for people.
    public var title: String
    /// The columns.
    public var columns: [Column]
    /// The rows, a value for each column.
    public var rows: [[Value]]
    /// What is said where there are no rows.
    public var emptyText: String

    /// A table from its parts.
    public init(_ name: String, title: String, columns: [Column], rows: [[Value]] = [], emptyText: String = "none") {
      self.name = name
      self.title = title
      self.columns = columns
      self.rows = rows
      self.emptyText = emptyText
    }
  }

  /// A line of text for a terminal, with how far it is set in; lines that are too long are broken and hang two columns
  /// further in.
  public struct Line: Hashable, Sendable {
    /// Blanks in front of it.
    public var indent: Int
    /// The text.
    public var text: String

    /// A line from its parts.
    public init(_ text: String, indent: Int = 0) {
      self.text = text
      self.indent = indent
    }
  }

  /// The answer in one sentence.
  public var heading: String
  /// Single facts, with their names in JSON.
  public var facts: [(name: String, value: Value)] = []
  /// The tables. CSV has the first alone.
  public var tables: [Table] = []
  /// The lines of the text form.
  public var lines: [Line] = []

  /// An answer without facts.
  public init(heading: String) { self.heading = heading }

  /// Adds a line to the text form.
  public mutating func say(_ text: String, indent: Int = 0) { lines.append(Line(text, indent: indent)) }
}

extension PriceDocument.Value {
  /// The value in words: a dash where there is none.
  var words: String {
    switch self {
    case .absent: "–"
    case .text(let text): text
    case .count(let count): Figures.count(count)
    case .money(let amount): amount.description
    case .flag(let holds): holds ? "yes" : "no"
    case .list(let texts): texts.isEmpty ? "–" : texts.joined(separator: ", ")
    }
  }

  /// The value in a cell of CSV.
  var field: String {
    switch self {
    case .absent: ""
    case .text(let text): text
    case .count(let count): String(count)
    case .money(let amount): amount.description
    case .flag(let holds): holds ? "true" : "false"
    case .list(let texts): texts.joined(separator: "; ")
    }
  }

  var json: JSONValue {
    switch self {
    case .absent: .null
    case .text(let text): .string(text)
    case .count(let count): .integer(count)
    case .money(let amount): .string(amount.description)
    case .flag(let holds): .bool(holds)
    case .list(let texts): .inline(.array(texts.map { .string($0) }))
    }
  }

  var isNumber: Bool {
    switch self {
    case .count, .money: true
    default: false
    }
  }
}

extension PriceDocument {
  /// The answer for a terminal of 80 columns. Nothing is coloured.
  public func text(isColoured _: Bool = false) -> String {
    var text = TerminalStyle.wrapped(Shown.line(heading)).joined(separator: "\n") + "\n"
    for line in lines {
      guard !line.text.isEmpty else {
        text += "\n"
        continue
      }
      // Blanks that align columns are kept where the line fits.
      let shown = Shown.line(line.text)
      let blanks = String(repeating: " ", count: line.indent)
      guard TextTable.width(shown) + line.indent > TerminalStyle.width else {
        text += blanks + shown + "\n"
        continue
      }
      for (place, part) in TextTable.wrapped(shown, to: TerminalStyle.width - line.indent - 2).enumerated() {
        text += blanks + (place == 0 ? "" : "  ") + part + "\n"
      }
    }
    return text
  }

  /// The answer for documents.
  public func markdown() -> String {
    var text = "# \(Markdown.escaped(heading))\n\n"
    for fact in facts {
      text += "- \(Markdown.escaped(fact.name.replacing("_", with: " "))): \(Markdown.escaped(fact.value.words))\n"
    }
    if !facts.isEmpty { text += "\n" }
    for table in tables {
      let isNumber = table.columns.indices.map { place in
        !table.rows.isEmpty && table.rows.allSatisfy { $0[place].isNumber || $0[place] == .absent }
      }
      var shown = FactTable(
        id: table.name, title: table.title,
        columns: zip(table.columns, isNumber).map { FactColumn(title: $0.title, isNumber: $1) },
        emptyText: table.emptyText)
      shown.rows = table.rows.map { row in row.map { .plain($0.words) } }
      Markdown.write(shown, into: &text, hasTitle: true)
    }
    return text
  }

  private typealias FactColumn = LedgerReport.Column

  /// The rows of the first table.
  public func csv() -> String {
    guard let table = tables.first else { return "" }
    var text = ""
    func add(_ fields: [String]) { text += CSV.line(fields) }
    add(table.columns.map(\.name))
    for row in table.rows { add(row.map(\.field)) }
    return text
  }

  /// All facts and tables.
  public func json() -> String {
    let members =
      facts.map { ($0.name, $0.value.json) }
      + tables.map { table in
        (
          table.name,
          JSONValue.array(
            table.rows.map { row in
              .object(zip(table.columns, row).map { ($0.name, $1.json) })
            })
        )
      }
    return JSONValue.object(members).document()
  }
}
