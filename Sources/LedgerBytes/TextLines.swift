import LedgerMemory

/// Telemetry or other data in lines of a text format that is no JSON: what it is, and what to do about it.
///
/// Scrapes of Prometheus and lines for StatsD end up in files as well as OTLP does. A form is believed where the first lines
/// are all of it: words of a log are none.
struct TextLines {
  /// What the text is, with what to do about it.
  let name: String

  /// How many lines are looked at.
  private static let lines = 8
  /// How much of a line.
  private static let lineBytes = 4096

  /// Looks at the lines of a text that begins at `start`; `nil` where they are of none of these forms.
  init?(_ head: ByteView, from start: Int, isAll: Bool) {
    var forms = Form.allCases
    var seen = 0
    var at = start
    while seen < TextLines.lines, at < head.count,
      let lineEnd = head.firstIndex(of: 0x0A, from: at) ?? (isAll ? head.count : nil)
    {
      let begin = head.slice(0, lineEnd).firstNonSpace(from: at)
      let line = head.slice(begin, min(head.endOfText(from: begin, to: lineEnd), begin + TextLines.lineBytes))
      at = lineEnd + 1
      guard line.count > 0 else { continue }
      // Only this form has comments, and they tell it.
      if TextLines.isPrometheusComment(line) {
        name = Form.prometheus.name
        return
      }
      if TextLines.hasQuotedRequest(line) {
        name =
          "a table of comma-separated values with requests in it: it is not read; give the requests themselves, one a line"
        return
      }
      if line[0] == 0x23 { continue }
      seen += 1
      forms.removeAll { !$0.fits(line) }
    }
    guard seen > 0, let form = forms.first else { return nil }
    name = form.name
  }

  /// `# TYPE name counter`, with one of the kinds that there are.
  private static func isPrometheusComment(_ line: ByteView) -> Bool {
    guard line.hasPrefix("# TYPE ") else { return false }
    let kinds: [StaticString] = [
      " counter", " gauge", " histogram", " summary", " untyped", " unknown", " info", " stateset", " gaugehistogram",
    ]
    return kinds.contains { line.count > $0.utf8CodeUnitCount && line.holds($0, at: line.count - $0.utf8CodeUnitCount) }
  }

  /// Whether a request stands in a line with its quotes doubled, as cells of a table have them.
  private static func hasQuotedRequest(_ line: ByteView) -> Bool {
    var at = 0
    while let brace = line.firstIndex(of: 0x7B, from: at) {
      if line.holds("{\"\"resource", at: brace) { return true }
      at = brace + 1
    }
    return false
  }

  private enum Form: CaseIterable {
    case prometheus
    case statsD
    case influx
    case hex
    case dump

    var name: String {
      let receiver = "it is not read; export the metrics as OTLP, for instance by a Collector with the"
      return switch self {
      case .prometheus:
        "metrics in Prometheus' text format: \(receiver) prometheus receiver and the file exporter"
      case .statsD: "lines of StatsD: \(receiver) statsd receiver and the file exporter"
      case .influx: "lines of InfluxDB: \(receiver) influxdb receiver and the file exporter"
      case .hex: "hexadecimal text: it is not read; turn it into bytes, for instance with xxd -r -p"
      case .dump: "a dump of bytes for people: it is not read; turn it into bytes, for instance with xxd -r"
      }
    }

    func fits(_ line: ByteView) -> Bool {
      switch self {
      case .prometheus: Form.isSample(line)
      case .statsD: Form.isStatsD(line)
      case .influx: Form.isInflux(line)
      case .hex: line.count >= 32 && line.count % 2 == 0 && line.bytes.allSatisfy(Form.isHexDigit)
      case .dump: Form.isDumped(line)
      }
    }

    /// `00000010: 7b22 7265`, `00000010  7b 22 72 65`: an offset, then bytes.
    private static func isDumped(_ line: ByteView) -> Bool {
      guard line.count >= 7, line.slice(0, 7).bytes.allSatisfy(isHexDigit) else { return false }
      var at = 7
      while at < line.count, isHexDigit(line[at]) { at += 1 }
      if at == line.count { return at <= 8 }
      if line[at] == 0x3A { at += 1 }
      let bytes = line.firstNonSpace(from: at)
      return bytes > at && bytes + 2 <= line.count && line.slice(bytes, bytes + 2).bytes.allSatisfy(isHexDigit)
    }

    /// `name{label="value"} 17 1700000000000`: labels must be there, or any two words would do.
    private static func isSample(_ line: ByteView) -> Bool {
      guard let open = line.firstIndex(of: 0x7B, from: 0), open > 0,
        line.slice(0, open).bytes.allSatisfy({ isNameByte($0) || $0 == 0x3A }),
        let close = lastIndex(of: 0x7D, in: line), close > open, close + 2 < line.count, line[close + 1] == 0x20
      else { return false }
      return line.dropping(close + 2).bytes.allSatisfy { isNumberByte($0) || $0 == 0x20 }
    }

    /// `name:17|c|#tag:value`.
    private static func isStatsD(_ line: ByteView) -> Bool {
      guard let bar = line.firstIndex(of: 0x7C, from: 0), let colon = line.firstIndex(of: 0x3A, from: 0), colon > 0,
        colon + 1 < bar, line.slice(0, colon).bytes.allSatisfy({ $0 > 0x20 }),
        line.slice(colon + 1, bar).bytes.allSatisfy({ isNumberByte($0) || $0 == 0x3A })
      else { return false }
      let kind = line.dropping(bar + 1)
      let end = kind.firstIndex(of: 0x7C, from: 0) ?? kind.count
      let kinds: [StaticString] = ["c", "g", "ms", "h", "s", "d", "m"]
      return kinds.contains { kind.slice(0, end) == $0 }
    }

    /// `measurement,tag=value field=1 1700000000000000000`.
    private static func isInflux(_ line: ByteView) -> Bool {
      guard let space = lastIndex(of: 0x20, in: line), line.count - space == 20,
        line.dropping(space + 1).bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        let first = line.firstIndex(of: 0x20, from: 0), first > 0, first < space
      else { return false }
      return line.slice(first, space).firstIndex(of: 0x3D, from: 0) != nil
    }

    private static func lastIndex(of byte: UInt8, in line: ByteView) -> Int? {
      (0..<line.count).last { line[$0] == byte }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
      byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66
    }

    /// A byte of a number, an infinity or a value that is none.
    private static func isNumberByte(_ byte: UInt8) -> Bool {
      byte >= 0x30 && byte <= 0x39
        || [0x2B, 0x2D, 0x2E, 0x45, 0x65, 0x49, 0x6E, 0x66, 0x4E, 0x61].contains(byte)
    }
  }
}
