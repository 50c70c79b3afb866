/// A class of tokens that a call can be billed for. The classes are disjoint: no token is in two of them.
public enum TokenClass: UInt8, CaseIterable, Hashable, Comparable, Sendable {
  /// Input that the provider read afresh.
  case uncachedInput
  /// Input served from the provider's cache.
  case cacheRead
  /// Input that the provider wrote into its cache.
  case cacheWrite
  /// Everything the model wrote, reasoning included.
  case output

  /// The word that price books and reports use for the class.
  public var name: String {
    switch self {
    case .uncachedInput: "input"
    case .cacheRead: "cache-read"
    case .cacheWrite: "cache-write"
    case .output: "output"
    }
  }

  /// In the order of declaration.
  public static func < (left: TokenClass, right: TokenClass) -> Bool { left.rawValue < right.rawValue }
}

/// The tokens of one call, or of many calls that share a price, by class.
///
/// `nil` means unknown and is never taken for zero where it matters: see ``PriceSheet/cost(of:)``.
public struct TokenUsage: Hashable, Sendable {
  /// Input read afresh; `nil` where the input is unknown.
  public var uncachedInput: Int64?
  /// Input from the cache; `nil` where the emitter did not split it off, so that it is part of ``uncachedInput``.
  public var cacheRead: Int64?
  /// Input written into the cache; `nil` as for ``cacheRead``.
  public var cacheWrite: Int64?
  /// Output, reasoning included; `nil` where it is unknown.
  public var output: Int64?

  /// Usage from its classes.
  public init(
    uncachedInput: Int64? = nil, cacheRead: Int64? = nil, cacheWrite: Int64? = nil, output: Int64? = nil
  ) {
    self.uncachedInput = uncachedInput
    self.cacheRead = cacheRead
    self.cacheWrite = cacheWrite
    self.output = output
  }

  /// The count of one class.
  public subscript(tokenClass: TokenClass) -> Int64? {
    switch tokenClass {
    case .uncachedInput: uncachedInput
    case .cacheRead: cacheRead
    case .cacheWrite: cacheWrite
    case .output: output
    }
  }
}
