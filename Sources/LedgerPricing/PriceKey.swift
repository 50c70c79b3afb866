/// A key of a line that has prices or conditions.
enum PriceKey: Hashable {
  case unit(BillingUnit)
  case from, until, route, source, checked, learned, withdrawn
  case serviceTier, above, atLeast, basis, scope, days, hours, zone, geo
  case factor, limit, seller, model, minimum, quantum, round

  static let words: [PriceKey] = [
    .from, .until, .route, .source, .checked, .learned, .withdrawn, .serviceTier, .above, .atLeast, .basis, .scope,
    .days, .hours, .zone, .geo, .factor, .limit, .seller, .model, .minimum, .quantum, .round,
  ]

  /// The word in the book.
  var name: String {
    switch self {
    case .unit(let unit): unit.name
    case .from: "from"
    case .until: "until"
    case .route: "route"
    case .source: "source"
    case .checked: "checked"
    case .learned: "learned"
    case .withdrawn: "withdrawn"
    case .serviceTier: "service-tier"
    case .above: "above"
    case .atLeast: "at-least"
    case .basis: "basis"
    case .scope: "scope"
    case .days: "days"
    case .hours: "hours"
    case .zone: "zone"
    case .geo: "geo"
    case .factor: "x"
    case .limit: "for"
    case .seller: "seller"
    case .model: "model"
    case .minimum: "minimum"
    case .quantum: "quantum"
    case .round: "round"
    }
  }

  /// A number below 64 for each key; those of units come first.
  var number: Int {
    switch self {
    case .unit(let unit): Int(unit.rawValue)
    case .from: 22
    case .until: 23
    case .route: 24
    case .source: 25
    case .checked: 26
    case .learned: 27
    case .withdrawn: 28
    case .serviceTier: 29
    case .above: 30
    case .atLeast: 31
    case .basis: 32
    case .scope: 33
    case .days: 34
    case .hours: 35
    case .zone: 36
    case .geo: 37
    case .factor: 38
    case .limit: 39
    case .seller: 40
    case .model: 41
    case .minimum: 42
    case .quantum: 43
    case .round: 44
    }
  }
}

/// Keys by their spelling, without making a text of each.
struct PriceKeyTable {
  static let shared = PriceKeyTable()

  // By a hash of the first bytes and the length; what lies there is compared byte by byte.
  private var slots = [Int8](repeating: -1, count: 256)
  private var names: [[UInt8]] = []
  let keys: [PriceKey]

  init() {
    keys = BillingUnit.allCases.map(PriceKey.unit) + PriceKey.words
    for (number, key) in keys.enumerated() {
      let name = Array(key.name.utf8)
      names.append(name)
      var slot = PriceKeyTable.hash(name[...])
      while slots[slot] >= 0 { slot = (slot + 1) & 255 }
      slots[slot] = Int8(number)
    }
  }

  private static func hash(_ name: ArraySlice<UInt8>) -> Int {
    var hash = UInt32(truncatingIfNeeded: name.count)
    for byte in name { hash = hash &* 31 &+ UInt32(byte) }
    return Int((hash ^ hash >> 8) & 255)
  }

  /// The number of a key; `nil` for any other word.
  func number(_ bytes: [UInt8], _ word: Range<Int>) -> Int? {
    let spelled = bytes[word]
    var slot = PriceKeyTable.hash(spelled)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if names[number].count == spelled.count, names[number].elementsEqual(spelled) { return number }
      slot = (slot + 1) & 255
    }
    return nil
  }
}

/// The values of a line by their keys.
struct PriceKeys {
  private var present: UInt64 = 0
  private var places = InlineArray<45, UInt64>(repeating: 0)

  subscript(key: PriceKey) -> Range<Int>? { self[number: key.number] }

  subscript(number number: Int) -> Range<Int>? {
    get {
      guard present >> UInt64(number) & 1 != 0 else { return nil }
      return Int(places[number] >> 32)..<Int(places[number] & 0xFFFF_FFFF)
    }
    set {
      guard let newValue else { return }
      present |= 1 << UInt64(number)
      places[number] = UInt64(newValue.lowerBound) << 32 | UInt64(newValue.upperBound)
    }
  }

  /// Whether a price is named that is not for tokens.
  var hasUnitPrice: Bool { present & PriceKeys.unitPrices != 0 }
  private static let unitPrices = BillingUnit.allCases.filter { !$0.isToken }.reduce(UInt64(0)) {
    $0 | 1 << UInt64($1.rawValue)
  }

  /// The units whose prices are named, a bit each.
  var units: BillingUnits { BillingUnits(rawValue: UInt32(present & 0x3F_FFFF)) }
}
