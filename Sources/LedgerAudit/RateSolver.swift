import LedgerPricing

/// Solves for the rates with which an emitter must have priced calls, exactly: rates are whole numbers of pico-dollars per
/// token, so a few calls prove them.
struct RateSolver {
  private let calls: [AuditedCall]
  private let tolerance: Tolerance

  /// How many calls are paired with each other.
  private static let paired = 24

  init(_ calls: [AuditedCall], _ tolerance: Tolerance) {
    self.calls = calls
    self.tolerance = tolerance
  }

  /// One rate for every token, input and output alike; `nil` where no three calls of different mixtures have one, or two of
  /// them a round one.
  func flatRate() -> Int64? {
    var best: (rate: Int64, calls: Int)?
    for call in calls.prefix(RateSolver.paired) {
      let tokens = (call.tokens.input ?? 0).addingClamped(call.tokens.output ?? 0)
      guard tokens > 0, let rate = RateSolver.quotient(Int128(call.reported), Int128(tokens)), rate > 0 else {
        continue
      }
      let fitting = calls.filter { other in
        let tokens = (other.tokens.input ?? 0).addingClamped(other.tokens.output ?? 0)
        let (amount, overflow) = rate.multipliedReportingOverflow(by: tokens)
        return !overflow && tolerance.accepts(other.reported, amount)
      }
      guard RateSolver.mixtures(fitting) >= 2, fitting.count >= (RateSolver.isRound(rate) ? 2 : 3) else { continue }
      if fitting.count > best?.calls ?? 0 { best = (rate, fitting.count) }
    }
    return best?.rate
  }

  /// Rates of input and output, and of cached tokens where calls tell of any; `nil` where no rates fit three calls, or two
  /// of them round ones. Cached input without a rate of its own is charged in some other way, or not at all.
  func rates() -> [ImpliedRates] {
    let plain = calls.filter { ($0.tokens.cacheRead ?? 0) == 0 && ($0.tokens.cacheWrite ?? 0) == 0 }
    var found: [ImpliedRates] = []
    if let rates = pair(plain, { $0.tokens.input ?? 0 }) {
      found.append(completed(rates))
    } else if plain.count < calls.count {
      for input in [{ $0.tokens.input ?? 0 }, { $0.tokens.uncachedInput ?? 0 }] as [(AuditedCall) -> Int64] {
        if let rates = pair(calls, input) { found.append(rates) }
      }
    }
    return found
  }

  private func pair(_ calls: [AuditedCall], _ input: (AuditedCall) -> Int64) -> ImpliedRates? {
    let sides = calls.map { (call: $0, input: input($0), output: $0.tokens.output ?? 0) }
    var best: (rates: ImpliedRates, calls: Int)?
    func weigh(_ rates: ImpliedRates, unknowns: Int) {
      let output = rates.output ?? 0
      let fitting = sides.filter { side in
        let amount = Int128(rates.input) * Int128(side.input) + Int128(output) * Int128(side.output)
        return Int64(exactly: amount).map { tolerance.accepts(side.call.reported, $0) } ?? false
      }.count
      let isRound = RateSolver.isRound(rates.input) && RateSolver.isRound(output)
      guard fitting >= (isRound ? unknowns : unknowns + 1), fitting > best?.calls ?? 0 else { return }
      best = (rates, fitting)
    }
    if sides.allSatisfy({ $0.output == 0 }) {
      for side in sides.prefix(RateSolver.paired) where side.input > 0 {
        guard let rate = RateSolver.quotient(Int128(side.call.reported), Int128(side.input)), rate >= 0 else {
          continue
        }
        weigh(ImpliedRates(input: rate), unknowns: 1)
      }
      return best?.rates
    }
    let few = Array(sides.prefix(RateSolver.paired))
    for (number, first) in few.enumerated() {
      for second in few.dropFirst(number + 1) {
        let determinant = Int128(first.input) * Int128(second.output) - Int128(second.input) * Int128(first.output)
        guard determinant != 0 else { continue }
        let inputs =
          Int128(first.call.reported) * Int128(second.output) - Int128(second.call.reported) * Int128(first.output)
        let outputs =
          Int128(first.input) * Int128(second.call.reported) - Int128(second.input) * Int128(first.call.reported)
        guard let input = RateSolver.quotient(inputs, determinant),
          let output = RateSolver.quotient(outputs, determinant),
          input >= 0, output >= 0, input > 0 || output > 0
        else { continue }
        weigh(ImpliedRates(input: input, output: output), unknowns: 2)
      }
    }
    if best == nil, tolerance.unit > 1, let rates = leastSquares(sides.map { ($0.input, $0.output, $0.call.reported) })
    {
      weigh(rates, unknowns: 2)
    }
    return best?.rates
  }

