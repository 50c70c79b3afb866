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
