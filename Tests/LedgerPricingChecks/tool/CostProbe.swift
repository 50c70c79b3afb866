import FoundationEssentials
import LedgerModel
import LedgerPricing

/// Prices calls for a program that knows better: reads one JSON object a line, answers with one a line.
///
/// A question: `{"provider": "openai", "model": "gpt-4o", "at": "2026-11-01T00:00:00Z", "tier": "batch", "usage":
/// {"input": 1200, "output": 300}}`; `tier`, `route` and `geo` may be missing. Usage is by the units of price books; a
/// class of tokens is told with the details that are also named, as `input` with `audio-input`.
///
/// An answer: `{"state": "priced", "pico": "3000000000", "model": "openai/gpt-4o", "units": []}`; `pico` is the cost in
/// pico-dollars, for `unpriced-unit` that of the units that have a price.
struct CostProbe {
  private struct Question: Decodable {
    var provider: String
    var model: String
    var at: String
    var tier: String?
    var route: String?
    var geo: String?
    var usage: [String: Int64]
  }

  private struct Key: Hashable {
    var provider: String
    var model: String
    var traits: CallTraits
  }

  private let shelf: PriceShelf
  private var known: [Key: (price: PreparedPrice, model: String)] = [:]

  init(bookAt path: String) throws {
    let book = try PriceBook(parsing: readFile(path), from: path)
    shelf = PriceShelf(only: book)
  }

  mutating func run() throws {
    let decoder = JSONDecoder()
    while let line = readLine() {
      print(try answer(to: decoder.decode(Question.self, from: Data(line.utf8))))
    }
  }

  private mutating func answer(to question: Question) throws -> String {
    guard let instant = UnixNanos(rfc3339: question.at) else {
      throw ShippedFiles.UsageError(description: "not an instant: \(question.at)")
    }
    var usage = CallUsage()
    for (name, count) in question.usage {
      guard let unit = BillingUnit(name: name) else {
        throw ShippedFiles.UsageError(description: "not a unit: \(name)")
      }
      usage[unit] = count
    }
    let traits = CallTraits(serviceTier: question.tier, route: question.route, geo: question.geo)
    let key = Key(provider: question.provider, model: question.model, traits: traits)
    let found: (price: PreparedPrice, model: String)
    if let before = known[key] {
      found = before
    } else {
      let resolution = shelf.resolve(provider: question.provider, model: question.model, .list)
      let model = resolution.sheets.first.map { "\($0.seller)/\($0.model)" } ?? ""
      found = (PreparedPrice(resolution, traits), model)
      known[key] = found
    }
    let cost = found.price.cost(of: usage, at: instant, isDetailed: false)
    var units: [BillingUnit] = []
    if case .unpricedUnits(let unpriced) = cost.state { units = unpriced }
    if case .unknownUsage(let unknown) = cost.state { units = unknown }
    let names = units.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let pico = cost.low.map { "\"\($0.value)\"" } ?? "null"
    return
      "{\"state\": \"\(cost.state.code)\", \"pico\": \(pico), \"model\": \"\(found.model)\", \"units\": [\(names)]}"
  }
}
