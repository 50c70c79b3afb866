import LedgerModel

/// A line that changes prices: a `when` or `tier` below a price, or an `adjust` of a book.
public struct PriceStep: Hashable, Sendable {
  /// How an amount is rounded.
  public enum Rounding: String, CaseIterable, Hashable, Sendable {
    /// Up to the next multiple.
    case up
    /// To the nearest multiple; a half goes to the even one.
    case nearest
  }

  /// What a line does.
  public enum Effect: Hashable, Sendable {
    /// Other prices for some units.
    case rates(UnitRates)
    /// Prices times a factor.
    case factor(PriceFactor, BillingUnits)
    /// Both, prices first.
    case ratesTimes(UnitRates, PriceFactor, BillingUnits)
    /// A call costs at least so much.
    case minimum(PicoUSD)
    /// What a call costs is a multiple of this.
    case quantum(PicoUSD, Rounding)
  }

  /// When it holds.
  public var conditions: PriceConditions
  /// What it does.
  public var effect: Effect
  /// The name of an adjustment; `nil` for a line below a price.
  public var name: String?
  /// The line in the book, from 1.
  public var line: Int
  /// The book's name.
  public var book: String
  /// The book's layer.
  public var layer: BookLayer

  var isMarginal: Bool { conditions.threshold?.scope == .marginal }

  /// Whether it changes what a unit costs, not what a call costs.
  var changesPrices: Bool {
    switch effect {
    case .rates, .factor, .ratesTimes: true
    case .minimum, .quantum: false
    }
  }

  /// The prices that it names.
  public var rates: UnitRates? {
    switch effect {
    case .rates(let rates), .ratesTimes(let rates, _, _): rates
    case .factor, .minimum, .quantum: nil
    }
  }

  func apply(to rates: inout UnitRates) {
    switch effect {
    case .rates(let others): rates.overlay(others)
    case .factor(let factor, let units): rates.multiply(by: factor, units)
    case .ratesTimes(let others, let factor, let units):
      rates.overlay(others)
      rates.multiply(by: factor, units)
    case .minimum, .quantum: break
    }
  }

  /// What a call costs after the line, where it changes that.
  func applied(to amount: PicoUSD) -> PicoUSD {
    switch effect {
    case .minimum(let least): return max(amount, least)
    case .quantum(let quantum, let rounding):
      let (quotient, rest) = amount.value.quotientAndRemainder(dividingBy: quantum.value)
      if rest == 0 { return amount }
      let isUp =
        switch rounding {
        case .up: true
        case .nearest: rest * 2 > quantum.value || (rest * 2 == quantum.value && quotient % 2 != 0)
        }
      return PicoUSD((quotient + (isUp ? 1 : 0)) * quantum.value)
    case .rates, .factor, .ratesTimes: return amount
    }
  }
}

/// An adjustment: a line that changes the prices of many sheets.
public struct PriceAdjustment: Hashable, Sendable {
  /// The seller whose prices it changes; `nil` for all.
  public var seller: String?
  /// The models whose prices it changes, with `*` for any characters and `?` for one; `nil` for all.
  public var model: String?
  /// What it does.
  public var step: PriceStep

  /// Whether it changes the prices of a sheet.
  public func applies(to sheet: PriceSheet) -> Bool {
    if let seller, seller != sheet.seller { return false }
    return model.map { matches(sheet.model, glob: $0) } ?? true
  }
}

extension PriceBook {
  /// Whether a name, in lower case, is what a pattern with `*` (any characters) and `?` (one) stands for.
  public static func matches(_ name: String, glob: String) -> Bool {
    LedgerPricing.matches(name, glob: normalized(glob))
  }
}

/// Whether a text is what a pattern with `*` (any characters) and `?` (one byte) stands for.
func matches(_ text: String, glob: String) -> Bool {
  let (text, glob) = (Array(text.utf8), Array(glob.utf8))
  // After a star the rest is tried at each place; only the last star ever has to be moved, so this is never exponential.
  var (at, place) = (0, 0)
  var (star, mark) = (-1, 0)
  while at < text.count {
    if place < glob.count, glob[place] == 0x2A {
      (star, mark) = (place, at)
      place += 1
    } else if place < glob.count, glob[place] == 0x3F || glob[place] == text[at] {
      at += 1
      place += 1
    } else if star >= 0 {
      mark += 1
      (at, place) = (mark, star + 1)
    } else {
      return false
    }
  }
  return glob[place...].allSatisfy { $0 == 0x2A }
}
