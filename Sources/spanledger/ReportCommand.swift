import ArgumentParser
import LedgerBytes
import LedgerModel
import LedgerReport
import LedgerRun

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The nightly job: report.html, report.md and report.json, and a short summary.",
    discussion: """
      Reads OTLP traces, metrics and logs (JSON or protobuf, plain, gzip or zstd), tells \
      them apart by content, and writes three files into the output folder.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var narrowing: SelectionOptions
  @OptionGroup var sampling: SamplingOptions
  @OptionGroup var gates: GateOptions
  @OptionGroup var pricing: PriceOptions
  @OptionGroup var shown: ZoneOptions
  @OptionGroup var telling: VerboseOptions

  @Option(help: "Length of the UTC windows: 5m, 15m, 1h or 1d.")
  var window = WindowSize.hour

  @Option(help: "Folder for report.html, report.md and report.json.")
  var out = "reports"

  @OptionGroup var output: FormatOptions

  func validate() throws { try telling.validate(beside: input) }

  mutating func run() async throws {
    var settings = try input.settings(narrowing)
    settings.tellsTables = telling.tellsTables
    settings.window = window
    settings.zone = shown.rules
    settings.prices = try pricing.settings()
    settings.samplingRates.merge(sampling.weights) { _, flag in flag }
    try gates.apply(to: &settings)
    let progress = input.progress
    let report = try await Verb.run(input) {
      let report = try await NightlyRun(settings).report(progress: progress)
      try OutputFile.makeFolder(out)
      for file in report.files(jobs: settings.jobs) {
        try OutputFile.write(to: "\(out)/\(file.name)", pieces: file.pieces)
      }
      return report
    }
    output.show(report)
    Verb.tell(report.problems, paths: report.inputs.sources.map(\.path))
    if !input.quiet { Terminal.tell("wrote \(out)/report.html, report.md and report.json") }
    try gates.close(on: report)
    if !report.problems.isEmpty { throw ExitStatus.someInputUnused }
  }
}
