import LedgerMemory
import LedgerPricing

/// What explains the calls of one group, and which explanation is for which call.
public struct GroupFit: Sendable {
  /// The explanations, those found first first.
  public var explanations: [Explanation]
  /// For each call the place of its explanation.
  public var assignment: [UInt16]
  /// The ways that explanations speak of.
  public var ways: [PriceWay]
  /// How far amounts may be off.
  public var tolerance: Tolerance

  /// The difference of a call by cause; the parts add up to reported minus list.
  public func parts(of call: AuditedCall, number: Int, _ body: (AuditCause, Int128) -> Void) {
    explanations[Int(assignment[number])].parts(of: call, ways, body)
  }
}

/// Finds, for the calls of one emitter and model, the smallest sets of transformations of the list computation that
/// reproduce the reported costs call by call.
///
/// All sets are tried on a few calls; the one that fits most of them (of equals the smallest, then the first in a fixed
/// order) is applied to all, and what it leaves over goes into the next round. So millions of calls cost a few
/// multiplications each.
public struct GroupFitter {
  private var ways: [PriceWay]
  /// The ways that are tried first; those behind it only where nothing of them fits.
  private let firstWays: Int
  private let lastWay: Int?
  /// Gives further ways, which are made only where they are needed.
  private let distantWays: () -> [PriceWay]
  private var hasDistantWays = false
  private let tolerance: Tolerance
  /// Gives the models of a book that have the same rates.
  private let modelsWithRates: (ImpliedRates) -> [String]

  private static let sampled = 128
  private static let mostRounds = 24
  private static let mostSteps = 4

  /// A fitter.
  ///
  /// - Parameters:
  ///   - ways: the list itself, then the ways to be tried first: other sheets, other models of the call.
  ///   - distantWays: gives ways to be tried where nothing of those fits: other models of the seller.
  ///   - lastWay: the way that is known to have been taken, for what nothing else explains.
  ///   - tolerance: how far amounts may be off.
  ///   - modelsWithRates: names models that have the rates which were found.
  public init(
    ways: [PriceWay], distantWays: @escaping () -> [PriceWay] = { [] }, lastWay: PriceWay? = nil, tolerance: Tolerance,
    modelsWithRates: @escaping (ImpliedRates) -> [String] = { _ in [] }
  ) {
    self.ways = ways + (lastWay.map { [$0] } ?? [])
    self.lastWay = lastWay == nil ? nil : ways.count
    self.distantWays = distantWays
    firstWays = ways.count
    self.tolerance = tolerance
    self.modelsWithRates = modelsWithRates
  }

  /// Explains calls, each of which has a reported and a list cost.
  mutating func fit(count: Int, call: @escaping @Sendable (Int) -> AuditedCall) -> GroupFit {
    fit(count: count, sums: { call($0).sums }, call: call)
  }

  /// Explains calls; most questions about them need their sums only.
  mutating func fit(
    count: Int, workers: Workers = .one, sums: @escaping @Sendable (Int) -> CallSums,
    call: @escaping @Sendable (Int) -> AuditedCall
  ) -> GroupFit {
    var fit = GroupFit(
      explanations: [Explanation(.list)], assignment: Array(repeating: 0, count: count), ways: [], tolerance: tolerance)
    var rest: [UInt32] = []
    var zeros: [UInt32] = []
    for number in 0..<count {
      let sum = sums(number)
      if sum.isResponseCacheHit {
        let full = Hypothesis().cost(of: call(number), ways)
        if full.map({ tolerance.accepts(sum.reported, $0) }) == true || sum.reported == sum.list { continue }
      } else if tolerance.accepts(sum.reported, sum.list) {
        continue
      }
      if sum.reported == 0 { zeros.append(UInt32(number)) } else { rest.append(UInt32(number)) }
    }
    func assign(_ numbers: [UInt32], _ explanation: Explanation) {
      let place = UInt16(fit.explanations.count)
      fit.explanations.append(explanation)
      for number in numbers { fit.assignment[Int(number)] = place }
    }
    if !zeros.isEmpty { assign(zeros, Explanation(.zero)) }
    var round = 0
    while !rest.isEmpty, round < GroupFitter.mostRounds {
      round += 1
      let sample = GroupFitter.sample(of: rest, turn: UInt64(round), sums, call)
      guard let found = explain(sample) else { break }
      let (judge, numbers) = (Judge(found, ways, tolerance), rest)
      let stretches = workers.stretches(of: numbers.count)
      let verdicts = workers.map(stretches.count) { stretch in
        stretches[stretch].map { judge.fits(call(Int(numbers[$0]))) }
      }.flatMap { $0 }
      let fitting = zip(numbers, verdicts).compactMap { $1 ? $0 : nil }
      if fitting.isEmpty { break }
      assign(fitting, found)
      rest = zip(numbers, verdicts).compactMap { $1 ? nil : $0 }
    }
    rest.removeAll { tolerance.mayBeRounding(sums(Int($0))) }
    if !rest.isEmpty { assign(rest, Explanation(.none)) }
    // Other models of a seller may be hundreds, for each group again: what nothing speaks of is let go.
    let lastSpokenOf = fit.explanations.flatMap(\.steps).map(\.state.way).max() ?? 0
    fit.ways = Array(ways.prefix(lastSpokenOf + 1))
    return fit
  }

