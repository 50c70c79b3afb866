/// A price book on its way from a catalogue to text.
struct ImportedBook: Sendable {
  var name: String
  var asOf: String
  /// Comment lines below the head, without their `#`.
  var remarks: [String] = []
  var sources: [ImportedSource]
  var sellers: [ImportedSeller] = []
}

/// A `source` line.
struct ImportedSource: Hashable, Sendable {
  var id: String
  var checked: String
  var link: String
}

struct ImportedSeller: Sendable {
  var id: String
  var isVendor: Bool
  var page: String?
  var providers: [String]
  /// `route` lines, each the words behind the first.
  var routes: [String] = []
  var models: [ImportedModel] = []
  /// Models that the catalogue lists without saying what they cost, by the reason.
  var unpriced: [String: [String]] = [:]
}

struct ImportedModel: Sendable {
  var id: String
  var family: String?
  var aliases: [String] = []
  var matches: [ImportedMatch] = []
  /// Those of the aliases that are no names but what a pattern looks for.
  var patternNames: Set<String> = []
  var rows: [ImportedRow] = []

  /// Every name under which the model is found exactly.
  var names: [String] { [id] + aliases }
}

/// A `match` line.
struct ImportedMatch: Hashable, Sendable {
  enum Place: String, Hashable, Sendable { case starts, ends, contains }
  var place: Place
  var literal: String
  var except: String?
}

/// A `price` line with the `when` lines below it.
struct ImportedRow: Hashable, Sendable {
  var from: String?
  var until: String?
  var routes: [String] = []
  var rates: [ImportedUnit: ImportedRate]
  var source: String
  var conditions: [ImportedCondition] = []
  var notes: [String] = []
}

/// A `when` line: its conditions as they are written, and what changes where they hold.
struct ImportedCondition: Hashable, Sendable {
  var words: [String]
  var rates: [ImportedUnit: ImportedRate]
  /// `x=FACTOR` instead of rates.
  var factor: String?
}
