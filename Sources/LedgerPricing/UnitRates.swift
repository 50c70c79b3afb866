/// A price as a book writes it, for one unit.
public enum WrittenRate: Hashable, Sendable {
  /// Pico-dollars per unit; above zero.
  case price(picoUSD: Int64)
  /// The seller bills nothing.
  case free
  /// The book has no price.
  case none
  /// Whatever the input costs.
  case asInput
}

/// Prices as they are written, one for each unit that is named.
///
/// References (a price that is another unit's) are kept as they are, because the price that they follow may be changed by
/// a condition.
public struct UnitRates: Hashable, Sendable {
  // Above zero a price; else one of those below.
  private var codes = InlineArray<22, Int64>(repeating: UnitRates.absent)

  static let free: Int64 = 0
  static let none: Int64 = -1
  static let asInput: Int64 = -2
  static let absent: Int64 = -3
  /// Nothing again, where a line before had named a price.
  static let leftOut: Int64 = -4
  /// No price goes beyond this, whatever factors it is multiplied by: 100,000 dollars a unit. Sums of a call's lines then
  /// fit 128 bits whatever the counts are.
  static let highest: Int64 = 100_000_000_000_000_000

  /// No prices.
  public init() {}

  /// What is written for a unit; `nil` where nothing is.
  public subscript(unit: BillingUnit) -> WrittenRate? {
    get {
      switch code(unit) {
      case UnitRates.absent, UnitRates.leftOut: nil
      case UnitRates.free: .free
      case UnitRates.none: WrittenRate.none
      case UnitRates.asInput: .asInput
      case let price: .price(picoUSD: price)
      }
    }
    set {
      let code: Int64 =
        switch newValue {
        case nil: UnitRates.absent
        case .some(.free): UnitRates.free
        case .some(.none): UnitRates.none
        case .some(.asInput): UnitRates.asInput
        case .some(.price(let picoUSD)): picoUSD
        }
      setCode(unit, code)
    }
  }

  /// The units that are named.
  public var units: BillingUnits { BillingUnits(BillingUnit.allCases.filter { code($0) != UnitRates.absent }) }

  @inline(__always)
  func code(_ unit: BillingUnit) -> Int64 { codes[Int(unit.rawValue)] }

  @inline(__always)
  mutating func setCode(_ unit: BillingUnit, _ code: Int64) { codes[Int(unit.rawValue)] = code }

  /// Puts what others name in place of what is here.
  mutating func overlay(_ others: UnitRates) {
    for place in codes.indices where others.codes[place] != UnitRates.absent { codes[place] = others.codes[place] }
  }

  /// What a unit costs when references are followed: a price, ``free`` or ``none``.
  func resolved(_ unit: BillingUnit) -> Int64 {
    var at = unit
    while true {
      switch code(at) {
      case UnitRates.asInput:
        let input = code(.input)
        return input >= UnitRates.none ? input : UnitRates.none
      case UnitRates.absent, UnitRates.leftOut:
        guard let next = at.standIn else { return UnitRates.none }
        at = next
      case let code: return code
      }
    }
  }

  /// Whether a unit's price is another's.
  func isReference(_ unit: BillingUnit) -> Bool { code(unit) <= UnitRates.asInput }

  /// Whether a unit's price is another's because the book says nothing of it.
  func isStandIn(_ unit: BillingUnit) -> Bool { code(unit) <= UnitRates.absent && unit.standIn != nil }

  /// The unit whose price a unit has.
  func origin(of unit: BillingUnit) -> BillingUnit {
    var at = unit
    while true {
      switch code(at) {
      case UnitRates.asInput: return .input
      case UnitRates.absent, UnitRates.leftOut:
        guard let next = at.standIn else { return at }
        at = next
      default: return at
      }
    }
  }

  /// Multiplies prices. A unit whose price is another's follows that one; where only the unit itself is to be multiplied,
  /// it gets a price of its own.
  mutating func multiply(by factor: PriceFactor, _ units: BillingUnits) {
    let before = self
    for unit in BillingUnit.allCases where units.contains(unit) {
      if before.isReference(unit) {
        let origin = before.origin(of: unit)
        if origin == unit || units.contains(origin) { continue }
      }
      let price = before.resolved(unit)
      if price > 0 { setCode(unit, factor.times(price)) }
    }
  }

  /// The same prices in another currency.
  func exchanged(_ rate: PriceFactor) -> UnitRates {
    var rates = self
    for unit in BillingUnit.allCases where code(unit) > 0 { rates.setCode(unit, rate.times(code(unit))) }
    return rates
  }

  /// Equal where the same is written.
  public static func == (left: UnitRates, right: UnitRates) -> Bool {
    left.codes.indices.allSatisfy { left.codes[$0] == right.codes[$0] }
  }

  /// Hashes what is written.
  public func hash(into hasher: inout Hasher) { for place in codes.indices { hasher.combine(codes[place]) } }
}

/// A number that prices are multiplied by: a factor, or what a unit of another currency is worth in dollars. Exact to
/// nine places.
public struct PriceFactor: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The factor times 10⁹; above zero.
  public var billionths: Int64

  /// One.
  public static let one = PriceFactor(billionths: 1_000_000_000)

  /// A factor from its billionths.
  public init(billionths: Int64) { self.billionths = billionths }

  /// A price times the factor, rounded half to even to the pico-dollar and at least one: a price that is rounded away
  /// would look as if nothing were billed.
  func times(_ price: Int64) -> Int64 {
    let (quotient, rest) = (Int128(price) * Int128(billionths)).quotientAndRemainder(dividingBy: 1_000_000_000)
    let isUp = rest > 500_000_000 || (rest == 500_000_000 && quotient % 2 != 0)
    return Int64(min(max(quotient + (isUp ? 1 : 0), 1), Int128(UnitRates.highest)))
  }

  /// Smaller factors first.
  public static func < (left: PriceFactor, right: PriceFactor) -> Bool { left.billionths < right.billionths }

  /// The factor as a decimal number without trailing zeros: `0.85`, `1`.
  public var description: String {
    let (whole, fraction) = billionths.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard fraction != 0 else { return String(whole) }
    var digits = String(fraction)
    digits = String(repeating: "0", count: 9 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
