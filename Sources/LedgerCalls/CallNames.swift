import LedgerKernels
import LedgerMemory

/// Whom calls name: provider, operation and models. Of all combinations few occur, so that a call keeps the number of its
/// own, and whatever depends on names is worked out once for a combination.
public final class CallNames: Sendable {
  /// The codes of a combination.
  public struct Combination: Hashable, NumberedKey {
    /// Code of the provider.
    public var provider: UInt32
    /// Code of the operation.
    public var operation: UInt32
    /// Code of the model asked for.
    public var requestModel: UInt32
    /// Code of the model that answered.
    public var responseModel: UInt32

    /// Code of the model that answered, else of the one asked for.
    public var model: UInt32 { responseModel != 0 ? responseModel : requestModel }

    /// All codes, mixed.
    @inlinable public var mixed: UInt64 {
      foldedProduct(
        (UInt64(provider) << 32 | UInt64(requestModel)) ^ 0x9E37_79B9_7F4A_7C15,
        (UInt64(operation) << 32 | UInt64(responseModel)) ^ 0xE703_7ED1_A0B4_28DB)
    }
  }

  /// The combinations that occur, by their number.
  public let combinations: [Combination]
  /// The number of the combination of each call.
  public let numbers: RowBuffer<UInt32>

  init(_ numbers: consuming RowBuffer<UInt32>, _ combinations: [Combination]) {
    self.numbers = numbers
    self.combinations = combinations
  }

  /// One code of each call.
  func column(_ code: KeyPath<Combination, UInt32>, cardinality: Int) -> NameColumn {
    NameColumn(names: self, codes: combinations.map { $0[keyPath: code] }, cardinality: cardinality)
  }
}

/// A code of each call that follows from the combination of names it has.
public struct NameColumn: Sendable {
  /// The combinations of all calls.
  public let names: CallNames
  /// The code by the number of the combination.
  public let codes: [UInt32]
  /// How many codes there may be; all codes are below.
  public let cardinality: Int

  /// The code of a call.
  @inlinable
  public subscript(row: Int) -> UInt32 {
    @inline(__always) get { codes[Int(names.numbers[row])] }
  }
}
