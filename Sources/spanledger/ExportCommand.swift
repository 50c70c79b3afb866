import ArgumentParser
import LedgerBytes
import LedgerRun

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Every span, data point and log record as it was decoded, one JSON object a line.",
    discussion: """
      For debugging, and to compare with other decoders. Attribute values, events' \
      contents and log bodies are never printed, but for what --readings names.
      """)

  @OptionGroup var input: InputOptions

  @Option(help: "What standard output gets: ndjson.")
  var format = ExportFormat.ndjson

  @Flag(help: "Behind each span that a dialect understands, a line with what it was read as.")
  var readings = false

  mutating func run() async throws {
    let result = RecordDump(try input.settings(), withReadings: readings).write { Terminal.write($0) }
    Verb.tell(result.problems, paths: result.paths)
    if !result.problems.isEmpty { throw result.records == 0 ? ExitStatus.failed : ExitStatus.someInputUnused }
  }
}

/// The formats of an export.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case ndjson
}
