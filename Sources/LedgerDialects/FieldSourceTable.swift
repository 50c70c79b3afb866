import LedgerModel

/// An attribute that says a fact, as reports name it.
public struct FieldSource: Hashable, Sendable {
  /// The attribute's name, with `N` for numbers; a member of JSON behind an arrow.
  public var name: String
  /// The id of the dialect whose table lists it.
  public var dialect: String
  /// The generation of the conventions that brought it; `nil` for a name that is none of theirs.
  public var generation: ConventionGeneration?
  /// Whether it is a name of the conventions.
  public var isConventional: Bool

  /// The source that a row of a dialect is.
  fileprivate init(_ row: AttributeRow, _ dialect: String) {
    name = row.path.map { "\(row.name) → \($0)" } ?? row.name
    self.dialect = dialect
    generation = ConventionGeneration(ofAttribute: row.name)
    isConventional = generation != nil || ConventionGeneration.share(row.name)
  }
}

/// Which attribute is meant by the rank with which it was taken.
///
/// Sources of a field are numbered by their rank, the best first, from 1 on. Beyond 254 they share the last number.
struct FieldSourceTable: Sendable {
  private var sources: [[FieldSource]] = Array(repeating: [], count: CanonicalField.allCases.count)
  /// For ranks from 0 to 1,023 the number, by field: that of every row but those of users.
  fileprivate private(set) var numbers: [UInt8]
  /// For all other ranks, by field and rank.
  fileprivate private(set) var otherNumbers: [Int32: UInt8] = [:]

  fileprivate static let plainRanks = 1024
  private static let most = Int(FieldSources.derived) - 1

  /// A table of rows with the ranks that they are taken with. Only fields that are traced have sources.
  init(_ rows: [(row: AttributeRow, dialect: String)]) {
    let tracedBits = CanonicalField.tracedBits
    var told: [FieldSource] = []
    // By field: the ranks that a source is taken with beside its place in the list of all, as one number, which sorts by rank,
    // then in the order of rows.
    var found: [[Int]] = Array(repeating: [], count: sources.count)
    for (row, dialect) in rows {
      let places = FieldSourceTable.places(of: row).filter { tracedBits & 1 << UInt64($0.field.rawValue) != 0 }
      if places.isEmpty { continue }
      let spellings = DialectTables.spellings(of: row.name).count
      for (field, first) in places {
        for offset in 0..<spellings {
          found[Int(field.rawValue)].append((Int(first) + offset) << 32 | told.count)
        }
      }
      told.append(FieldSource(row, dialect))
    }
    numbers = Array(repeating: FieldSources.derived, count: FieldSourceTable.plainRanks * found.count)
    for field in found.indices {
      let entries = found[field].sorted()
      var next = 0
      while next < entries.count {
        let rank = Int16(truncatingIfNeeded: entries[next] >> 32)
        var source = told[Int(UInt32(truncatingIfNeeded: entries[next]))]
        next += 1
        while next < entries.count, Int16(truncatingIfNeeded: entries[next] >> 32) == rank {
          // Names of one rank stand for each other: either may have been taken.
          let name = told[Int(UInt32(truncatingIfNeeded: entries[next]))].name
          if source.name != name { source.name += ", \(name)" }
          next += 1
        }
        add(source, to: field, rank)
      }
    }
  }

  /// Numbers a source of a field. They come by their ranks.
  private mutating func add(_ source: FieldSource, to field: Int, _ rank: Int16) {
    // Numbered spellings of one name are one source.
    if sources[field].last != source, sources[field].count < FieldSourceTable.most { sources[field].append(source) }
    let number = UInt8(sources[field].count)
    if rank >= 0, rank < FieldSourceTable.plainRanks {
      numbers[field * FieldSourceTable.plainRanks + Int(rank)] = number
    } else {
      otherNumbers[FieldSourceTable.key(field, rank)] = number
    }
  }

  fileprivate static func key(_ field: Int, _ rank: Int16) -> Int32 {
    Int32(field) << 16 | Int32(UInt16(bitPattern: rank))
  }

