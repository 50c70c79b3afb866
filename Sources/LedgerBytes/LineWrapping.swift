import LedgerMemory

/// What the log of a container puts round each line that a process writes.
enum LineContainer: Equatable {
  /// A JSON object with the line as a string: `{"log":"…\n","stream":"stdout","time":"…"}`. A long line is several
  /// objects; only the last of them has the line break.
  case docker
  /// Time, stream and a mark before the line: `2026-11-24T03:04:05.6Z stdout F …`. A long line is several lines, all but
  /// the last marked P.
  case cri

  /// What a line shows; `nil` where it is neither.
  init?(line: ByteView) {
    if ContainerLine(cri: line) != nil {
      self = .cri
    } else if ContainerLine(docker: line) != nil {
      self = .docker
    } else {
      return nil
    }
  }
}

/// A line of a container's log, taken apart.
struct ContainerLine {
  /// Whether it is of standard error.
  var isErrorStream: Bool
  /// What the process wrote: as it stands, or still as the inside of a JSON string.
  var content: ByteView
  var isEscaped: Bool
  /// Whether the line is marked to go on in the next one of its stream; Docker marks the end, by a line break in it.
  var isPart: Bool

  /// Takes a line of Kubernetes' container runtimes apart.
  init?(cri line: ByteView) {
    // The time, at least `2026-11-24T03:04:05Z`.
    guard line.count > 30, line[4] == 0x2D, line[10] == 0x54, line[13] == 0x3A,
      let first = line.slice(0, 48 < line.count ? 48 : line.count).firstIndex(of: 0x20, from: 19)
    else { return nil }
    let isOut = line.holds("stdout ", at: first + 1)
    guard isOut || line.holds("stderr ", at: first + 1) else { return nil }
    let mark = first + 8
    guard mark + 1 < line.count, line[mark] == 0x46 || line[mark] == 0x50,
      line[mark + 1] == 0x20 || line[mark + 1] == 0x3A,
      let space = line.firstIndex(of: 0x20, from: mark + 1)
    else { return nil }
    isErrorStream = !isOut
    content = line.dropping(space + 1)
    isEscaped = false
    isPart = line[mark] == 0x50
  }

  /// Takes a line of Docker's JSON file log apart.
  init?(docker line: ByteView) {
    var log: ByteView?
    var stream: ByteView?
    let isWhole = line.forEachMember { key, value in
      if key == "log" { log = value.insideOfString }
      if key == "stream" { stream = value.insideOfString }
    }
    guard isWhole, let log, let stream, stream == "stdout" || stream == "stderr" else { return nil }
    isErrorStream = stream == "stderr"
    content = log
    isEscaped = true
    isPart = false
  }
}

/// An object that carries a request in one of its members.
enum RequestEnvelope {
  /// The payload as text of a JSON string, without its quotes: base64, or JSON that was escaped.
  case text(ByteView)
  /// The payload as it stands.
  case value(ByteView)

  /// What a line carries: one of those that exporters for serverless functions print, or a record of a message queue as
  /// console tools print it. `nil` where it is neither.
  init?(_ line: ByteView) {
    var isStandardOutput = false
    var queueKeys = 0
    var payload: ByteView?
    let isWhole = line.forEachMember { key, value in
      if key == "__otel_otlp_stdout" { isStandardOutput = true }
      if key == "topic" || key == "partition" || key == "offset" { queueKeys += 1 }
      if key == "payload" || key == "value" { payload = value }
    }
    guard isWhole, isStandardOutput || queueKeys == 3, let payload, payload.count > 0 else { return nil }
    if let inside = payload.insideOfString {
      self = .text(inside)
    } else if payload[0] == 0x7B || payload[0] == 0x5B {
      self = .value(payload)
    } else {
      return nil
    }
  }

  /// Whether a line may be one, by its first bytes; the members themselves are looked at later.
  static func isLikely(_ line: ByteView) -> Bool {
    guard line.count > 2, line[0] == 0x7B else { return false }
    let beginning = line.slice(0, min(line.count, 512))
    var at = 0
    while let quote = beginning.firstIndex(of: 0x22, from: at) {
      if beginning.holds("\"__otel_otlp_stdout\"", at: quote) || beginning.holds("\"topic\"", at: quote)
        || beginning.holds("\"partition\"", at: quote)
      {
        return true
      }
      at = quote + 1
    }
    return false
  }
}

extension ByteView {
  /// The inside of a JSON string that is the whole view; `nil` where it is no string.
  fileprivate var insideOfString: ByteView? {
    count >= 2 && self[0] == 0x22 && self[count - 1] == 0x22 ? slice(1, count - 1) : nil
  }