  /// Some of the rest, chosen and ordered by what they hold, so that the order of calls does not matter; another turn takes
  /// other ones.
  private static func sample(
    of rest: [UInt32], turn: UInt64, _ sums: (Int) -> CallSums, _ call: (Int) -> AuditedCall
  ) -> [AuditedCall] {
    var chosen: [(mark: UInt64, call: AuditedCall)] = []
    for number in rest {
      let mark = sums(Int(number)).mark(turn: turn)
      let isFull = chosen.count == sampled
      if isFull, let last = chosen.last, mark > last.mark { continue }
      let call = call(Int(number))
      // Calls of the same sums are told apart by everything else.
      func follows(_ other: (mark: UInt64, call: AuditedCall)) -> Bool {
        other.mark == mark ? call.rest.lexicographicallyPrecedes(other.call.rest) : mark < other.mark
      }
      let place = chosen.firstIndex(where: follows) ?? chosen.count
      if isFull, place == chosen.count { continue }
      chosen.insert((mark, call), at: place)
      if isFull { chosen.removeLast() }
    }
    return chosen.map(\.call)
  }

  // MARK: One round

  private struct Candidate {
    var hypothesis: Hypothesis
    var size: Int
    var fitting: [Bool]
    var count: Int
  }

  private mutating func explain(_ sample: [AuditedCall]) -> Explanation? {
    let near = best(sample, among: Array(0..<firstWays))
    var found = near
    let nearCount = near.first?.count ?? 0
    if nearCount < sample.count, let lastWay {
      // The rates are known: they need not be searched for, and are the answer unless the list's own rules give most.
      if nearCount * 2 < sample.count { found = best(sample, among: [lastWay]) }
    } else if nearCount < sample.count {
      // What is found by searching far has to fit more calls than what lies near, and not one of many by chance.
      if !hasDistantWays { ways += distantWays() }
      hasDistantWays = true
      let distant = best(sample, among: Array(firstWays..<ways.count))
      let distantCount = distant.first?.count ?? 0
      if distantCount > nearCount, distantCount >= 3 || distantCount == sample.count { found = distant }
      let places = addSolved(sample)
      let solved = best(sample, among: places)
      if solved.first?.count ?? 0 > found.first?.count ?? 0 { found = solved }
      if let split = bestSplit(sample), split.count > found.first?.count ?? 0 { return split.explanation }
    }
    guard let first = found.first else { return nil }
    let steps = first.hypothesis.steps(ways)
    var alternatives: [[AuditCause]] = []
    for other in found.dropFirst() where other.size == first.size && other.fitting == first.fitting {
      let causes = other.hypothesis.steps(ways).map(\.cause)
      if causes != steps.map(\.cause), !alternatives.contains(causes) { alternatives.append(causes) }
    }
    return Explanation(
      .steps, steps: steps.map { Explanation.Step(cause: $0.cause, evidence: $0.evidence, state: $0.state) },
      alternatives: Array(alternatives.prefix(3)))
  }

  /// The hypotheses that fit most of the sample, the smallest first; empty where none fits any.
  private func best(_ sample: [AuditedCall], among places: [Int]) -> [Candidate] {
    var best: [Candidate] = []
    for (hypothesis, size) in Hypothesis.all(sample, ways: ways, among: places, mostSteps: GroupFitter.mostSteps) {
      var fitting = [Bool](repeating: false, count: sample.count)
      var count = 0
      for (number, call) in sample.enumerated() {
        if let cost = hypothesis.cost(of: call, ways), tolerance.accepts(call.reported, cost) {
          fitting[number] = true
          count += 1
        }
      }
      guard count > 0, count >= best.first?.count ?? 0 else { continue }
      if count > best.first?.count ?? 0 { best = [] }
      best.append(Candidate(hypothesis: hypothesis, size: size, fitting: fitting, count: count))
    }
    return best
  }

  // MARK: Solving

  /// Adds the ways that solving finds, and answers their places.
  private mutating func addSolved(_ sample: [AuditedCall]) -> [Int] {
    let solver = RateSolver(sample, tolerance)
    let before = ways.count
    func add(_ rates: ImpliedRates, _ cause: AuditCause) {
      ways.append(PriceWay([AuditSheet(TokenRates(rates))], cause: cause, origin: 0, evidence: .rates(rates)))
    }
    if let flat = solver.flatRate() {
      add(ImpliedRates(input: flat, output: flat, cacheRead: flat, cacheWrite: flat), .flatBlendedRate)
    }
    for var rates in solver.rates() {
      if let scaled = scaled(rates, sample) {
        ways.append(scaled)
        continue
      }
      rates.models = modelsWithRates(rates)
      add(rates, rates.models.isEmpty ? .otherRates : .modelMismatch)
    }
    return Array(before..<ways.count)
  }

