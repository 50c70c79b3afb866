import FoundationEssentials
import LedgerBytes
import LedgerModel
import LedgerReport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
  static func print(_ text: String) { write(ended(text)) }

  /// Writes a part of an answer to standard output. Where that fails (a full disk), half an answer must not look like a
  /// whole one: the run ends as failed.
  static func write(_ text: String) {
    guard let reason = StandardStream.output.write(text) else { return }
    tell("spanledger: standard output cannot be written: \(reason); what it got is not complete")
    exit(ExitStatus.failed.rawValue)
  }

  /// Writes a message to standard error, ended by a newline. What it repeats, such as the name of a file, cannot send control
  /// characters to the terminal.
  static func tell(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Shown.line(String($0)) }
    StandardStream.error.write(ended(lines.joined(separator: "\n")))
  }

  /// Writes a message to standard error, ended by a newline. On a terminal lines are broken at blanks so that they take 80
  /// columns at most; a file or pipe gets them as they are.
  ///
  /// - Parameter labels: how wide the labels are before the text of indented lines, which what is broken off stands below.
  static func tellBroken(_ text: String, labels: Int = 0) {
    guard StandardStream.error.isTerminal else { return tell(text) }
    tell(
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { broken($0, indent: $0.first == " " ? labels : 0) }.joined(separator: "\n"))
  }

  /// Tells a problem, or what became of a run.
  static func tell(_ problem: Problem, path: String) { tellBroken(problem.shownText(path: path), labels: 9) }

  private static func broken(_ line: Substring, indent: Int) -> String {
    var (text, column) = ("", 0)
    for (number, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      if number > 0 {
        let fits = column + 1 + word.count <= 80
        text += fits ? " " : "\n" + String(repeating: " ", count: indent)
        column = fits ? column + 1 : indent
      }
      text += word
      column += word.count
    }
    return text
  }

  /// The text with a line feed at its end. (Looked at as bytes: a carriage return and a line feed are one character.)
  private static func ended(_ text: String) -> String { text.utf8.last == 0x0A ? text : text + "\n" }

  /// Writes a line to standard error that the next one replaces.
  static func tellInPlace(_ text: String) { StandardStream.error.write("\r\u{1B}[K" + text) }

  /// Whether output may be coloured: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  static var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    return StandardStream.output.isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Whether lines of Unicode can be drawn: anywhere but on a terminal that is dumb or whose locale says another encoding
  /// than UTF-8. What goes to a file or a pipe does not depend on the locale.
  static var showsUnicode: Bool {
    guard StandardStream.output.isTerminal else { return true }
    let environment = ProcessInfo.processInfo.environment
    if environment["TERM"] == "dumb" { return false }
    // The first of them that is set decides, as for the C library; none is the locale C.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    let name = locale.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }
}
