import ArgumentParser
import LedgerModel
import LedgerReport
import LedgerRun

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "The cost ledger: what is reported, what list prices give, and why they differ.",
    discussion: """
      Reads traces, logs and metrics as report does, counts each call once, and takes the \
      difference between reported and list cost apart: each part has a cause, and the \
      parts add up to the difference exactly. See docs/audit.md.

      Examples:
        spanledger audit night/                         totals and causes
        spanledger audit night/ --format csv            for a spreadsheet
      """)

  @Option(help: "What standard output gets: text, md, csv or json.")
  var format = OutputFormat.text

  @OptionGroup var narrowing: SelectionOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var telling: VerboseOptions

  func validate() throws { try telling.validate(beside: input) }

  mutating func run() async throws {
    var settings = try input.settings(narrowing)
    settings.tellsTables = telling.tellsTables
    let progress = input.progress
    let report = try await Verb.run(input) { try await AuditRun(settings).report(progress: progress) }
    switch format {
    case .text: Terminal.print(report.text(isColoured: Terminal.isColoured))
    case .md: Terminal.print(report.markdown())
    case .csv: Terminal.print(report.csv())
    case .json: Terminal.print(report.json())
    }
    Verb.tell(report.problems, paths: report.inputs.sources.map(\.path))
    if !report.problems.isEmpty { throw ExitStatus.someInputUnused }
  }
}
