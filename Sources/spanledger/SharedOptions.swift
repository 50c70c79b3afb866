import ArgumentParser
import LedgerAggregates
import LedgerBytes
import LedgerConfiguration
import LedgerModel
import LedgerReport
import LedgerRun

extension UnixNanos: ExpressibleByArgument {
  /// Reads an RFC 3339 instant.
  public init?(argument: String) { self.init(rfc3339: argument) }
}

extension WindowSize: ExpressibleByArgument {}

/// What every verb that reads inputs understands.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders, globs, or - for standard input.", valueName: "input"))
  var inputs: [String]

  @Option(help: "How many workers read and decode (default: the machine's cores).")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "YAML file with names of your own and sampling rates; see docs/configuration.md.", valueName: "file"))
  var config: String?

  @Flag(help: "Stop at the first input that cannot be used.")
  var strict = false

  @Flag(help: "No progress and no notes on standard error, only errors.")
  var quiet = false

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("No input: name files, folders, globs, or - for standard input.") }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256.") }
    if inputs.filter({ $0 == "-" }).count > 1 { throw ValidationError("Standard input can be read only once.") }
  }
}

/// What narrows a question to a part of the archive.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what begins at or after this instant (RFC 3339), such as 2026-11-24T06:00:00Z.", valueName: "instant"))
  var from: UnixNanos?

  @Option(help: ArgumentHelp("Only what begins before this instant.", valueName: "instant"))
  var to: UnixNanos?

  @Option(help: "Only this service; may be given several times.")
  var service: [String] = []

  @Option(help: "Only calls to this model; may be given several times.")
  var model: [String] = []

  @Option(help: "Only calls to this provider; may be given several times.")
  var provider: [String] = []

  func validate() throws {
    if let from, let to, from >= to { throw ValidationError("--from must be before --to.") }
  }

  var selection: Selection {
    var selection = Selection()
    selection.from = from
    selection.to = to
    selection.services = Set(service)
    selection.models = Set(model)
    selection.providers = Set(provider)
    return selection
  }
}

extension InputOptions {
  /// Settings for a run over these inputs. A configuration that cannot be used is wrong usage.
  func settings(_ narrowing: SelectionOptions? = nil) throws -> RunSettings {
    var settings = RunSettings(inputs: inputs, version: Spanledger.version)
    settings.jobs = jobs ?? Machine.coreCount
    settings.isStrict = strict
    if let narrowing { settings.selection = narrowing.selection }
    if let config { settings.use(try NamedFile.configuration(config)) }
    return settings
  }

  /// What to do with progress: a line on a terminal, nothing anywhere else.
  var progress: (@Sendable (LoadProgress) -> Void)? {
    guard !quiet, StandardStream.error.isTerminal else { return nil }
    let meter = ProgressMeter()
    return { meter.show($0) }
  }

  /// Ends the progress line.
  func endProgress() {
    if progress != nil { Terminal.tellInPlace("") }
  }
}

/// How verbs run: what went wrong is told in one place and becomes an exit status.
enum Verb {
  /// How many problems are told on standard error; the reports list all of them.
  static let toldProblems = 20

  /// Does the work of a verb and turns errors into messages and statuses.
  static func run<Result>(_ options: InputOptions, _ work: () async throws -> Result) async throws -> Result {
    do {
      let result = try await work()
      options.endProgress()
      return result
    } catch {
      options.endProgress()
      switch error {
      case RunError.noUsableInput(let problems, let sources):
        tell(problems, paths: sources)
        Terminal.tell("spanledger: nothing of the input could be used")
        throw ExitStatus.failed
      case RunError.strict(let problem, let source):
        Terminal.tell(problem, path: source)
        Terminal.tell("spanledger: stopped at the first problem (--strict); nothing was written")
        throw ExitStatus.failed
      case let failure as OutputFailure:
        Terminal.tellBroken("spanledger: \(failure.path) cannot be written: \(failure.reason)")
        throw ExitStatus.failed
      default: throw error
      }
    }
  }

  /// Tells problems on standard error.
  static func tell(_ problems: [Problem], paths: [String]) {
    for problem in problems.prefix(toldProblems) {
      Terminal.tell(problem, path: paths[problem.position.source])
    }
    if problems.count > toldProblems {
      Terminal.tell("… and \(problems.count - toldProblems) more kinds of problems; the reports list all of them")
    }
  }
}
