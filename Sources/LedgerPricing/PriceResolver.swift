import LedgerModel

/// Remembers what names came to, so that strings are compared once for each provider and model and not for each call.
///
/// A value: every worker keeps its own. The answers are those of the book, whatever was asked before.
public struct PriceResolver: Sendable {
  private struct Key: Hashable {
    var provider: String
    var model: String
  }

  /// The book that answers.
  public let book: PriceBook
  private var known: [Key: PriceResolution] = [:]

  /// How many pairs are remembered; further ones are looked up each time, so that hostile names cannot fill memory.
  static let knownLimit = 65_536

  /// A resolver for a book.
  public init(book: PriceBook) { self.book = book }

  /// What the book knows of a provider and a model, for all time; see ``PriceBook/resolve(provider:model:)``.
  public mutating func resolution(provider: String, model: String) -> PriceResolution {
    let key = Key(provider: provider, model: model)
    if let resolution = known[key] { return resolution }
    let resolution = book.resolve(provider: provider, model: model)
    if known.count < PriceResolver.knownLimit { known[key] = resolution }
    return resolution
  }

  /// The price of a model of a provider at an instant; see ``PriceBook/match(provider:model:at:)``.
  public mutating func match(provider: String, model: String, at instant: UnixNanos) -> PriceMatch {
    let resolution = resolution(provider: provider, model: model)
    return PriceMatch(resolution: resolution, outcome: resolution.outcome(at: instant))
  }
}
