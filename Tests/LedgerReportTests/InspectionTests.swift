import LedgerModel
import Testing

@testable import LedgerReport

struct InspectionTests {
  private var sample: Inspection {
    var input = Inspection(path: "night/telemetry.log")
    input.format = "otlp-json"
    input.framing = "docker-log"
    input.compression = "gzip"
    input.explanation = "the first line is one of Docker's log, with a line of a process in it"
    input.foreign = [
      .init(name: "js-sdk", title: "objects as the JavaScript SDK holds them", advice: "read as if they were OTLP"),
      .init(
        name: "zipkin", title: "Zipkin spans", advice: "send the spans through a Collector with the zipkin receiver"),
    ]
    input.signals = ["traces", "logs"]
    input.bytes = 1000
    input.bytesDecompressed = 4000
    input.records = 3
    input.spans = 2
    input.calls = 1
    input.logRecords = 5
    input.services = ["checkout", "shop"]
    input.emitters = [
      .init(scope: "lib", version: "1", dialect: "opentelemetry", spans: 2, calls: 1, metricPoints: 0, logRecords: 5)
    ]
    let line = SourcePosition(source: 0, byteOffset: 7, record: 1, line: 2)
    input.problems = [
      Problem(
        .foreignRecord, at: line,
        "not OTLP but Zipkin spans: send the spans through a Collector with the zipkin receiver", count: 3),
      Problem(.unreadableRecord, at: SourcePosition(source: 0, byteOffset: 9, record: 4), "a varint was expected"),
      Problem(.unsupportedFormat, at: SourcePosition(source: 0, byteOffset: 0), "such a line: the first lines decide"),
    ]
    return input
  }

  @Test func `an inspection says what was found and why, in 80 columns`() {
    let text = InspectionReport(inputs: [sample]).text()
    #expect(
      text == """
        night/telemetry.log
          format      otlp-json, docker-log, compression gzip
          because     the first line is one of Docker's log, with a line of a process in
                      it
          holds       objects as the JavaScript SDK holds them: read as if they were
                      OTLP
          holds       Zipkin spans
          bytes       1,000, 4,000 after decompression
          signals     traces, logs
          records     3
          spans       2, of which 1 call
          logs        5
          services    checkout, shop
          emitters    lib@1 (opentelemetry)
          problem     line 2: not OTLP but Zipkin spans: send the spans through a
                      Collector with the zipkin receiver (3 times)
          problem     record 4: a varint was expected
          problem     such a line: the first lines decide

        """)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `calls of log records are no spans`() {
    func lines(_ spans: UInt64, _ calls: Int, _ logs: UInt64, _ callsFromLogs: Int) -> [Substring] {
      var input = Inspection(path: "x")
      (input.spans, input.calls, input.logRecords, input.callsFromLogs) = (spans, calls, logs, callsFromLogs)
      return InspectionReport(inputs: [input]).text().split(separator: "\n").filter {
        $0.hasPrefix("  spans") || $0.hasPrefix("  logs")
      }
    }
    #expect(
      lines(6, 9, 3, 3) == [
        "  spans       6, of which 6 calls", "  logs        3, which tell of 3 calls that no span tells of",
      ])
    #expect(
      lines(1, 1, 1, 1) == ["  spans       1, of which 0 calls", "  logs        1, which tells of 1 call"])
    #expect(lines(0, 1, 2, 1) == ["  logs        2, which tell of 1 call"])
    #expect(lines(2, 1, 4, 0) == ["  spans       2, of which 1 call", "  logs        4"])
  }

  @Test func `the dialect of log records is not that of the spans beside them`() {
    func title(_ dialect: String?, _ logDialect: String?) -> String {
      var emitter = Inspection.Emitter(
        scope: nil, version: nil, dialect: dialect, spans: 1, calls: 1, metricPoints: 0, logRecords: 1)
      emitter.logDialect = logDialect
      return emitter.title()
    }
    #expect(title(nil, "codex") == "(no scope) (logs: codex)")
    #expect(title("opentelemetry", "codex") == "(no scope) (opentelemetry, logs: codex)")
    #expect(title("codex", "codex") == "(no scope) (codex)")
    #expect(title(nil, nil) == "(no scope)")
  }

  /// What an archive and a file system may hold: a colour, a title for the window, a zero byte, text turned around, a line
  /// break, a name without end.
  private var hostile: Inspection {
    var input = Inspection(path: "night/\u{1B}[31mred\n.jsonl")
    input.spans = 1
    input.services = [
      "\u{1B}]0;title\u{07}", "a\u{0}b\u{7F}\u{9B}", "\u{202E}evil", "new\r\nline", "|x|",
      String(repeating: "x", count: 20_000),
    ]
    input.emitters = [
      .init(
        scope: "\u{1B}[1m,\r\n\"", version: "\u{8}1", dialect: nil, spans: 1, calls: 0, metricPoints: 0, logRecords: 0)
    ]
    return input
  }

  @Test func `no name can send control characters to a terminal, or flood it`() {
    let text = InspectionReport(inputs: [hostile]).text()
    #expect(
      text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control && $0 != "\u{202E}" })
    let lines = text.split(separator: "\n")
    #expect(lines.first == #"night/\u{1B}[31mred .jsonl"#)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.count < 16)
    #expect(text.contains(#"\u{1B}]0;title\u{7}, a\u{0}b\u{7F}\u{9B}"#))
    #expect(text.contains(#"emitters    \u{1B}[1m, "@\u{8}1"#))
  }

  @Test func `in Markdown no name is markup, and in CSV every name is what it was`() {
    let report = InspectionReport(inputs: [hostile])
    let markdown = report.markdown()
    #expect(markdown.split(separator: "\n").count == 3)
    #expect(markdown.contains(#"night/\\u{1B}\[31mred .jsonl"#))
    // As the other verbs write it: quoted where that is needed, and nothing else changed.
    #expect(report.csv().contains("\"night/\u{1B}[31mred\n.jsonl\",unknown"))
    #expect(report.csv().contains("\"\u{1B}[1m,\r\n\"\"@\u{8}1\""))
  }
}
