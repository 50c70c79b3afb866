import LedgerModel

/// The ranks between which a percentile of the population lies, judged by a sample of `count` values alone.
///
/// For n values x₁ ≤ … ≤ xₙ drawn independently from one population with the quantile ξ at q, the number B of values below
/// ξ is binomial, B ~ Bin(n, q), whatever the population looks like. So the values at the ranks
///
///     l = the largest rank with  P(B ≤ l − 1) ≤ (1 − confidence) / 2
///     u = the smallest rank with P(B ≥ u)     ≤ (1 − confidence) / 2
///
/// enclose ξ with a probability of at least `confidence`, and miss it on either side with at most half of the rest. Both
/// probabilities are sums of the exact binomial terms, not an approximation; equal values only make the interval surer.
/// The nearest rank of the percentile always lies in `l...u`.
///
/// Terms are summed outwards from the largest, each from its neighbour by one multiplication and one division, so the
/// result is the same on every machine.
///
/// (W. J. Conover, *Practical Nonparametric Statistics*, 3.2; H. A. David and H. N. Nagaraja, *Order Statistics*, 7.1.)
///
/// - Parameters:
///   - count: how many values there are; at least one, anything else is a programmer error.
///   - percentile: of which percentile.
///   - confidence: the least probability that the interval holds the percentile, above 0 and below 1.
/// - Returns: 1-based ranks, or `nil` where the sample is too small to bound the percentile on both sides: 6 values are
///   needed for the median at 95 %, 36 for p90, 72 for p95, 368 for p99. Nothing ever bounds p0 and p100.
/// - Complexity: O(√count) multiplications.
public func rankInterval(count: Int, percentile: Percentile, confidence: Double = 0.95) -> (lower: Int, upper: Int)? {
  precondition(count > 0, "no value has a rank")
  precondition(confidence > 0 && confidence < 1, "a confidence is above 0 and below 1")
  guard percentile.numerator > 0, percentile.numerator < percentile.denominator else { return nil }
  let odds = Double(percentile.numerator) / Double(percentile.denominator - percentile.numerator)
  let terms = BinomialTerms(count: count, odds: odds, mode: percentile.binomialMode(of: count))
  let tail = (1 - confidence) / 2 * terms.total
  guard let lower = terms.lowerRank(tail: tail), let upper = terms.upperRank(tail: tail) else { return nil }
  return (lower, upper)
}

/// The terms of a binomial distribution, in units of its largest one.
private struct BinomialTerms {
  /// Terms below this part of the largest are left out: all of them together are far below any tail that is asked for.
  private static let negligible = 1e-30

  /// The term of `first + index` successes.
  private let terms: [Double]
  private let first: Int
  private let count: Int
  /// The sum of all terms.
  let total: Double

  init(count: Int, odds: Double, mode: Int) {
    var below: [Double] = []
    var term = 1.0
    var successes = mode
    while successes > 0 {
      // P(k − 1) / P(k) = k / (n − k + 1) · (1 − q) / q
      term *= Double(successes) / (Double(count - successes + 1) * odds)
      if term < BinomialTerms.negligible { break }
      below.append(term)
      successes -= 1
    }
    var terms = Array(below.reversed())
    terms.append(1)
    term = 1
    successes = mode
    while successes < count {
      term *= Double(count - successes) * odds / Double(successes + 1)
      if term < BinomialTerms.negligible { break }
      terms.append(term)
      successes += 1
    }
    // From both ends inwards, the small ones first.
    total = terms[..<below.count].reduce(0, +) + terms[below.count...].reversed().reduce(0, +)
    self.terms = terms
    self.first = mode - below.count
    self.count = count
  }

  /// The largest rank l with P(B ≤ l − 1) ≤ `tail`, at least 1; `nil` where there is none.
  func lowerRank(tail: Double) -> Int? {
    var sum = 0.0
    var rank = first
    for term in terms {
      sum += term
      if sum > tail { break }
      rank += 1
    }
    return rank > 0 ? rank : nil
  }

  /// The smallest rank u with P(B ≥ u) ≤ `tail`, at most the count; `nil` where there is none.
  func upperRank(tail: Double) -> Int? {
    var sum = 0.0
    var rank = first + terms.count
    for term in terms.reversed() {
      sum += term
      if sum > tail { break }
      rank -= 1
    }
    return rank <= count ? rank : nil
  }
}

extension Percentile {
  /// The most probable number of successes among `count` trials: ⌊(count + 1) · q⌋, in integers.
  fileprivate func binomialMode(of count: Int) -> Int {
    let product = numerator.multipliedFullWidth(by: UInt64(count) + 1)
    return min(Int(denominator.dividingFullWidth(product).quotient), count)
  }
}
