import FoundationEssentials
import LedgerBytes

/// How a run ended, as scripts see it.
enum ExitStatus: Int32, Error {
  /// Done, nothing wrong.
  case done = 0
  /// Done, and a gate tripped.
  case gate = 1
  /// Wrong usage or configuration; nothing was written.
  case usage = 2
  /// Done, but some input could not be used.
  case someInputUnused = 3
  /// No usable input, or the run failed.
  case failed = 4
}

/// Standard output is for data, standard error for talk.
enum Terminal {
  /// Writes text to standard output, ended by a newline.
  static func print(_ text: String) { StandardStream.output.write(ended(text)) }

  /// Writes a message to standard error, ended by a newline.
  static func tell(_ text: String) { StandardStream.error.write(ended(text)) }

  /// The text with a line feed at its end. (Looked at as bytes: a carriage return and a line feed are one character.)
  private static func ended(_ text: String) -> String { text.utf8.last == 0x0A ? text : text + "\n" }

  /// Writes a line to standard error that the next one replaces.
  static func tellInPlace(_ text: String) { StandardStream.error.write("\r\u{1B}[K" + text) }

  /// Whether output may be coloured: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  static var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return StandardStream.output.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
