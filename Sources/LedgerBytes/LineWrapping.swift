import LedgerMemory

/// What the log of a container puts round each line that a process writes.
enum LineContainer: Equatable {
  /// A JSON object with the line as a string: `{"log":"…\n","stream":"stdout","time":"…"}`. A long line is several
  /// objects; only the last of them has the line break.
  case docker
  /// Time, stream and a mark before the line: `2026-11-24T03:04:05.6Z stdout F …`. A long line is several lines, all but
  /// the last marked P.
  case cri
  /// The same words before each line of a document, but for numbers in them, such as times: what a logger, or a tool that shows
  /// logs, puts there. No single line shows it.
  case words

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

  /// A line of which something was taken off.
  init(_ content: ByteView) {
    self.content = content
    isErrorStream = false
    isEscaped = false
    isPart = false
  }

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
    // A copy may have got carriage returns; those of lines in parts would end up in the middle of a text.
    let hasReturn = line[line.count - 1] == 0x0D
    content = line.slice(space + 1, hasReturn ? max(line.count - 1, space + 1) : line.count)
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
