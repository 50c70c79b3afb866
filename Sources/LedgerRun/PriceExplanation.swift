import LedgerModel
import LedgerPricing
import LedgerReport

/// A call whose cost is to be explained.
public struct PriceQuestion: Sendable {
  /// Why a question cannot be answered as it is put.
  public struct Refusal: Error, Hashable, Sendable {
    /// One sentence.
    public var text: String
  }

  /// The model, as telemetry has it.
  public var model: String
  /// The provider, as telemetry has it; empty for none.
  public var provider: String
  /// When the call began.
  public var at: UnixNanos
  /// What is known of the call beside that.
  public var serviceTier: String?
  /// The route, where the model's name does not say it.
  public var route: String?
  /// Where the request was worked on.
  public var geo: String?
  let usage: CallUsage

  /// A question.
  ///
  /// - Parameter usage: counts by unit, such as `input=1500,output=800,cache-read=1000`; classes are disjoint, details
  ///   (`reasoning`, `audio-input`) are contained in their class.
  public init(model: String, provider: String, at: UnixNanos, usage: String) throws(Refusal) {
    self.model = model
    self.provider = provider
    self.at = at
    self.usage = try PriceQuestion.read(usage)
  }

  private static func read(_ text: String) throws(Refusal) -> CallUsage {
    var usage = CallUsage()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else {
        throw Refusal(text: "'\(part)' is no count. Write UNIT=COUNT, such as input=1500,output=800.")
      }
      let name = String(sides[0])
      guard let unit = BillingUnit(name: name) ?? BillingUnit(name: "per-" + name) else {
        let known = BillingUnit.allCases.map { $0.isToken ? $0.name : String($0.name.dropFirst(4)) }
        throw Refusal(text: "'\(name)' is no unit. Units are \(known.joined(separator: ", ")).")
      }
      guard sides[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let count = Int64(sides[1]) else {
        throw Refusal(text: "'\(part)' is no count. Write digits alone, such as \(name)=1500.")
      }
      guard usage[unit] == nil else { throw Refusal(text: "'\(name)' stands twice in the usage.") }
      usage[unit] = count
    }
    return usage
  }
}

extension PriceAnswers {
  /// What a call costs, with everything that led there.
  public func explain(_ question: PriceQuestion) -> PriceDocument {
    let traits = CallTraits(serviceTier: question.serviceTier, route: question.route, geo: question.geo)
    let resolution = shelf.resolve(provider: question.provider, model: question.model)
    let cost = resolution.cost(of: question.usage, traits, at: question.at)
    let list =
      shelf.hasContract
      ? shelf.resolve(provider: question.provider, model: question.model, .list)
        .cost(of: question.usage, traits, at: question.at) : nil
    let name = question.provider.isEmpty ? question.model : "\(question.model) of \(question.provider)"
    var document = PriceDocument(heading: "\(name) at \(question.at): \(total(cost))")
    document.facts = [
      ("model", .text(question.model)), ("provider", question.provider.isEmpty ? .absent : .text(question.provider)),
      ("at", .text(question.at.description)), ("service_tier", .text(traits.serviceTier)),
      ("route", (question.route ?? resolution.route.name).map { .text($0) } ?? .absent),
      ("geo", traits.geo.map { .text($0) } ?? .absent), ("state", .text(cost.state.code)),
      ("cost_usd", cost.amount.map { .money($0) } ?? .absent), ("low_usd", cost.low.map { .money($0) } ?? .absent),
      ("high_usd", cost.high.map { .money($0) } ?? .absent),
      ("list_usd", (list ?? cost).amount.map { .money($0) } ?? .absent),
      ("assumptions", .list(cost.assumptions.map(\.words))),
    ]
    addLines(cost, to: &document)
    describe(resolution, at: question.at, in: &document)
    addSteps(cost, to: &document)
    sayCost(cost, in: &document)
    if let list {
      document.say("List: \(total(list))")
      if let one = cost.amount, let other = list.amount {
        document.say("Difference to list: \((one - other).description) USD")
      }
    }
    for assumption in cost.assumptions { document.say("Assumed: \(assumption.words)") }
    books(&document)
    return document
  }

  /// The amount, or why there is none.
  private func total(_ cost: ItemisedCost) -> String {
    switch cost.state {
    case .priced: return "\(cost.amount ?? .zero) USD"
    case .free: return "free"
    case .unpriced(let reason): return "unpriced: \(reason.words)"
    case .unpricedUnits(let units):
      return
        "unpriced: no price for \(units.map(\.name).joined(separator: ", ")); the rest costs \(cost.low ?? .zero) USD"
    case .unknownUsage(let units): return "unknown: needs counts of \(units.map(\.name).joined(separator: ", "))"
    case .open(let reason):
      let bounds = cost.high.map { "between \(cost.low ?? .zero) and \($0) USD" } ?? "at least \(cost.low ?? .zero) USD"
      return "\(bounds): \(reason.words)"
    }
  }

  // MARK: Tables

  private static let lineColumns = [
    "route", "unit", "quantity", "book_price", "price", "amount_usd", "priced_as", "is_fallback", "layer", "book",
    "row",
    "price_line",
  ].map { PriceDocument.Column($0) }