  /// Calls `body` with each key, without quotes, and each value of an object that fills the view; says whether it does.
  fileprivate func forEachMember(_ body: (ByteView, ByteView) -> Void) -> Bool {
    guard count > 1, self[0] == 0x7B else { return false }
    var at = firstNonSpace(from: 1)
    if at < count, self[at] == 0x7D { return firstNonSpace(from: at + 1) == count }
    while at < count, self[at] == 0x22, let keyEnd = stringEnd(from: at + 1) {
      let key = slice(at + 1, keyEnd)
      at = firstNonSpace(from: keyEnd + 1)
      guard at < count, self[at] == 0x3A else { return false }
      at = firstNonSpace(from: at + 1)
      guard at < count, let valueEnd = endOfValue(at: at) else { return false }
      body(key, slice(at, valueEnd))
      at = firstNonSpace(from: valueEnd)
      guard at < count else { return false }
      if self[at] == 0x7D { return firstNonSpace(from: at + 1) == count }
      guard self[at] == 0x2C else { return false }
      at = firstNonSpace(from: at + 1)
    }
    return false
  }

  /// The closing quote of a string that begins, behind its opening quote, at `start`.
  private func stringEnd(from start: Int) -> Int? {
    var at = start
    while at < count {
      let mask = quotesAndBackslashes32(at: at)
      guard mask != 0 else {
        at += 32
        continue
      }
      at += mask.trailingZeroBitCount
      guard at < count else { return nil }
      if self[at] == 0x22 { return at }
      at += 2
    }
    return nil
  }

  private func endOfValue(at start: Int) -> Int? {
    switch self[start] {
    case 0x22: return stringEnd(from: start + 1).map { $0 + 1 }
    case 0x7B, 0x5B:
      var at = start
      var scanner = JSONValueScanner()
      if case .ended(let end) = scanner.scan(self, from: &at, isAtEnd: true) { return end }
      return nil
    default:
      var at = start
      while at < count, self[at] != 0x2C, self[at] != 0x7D, !isJSONSpace(self[at]) { at += 1 }
      return at > start ? at : nil
    }
  }
}

extension PaddedBytes {
  /// Appends what the inside of a JSON string stands for. Escapes that are none are kept as they are: whoever reads the
  /// result finds them.
  mutating func append(unescaping raw: ByteView) {
    var start = 0
    var at = 0
    while let backslash = raw.firstIndex(of: 0x5C, from: at), backslash + 1 < raw.count {
      append(raw.slice(start, backslash))
      at = backslash + 2
      start = at
      switch raw[backslash + 1] {
      case 0x22, 0x5C, 0x2F: append(byte: raw[backslash + 1])
      case 0x62: append(byte: 0x08)
      case 0x66: append(byte: 0x0C)
      case 0x6E: append(byte: 0x0A)
      case 0x72: append(byte: 0x0D)
      case 0x74: append(byte: 0x09)
      case 0x75:
        guard var code = raw.hexFour(at: backslash + 2) else {
          start = backslash
          continue
        }
        at = backslash + 6
        if code & 0xFC00 == 0xD800, raw.holds("\\u", at: at), let low = raw.hexFour(at: at + 2), low & 0xFC00 == 0xDC00
        {
          code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
          at += 6
        }
        start = at
        for byte in String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8 { append(byte: byte) }
      default: start = backslash
      }
    }
    append(raw.dropping(start))
  }

  /// Appends the bytes that base64 stands for, standard or URL-safe, padded or not; `false` where the text is none, and
  /// nothing is appended then.
  mutating func append(base64 text: ByteView) -> Bool {
    var length = text.count
    while length > 0, text.count - length < 2, text[length - 1] == 0x3D { length -= 1 }
    guard length > 0, length % 4 != 1 else { return false }
    let before = count
    var pending: UInt32 = 0
    var bits: UInt32 = 0
    for index in 0..<length {
      let value: UInt8
      switch text[index] {
      case let byte where byte >= 0x41 && byte <= 0x5A: value = byte - 0x41
      case let byte where byte >= 0x61 && byte <= 0x7A: value = byte - 0x47
      case let byte where byte >= 0x30 && byte <= 0x39: value = byte + 4
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      default:
        truncate(to: before)
        return false
      }
      pending = pending << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        append(byte: UInt8(truncatingIfNeeded: pending >> bits))
      }
    }
    pad()
    return true
  }
}

extension ByteView {
  /// Four hex digits as a number.
  fileprivate func hexFour(at offset: Int) -> UInt32? {
    guard offset + 4 <= count else { return nil }
    var value: UInt32 = 0
    for index in offset..<offset + 4 {
      switch self[index] {
      case let byte where byte >= 0x30 && byte <= 0x39: value = value << 4 | UInt32(byte - 0x30)
      case let byte where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }
}
