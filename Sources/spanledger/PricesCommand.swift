import ArgumentParser
import FoundationEssentials
import LedgerModel
import LedgerReport
import LedgerRun

/// What things cost, and why.
struct PricesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: "Price books: what is in them, how a model finds its price, what a call costs.",
    discussion: """
      Examples:
        spanledger prices list --model 'gpt-4o*' --at 2024-06-01
        spanledger prices match us.anthropic.claude-sonnet-4-5-20250929-v1:0
        spanledger prices explain gpt-4o --at 2026-11-23 --usage input=9
        spanledger prices lint our.prices --days 90
        spanledger prices diff shipped catalogue.prices
        spanledger prices import litellm.json --out litellm.prices

      See docs/prices.md for the form of price books.
      """,
    subcommands: [
      PricesListCommand.self, PricesMatchCommand.self, PricesExplainCommand.self, PricesLintCommand.self,
      PricesDiffCommand.self, PricesImportCommand.self,
    ])
}

struct PricesListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The rows of the price books.",
    discussion: "In csv a row for each price line; in md and json the books, too.")

  @Option(help: ArgumentHelp("Only this seller, by its id in the books.", valueName: "id"))
  var seller: String?

  @Option(help: ArgumentHelp("Only models of this name, which may hold * and ?.", valueName: "name"))
  var model: String?

  @Option(help: ArgumentHelp("Only rows that hold then: a UTC date or an RFC 3339 instant.", valueName: "instant"))
  var at: UnixNanos?

  @OptionGroup var books: PriceBookOptions
  @OptionGroup var output: FormatOptions

  mutating func run() async throws {
    output.show(try books.answers().list(PriceListQuestion(seller: seller, model: model, at: at)))
  }
}

struct PricesMatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "How a model's name leads to a row of the price books.")

  @Argument(help: "The model, as telemetry has it.")
  var model: String

  @Option(help: "The provider, as telemetry has it.")
  var provider = ""

  @Option(help: ArgumentHelp("When: a UTC date or an RFC 3339 instant (default: all rows).", valueName: "instant"))
  var at: UnixNanos?

  @OptionGroup var books: PriceBookOptions
  @OptionGroup var output: FormatOptions

  mutating func run() async throws {
    output.show(try books.answers().match(model: model, provider: provider, at: at))
  }
}

struct PricesExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "What a call costs, line by line, and how that came about.",
    discussion: """
      Usage is a list of counts. Classes of tokens are disjoint: input is what was read afresh, \
      beside cache-read and cache-write. Details are part of their class: reasoning and \
      audio-output of output, audio-input and image-input of input, cache-write-1h of \
      cache-write. Everything else is counted by itself: search, image, page, tool-call, \
      second-input …
      """)

  @Argument(help: "The model, as telemetry has it.")
  var model: String

  @Option(help: ArgumentHelp("When the call began: a UTC date or an RFC 3339 instant.", valueName: "instant"))
  var at: UnixNanos

  @Option(help: ArgumentHelp("What it used, such as input=1500,output=800,cache-read=1000.", valueName: "counts"))
  var usage: String

  @Option(help: "The provider, as telemetry has it.")
  var provider = ""

  @Option(help: ArgumentHelp("The service tier, such as batch or flex (default: standard).", valueName: "tier"))
  var serviceTier: String?

  @Option(help: ArgumentHelp("The route, where the model's name does not say it.", valueName: "name"))
  var route: String?

  @Option(help: ArgumentHelp("Where the request was worked on, such as us.", valueName: "place"))
  var geo: String?

  @OptionGroup var books: PriceBookOptions
  @OptionGroup var output: FormatOptions

  func validate() throws { _ = try question() }

  private func question() throws -> PriceQuestion {
    do {
      var question = try PriceQuestion(model: model, provider: provider, at: at, usage: usage)
      (question.serviceTier, question.route, question.geo) = (serviceTier, route, geo)
      return question
    } catch {
      throw ValidationError(error.text)
    }
  }

  mutating func run() async throws { output.show(try books.answers().explain(try question())) }
}

struct PricesLintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Looks for slips in a price book.",
    discussion: """
      Prices more than ten times off the median of their family, batches that are not \
      cheaper, cached input dearer than fresh, free units at a seller that bills, gaps and \
      overlaps in time, rows that were not checked for long. Exit status 1 where there is \
      anything to remark.
      """)

  @Argument(help: "The price book: a file, shipped or catalogue.")
  var file = "shipped"

  @Option(help: "After how many days without a check a row is told.")
  var days = 90

  @Option(help: ArgumentHelp("The day from which ages are counted (default: the current UTC date).", valueName: "date"))
  var today: BookDay?

  @OptionGroup var output: FormatOptions

  func validate() throws {
    if days < 0 { throw ValidationError("--days takes a number from 0 on.") }
  }

  mutating func run() async throws {
    let book = try PriceBookOptions.book(file)
    let (document, count) = PriceAnswers.lint(book, today: today?.text ?? BookDay.current, days: days)
    output.show(document)
    if count > 0 { throw ExitStatus.gate }
  }
}

struct PricesDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What is different between two price books.",
    discussion: "The words shipped and catalogue stand for the books that come with the program.")

  @Argument(help: "The first price book: a file, shipped or catalogue.")
  var first: String

  @Argument(help: "The second price book.")
  var second: String

  @OptionGroup var output: FormatOptions

  mutating func run() async throws {
    output.show(PriceAnswers.diff(try PriceBookOptions.book(first), try PriceBookOptions.book(second)))
  }
}

extension BookDay {
  /// The current UTC date. Only what is for people asks for it.
  static var current: String {
    let seconds = max(0, Date().timeIntervalSince1970)
    return String(UnixNanos(UInt64(seconds) * 1_000_000_000).description.prefix(10))
  }
}
