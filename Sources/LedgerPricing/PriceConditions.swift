import LedgerModel

/// A threshold on the tokens of a call.
public struct TokenThreshold: Hashable, Sendable {
  /// What a threshold is for.
  public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// All tokens of a call that is beyond the threshold.
    case request
    /// Only the tokens beyond the threshold.
    case marginal
  }

  /// The classes whose tokens are counted, in the order of ``TokenClass``.
  public var basis: [TokenClass]
  /// How the count is compared.
  public var comparison: ContextTier.Comparison
  /// The threshold; above zero.
  public var tokens: Int64
  /// Which tokens are meant.
  public var scope: Scope

  /// Where tokens lie in a call: what comes from the cache first, because caches hold beginnings of prompts, what was
  /// written last. Tokens beyond a marginal threshold are the last ones.
  static let layout: [TokenClass] = [.cacheRead, .cacheWrite, .uncachedInput, .output]

  /// How many tokens are not beyond the threshold.
  var within: Int128 { Int128(tokens) - (comparison == .atLeast ? 1 : 0) }

  /// How many tokens are counted; unknown counts add nothing.
  func length(_ usage: TokenUsage) -> Int128 {
    basis.reduce(0) { $0 + Int128(max(0, usage[$1] ?? 0)) }
  }

  /// Whether a call is beyond the threshold.
  func holds(for usage: TokenUsage) -> Bool { length(usage) > within }

  /// How many tokens of a class are beyond the threshold: its last ones.
  func beyond(_ tokenClass: TokenClass, _ usage: TokenUsage) -> Int128 {
    guard basis.contains(tokenClass) else { return 0 }
    var before: Int128 = 0
    for other in TokenThreshold.layout {
      let count = Int128(max(0, usage[other] ?? 0))
      if other == tokenClass { return min(max(before + count - within, 0), count) }
      if basis.contains(other) { before += count }
    }
    return 0
  }
}

/// Hours of days in a zone.
public struct PriceHours: Hashable, Sendable {
  /// A bit for each day of the week, Monday the lowest.
  public var days: UInt8
  /// The first minute of the day that is meant.
  public var fromMinute: Int
  /// The first minute that is meant no more; at or before ``fromMinute`` the hours go over midnight. 1440 for its end.
  public var untilMinute: Int
  /// The zone whose clocks count.
  public var zone: ZoneRules

  /// All days.
  public static let everyDay: UInt8 = 0x7F
  static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Whether clocks in the zone show one of the hours on one of the days. The day is the one that the clock shows: the
  /// hours after midnight of `hours=22:00-06:00` belong to the day that has begun.
  public func holds(at instant: UnixNanos) -> Bool {
    let seconds = Int64(instant.value / 1_000_000_000)
    let local = seconds + Int64(zone.offset(at: seconds))
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let minute = Int((local - day * 86_400) / 60)
    // The first day of the epoch was a Thursday.
    let weekday = ((day + 3) % 7 + 7) % 7
    guard days >> UInt8(weekday) & 1 != 0 else { return false }
    return fromMinute < untilMinute
      ? minute >= fromMinute && minute < untilMinute : minute >= fromMinute || minute < untilMinute
  }
}

/// When a line of a book holds; all of it has to.
public struct PriceConditions: Hashable, Sendable {
  /// The service tiers, in lower case; empty for any.
  public var serviceTiers: [String] = []
  /// The places where the request is worked on; empty for any.
  public var geos: [String] = []
  /// The routes; empty for any.
  public var routes: [String] = []
  /// The threshold.
  public var threshold: TokenThreshold?
  /// The hours.
  public var hours: PriceHours?
  /// The first instant.
  public var from: UnixNanos?
  /// The first instant at which it no longer holds.
  public var until: UnixNanos?

  /// No conditions: always.
  public init() {}

  /// Whether it always holds.
  public var isEmpty: Bool { self == PriceConditions() }

  /// The first condition that a call does not meet.
  public enum Failure: String, Hashable, Sendable {
    /// Another service tier.
    case serviceTier = "service-tier"
    /// Another place, or one that is not known.
    case geo
    /// Another route.
    case route
    /// At or below the threshold.
    case threshold
    /// Other hours.
    case hours
    /// Before or behind its time.
    case time
  }

  /// The first condition that a call does not meet; `nil` where it meets all.
  public func failure(_ traits: CallTraits, _ usage: TokenUsage, at instant: UnixNanos) -> Failure? {
    staticFailure(traits) ?? dynamicFailure(usage, at: instant)
  }

  /// The conditions that traits do not settle.
  var withoutTraits: PriceConditions {
    var rest = self
    (rest.serviceTiers, rest.geos, rest.routes) = ([], [], [])
    return rest
  }

  /// The first condition on a call's traits that is not met.
  func staticFailure(_ traits: CallTraits) -> Failure? {
    if !serviceTiers.isEmpty, !serviceTiers.contains(traits.serviceTier) { return .serviceTier }
    if !geos.isEmpty, !(traits.geo.map(geos.contains) ?? false) { return .geo }
    if !routes.isEmpty, !(traits.route.map(routes.contains) ?? false) { return .route }
    return nil
  }

  func dynamicFailure(_ usage: TokenUsage, at instant: UnixNanos) -> Failure? {
    if let from, instant < from { return .time }
    if let until, instant >= until { return .time }
    if let hours, !hours.holds(at: instant) { return .hours }
    if let threshold, !threshold.holds(for: usage) { return .threshold }
    return nil
  }
}

/// What decides about prices and is the same for many calls.
public struct CallTraits: Hashable, Sendable {
  /// The service tier in lower case; ``standardTier`` for the ordinary one.
  public var serviceTier: String
  /// The route, where it is known.
  public var route: String?
  /// Where the request is worked on, where that is known.
  public var geo: String?

  /// The ordinary tier, whatever word a provider has for it.
  public static let standardTier = "standard"
  private static let standardWords: Set<String> = ["", "default", "standard", "auto"]

  /// Traits. Words of the ordinary tier (`default`, `standard`, `auto`, none) all mean the same.
  public init(serviceTier: String? = nil, route: String? = nil, geo: String? = nil) {
    self.serviceTier = CallTraits.tier(serviceTier ?? "")
    self.route = route
    self.geo = geo.map(normalized)
  }

  /// A tier's word as books have it.
  public static func tier(_ word: String) -> String {
    let word = normalized(word)
    return standardWords.contains(word) ? standardTier : word
  }
}