  /// A source by its number; `nil` for one that is no attribute.
  func source(_ field: CanonicalField, number: UInt8) -> FieldSource? {
    let list = sources[Int(field.rawValue)]
    return number >= 1 && Int(number) <= list.count ? list[Int(number) - 1] : nil
  }

  /// The fields of which a row may be the source, and its rank there: all counts for a whole usage.
  private static func places(of row: AttributeRow) -> [(field: CanonicalField, rank: Int16)] {
    if row.field == .usage { return TracedField.counts.map { (CanonicalField($0), row.rank) } }
    let own = (row.field, row.rank)
    return row.form == .providerOfModel ? [own, (.requestModel, DialectTables.rankOfRoutedModel)] : [own]
  }
}

/// The numbers of a table, for the reader: held directly, as it asks for a dozen with every call.
struct SourceNumbers: Sendable {
  private let numbers: [UInt8]
  private let otherNumbers: [Int32: UInt8]
  /// For each field, by its number, the number of the traced field it is; 255 for others.
  private let traced: [UInt8]
  /// The bits of the fields that are traced.
  let tracedBits: UInt64

  init(_ table: FieldSourceTable) {
    numbers = table.numbers
    otherNumbers = table.otherNumbers
    var traced = [UInt8](repeating: 255, count: CanonicalField.allCases.count)
    for field in TracedField.allCases { traced[Int(CanonicalField(field).rawValue)] = field.rawValue }
    self.traced = traced
    tracedBits = CanonicalField.tracedBits
  }

  /// The number of the traced field that a field is.
  @inline(__always)
  func tracedNumber(_ field: Int) -> UInt64 { UInt64(traced[field]) }

  /// The number of the source that was taken with a rank; ``LedgerModel/FieldSources/derived`` where that was no attribute.
  @inline(__always)
  func number(_ field: Int, rank: Int16) -> UInt8 {
    if rank >= 0, rank < FieldSourceTable.plainRanks {
      return numbers[field &* FieldSourceTable.plainRanks &+ Int(rank)]
    }
    return otherNumbers[FieldSourceTable.key(field, rank)] ?? FieldSources.derived
  }
}

extension CanonicalField {
  /// Where a traced field is kept while a record is read.
  init(_ field: TracedField) {
    switch field {
    case .inputTokens: self = .inputTokens
    case .outputTokens: self = .outputTokens
    case .totalTokens: self = .totalTokens
    case .cacheReadTokens: self = .cacheReadTokens
    case .cacheWriteTokens: self = .cacheWriteTokens
    case .reasoningTokens: self = .reasoningTokens
    case .operation: self = .operationClass
    case .provider: self = .provider
    case .requestModel: self = .requestModel
    case .responseModel: self = .responseModel
    case .model: self = .servedModel
    case .responseID: self = .responseID
    case .reportedCost: self = .reportedCost
    case .timeToFirstToken: self = .timeToFirstToken
    case .isStreaming: self = .isStreaming
    case .finishReason: self = .finishReason
    case .errorType: self = .errorType
    case .serviceTier: self = .serviceTier
    case .session: self = .session
    case .user: self = .user
    case .agent: self = .agent
    case .temperature: self = .temperature
    case .maxTokens: self = .maxTokens
    case .contextWindow: self = .contextWindow
    }
  }

  /// The bits of the fields that are traced.
  static var tracedBits: UInt64 { TracedField.allCases.reduce(0) { $0 | 1 << UInt64(CanonicalField($1).rawValue) } }

  /// The traced field of a count; `nil` for everything else.
  var tracedCount: TracedField? {
    switch self {
    case .inputTokens: .inputTokens
    case .outputTokens: .outputTokens
    case .totalTokens: .totalTokens
    case .cacheReadTokens: .cacheReadTokens
    case .cacheWriteTokens: .cacheWriteTokens
    case .reasoningTokens: .reasoningTokens
    default: nil
    }
  }
}
