/// What a price is for: a class of tokens, or something else that sellers count.
///
/// The units that count tokens are disjoint: a token of audio that came from the cache is in ``audioCacheRead`` and
/// nowhere else.
public enum BillingUnit: UInt8, CaseIterable, Hashable, Comparable, Sendable {
  /// Input that the provider read afresh.
  case input
  /// Input served from the provider's cache.
  case cacheRead
  /// Input written into the cache with the seller's default lifetime.
  case cacheWrite
  /// Input written into the cache for an hour.
  case cacheWriteOneHour
  /// What the model wrote.
  case output
  /// What the model wrote for itself.
  case reasoning
  /// Audio that was read afresh.
  case audioInput
  /// Audio from the cache.
  case audioCacheRead
  /// Audio that the model made.
  case audioOutput
  /// Images that were read afresh.
  case imageInput
  /// Images from the cache.
  case imageCacheRead
  /// Images that the model made, counted in tokens.
  case imageOutput
  /// A request.
  case request
  /// An image that the model made.
  case image
  /// A search of the web, or of what was stored.
  case search
  /// The use of a tool.
  case toolCall
  /// A page of a document.
  case page
  /// A second of what was read.
  case secondInput
  /// A second of what was made.
  case secondOutput
  /// A character that was read.
  case characterInput
  /// A character that was written.
  case characterOutput
  /// A search of a model that ranks documents.
  case rerankSearch

  /// The key that price books use for its price.
  public var name: String {
    switch self {
    case .input: "input"
    case .cacheRead: "cache-read"
    case .cacheWrite: "cache-write"
    case .cacheWriteOneHour: "cache-write-1h"
    case .output: "output"
    case .reasoning: "reasoning"
    case .audioInput: "audio-input"
    case .audioCacheRead: "audio-cache-read"
    case .audioOutput: "audio-output"
    case .imageInput: "image-input"
    case .imageCacheRead: "image-cache-read"
    case .imageOutput: "image-output"
    case .request: "per-request"
    case .image: "per-image"
    case .search: "per-search"
    case .toolCall: "per-tool-call"
    case .page: "per-page"
    case .secondInput: "per-second-input"
    case .secondOutput: "per-second-output"
    case .characterInput: "per-character-input"
    case .characterOutput: "per-character-output"
    case .rerankSearch: "per-rerank-search"
    }
  }

  /// The unit of a key; `nil` for any other word.
  public init?(name: String) {
    guard let unit = BillingUnit.byName[name] else { return nil }
    self = unit
  }

  /// What is no token.
  static let pieces = allCases.filter { !$0.isToken }
  /// What counts tokens.
  static let tokens = allCases.filter(\.isToken)

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// Whether it counts tokens: its price is in dollars per million, those of the others in dollars each.
  public var isToken: Bool { self < .request }

  /// The class of tokens that it is, or is a part of; `nil` for what is no token.
  public var tokenClass: TokenClass? {
    switch self {
    case .input, .audioInput, .imageInput: .uncachedInput
    case .cacheRead, .audioCacheRead, .imageCacheRead: .cacheRead
    case .cacheWrite, .cacheWriteOneHour: .cacheWrite
    case .output, .reasoning, .audioOutput, .imageOutput: .output
    default: nil
    }
  }

  /// Whether it is a part of a class of tokens that has a price of its own at some sellers.
  public var isDetail: Bool { tokenClass.map { $0.unit != self } ?? false }

  /// Whose price it has where a book names none; `nil` where it then has none.
  ///
  /// Sellers bill reasoning as output and images as the text around them, unless they say otherwise. Audio costs many
  /// times as much as text everywhere, so its price is never taken from there.
  public var standIn: BillingUnit? {
    switch self {
    case .reasoning: .output
    case .imageInput: .input
    case .imageCacheRead: .cacheRead
    case .cacheWriteOneHour: .cacheWrite
    default: nil
    }
  }

  /// In the order of declaration.
  public static func < (left: BillingUnit, right: BillingUnit) -> Bool { left.rawValue < right.rawValue }
}

extension TokenClass {
  /// The unit that counts what is left of the class when its details are taken out.
  public var unit: BillingUnit {
    switch self {
    case .uncachedInput: .input
    case .cacheRead: .cacheRead
    case .cacheWrite: .cacheWrite
    case .output: .output
    }
  }
}

/// Some units, in any order.
public struct BillingUnits: OptionSet, Hashable, Sendable {
  /// A bit for each unit, by its number.
  public var rawValue: UInt32

  /// Units by their bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Units from a list.
  public init(_ units: some Sequence<BillingUnit>) {
    rawValue = units.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  /// All units.
  public static let all = BillingUnits(BillingUnit.allCases)

  /// Whether a unit is among them.
  public func contains(_ unit: BillingUnit) -> Bool { rawValue >> UInt32(unit.rawValue) & 1 != 0 }

  /// The units in the order of declaration.
  public var list: [BillingUnit] { BillingUnit.allCases.filter(contains) }
}
