import ArgumentParser
import LedgerModel
import LedgerReport
import LedgerRun

struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "What files hold: format, framing, compression, signals, times, emitters, counts.",
    discussion: "Everything is found out from the content; names of files play no part.")

  @OptionGroup var input: InputOptions

  @OptionGroup var output: FormatOptions

  mutating func run() async throws {
    let settings = try input.settings()
    let progress = input.progress
    let report = try await Verb.run(input) { try await InspectionRun(settings).report(progress: progress) }
    output.show(report)
    if report.inputs.allSatisfy({ $0.spans + $0.metricPoints + $0.logRecords == 0 && !$0.problems.isEmpty }) {
      throw ExitStatus.failed
    }
    if report.inputs.contains(where: { !$0.problems.isEmpty }) { throw ExitStatus.someInputUnused }
  }
}
