import Foundation
import LedgerTestSupport
import Testing

/// The standard streams, and what goes to a terminal.
@Suite struct StreamTests {
  private static let span =
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"a1a2a3a4a5a6a7a8","name":"n","#
    + #""startTimeUnixNano":"1795455830000000000","endTimeUnixNano":"1795455830000000001"}]}]}]}"#

  /// Runs the command by a shell, which can close streams.
  private func shell(_ command: String, _ file: URL) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command, try BuiltCommand().url.path, file.path]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Scenario: standard input is closed, alone and beside a file.
  /// Guarantees: it is said to be unreadable, and the file is not read in its place: its span counts once.
  @Test func `a closed standard input is no file`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(Self.span.utf8), to: "a.jsonl")
    let alone = try shell(#""$0" inspect - <&-"#, file)
    #expect(alone.status == 4)
    #expect(alone.text.contains("Bad file descriptor"), "\(alone.text)")
    let both = try shell(#""$0" inspect - "$1" --format csv <&-"#, file)
    #expect(both.status == 3)
    let spans = both.text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[6] }
    #expect(spans == ["0", "1"], "\(both.text)")
  }

  /// Scenario: standard output is closed.
  /// Guarantees: half an answer does not look like a whole one.
  @Test func `a closed standard output is a failure`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(Self.span.utf8), to: "a.jsonl")
    let run = try shell(#""$0" inspect "$1" >&-"#, file)
    #expect(run.status == 4)
    #expect(run.text.contains("standard output cannot be written"), "\(run.text)")
  }

  /// Scenario: two files whose names are no UTF-8 and look the same as text, given by a pattern of the shell and each alone.
  /// Guarantees: each is read once, and what is shown tells them apart.
  @Test func `a file is found whose name is not UTF-8`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data(Self.span.utf8), to: "a")
    let make = #"cd "${1%/*}" && cp a "$(printf 'd\351')" && cp a "$(printf 'd\350')" && rm a && "#
    let both = try shell(make + #""$0" inspect d* --format csv"#, file)
    #expect(both.status == 0, "\(both.text)")
    #expect(
      both.text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",").first } == ["d\\xE8", "d\\xE9"])
    let one = try shell(#"cd "${1%/*}" && "$0" inspect "$(printf 'd\351')" --format csv"#, file)
    #expect(one.text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",").first } == ["d\\xE9"])
  }

  /// Scenario: a problem and a usage error, told to a terminal and to a pipe.
  /// Guarantees: a terminal gets at most 80 columns, with what is broken off below its text; a pipe gets one line for one.
  @Test func `what is told is broken for terminals`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(Data((Self.span + "\n{\"resourceSpans\":[{]\n").utf8), to: "a.jsonl")
    let arguments = ["latency", file.path, "--format", "csv"]
    let plain = try BuiltCommand().run(arguments).messageText
    #expect(plain.split(separator: "\n").contains { $0.hasPrefix("  done   ") && $0.count > 80 }, "\(plain)")
    // util-linux' script runs a command on a terminal of its own.
    let shown = try shell(
      #"script -qec "'$0' latency '$1' --format csv --quiet >/dev/null" /dev/null </dev/null"#, file
    )
    .text
    let lines = shown.split(separator: "\r\n")
    // What follows one long word, a path, may not fit beside it.
    #expect(lines.dropFirst().allSatisfy { $0.count <= 80 }, "\(shown)")
    #expect(lines.contains { $0.hasPrefix("         ") }, "\(shown)")
    func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace } }
    #expect(words(shown) == words(plain))
  }

  /// Scenario: a damaged file whose name holds a colour, a line break and text turned around.
  /// Guarantees: messages show them as escapes.
  @Test func `names of files cannot send control characters to a terminal`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      Data((Self.span + "\n{\"resourceSpans\":[{]\n").utf8), to: "\u{1B}[31mred\n\u{202E}.jsonl")
    for verb in ["latency", "export", "inspect"] {
      let run = try BuiltCommand().run([verb, file.path] + (verb == "export" ? ["--format", "ndjson"] : []))
      let text = run.messageText + (verb == "inspect" ? String(decoding: run.output, as: UTF8.self) : "")
      #expect(text.contains(#"/\u{1B}[31mred \u{202E}.jsonl"#), "\(verb): \(text)")
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"), "\(verb)")
    }
  }
}