  /// Rates of cached tokens that most calls with such tokens agree on.
  private func completed(_ rates: ImpliedRates) -> ImpliedRates {
    var rates = rates
    func rest(_ call: AuditedCall) -> Int128 {
      Int128(call.reported) - Int128(rates.input) * Int128(call.tokens.uncachedInput ?? 0)
        - Int128(rates.output ?? 0) * Int128(call.tokens.output ?? 0)
    }
    func most(_ candidates: [Int64]) -> Int64? {
      let counts = Dictionary(candidates.map { ($0, 1) }, uniquingKeysWith: +)
      return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }.flatMap { $0.value >= 2 ? $0.key : nil }
    }
    rates.cacheRead = most(
      calls.compactMap { call in
        guard let read = call.tokens.cacheRead, read > 0, call.tokens.cacheWrite ?? 0 == 0 else { return nil }
        return RateSolver.quotient(rest(call), Int128(read)).flatMap { $0 >= 0 ? $0 : nil }
      })
    rates.cacheWrite = most(
      calls.compactMap { call in
        guard let write = call.tokens.cacheWrite, write > 0 else { return nil }
        let read = call.tokens.cacheRead ?? 0
        guard read == 0 || rates.cacheRead != nil else { return nil }
        let other = Int128(read) * Int128(rates.cacheRead ?? 0)
        return RateSolver.quotient(rest(call) - other, Int128(write)).flatMap { $0 >= 0 ? $0 : nil }
      })
    return rates
  }

  /// Rates of rounded amounts: least squares, to three digits.
  private func leastSquares(_ sides: [(input: Int64, output: Int64, amount: Int64)]) -> ImpliedRates? {
    var (aa, ab, bb, ac, bc) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for side in sides {
      let (a, b, c) = (Double(side.input), Double(side.output), Double(side.amount))
      (aa, ab, bb, ac, bc) = (aa + a * a, ab + a * b, bb + b * b, ac + a * c, bc + b * c)
    }
    let determinant = aa * bb - ab * ab
    guard determinant > 0 else { return nil }
    func round(_ value: Double) -> Int64? {
      guard value.isFinite, value >= 0.5, value < 1e15 else { return nil }
      var unit: Int64 = 1
      while value / Double(unit) >= 1000 { unit *= 10 }
      return Int64((value / Double(unit)).rounded()) * unit
    }
    guard let input = round((ac * bb - bc * ab) / determinant), let output = round((aa * bc - ab * ac) / determinant)
    else { return nil }
    return ImpliedRates(input: input, output: output)
  }

  /// The nearest whole number; `nil` beyond 64 bits.
  private static func quotient(_ numerator: Int128, _ denominator: Int128) -> Int64? {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let isAway = rest.magnitude >= denominator.magnitude - rest.magnitude
    return Int64(exactly: quotient + (isAway ? ((numerator < 0) == (denominator < 0) ? 1 : -1) : 0))
  }

  /// Whether a rate is one that people would publish: at most three digits of dollars per million tokens, to the cent.
  private static func isRound(_ rate: Int64) -> Bool {
    var rest = rate
    while rest != 0, rest % 10 == 0 { rest /= 10 }
    return rest.magnitude < 1000
  }

  /// How many different mixtures of input and output there are, up to two.
  private static func mixtures(_ calls: [AuditedCall]) -> Int {
    guard let first = calls.first else { return 0 }
    let (input, output) = (Int128(first.tokens.input ?? 0), Int128(first.tokens.output ?? 0))
    return calls.contains {
      Int128($0.tokens.input ?? 0) * output != input * Int128($0.tokens.output ?? 0)
    } ? 2 : 1
  }
}
