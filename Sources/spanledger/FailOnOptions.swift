import ArgumentParser
import LedgerReport
import LedgerRun

/// Which findings of a run end it with status 1.
struct FailOnOptions<Run: FindingSource>: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "End with status 1 if there is a finding of this code or, for info, warning and error, one at least so bad; may be "
        + "given several times. Codes: \(Run.findingCodes.joined(separator: ", ")).", valueName: "code|severity"),
    transform: { try FailOnOptions.gate($0) })
  var failOn: [Gate] = []

  /// Tells on standard error which gates stay open whatever the input holds. They are no wrong usage: one severity may be asked of
  /// several verbs, and nothing so bad was found.
  func tellIdle() {
    for name in failOn.idle(atWorst: Run.worstSeverity) {
      Terminal.tellBroken(
        "spanledger: --fail-on \(name) never trips here: no finding of this verb is worse than "
          + "\(Run.worstSeverity.rawValue); give --fail-on \(Run.worstSeverity.rawValue) to be told of these")
    }
  }

  /// Tells on standard error why gates are tripped, and ends the run if one is.
  func close(_ tripped: [String]) throws {
    for line in tripped { Terminal.tellBroken("spanledger: \(line)") }
    if !tripped.isEmpty { throw ExitStatus.gate }
  }

  /// Reads a gate; anything else, such as a code that this verb does not look for, is wrong usage.
  private static func gate(_ argument: String) throws -> Gate {
    if let gate = Gate(argument, codes: Run.findingCodes) { return gate }
    throw ValidationError(
      "'\(argument)' is no finding that this verb looks for. Give info, warning or error, or one of: "
        + Run.findingCodes.joined(separator: ", ") + ".")
  }
}
