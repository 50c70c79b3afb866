import ArgumentParser
import LedgerBytes
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
        spanledger audit night/ --rows calls.csv        a row for each call
        spanledger audit night/ --against rates.yaml    what your formula gets wrong
        spanledger audit night/ --what-if rules.yaml    what changes would save
      """)

  @Option(
    help: ArgumentHelp(
      """
      Write a row for each call: ids, tokens by class, unit prices, list, contract and reported cost, causes. Never \
      captured content.
      """, valueName: "file.csv"))
  var rows: String?

  @Option(
    help: ArgumentHelp(
      """
      Hold a formula of your own against the list: a table of rates (YAML) or a price book; what it gets wrong, by how \
      much and since when.
      """, valueName: "file"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      """
      Price the calls under rules (YAML): another model, provider, service tier or lifetime of caches; which calls they \
      could apply to, and why not to the others.
      """, valueName: "file"))
  var whatIf: String?

  @OptionGroup var gates: FailOnOptions<AuditRun>

  @OptionGroup var output: FormatOptions

  @OptionGroup var narrowing: SelectionOptions
  @OptionGroup var pricing: PriceOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var telling: VerboseOptions

  func validate() throws { try telling.validate(beside: input) }

  /// What is asked beside the figures. A file that cannot be used is wrong usage.
  private func question() throws -> AuditQuestion {
    var question = AuditQuestion()
    if let against {
      let text = try NamedFile.text(against, "a formula", limit: 64)
      do {
        question.against = try UserFormula(text, path: against)
      } catch {
        throw NamedFile.refuse(error.message)
      }
    }
    if let whatIf {
      let text = try NamedFile.text(whatIf, "a file of rules", limit: 1)
      do {
        question.whatIf = try WhatIfQuestion(text, path: whatIf)
      } catch {
        throw NamedFile.refuse(error.message)
      }
    }
    return question
  }

  mutating func run() async throws {
    var settings = try input.settings(narrowing)
    settings.tellsTables = telling.tellsTables
    settings.prices = try pricing.settings()
    let question = try question()
    let progress = input.progress
    let rows = rows
    let report = try await Verb.run(input) {
      let answer = try await AuditRun(settings, question).answer(progress: progress)
      if let rows { try OutputFile.write(to: rows, pieces: answer.writeRows) }
      return answer.report
    }
    output.show(report)
    Verb.tell(report.problems, paths: report.inputs.sources.map(\.path))
    if let rows, !input.quiet { Terminal.tell("wrote \(rows)") }
    if !input.quiet { gates.tellIdle() }
    try gates.close(gates.failOn.tripped(by: report.findings))
    if !report.problems.isEmpty { throw ExitStatus.someInputUnused }
  }
}
