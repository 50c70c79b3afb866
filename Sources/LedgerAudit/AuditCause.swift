/// Why a reported cost is another than the list price, in the order in which a difference is taken apart: what was
/// counted comes before what it was priced with, and what is left over comes last.
public enum AuditCause: UInt8, CaseIterable, Hashable, Comparable, Sendable {
  /// A span above or around the call claims its cost again.
  case wrapperDoubleCount
  /// A copy of a span, or another library's span of the same request, claims its cost again.
  case duplicate
  /// An attempt that failed inside a call that went on claims a cost.
  case failedAttempt
  /// The reported cost is that of an estimate of the tokens.
  case estimatedUsage
  /// The reported cost is that of the counts of its own span, which are not those that count.
  case otherCounts
  /// A gateway answered from its own cache, and the cost of a real answer is reported.
  case responseCache
  /// Priced as another model: the one that was asked for, or a third.
  case modelMismatch
  /// Priced for another route or region.
  case route
  /// Priced for another service tier, or as a batch.
  case serviceTier
  /// Priced by a sheet of the same model that held at another time.
  case stalePrice
  /// The long-context tier was ignored, or applied where it does not hold.
  case contextTier
  /// Cached tokens were added to an input that holds them, or taken off twice.
  case cacheConvention
  /// Tokens from the cache were charged like fresh input.
  case cacheDiscountIgnored
  /// Tokens written into the cache were charged at another rate: that of input, or of another lifetime.
  case cacheWritePrice
  /// Cached tokens were not charged at all.
  case cacheUnbilled
  /// The reported cost knows of cached tokens that the telemetry does not tell.
  case cacheSplitMissing
  /// Reasoning was added to an output that holds it, or left out.
  case reasoning
  /// One rate for all tokens.
  case flatBlendedRate
  /// Rates that no sheet of the model has.
  case otherRates
  /// All rates times one factor: a margin, a discount, an uplift.
  case markup
  /// Off by a power of ten: prices per thousand taken for prices per million, cents for dollars.
  case unitSlip
  /// Zero was reported for a call that costs something.
  case reportedZero
  /// The formula has no price for the model.
  case notInTable
  /// Less than one unit of the last digit that is reported.
  case rounding
  /// Nothing fits.
  case unexplained
  /// The call has a list price and reports no cost.
  case notReported
  /// A cost is reported for a model that no book has.
  case unpricedModel
  /// A cost is reported, and some of the tokens are of a class without a price.
  case unpricedUnit
  /// A cost is reported for a time at which the book has no price.
  case unpricedByDate
  /// A cost is reported, and the list price lies between two bounds.
  case openPrice
  /// A cost is reported, and the token counts that a price needs are not known.
  case unknownUsage

  /// The word for it in reports.
  public var code: String {
    switch self {
    case .wrapperDoubleCount: "wrapper-double-count"
    case .duplicate: "duplicate"
    case .failedAttempt: "failed-attempt"
    case .estimatedUsage: "estimated-usage"
    case .otherCounts: "other-counts"
    case .responseCache: "response-cache"
    case .modelMismatch: "model-mismatch"
    case .route: "route"
    case .serviceTier: "service-tier"
    case .stalePrice: "stale-price"
    case .contextTier: "context-tier"
    case .cacheConvention: "cache-convention"
    case .cacheDiscountIgnored: "cache-discount-ignored"
    case .cacheWritePrice: "cache-write-price"
    case .cacheUnbilled: "cache-unbilled"
    case .cacheSplitMissing: "cache-split-missing"
    case .reasoning: "reasoning"
    case .flatBlendedRate: "flat-blended-rate"
    case .otherRates: "other-rates"
    case .markup: "markup"
    case .unitSlip: "unit-slip"
    case .reportedZero: "reported-zero"
    case .notInTable: "not-in-table"
    case .rounding: "rounding"
    case .unexplained: "unexplained"
    case .notReported: "not-reported"
    case .unpricedModel: "unpriced-model"
    case .unpricedUnit: "unpriced-unit"
    case .unpricedByDate: "unpriced-by-date"
    case .openPrice: "open-price"
    case .unknownUsage: "unknown-usage"
    }
  }

  /// In the order of declaration.
  public static func < (left: AuditCause, right: AuditCause) -> Bool { left.rawValue < right.rawValue }
}
