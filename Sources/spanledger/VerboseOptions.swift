import ArgumentParser
import LedgerModel

/// What is told on standard error beside the answer.
struct VerboseOptions: ParsableArguments {
  @Flag(help: "Tell on standard error what each table in memory takes.")
  var verbose = false

  func validate(beside input: InputOptions) throws {
    if verbose, input.quiet { throw ValidationError("--verbose and --quiet contradict each other.") }
  }

  /// Tells what tables take, a line for each; `nil` where that is not asked for.
  var tellsTables: (@Sendable ([TableFigures]) -> Void)? {
    guard verbose else { return nil }
    return { tables in
      for table in tables { Terminal.tell(VerboseOptions.line(table)) }
    }
  }

  /// `table spans: 238100 rows, 13095500 bytes, 55.0 a row`
  private static func line(_ table: TableFigures) -> String {
    let perRow = table.tenthsPerRow.map { ", \($0 / 10).\($0 % 10) a row" } ?? ""
    return "table \(table.name): \(table.rows) rows, \(table.bytes) bytes\(perRow)"
  }
}
