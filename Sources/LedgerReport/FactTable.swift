// What a page says, before it is HTML or Markdown: both draw the same sections, tables and words.

/// One cell: a figure or a name in words for people.
struct Cell {
  /// How a cell looks. The word alone says the same; the look only helps.
  enum Look {
    /// Ordinary text.
    case plain
    /// A name from the archive.
    case name
    /// A figure.
    case number
    /// Something that is not known, or does not apply, in a word.
    case absent
    /// Money that is not known for want of a price or of usage.
    case unpriced
    /// Something that makes the figures weaker.
    case warning
    /// Something wrong.
    case bad
  }

  /// A small drawing in a cell; positions in permille of the column's axis.
  enum Drawing {
    /// The coloured mark of a series of the charts.
    case mark(series: Int)
    /// A bar from 0.
    case bar(Int)
    /// Percentiles: a thick bar from p50 to p90, a thin one to p99 (`nil` where there are too few values).
    case range(p50: Int, p90: Int, p99: Int?)
  }

  /// What is written.
  var text: String
  /// A smaller remark beside it.
  var note: String?
  /// The exact value.
  var exact: String?
  var look = Look.plain
  var drawing: Drawing?

  static func name(_ text: String, note: String? = nil) -> Cell { Cell(text: text, note: note, look: .name) }

  static func plain(_ text: String) -> Cell { Cell(text: text) }

  static func absent(_ word: String) -> Cell { Cell(text: word, look: .absent) }

  /// No price: another word and another look than what nobody reported.
  static let unpriced = Cell(text: "unpriced", look: .unpriced)

  static func number(_ text: String, note: String? = nil, exact: String? = nil) -> Cell {
    Cell(text: text, note: note, exact: exact, look: .number)
  }

  /// A count, coloured where it is not zero and should be.
  static func count(_ value: some BinaryInteger, look: Look = .number, note: String? = nil) -> Cell {
    Cell(text: Figures.count(value), note: note, look: value == 0 ? .number : look)
  }

  static let empty = Cell(text: "")
}

/// A column: title, and whether its cells are figures, set flush right.
struct Column {
  var title: String
  var isNumber: Bool
  /// What the column says, for whoever asks.
  var help: String?
  /// The ticks of an axis on which the cells draw: a label at a place in permille.
  var axis: [(label: String, permille: Int)] = []

  static func text(_ title: String, _ help: String? = nil) -> Column {
    Column(title: title, isNumber: false, help: help)
  }

  static func number(_ title: String, _ help: String? = nil) -> Column {
    Column(title: title, isNumber: true, help: help)
  }
}

/// A table with what stands below its last rule.
struct FactTable {
  /// A name for links, unique on the page.
  var id: String
  var title: String
  var columns: [Column]
  var rows: [[Cell]] = []
  /// Rows of others and of totals.
  var footer: [[Cell]] = []
  /// How to read it: method, population, unit.
  var notes: [String] = []
  /// What is said instead of a table without rows.
  var emptyText: String
}

/// A chart that HTML draws; Markdown has the tables.
enum Chart {
  case spend
  case tokens
  case latency
  case durations
  case inFlight
  case outputSpeed
  case compared(Compared)

  /// What traces and metrics both count.
  enum Compared: String, CaseIterable {
    case calls
    case inputTokens
    case outputTokens
    case totalTokens
    case cost
    case durations
    case firstTokens

    var title: String {
      switch self {
      case .calls: "Calls in traces and metrics"
      case .inputTokens: "Input tokens in traces and metrics"
      case .outputTokens: "Output tokens in traces and metrics"
      case .totalTokens: "Tokens in traces and metrics"
      case .cost: "Cost in traces and metrics"
      case .durations: "Time in calls, in traces and metrics"
      case .firstTokens: "Time to first token, in traces and metrics"
      }
    }

    var unit: String {
      switch self {
      case .calls: "calls per window"
      case .inputTokens, .outputTokens, .totalTokens: "tokens per window"
      case .cost: "USD per window"
      case .durations, .firstTokens: "seconds per window, summed up"
      }
    }

    /// Places of the integers of its rows.
    var places: Int {
      switch self {
      case .calls, .inputTokens, .outputTokens, .totalTokens: 0
      case .cost: 12
      case .durations, .firstTokens: 9
      }
    }

    func label(_ axis: Axis, _ tick: Int128) -> String {
      switch self {
      case .calls, .inputTokens, .outputTokens, .totalTokens: axis.countLabel(tick)
      case .cost: axis.dollarsLabel(tick)
      case .durations, .firstTokens: axis.secondsLabel(tick)
      }
    }

    func holds(_ row: Report.Comparison) -> Bool {
      switch self {
      case .calls: row.quantity == .calls
      case .inputTokens: row.quantity == .tokens && row.tokenType == "input"
      case .outputTokens: row.quantity == .tokens && row.tokenType == "output"
      case .totalTokens: row.quantity == .tokens && row.tokenType == "total"
      case .cost: row.quantity == .cost
      case .durations: row.quantity == .duration
      case .firstTokens: row.quantity == .timeToFirstToken
      }
    }
  }
}

/// A section of the page.
struct FactSection {
  var id: String
  var title: String
  /// What the section says, in sentences.
  var lead: [String] = []
  var charts: [Chart] = []
  var tables: [FactTable] = []
}

/// A headline figure.
struct Card {
  var label: String
  var value: Cell
  var details: [String] = []
}