  private func addLines(_ cost: ItemisedCost, to document: inout PriceDocument) {
    func rows(_ cost: ItemisedCost, _ route: String?) -> [[PriceDocument.Value]] {
      cost.lines.map { line in
        [
          route.map { .text($0) } ?? .absent, .text(line.unit.name), .count(line.quantity),
          line.bookPrice.map { .text(price($0, line.unit)) } ?? .absent,
          line.price.map { .text(price($0, line.unit)) } ?? .absent, line.amount.map { .money($0) } ?? .absent,
          .text(line.pricedAs.name), .flag(line.isFallback), .text(line.layer.name), .text(line.book),
          .count(Int128(line.row)), .count(Int128(line.priceLine)),
        ]
      }
    }
    document.tables.append(
      PriceDocument.Table(
        "lines", title: "Lines of the cost", columns: PriceAnswers.lineColumns,
        rows: cost.byRoute.isEmpty ? rows(cost, nil) : cost.byRoute.flatMap { rows($0.cost, $0.route) }))
    document.tables.append(
      PriceDocument.Table(
        "adjustments", title: "Adjustments, in order",
        columns: ["name", "rule", "layer", "book", "line", "amount_usd"].map { PriceDocument.Column($0) },
        rows: cost.adjustments.map {
          [
            .text($0.name), .text($0.rule), .text($0.layer.name), .text($0.book), .count(Int128($0.line)),
            .money($0.amount),
          ]
        }))
  }

  private func addSteps(_ cost: ItemisedCost, to document: inout PriceDocument) {
    document.tables.append(
      PriceDocument.Table(
        "conditions", title: "Lines with conditions",
        columns: ["book", "line", "name", "says", "holds", "fails_by"].map { PriceDocument.Column($0) },
        rows: cost.steps.map { outcome in
          [
            .text(outcome.step.book), .count(Int128(outcome.step.line)),
            outcome.step.name.map { .text($0) } ?? .absent, .text(outcome.step.words), .flag(outcome.failure == nil),
            outcome.failure.map { .text($0.rawValue) } ?? .absent,
          ]
        }))
    guard !cost.steps.isEmpty else { return }
    document.say("")
    document.say("Conditions")
    for outcome in cost.steps {
      let what = outcome.step.name.map { "adjust \($0)" } ?? "when"
      let fate = outcome.failure.map { "no, by \($0.rawValue)" } ?? "holds"
      document.say("line \(outcome.step.line)  \(what) \(outcome.step.words): \(fate)", indent: 2)
    }
  }

  // MARK: Text

  private func sayCost(_ cost: ItemisedCost, in document: inout PriceDocument) {
    for part in cost.byRoute {
      document.say("")
      document.say("By route \(part.route): \(total(part.cost))")
      sayLines(part.cost, in: &document)
    }
    guard cost.byRoute.isEmpty else { return }
    document.say("")
    document.say("Cost")
    sayLines(cost, in: &document)
    document.say("total  \(total(cost))", indent: 2)
    document.say("")
  }

  private func sayLines(_ cost: ItemisedCost, in document: inout PriceDocument) {
    let lines = cost.lines.map { line -> (String, String, String, String) in
      let price =
        line.price.map { $0 == .zero ? "free" : "\(self.price($0, line.unit))\(line.unit.isToken ? "/M" : " each")" }
        ?? "no price"
      var origin = "line \(line.priceLine)"
      if line.pricedAs != line.unit { origin += ", as \(line.pricedAs.name)" }
      if line.bookPrice != line.price, let before = line.bookPrice {
        origin += ", \(self.price(before, line.unit)) unadjusted"
      }
      return ("\(line.quantity) \(line.unit.name)", price, line.amount.map(\.description) ?? "–", origin)
    }
    let widths = (
      lines.map { $0.0.count }.max() ?? 0, lines.map { $0.1.count }.max() ?? 0, lines.map { $0.2.count }.max() ?? 0
    )
    func padded(_ text: String, _ width: Int, isRight: Bool) -> String {
      let blanks = String(repeating: " ", count: max(0, width - text.count))
      return isRight ? blanks + text : text + blanks
    }
    for line in lines {
      document.say(
        "\(padded(line.0, widths.0, isRight: true))  \(padded(line.1, widths.1, isRight: true))  "
          + "\(padded(line.2, widths.2, isRight: true))  \(line.3)", indent: 2)
    }
    if let sheet = cost.sheet { document.say("row: \(bookWords(sheet.book)) line \(sheet.line)", indent: 2) }
    if let rate = cost.sheet?.exchange {
      document.say("converted at \(rate) USD per unit of the book's currency", indent: 2)
    }
    for adjustment in cost.adjustments {
      let sign = adjustment.amount.value > 0 ? "+" : ""
      document.say(
        "\(adjustment.name) \(adjustment.rule): \(sign)\(adjustment.amount) USD, \(bookWords(adjustment.book)) line "
          + "\(adjustment.line)", indent: 2)
    }
  }

  /// A price as books write it: dollars per million tokens, dollars each for everything else.
  private func price(_ picoUSD: PicoUSD, _ unit: BillingUnit) -> String {
    if picoUSD == .zero { return "0" }
    return UnitRates.text(.price(picoUSD: Int64(clamping: picoUSD.value)), unit)
  }
}

extension OpenReason {
  /// What it means, for people.
  var words: String {
    switch self {
    case .route(let routes): "the route is not known, one of \(routes.joined(separator: ", "))"
    case .contradiction(let tokenClass): "details add up to more than all of \(tokenClass.name)"
    case .cachedDetails: "whether audio or images of the input were cached is not known"
    }
  }
}

extension CostAssumption {
  /// What was assumed, for people.
  var words: String {
    switch self {
    case .standardTier(let tier): "the row says nothing of the service tier \(tier): priced as standard"
    case .defaultRoute(let route): "the model's name says no route: \(route), the seller's default"
    case .notCounted(let unit): "\(unit.name) is billed, too, and was not counted: nothing added"
    }
  }
}