  /// The list with one factor on all rates, where the rates are that.
  private func scaled(_ rates: ImpliedRates, _ sample: [AuditedCall]) -> PriceWay? {
    guard let call = sample.first, let list = ways[0].rates(for: BilledTokens(call.tokens), at: call.start),
      let input = list.input, input > 0, rates.input > 0
    else { return nil }
    var isOneFactor = true
    if let output = rates.output {
      guard let own = list.output else { return nil }
      isOneFactor = Int128(output) * Int128(input) == Int128(rates.input) * Int128(own)
    }
    let divisor = GroupFitter.greatestDivisor(rates.input, input)
    let (numerator, denominator) = (rates.input / divisor, input / divisor)
    let isPower = GroupFitter.isPowerOfTen(numerator, denominator)
    let isHalf = numerator == 1 && denominator == 2
    // Of a single rate every ratio is a factor; only those that mean something are.
    guard isOneFactor, rates.output != nil || isPower || isHalf else { return nil }
    let sheets = ways[0].sheets.compactMap { $0.scaled(by: numerator, over: denominator) }
    guard sheets.count == ways[0].sheets.count else { return nil }
    return PriceWay(
      sheets, cause: isPower ? .unitSlip : isHalf ? .serviceTier : .markup, origin: 0,
      evidence: .factor(numerator: numerator, denominator: denominator))
  }

  private static func greatestDivisor(_ left: Int64, _ right: Int64) -> Int64 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return max(1, left)
  }

  private static func isPowerOfTen(_ numerator: Int64, _ denominator: Int64) -> Bool {
    func isPower(_ value: Int64) -> Bool {
      var rest = value
      while rest > 1, rest % 10 == 0 { rest /= 10 }
      return rest == 1
    }
    return numerator != denominator && isPower(numerator) && isPower(denominator)
  }

  // MARK: Cached tokens that nobody tells

  /// How many of the tokens must have been cached for the reported figure; `nil` where no number is. Whether they were read
  /// from or written into the cache follows from the sign.
  static func split(
    _ call: AuditedCall, _ steps: [Explanation.Step], _ ways: [PriceWay], _ tolerance: Tolerance
  ) -> Int64? {
    let state = steps.dropLast().last?.state ?? Hypothesis()
    guard call.tokens.cacheRead ?? 0 == 0, call.tokens.cacheWrite ?? 0 == 0, let input = call.tokens.uncachedInput,
      let cost = state.cost(of: call, ways),
      let rates = ways[state.way].rates(for: BilledTokens(call.tokens), at: call.start),
      let fresh = rates.input
    else { return nil }
    let difference = Int128(call.reported) - Int128(cost)
    let cached = difference < 0 ? rates.cacheRead : rates.cacheWrite
    guard let cached, cached != fresh, difference != 0, (cached < fresh) == (difference < 0) else { return nil }
    let step = Int128(cached) - Int128(fresh)
    // A number of tokens says nothing where the tolerance is as wide as a token's worth.
    guard step.magnitude > 4 * UInt128(tolerance.bound(call.reported)) else { return nil }
    let tokens = difference / step
    for candidate in [tokens, tokens + 1] where candidate >= 1 && candidate <= Int128(input) {
      let amount = Int128(cost) + candidate * step
      if let whole = Int64(exactly: amount), tolerance.accepts(call.reported, whole) { return Int64(candidate) }
    }
    return nil
  }

  private func bestSplit(_ sample: [AuditedCall]) -> (explanation: Explanation, count: Int)? {
    var best: (explanation: Explanation, count: Int)?
    for way in 0..<firstWays {
      var steps = Hypothesis(way: way).steps(ways)
      var state = Hypothesis()
      state.way = way
      steps.append((.cacheSplitMissing, .cachedTokens, state))
      let taken = steps.map { Explanation.Step(cause: $0.cause, evidence: $0.evidence, state: $0.state) }
      let count = sample.count { GroupFitter.split($0, taken, ways, tolerance) != nil }
      if count > best?.count ?? 0 { best = (Explanation(.split, steps: taken), count) }
    }
    return best
  }
}

/// Whether calls are explained.
private struct Judge: Sendable {
  let explanation: Explanation
  let ways: [PriceWay]
  let tolerance: Tolerance

  init(_ explanation: Explanation, _ ways: [PriceWay], _ tolerance: Tolerance) {
    self.explanation = explanation
    self.ways = ways
    self.tolerance = tolerance
  }

  func fits(_ call: AuditedCall) -> Bool {
    if explanation.kind == .split { return GroupFitter.split(call, explanation.steps, ways, tolerance) != nil }
    guard let state = explanation.steps.last?.state, let cost = state.cost(of: call, ways) else { return false }
    return tolerance.accepts(call.reported, cost)
  }
}
