/// Everything countable that a call was billed for, as far as it is known.
///
/// ``tokens`` are the disjoint classes with everything that belongs to them; details say of what kind some of those tokens
/// are (audio of the input, reasoning of the output) and are contained in them.
public struct CallUsage: Hashable, Sendable {
  /// The classes of tokens, details included.
  public var tokens: TokenUsage
  /// Whether details of the input may also be of cached input, because the emitter does not tell: the cost is then bounded
  /// where that matters.
  public var hasOpenInputDetails = false
  private var counts: [Count] = []

  private struct Count: Hashable {
    var unit: BillingUnit
    var count: Int64
  }

  /// Usage of tokens without details.
  public init(tokens: TokenUsage = TokenUsage()) { self.tokens = tokens }

  /// The count of a unit: of a class of tokens the whole class, else what is known of the unit itself; `nil` where nothing
  /// is known.
  public subscript(unit: BillingUnit) -> Int64? {
    get {
      switch unit {
      case .input: tokens.uncachedInput
      case .cacheRead: tokens.cacheRead
      case .cacheWrite: tokens.cacheWrite
      case .output: tokens.output
      default: counts.first { $0.unit == unit }?.count
      }
    }
    set {
      switch unit {
      case .input: tokens.uncachedInput = newValue
      case .cacheRead: tokens.cacheRead = newValue
      case .cacheWrite: tokens.cacheWrite = newValue
      case .output: tokens.output = newValue
      default:
        counts.removeAll { $0.unit == unit }
        if let newValue { counts.append(Count(unit: unit, count: newValue)) }
        counts.sort { $0.unit < $1.unit }
      }
    }
  }

  /// Whether only classes of tokens are known.
  public var isPlain: Bool { counts.isEmpty }

  /// The units, beside classes of tokens, of which something is known, in order.
  public var countedUnits: [BillingUnit] { counts.map(\.unit) }
}
