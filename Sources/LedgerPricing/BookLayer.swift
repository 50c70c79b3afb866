/// How much a book counts: where several books have a price, the highest layer wins.
public enum BookLayer: UInt8, CaseIterable, Hashable, Comparable, Sendable {
  /// The book that comes with the program.
  case shipped
  /// A catalogue made by others. It fills gaps of the shipped book and replaces nothing.
  case catalogue
  /// What an organisation pays, whoever agreed on it.
  case organisation
  /// What a contract says.
  case contract

  /// The word in books and reports.
  public var name: String {
    switch self {
    case .shipped: "shipped"
    case .catalogue: "catalogue"
    case .organisation: "organisation"
    case .contract: "contract"
    }
  }

  /// The layer of a word.
  public init?(name: String) {
    guard let layer = BookLayer.allCases.first(where: { $0.name == name }) else { return nil }
    self = layer
  }

  /// Whether its prices are list prices, which anybody pays.
  public var isList: Bool { self <= .catalogue }

  /// Weaker layers first.
  public static func < (left: BookLayer, right: BookLayer) -> Bool { left.rawValue < right.rawValue }
}
