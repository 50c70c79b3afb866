import LedgerModel

/// What one input holds, for `inspect`.
public struct Inspection: Hashable, Sendable {
  /// The path, or `-` for standard input.
  public var path: String
  /// The encoding, such as `otlp-json`; `nil` where it is unknown.
  public var format: String?
  /// How records are told apart; `nil` where there are none.
  public var framing: String?
  /// The compressions from the outside in, `none` for none.
  public var compression = "none"
  /// Why the bytes were taken for this.
  public var explanation = ""
  /// `traces`, `metrics`, `logs`, `profiles`, as far as they occur.
  public var signals: [String] = []
  /// Formats that are no OTLP and were recognised, by name, with what to do about them.
  public var foreign: [Foreign] = []
  /// Size as stored.
  public var bytes: UInt64 = 0
  /// Size after decompression.
  public var bytesDecompressed: UInt64 = 0
  /// Export requests, documents or messages.
  public var records: UInt64 = 0
  /// Spans.
  public var spans: UInt64 = 0
  /// Requests to a model, each counted once within this input.
  public var calls = 0
  /// Of these, the ones that log records alone tell of; the others have spans.
  public var callsFromLogs = 0
  /// Metric data points.
  public var metricPoints: UInt64 = 0
  /// Log records.
  public var logRecords: UInt64 = 0
  /// The earliest time of anything in it.
  public var earliest: UnixNanos?
  /// The latest time of anything in it.
  public var latest: UnixNanos?
  /// The services that emitted it, in order.
  public var services: [String] = []
  /// The instrumentations that emitted it, in order.
  public var emitters: [Emitter] = []
  /// What could not be used.
  public var problems: [Problem] = []

  /// An input of which only the path is known.
  public init(path: String) { self.path = path }

  /// An instrumentation.
  public struct Emitter: Hashable, Sendable {
    /// The scope's name; `nil` where it has none.
    public var scope: String?
    /// The scope's version; `nil` where it has none.
    public var version: String?
    /// The dialect in which its spans spell, where it has any, else its log records; `nil` where it is none that is known.
    public var dialect: String?
    /// The dialect of the calls that its log records tell of; `nil` where they tell of none.
    public var logDialect: String?
    /// Its spans.
    public var spans: Int
    /// Its calls that count.
    public var calls: Int
    /// Of these, the ones that log records alone tell of.
    public var callsFromLogs = 0
    /// Its data points.
    public var metricPoints: UInt64
    /// Its log records.
    public var logRecords: UInt64

    /// An emitter from its parts.
    public init(
      scope: String?, version: String?, dialect: String?, spans: Int, calls: Int, metricPoints: UInt64,
      logRecords: UInt64
    ) {
      self.scope = scope
      self.version = version
      self.dialect = dialect
      self.spans = spans
      self.calls = calls
      self.metricPoints = metricPoints
      self.logRecords = logRecords
    }
  }

  /// A recognised format that is no OTLP.
  public struct Foreign: Hashable, Sendable {
    /// Its stable name.
    public var name: String
    /// What it is.
    public var title: String
    /// How to get OTLP instead.
    public var advice: String

    /// A format by its names.
    public init(name: String, title: String, advice: String) {
      self.name = name
      self.title = title
      self.advice = advice
    }
  }
}

/// What several inputs hold.
public struct InspectionReport: Answer, Hashable, Sendable {
  /// The layout of the JSON form.
  public static let schema = "spanledger.inspection/1"

  /// One for each input, in order of paths.
  public var inputs: [Inspection]

  /// A report on inputs.
  public init(inputs: [Inspection]) { self.inputs = inputs }

  /// For a terminal: a paragraph an input, at most 80 columns but for long paths. No text of an archive and no name of a
  /// file can send control characters to it. Nothing is coloured.
  public func text(isColoured _: Bool = false) -> String { inputs.map(\.text).joined(separator: "\n") }

