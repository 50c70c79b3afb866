import ArgumentParser
import LedgerModel
import LedgerReport
import LedgerRun

struct ReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Traces against metrics, window by window: what differs, and why.",
    discussion: """
      The same calls leave an archive twice, as spans and as metric points. Puts both \
      sides beside each other in UTC windows, splits each difference into causes, and \
      says what to do about them. What window borders, export intervals, late points and \
      restarts explain is no difference. See docs/reconciliation.md.

      Examples:
        spanledger reconcile night/                     findings and totals
        spanledger reconcile night/ --window 5m --format csv
        spanledger reconcile night/ --service desk --format md
        spanledger reconcile night/ --fail-on warning
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var narrowing: SelectionOptions
  @OptionGroup var sampling: SamplingOptions
  @OptionGroup var gates: FailOnOptions<ReconcileRun>
  @OptionGroup var pricing: PriceBookOptions
  @OptionGroup var shown: ZoneOptions
  @OptionGroup var telling: VerboseOptions

  @Option(help: "Length of the UTC windows: 5m, 15m, 1h or 1d.")
  var window = WindowSize.hour

  @OptionGroup var output: FormatOptions

  func validate() throws { try telling.validate(beside: input) }

  mutating func run() async throws {
    var settings = try input.settings(narrowing)
    settings.tellsTables = telling.tellsTables
    settings.window = window
    settings.zone = shown.rules
    settings.prices = try pricing.settings()
    settings.samplingRates.merge(sampling.weights) { _, flag in flag }
    let progress = input.progress
    let reconciled = try await Verb.run(input) { try await ReconcileRun(settings).report(progress: progress) }
    output.show(reconciled)
    let report = reconciled.report
    Verb.tell(report.problems, paths: report.inputs.sources.map(\.path))
    if !input.quiet { gates.tellIdle() }
    try gates.close(gates.failOn.tripped(by: report.findings))
    if !report.problems.isEmpty { throw ExitStatus.someInputUnused }
  }
}
