import ArgumentParser
import LedgerReport

/// In which format a verb answers.
struct FormatOptions: ParsableArguments {
  @Option(help: "What standard output gets: text, md, csv or json.")
  var format = OutputFormat.text

  /// Writes an answer to standard output.
  func show(_ answer: some Answer) { show(answer, text: answer.text(isColoured:)) }

  /// Writes an answer to standard output.
  ///
  /// - Parameter text: how it is drawn for a terminal, where there is more to choose than whether in colours.
  func show(_ answer: some Answer, text: (_ isColoured: Bool) -> String) {
    switch format {
    case .text: Terminal.print(text(Terminal.isColoured))
    case .md: Terminal.print(answer.markdown())
    case .csv: Terminal.print(answer.csv())
    case .json: Terminal.print(answer.json())
    }
  }
}

/// The formats of standard output.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case md
  case csv
  case json
}
