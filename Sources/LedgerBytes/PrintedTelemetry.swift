import LedgerMemory

/// Telemetry that was printed for people: what wrote it, and how to get OTLP instead.
///
/// Consoles are the first exporters that anybody tries, and what they print ends up in files. Each is known by beginnings
/// of lines that it cannot do without. The forms are those of the SDKs' console exporters and of the Collector's debug
/// exporter.
struct PrintedTelemetry {
  /// What the text is, with what to do about it.
  let name: String

  /// How many lines are looked at: attributes of a resource or a tool's stack trace may come before the rest of a span.
  private static let lines = 256
  /// How much of a line: names of spans, which may come before a sign, are short.
  private static let lineBytes = 4096

  /// Looks at the lines of a text that begins at `start`; `nil` where they are none of these.
  init?(_ head: ByteView, from start: Int) {
    var seen = [UInt8](repeating: 0, count: PrintedTelemetry.forms.count)
    var at = start
    for _ in 0..<PrintedTelemetry.lines {
      guard at < head.count else { break }
      let lineEnd = head.firstIndex(of: 0x0A, from: at) ?? head.count
      let begin = head.slice(0, lineEnd).firstNonSpace(from: at)
      let line = head.slice(begin, min(lineEnd, begin + PrintedTelemetry.lineBytes))
      let isIndented = begin > at
      at = lineEnd + 1
      for (row, form) in PrintedTelemetry.forms.enumerated() {
        for (place, sign) in form.signs.enumerated() where sign.isOn(line, isIndented: isIndented) {
          seen[row] |= 1 << UInt8(place)
        }
        guard seen[row] == form.isAll else { continue }
        name = form.name
        return
      }
    }
    return nil
  }

  // MARK: What they print

  /// A text that a line has.
  private enum Sign {
    /// At its beginning, without white space before it.
    case opens(StaticString)
    /// At its beginning, behind white space.
    case begins(StaticString)
    /// At its beginning, or behind the words of a logger.
    case follows(StaticString)

    func isOn(_ line: ByteView, isIndented: Bool) -> Bool {
      switch self {
      case .opens(let text): return !isIndented && line.hasPrefix(text)
      case .begins(let text): return line.hasPrefix(text)
      case .follows(let text):
        guard let first = text.withUTF8Buffer({ $0.first }) else { return false }
        var at = 0
        while let found = line.firstIndex(of: first, from: at) {
          if line.holds(text, at: found), found == 0 || isJSONSpace(line[found - 1]) { return true }
          at = found + 1
        }
        return false
      }
    }
  }

  /// What one exporter prints.
  private struct Form {
    let name: String
    let signs: [Sign]
    /// The bits of all signs.
    let isAll: UInt8

    init(_ what: String, _ advice: String, _ signs: [Sign]) {
      name = "\(what): it is not read; \(advice)"
      self.signs = signs
      isAll = UInt8(1 << signs.count) - 1
    }
  }

  private static let forms: [Form] = {
    let export = "replace it by an OTLP exporter and a Collector with the file exporter"
    func console(_ language: String, _ signs: Sign...) -> Form {
      Form("text of the console exporter for \(language)", export, signs)
    }
    func debug(_ sign: Sign) -> Form { Form("text of the Collector's debug exporter", "use the file exporter", [sign]) }
    func golden(_ sign: Sign) -> Form {
      Form("YAML with OTLP's names, as the Collector's golden files have it", "convert it to JSON", [sign])
    }
    func python(_ sign: Sign) -> Form {
      Form("a request as Python shows a dictionary", "write it with json.dumps", [sign])
    }
    func textual(_ sign: Sign) -> Form {
      Form("protobuf's text form of a request", "write it as bytes or as JSON", [sign])
    }
    return [
      python(.follows("{'resourceSpans': ")), python(.follows("{'resource_spans': ")),
      python(.follows("{'resourceMetrics': ")), python(.follows("{'resource_metrics': ")),
      python(.follows("{'resourceLogs': ")), python(.follows("{'resource_logs': ")),
      textual(.opens("resource_spans {")), textual(.opens("resource_metrics {")), textual(.opens("resource_logs {")),
      golden(.opens("resourceSpans:")), golden(.opens("resourceMetrics:")), golden(.opens("resourceLogs:")),
      // Detailed and normal verbosity.
      debug(.follows("ResourceSpans #0")), debug(.follows("ResourceTraces #0")), debug(.follows("ResourceMetrics #0")),
      debug(.follows("ResourceLog #0")),
      Form(
        "spans as Fluent Bit prints them", "use its output opentelemetry and a Collector with the file exporter",
        [.begins("|-------------------- RESOURCE SPAN")]),
      // Objects as the runtime's inspector shows them: spans, metrics, log records.
      console("JavaScript", .begins("traceId: "), .begins("timestamp: "), .begins("duration: ")),
      console("JavaScript", .begins("descriptor: {"), .begins("dataPointType: ")),
      console("JavaScript", .begins("severityNumber: "), .begins("instrumentationScope: {"), .begins("timestamp: ")),
      console(".NET", .begins("Activity.TraceId: "), .begins("Activity.Duration: ")),
      console(".NET", .begins("LogRecord.Timestamp: "), .begins("Resource associated with LogRecord:")),
      console(".NET", .begins("Metric Name: "), .begins("Instrumentation scope (Meter):")),
      console("Java", .follows("[tracer: "), .follows("AttributesMap{data=")),
      console("Java", .follows("metric: ImmutableMetricData{")),
      console("Java", .follows("[scopeInfo: ")),
      console("Rust", .begins("Span #0"), .begins("TraceId "), .begins("ParentSpanId")),
      console("C++ and PHP's extension", .begins("trace_id "), .begins("parent_span_id: "), .begins("span kind ")),
      console("C++ and PHP's extension", .begins("scope name"), .begins("instrument name")),
      console("Ruby", .follows("#<struct OpenTelemetry::SDK::Trace::SpanData")),
      console("Erlang and Elixir", .follows("*SPANS FOR DEBUG*")),
    ]
  }()
}