  /// For documents.
  public func markdown() -> String {
    var lines = [
      "| input | format | framing | compression | signals | records | spans | calls | points | logs | emitters | problems | calls from logs |",
      "| --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: |",
    ]
    for row in rows {
      lines.append("| " + row.map(Markdown.escaped).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For spreadsheets: comma-separated, quoted where needed (RFC 4180).
  public func csv() -> String {
    let header = [
      "input", "format", "framing", "compression", "signals", "records", "spans", "calls", "metric_points",
      "log_records", "emitters", "problems", "calls_from_logs",
    ]
    return ([header] + rows).map(CSV.line).joined()
  }

  private var rows: [[String]] {
    inputs.map { input in
      [
        input.path, input.format ?? "unknown", input.framing ?? "none", input.compression,
        input.signals.joined(separator: "+"), String(input.records), String(input.spans), String(input.calls),
        String(input.metricPoints), String(input.logRecords), input.emitters.map { $0.title() }.joined(separator: "; "),
        String(input.problems.reduce(0) { $0 + $1.count }), String(input.callsFromLogs),
      ]
    }
  }

  /// For scripts.
  public func json() -> String {
    JSONValue.object([
      ("schema", .string(InspectionReport.schema)), ("sources", .array(inputs.map(\.jsonValue))),
    ]).document()
  }
}

extension Inspection.Emitter {
  /// Name and version, and the dialect.
  ///
  /// - Parameter shown: how the texts of the archive are shown.
  func title(_ shown: (String) -> String = { $0 }) -> String {
    var dialects = dialect.map { [$0] } ?? []
    if let logDialect, logDialect != dialect { dialects.append("logs: \(logDialect)") }
    return "\(scope.map(shown) ?? "(no scope)")\(version.map { "@\(shown($0))" } ?? "")"
      + (dialects.isEmpty ? "" : " (\(dialects.joined(separator: ", ")))")
  }
}

extension Inspection {
  /// A paragraph: label, colon, facts.
  fileprivate var text: String {
    var lines = [Shown.line(path)]
    func add(_ label: String, _ fact: String) {
      lines.append("  " + label + String(repeating: " ", count: max(1, 12 - label.count)) + fact)
    }
    func addWrapped(_ label: String, _ fact: String) {
      let lines = TextTable.wrapped(Shown.line(fact), to: 66)
      for (number, line) in lines.enumerated() { add(number == 0 ? label : "", line) }
    }
    func name(_ text: String) -> String {
      Shown.clipped(Shown.line(text), to: ReportLimits.standard.nameLength)
    }
    add(
      "format",
      ([format ?? "unknown", framing].compactMap { $0 } + ["compression \(compression)"]).joined(separator: ", "))
    if !explanation.isEmpty { addWrapped("because", explanation) }
    for other in foreign {
      // What is a problem says below what to do.
      let isSaid = other.advice.isEmpty || problems.contains { $0.message.contains(other.advice) }
      addWrapped("holds", isSaid ? other.title : "\(other.title): \(other.advice)")
    }
    let size = compression == "none" ? "" : ", \(Figures.count(bytesDecompressed)) after decompression"
    add("bytes", Figures.count(bytes) + size)
    add("signals", signals.isEmpty ? "none" : signals.joined(separator: ", "))
    add("records", "\(Figures.count(records))")
    let callsFromSpans = calls - callsFromLogs
    if spans > 0 { add("spans", "\(Figures.count(spans)), of which \(Figures.plural(callsFromSpans, "call"))") }
    if metricPoints > 0 { add("points", Figures.count(metricPoints)) }
    if logRecords > 0 {
      var fact = Figures.count(logRecords)
      if callsFromLogs > 0 {
        fact += ", which \(logRecords == 1 ? "tells" : "tell") of \(Figures.plural(callsFromLogs, "call"))"
        if callsFromSpans > 0 { fact += " that no span tells of" }
      }
      add("logs", fact)
    }
    if let earliest, let latest { add("time", "\(earliest) to \(latest)") }
    if !services.isEmpty { addWrapped("services", services.map(name).joined(separator: ", ")) }
    for (number, emitter) in emitters.enumerated() { addWrapped(number == 0 ? "emitters" : "", emitter.title(name)) }
    for problem in problems {
      var text = problem.message
      if let line = problem.position.line {
        text = "line \(line): \(text)"
      } else if let record = problem.position.record {
        text = "record \(record): \(text)"
      }
      if problem.count > 1 { text += " (\(Figures.count(problem.count)) times)" }
      addWrapped("problem", text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  fileprivate var jsonValue: JSONValue {
    .object([
      ("path", .string(path)), ("format", format.map(JSONValue.string) ?? .null),
      ("framing", framing.map(JSONValue.string) ?? .null), ("compression", .string(compression)),
      ("explanation", .string(explanation)), ("signals", .inline(.array(signals.map(JSONValue.string)))),
      (
        "foreign",
        .array(
          foreign.map {
            .object([("name", .string($0.name)), ("title", .string($0.title)), ("advice", .string($0.advice))])
          })
      ), ("bytes", .integer(bytes)), ("bytes_decompressed", .integer(bytesDecompressed)),
      ("records", .integer(records)), ("spans", .integer(spans)), ("calls", .integer(calls)),
      ("calls_from_logs", .integer(callsFromLogs)),
      ("metric_points", .integer(metricPoints)), ("log_records", .integer(logRecords)),
      ("earliest", earliest.map { .string($0.description) } ?? .null),
      ("latest", latest.map { .string($0.description) } ?? .null),
      ("services", .array(services.map(JSONValue.string))),
      (
        "emitters",
        .array(
          emitters.map {
            .object([
              ("scope", $0.scope.map(JSONValue.string) ?? .null),
              ("version", $0.version.map(JSONValue.string) ?? .null),
              ("dialect", $0.dialect.map(JSONValue.string) ?? .null), ("spans", .integer($0.spans)),
              ("calls", .integer($0.calls)), ("metric_points", .integer($0.metricPoints)),
              ("log_records", .integer($0.logRecords)), ("calls_from_logs", .integer($0.callsFromLogs)),
              ("log_dialect", $0.logDialect.map(JSONValue.string) ?? .null),
            ])
          })
      ),
      (
        "problems",
        .array(
          problems.map {
            .object([
              ("code", .string($0.code.rawValue)), ("message", .string($0.message)), ("count", .integer($0.count)),
              ("byte_offset", .integer($0.position.byteOffset)),
              ("record", $0.position.record.map { .integer($0) } ?? .null),
              ("line", $0.position.line.map { .integer($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}
