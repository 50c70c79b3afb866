import LedgerMemory
import LedgerModel

/// Figures that cannot be.
public struct UnusableFigures: OptionSet, Sendable {
  /// A count of tokens that is negative, or more than any request has.
  public static let tokenCount = UnusableFigures(rawValue: 1)
  /// A cost that is no amount of money.
  public static let cost = UnusableFigures(rawValue: 2)
  /// A metric of costs in another unit than dollars.
  public static let unitOfCost = UnusableFigures(rawValue: 4)
  /// A metric of tokens in another unit than tokens.
  public static let unitOfTokens = UnusableFigures(rawValue: 8)
  /// A metric of times in another unit than seconds and parts of them.
  public static let unitOfTime = UnusableFigures(rawValue: 16)
  /// A score of an evaluation that is no number, or not a finite one.
  public static let score = UnusableFigures(rawValue: 32)
  /// Any of the units.
  public static let units: UnusableFigures = [.unitOfCost, .unitOfTokens, .unitOfTime]

  /// One bit for each.
  public let rawValue: UInt8

  /// Figures by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// Turns records into readings: the same facts in one vocabulary, whatever dialect they were written in.
///
/// One per worker. The records and the readings are borrowed: texts of a reading are views of the record it came from,
/// of the tables, or of scratch memory that the next call of the same interpreter reuses.
///
/// For every canonical field the tables rank all attributes that may say it. Within one record the best rank that is
/// present, not empty and readable wins; two sources are never added.
///
/// A value that owns its buffers: as an object it would cost a checked access for every record.
public struct DialectInterpreter: ~Copyable {
  private(set) var reader: DialectReader

  /// What spans say, by the row that ``read(_:)`` answers. Spans that are alike share a row, in which only what each of them
  /// says itself is written anew: so that what they have in common is not copied for every span.
  public let readings = StableRows<SpanReading>(capacity: SpanPlans.mostReadings)

  /// An interpreter that reads by the given tables.
  public init(tables: DialectTables) { self.init(tables: tables, isPlanning: true) }

  /// An interpreter that reads every span attribute by attribute, or not; for tests.
  init(tables: DialectTables, isPlanning: Bool) {
    reader = DialectReader(tables: tables, isPlanning: isPlanning)
    readings.append(SpanReading())
  }

  /// What a resource says of itself. The texts are views of the record.
  public mutating func resource(_ resource: ResourceRecord) -> ResourceReading { reader.resource(resource) }

  /// Says which scope the following records belong to. What its name and schema tell is worked out here, once.
  ///
  /// - Returns: the dialect that the name tells, 0 where it tells none; a hash of the tail sampling policy that the attributes
  ///   name, 0 where they name none.
  @discardableResult
  public mutating func beginScope(_ scope: ScopeRecord) -> (dialect: UInt8, tailPolicy: UInt64) {
    reader.beginScope(scope)
    return (reader.scopeDialect, reader.scopeTailPolicy)
  }

  /// Reads a span, and answers which row of ``readings`` says what it says, until the next record is read. An ordinary one,
  /// whose name and attributes no dialect knows, is done at once.
  public mutating func read(_ span: borrowing SpanRecord) -> Int {
    reader.unusable = []
    return reader.read(span, readings)
  }

  /// What the last span, data point, or log record that tells of a call wrote and what cannot be; it counts as not written.
  ///
  /// Taken, not asked for: to ask a value of another module is to copy it, all the interpreter's state.
  public mutating func takeUnusable() -> UnusableFigures {
    let unusable = reader.unusable
    reader.unusable = []
    return unusable
  }

  /// Reads a span into a reading of the caller's.
  public mutating func read(_ span: borrowing SpanRecord, into reading: inout SpanReading) {
    reading = readings[read(span)]
  }

  /// What a data point says. The texts are views of the record or of the tables.
  public mutating func read(_ point: borrowing DataPointRecord) -> MetricReading { reader.read(point) }

  /// What a log record says. The texts are views of the record.
  public mutating func read(_ log: borrowing LogRecord) -> LogReading { reader.read(log) }
}
