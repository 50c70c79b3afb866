/// The smallest and the largest of some values.
public struct Extremes: Hashable, Sendable {
  /// The smallest value.
  public var min: Int64
  /// The largest value.
  public var max: Int64

  /// A pair of extremes.
  public init(min: Int64, max: Int64) {
    self.min = min
    self.max = max
  }

  /// Takes in others.
  mutating func formUnion(_ others: Extremes) {
    min = Swift.min(min, others.min)
    max = Swift.max(max, others.max)
  }
}

/// The extremes of all values, or `nil` where there are none.
public func extremes(of values: Span<Int64>) -> Extremes? {
  if values.isEmpty { return nil }
  var low = Int64.max
  var high = Int64.min
  for row in values.indices {
    let value = values[row]
    low = value < low ? value : low
    high = value > high ? value : high
  }
  return Extremes(min: low, max: high)
}

/// The extremes of the valid values, or `nil` where no row is valid.
///
/// - Parameters:
///   - values: all rows, valid or not.
///   - validity: one bit a row, the lowest bit of a word first; 1 means valid. Bits behind the last row are ignored; too
///     few words are a programmer error.
public func extremes(of values: Span<Int64>, validity: Span<UInt64>) -> Extremes? {
  precondition(validity.count >= wordCount(forRows: values.count), "validity bitmap shorter than its column")
  var low = Int64.max
  var high = Int64.min
  var isAnyValid = false
  var start = 0
  while start < values.count {
    let end = Swift.min(start + 64, values.count)
    let lanes = values.extracting(start..<end)
    var word = validity[start >> 6]
    if lanes.count < 64 { word &= (1 << UInt64(lanes.count)) - 1 }
    if word != 0 {
      isAnyValid = true
      for lane in lanes.indices {
        let isValid = word &>> UInt64(lane) & 1 == 1
        let value = lanes[lane]
        low = isValid && value < low ? value : low
        high = isValid && value > high ? value : high
      }
    }
    start = end
  }
  return isAnyValid ? Extremes(min: low, max: high) : nil
}
