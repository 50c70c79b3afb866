/// Why a text is no rate that a service's calls can have been kept with.
public enum SamplingRateError: Error, Hashable, Sendable {
  /// It is no number in `0 < p ≤ 1`.
  case noProbability(String)
  /// It is so small that one call would stand for more than ``SamplingWeight/largest``.
  case absurd(String)

  /// What is wrong, and what a rate is.
  public var text: String {
    switch self {
    case .noProbability(let rate):
      "'\(rate)' is no probability. A rate is a number above 0 and at most 1, such as 0.1."
    case .absurd(let rate): "'\(rate)' is less than one in 1,000,000,000, which no estimate can rest on."
    }
  }
}

extension SamplingWeight {
  /// The weight of a rate that a user sets for a service: 1 / p, of a probability that is written as a decimal number.
  public init(rate: some StringProtocol) throws(SamplingRateError) {
    guard let weight = SamplingWeight(probability: rate) else { throw .noProbability(String(rate)) }
    guard !weight.isAbsurd else { throw .absurd(String(rate)) }
    self = weight
  }
}
