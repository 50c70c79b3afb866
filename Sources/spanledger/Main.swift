import ArgumentParser
import LedgerBytes
import LedgerRun

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command line: flags, terminal, exit statuses, where files go. How anything is computed is not known here.
struct Spanledger: AsyncParsableCommand {
  /// The program's version.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "spanledger",
    abstract: "Reads archives of OpenTelemetry telemetry of LLM applications and tells what happened in them.",
    discussion: """
      Examples:
        spanledger report night/ --out reports/night    the nightly report
        spanledger latency night/ --by model,hour       percentiles by groups
        spanledger audit night/                         each dollar explained
        spanledger reconcile night/                     traces against metrics
        spanledger inspect night/traces.jsonl.zst       what a file holds
        spanledger prices match gpt-4o-mini             how a model finds its price

      Nothing leaves this machine. Exit status: 0 done; 1 done, and a budget is
      exceeded or a gate tripped; 2 wrong usage, nothing written; 3 done, but
      some input could not be used; 4 no usable input.
      """,
    version: version,
    subcommands: [
      ReportCommand.self, LatencyCommand.self, AuditCommand.self, ReconcileCommand.self, InspectCommand.self,
      ExportCommand.self, PricesCommand.self,
    ])
}

@main
enum Main {
  static func main() async {
    StandardStream.fillClosed()
    RunSettings.prepare()
    do {
      var command = try Spanledger.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch {
      // Help and version are thrown, too, and end well; everything else that the parser throws is wrong usage.
      let text = Spanledger.fullMessage(for: error)
      if Spanledger.exitCode(for: error) == .success {
        Terminal.print(text)
      } else {
        Terminal.tellBroken(text)
        exit(ExitStatus.usage.rawValue)
      }
    }
  }
}
