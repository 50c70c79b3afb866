// The words of the form, and how lines look.

extension PriceBookParser {
  static let directivesOfVersion1 = [
    "name", "revision", "as-of", "unit", "source", "self-hosted", "seller", "provider", "model", "alias", "price",
    "tier", "unpriced", "note",
  ]
  static let directives = [
    "name", "revision", "as-of", "layer", "currency", "unit", "source", "self-hosted", "exchange", "adjust", "seller",
    "provider", "route", "model", "alias", "match", "price", "when", "tier", "unpriced", "note",
  ]
  static func directives(_ version: Int) -> [String] { version == 1 ? directivesOfVersion1 : directives }

  private static let units = BillingUnit.allCases.map(PriceKey.unit)
  private static let tierUnits = [BillingUnit.input, .cacheRead, .cacheWrite, .cacheWriteOneHour, .output].map(
    PriceKey.unit)
  private static let conditions: [PriceKey] = [
    .serviceTier, .above, .atLeast, .basis, .scope, .days, .hours, .zone, .geo, .route, .from, .until,
  ]
  static let tierKeys = KnownKeys([.above, .atLeast, .basis, .scope] + tierUnits)
  static let whenKeys = KnownKeys(conditions + [.factor, .limit] + units)
  static let adjustmentKeys = KnownKeys(
    [.seller, .model, .factor, .limit, .minimum, .quantum, .round] + conditions)
  private static let priceLineKeysOfVersion1 = KnownKeys([.from, .until] + tierUnits + [.source, .checked])
  private static let priceLineKeys = KnownKeys(
    [.from, .until, .route] + units + [.source, .checked, .learned, .withdrawn])
  static func priceLineKeys(_ version: Int) -> KnownKeys { version == 1 ? priceLineKeysOfVersion1 : priceLineKeys }

  static func form(of directive: String) -> String {
    switch directive {
    case "name": "name WORD"
    case "revision": "revision NUMBER"
    case "as-of": "as-of DATE"
    case "layer": "layer shipped|catalogue|organisation|contract"
    case "currency": "currency CODE"
    case "unit": "unit USD-per-million-tokens"
    case "source": "source ID KIND checked=DATE LINK"
    case "self-hosted": "self-hosted PROVIDER…"
    case "exchange": "exchange CODE DATE USD-PER-UNIT"
    case "adjust": "adjust NAME KEY=VALUE…"
    case "seller": "seller ID vendor|reseller page=LINK"
    case "provider": "provider NAME…"
    case "route": "route NAME prefix=TEXT|segment=TEXT|default"
    case "model": "model ID family=NAME"
    case "alias": "alias NAME…"
    case "match": "match starts=TEXT|ends=TEXT|contains=TEXT…"
    case "price": "price KEY=VALUE…"
    case "when": "when CONDITION=VALUE… PRICE=VALUE…"
    case "tier": "tier KEY=VALUE…"
    case "unpriced": "unpriced ID…"
    default: "note TEXT"
    }
  }
}

/// The keys that a line may have.
struct KnownKeys {
  /// In the order in which messages name them.
  let names: [String]
  private let bits: UInt64

  init(_ keys: [PriceKey]) {
    names = keys.map(\.name)
    bits = keys.reduce(0) { $0 | 1 << UInt64($1.number) }
  }

  func contains(_ number: Int) -> Bool { bits >> UInt64(number) & 1 != 0 }
}
