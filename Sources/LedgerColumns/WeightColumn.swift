import LedgerModel

/// What the rows of one segment say of their sampling: a byte a row, and only in segments where any row says something.
///
/// Samplers have few rates, so a code stands for each different weight. Code 0 says nothing; the few rows of a segment
/// beyond its first 254 different weights are kept beside.
public final class WeightColumn: @unchecked Sendable {
  // Sound: as SpanSegment.
  private let capacity: Int
  private var codes: [UInt8] = []
  private var weights: [SpanWeight] = [SpanWeight()]
  private var codeOf: [SpanWeight: UInt8] = [:]
  private var others: [Int: SpanWeight] = [:]

  private static let elsewhere = UInt8.max

  init(capacity: Int) { self.capacity = capacity }

  /// Whether no row says anything.
  public var isEmpty: Bool { codes.isEmpty }

  /// What a row says.
  public subscript(row: Int) -> SpanWeight {
    if codes.isEmpty { return SpanWeight() }
    let code = codes[row]
    return code == WeightColumn.elsewhere ? others[row] ?? SpanWeight() : weights[Int(code)]
  }

  func set(_ row: Int, _ weight: SpanWeight) {
    if codes.isEmpty { codes = [UInt8](repeating: 0, count: capacity) }
    if let code = codeOf[weight] {
      codes[row] = code
    } else if weights.count < Int(WeightColumn.elsewhere) {
      let code = UInt8(weights.count)
      codeOf[weight] = code
      weights.append(weight)
      codes[row] = code
    } else {
      codes[row] = WeightColumn.elsewhere
      others[row] = weight
    }
  }

  func truncate(to rows: Int) {
    guard !codes.isEmpty else { return }
    for row in rows..<codes.count { codes[row] = 0 }
    if !others.isEmpty { others = others.filter { $0.key < rows } }
  }
}
