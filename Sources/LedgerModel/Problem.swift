/// Where in an input something was found.
///
/// Offsets and numbers count what the decoder saw, that is, after decompression.
public struct SourcePosition: Hashable, Sendable {
  /// The row of the source (file, object, standard input) in the run's list of sources.
  public var source: Int

  /// Bytes from the start of the source after decompression, from 0.
  public var byteOffset: UInt64

  /// The record (export request, document, message), from 0.
  public var record: UInt64?

  /// The line, from 1; `nil` for binary inputs.
  public var line: UInt64?

  /// A position from its parts.
  public init(source: Int, byteOffset: UInt64, record: UInt64? = nil, line: UInt64? = nil) {
    self.source = source
    self.byteOffset = byteOffset
    self.record = record
    self.line = line
  }
}

/// What kind of problem an input has. The raw value is the code that reports show.
public enum ProblemCode: String, CaseIterable, Hashable, Sendable {
  // Files and streams.
  /// The file cannot be opened or read.
  case unreadableFile = "unreadable-file"
  /// The content is none of the formats this tool reads.
  case unsupportedFormat = "unsupported-format"
  /// The compressed data is damaged; what came out before the damage was used.
  case damagedCompression = "damaged-compression"
  /// The compressed data is sound, but needs a dictionary that is not in it.
  case missingDictionary = "missing-dictionary"
  /// The file ends inside a record; everything before that record was used.
  case truncatedInput = "truncated-input"
  /// A limit on size, depth or expansion was reached.
  case limitExceeded = "limit-exceeded"

  // Records.
  /// A record is not valid JSON or not a valid protobuf message.
  case unreadableRecord = "unreadable-record"
  /// A record is valid but holds no telemetry that this tool knows.
  case foreignRecord = "foreign-record"

  // Fields.
  /// A field has a type or value that its place does not allow; the field was treated as absent.
  case unreadableField = "unreadable-field"
  /// A trace or span id has an unusable length or alphabet; it was treated as absent.
  case unreadableID = "unreadable-id"
  /// A span without a usable start and end.
  case unreadableTime = "unreadable-time"
  /// Text that is not UTF-8; the bad bytes were replaced.
  case invalidText = "invalid-text"
}

/// An input, or a part of one, that could not be used: counted, with the position of the first case.
///
/// Problems are data. They never stop a run (unless it is strict), they are merged by code, source and detail, and every
/// report lists them. The text says what is wrong and never repeats captured content.
public struct Problem: Hashable, Sendable {
  /// What kind it is.
  public var code: ProblemCode

  /// Where the first case is.
  public var position: SourcePosition

  /// What was found and what was expected: names, types, lengths, numbers; never content.
  public var message: String

  /// How many cases there are.
  public var count: UInt64

  /// A problem with one case, unless said otherwise.
  public init(_ code: ProblemCode, at position: SourcePosition, _ message: String, count: UInt64 = 1) {
    self.code = code
    self.position = position
    self.message = message
    self.count = count
  }
}

/// Problems merged by code, source and message, the earliest position kept; bounded, so that a hostile file cannot fill
/// memory with complaints.
public struct ProblemLog: Sendable {
  private struct Key: Hashable {
    var code: ProblemCode
    var source: Int
    var message: String
  }

  private var merged: [Key: Problem] = [:]

  /// How many different problems of one code and source are kept apart; further ones are counted under one heading.
  public static let distinctLimit = 50
  private var distinct: [Key: Int] = [:]

  /// A log without problems.
  public init() {}

  /// Whether there is nothing to report.
  public var isEmpty: Bool { merged.isEmpty }

  /// Adds a problem, or counts it where the same is known already.
  public mutating func add(_ problem: Problem) {
    var problem = problem
    var key = Key(code: problem.code, source: problem.position.source, message: problem.message)
    if merged[key] == nil {
      let counter = Key(code: problem.code, source: problem.position.source, message: "")
      if distinct[counter, default: 0] >= ProblemLog.distinctLimit {
        problem.message = "further problems of this kind"
        key.message = problem.message
      } else {
        distinct[counter, default: 0] += 1
      }
    }
    if var known = merged[key] {
      known.count += problem.count
      if (problem.position.byteOffset, problem.position.record ?? 0)
        < (known.position.byteOffset, known.position.record ?? 0)
      {
        known.position = problem.position
      }
      merged[key] = known
    } else {
      merged[key] = problem
    }
  }

  /// Adds all problems of another log.
  public mutating func add(contentsOf other: ProblemLog) {
    for problem in other.sorted { add(problem) }
  }

  /// All problems in order of source, position, code and message: the same for any order of adding.
  public var sorted: [Problem] {
    merged.values.sorted {
      ($0.position.source, $0.position.byteOffset, $0.code.rawValue, $0.message)
        < ($1.position.source, $1.position.byteOffset, $1.code.rawValue, $1.message)
    }
  }
}
