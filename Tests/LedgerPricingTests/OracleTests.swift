import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerPricing

/// Random books and calls, priced by the program and by another implementation that knows nothing of the first: it looks at
/// one token after the other.
@Suite struct OracleTests {
  /// Choices from a seed.
  struct Random {
    private var numbers: SplitMix64

    init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

    mutating func next() -> UInt64 { numbers.next() }
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
    mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }
    mutating func holds(_ percent: Int) -> Bool { below(100) < percent }
  }

  // MARK: A book as the other implementation sees it

  enum Price: Equatable {
    case micro(Int)
    case free
    case none
    case asInput

    var text: String {
      switch self {
      case .micro(let millionths):
        let digits = String(millionths)
        let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        return "\(padded.dropLast(6)).\(padded.suffix(6))"
      case .free: return "free"
      case .none: return "none"
      case .asInput: return "input"
      }
    }
  }

  struct Line {
    var tiers: [String] = []
    var geo: String?
    var above: Int?
    var isAtLeast = false
    var basis: [String] = []
    var isMarginal = false
    var hours: (from: Int, until: Int)?
    var days: ClosedRange<Int>?
    var fromDay: Int?
    var untilDay: Int?
    var prices: [String: Price] = [:]
    var factor: Int?  // in thousandths
    var limit: [String] = []
    /// Dollars times 10⁶; 0 for none.
    var minimum = 0
    var quantum = 0
    var roundsUp = false

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    var conditions: String {
      var words: [String] = []
      if !tiers.isEmpty { words.append("service-tier=\(tiers.joined(separator: ","))") }
      if let geo { words.append("geo=\(geo)") }
      if let above {
        words.append("\(isAtLeast ? "at-least" : "above")=\(above) basis=\(basis.joined(separator: "+"))")
        words.append("scope=\(isMarginal ? "marginal" : "request")")
      }
      if let hours {
        words.append(
          "hours=\(Self.two(hours.from / 60)):\(Self.two(hours.from % 60))-\(Self.two(hours.until / 60)):\(Self.two(hours.until % 60))"
        )
      }
      let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
      if let days { words.append("days=\(names[days.lowerBound])-\(names[days.upperBound])") }
      if let fromDay { words.append("from=2026-11-\(Self.two(fromDay))") }
      if let untilDay { words.append("until=2026-11-\(Self.two(untilDay))") }
      return words.joined(separator: " ")
    }

    var effect: String {
      var words = prices.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
      if let factor {
        words.append("x=\(factor / 1000).\(String(String(factor % 1000 + 1000).dropFirst()))")
        if !limit.isEmpty { words.append("for=\(limit.joined(separator: ","))") }
      }
      if minimum > 0 { words.append("minimum=\(Price.micro(minimum).text)") }
      if quantum > 0 { words.append("quantum=\(Price.micro(quantum).text) round=\(roundsUp ? "up" : "nearest")") }
      return words.joined(separator: " ")
    }
  }

  static let classes = ["cache-read", "cache-write", "input", "output"]
  static let details = [
    "cache-write-1h": "cache-write", "reasoning": "output", "audio-output": "output", "image-output": "output",
    "audio-input": "input", "image-input": "input", "audio-cache-read": "cache-read", "image-cache-read": "cache-read",
  ]
  static let standIns = [
    "cache-write-1h": "cache-write", "reasoning": "output", "image-input": "input", "image-cache-read": "cache-read",
  ]
  static let pieces = ["per-request", "per-image", "per-search"]

  struct Model {
    var prices: [String: Price] = [:]
    var lines: [Line] = []
    var adjustments: [Line] = []
    var hasContract = false

    var shippedText: String {
      let prices = prices.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }.joined(separator: " ")
      let lines = lines.map { "when \($0.conditions) \($0.effect)" }.joined(separator: "\n")
      return "seller acme vendor\nprovider acme\nmodel m\nprice from=* source=page \(prices)\n\(lines)"
    }

    var adjustmentText: String {
      adjustments.enumerated().map { "adjust a\($0.offset) \($0.element.conditions) \($0.element.effect)" }
        .joined(separator: "\n")
    }
  }

  struct Call {
    var counts: [String: Int?] = [:]
    var tier: String?
    var geo: String?
    /// Minutes since 2026-11-01T00:00:00Z.
    var minute = 0
  }

  enum Answer: Equatable {
    case cost(Int)  // pico-dollars
    case unpriced([String])
    case unknown([String])
    case contradiction
  }

  // MARK: The other implementation

  static func halfEven(_ value: Int, _ thousandths: Int) -> Int {
    let product = value * thousandths
    let (whole, rest) = (product / 1000, product % 1000)
    return max(1, rest * 2 > 1000 || (rest * 2 == 1000 && whole % 2 == 1) ? whole + 1 : whole)
  }

  /// The written prices of a call's token that is number `position` of its class, from 0; `nil` for no token.
  static func written(_ model: Model, _ call: Call, token: (tokenClass: String, position: Int)?) -> [String: Price] {
    // Tokens are priced per million, everything else each: pico-dollars of one are 10⁶ times the other.
    func pico(_ prices: [String: Price]) -> [String: Price] {
      Dictionary(
        uniqueKeysWithValues: prices.map { unit, price in
          if case .micro(let value) = price, unit.hasPrefix("per-") { return (unit, .micro(value * 1_000_000)) }
          return (unit, price)
        })
    }
    var prices = pico(model.prices)
    for line in model.lines + model.adjustments where holds(line, call, token) {
      for (unit, price) in pico(line.prices) { prices[unit] = price }
      guard let factor = line.factor else { continue }
      let before = prices
      let all = classes + details.keys.sorted() + pieces
      let limit = line.limit.isEmpty ? all : line.limit
      var changed = prices
      for unit in limit {
        func root(_ unit: String) -> String {
          var at = unit
          while true {
            if before[at] == .asInput { return "input" }
            if before[at] != nil { return at }
            guard let next = standIns[at] else { return at }
            at = next
          }
        }
        let source = root(unit)
        if source != unit, limit.contains(source) { continue }
        if case .micro(let price)? = before[source] { changed[unit] = .micro(halfEven(price, factor)) }
      }
      prices = changed
    }
    return prices
  }

  static func price(_ unit: String, _ prices: [String: Price]) -> Price {
    var at = unit
    while true {
      switch prices[at] {
      case .asInput?: return prices["input"] ?? .none
      case let known?: return known
      case nil:
        guard let next = standIns[at] else { return .none }
        at = next
      }
    }
  }

  static func holds(_ line: Line, _ call: Call, _ token: (tokenClass: String, position: Int)?) -> Bool {
    let tier =
      ["", "default", "standard", "auto"].contains((call.tier ?? "").lowercased()) ? "standard" : call.tier ?? ""
    if !line.tiers.isEmpty, !line.tiers.contains(tier) { return false }
    if let geo = line.geo, geo != call.geo { return false }
    let day = call.minute / 1440 + 1
    if let from = line.fromDay, day < from { return false }
    if let until = line.untilDay, day >= until { return false }
    let clock = call.minute % 1440
    if let hours = line.hours {
      let isIn =
        hours.from < hours.until
        ? clock >= hours.from && clock < hours.until : clock >= hours.from || clock < hours.until
      if !isIn { return false }
    }
    // 1 November 2026 was a Sunday.
    if let days = line.days, !days.contains((day + 5) % 7) { return false }
    guard let above = line.above else { return true }
    let length = line.basis.reduce(0) { $0 + ((call.counts[$1] ?? 0) ?? 0) }
    guard line.isAtLeast ? length >= above : length > above else { return false }
    guard line.isMarginal else { return true }
    guard let token, line.basis.contains(token.tokenClass) else { return false }
    var before = 0
    for name in classes {
      if name == token.tokenClass { break }
      if line.basis.contains(name) { before += (call.counts[name] ?? 0) ?? 0 }
    }
    // The number of the token among those that are counted, from 1.
    let number = before + token.position + 1
    return line.isAtLeast ? number >= above : number > above
  }

  static func answer(_ model: Model, _ call: Call) -> Answer {
    var unknown: Set<String> = []
    var unpriced: Set<String> = []
    var sum = 0
    var isContradictory = false
    let plain = written(model, call, token: nil)
    for name in classes {
      guard let count = call.counts[name] ?? nil else {
        if name == "input" || name == "output", price(name, plain) != .none { unknown.insert(name) }
        continue
      }
      var position = 0
      func bill(_ unit: String, _ prices: [String: Price]) {
        switch price(unit, prices) {
        case .micro(let price): sum += price
        case .free: break
        case .none, .asInput: unpriced.insert(unit)
        }
      }
      let own = details.filter { $0.value == name && price($0.key, plain) != price(name, plain) }.keys.sorted()
      let told = own.reduce(0) { $0 + ((call.counts[$1] ?? 0) ?? 0) }
      if told > count {
        isContradictory = true
        for unit in own where (call.counts[unit] ?? 0) ?? 0 > 0 && price(unit, plain) == .none { unpriced.insert(unit) }
        if price(name, plain) == .none { unpriced.insert(name) }
        continue
      }
      for unit in own {
        for _ in 0..<((call.counts[unit] ?? 0) ?? 0) {
          bill(unit, plain)
          position += 1
        }
      }
      while position < count {
        bill(name, written(model, call, token: (name, position)))
        position += 1
      }
    }
    for unit in pieces {
      let count = (call.counts[unit] ?? nil) ?? (unit == "per-request" ? 1 : 0)
      switch price(unit, plain) {
      case .micro(let price): sum += count * price
      case .free: break
      case .none, .asInput:
        if count > 0, call.counts[unit] != nil { unpriced.insert(unit) }
      }
    }
    if !unknown.isEmpty { return .unknown(unknown.sorted()) }
    if !unpriced.isEmpty { return .unpriced(unpriced.sorted()) }
    if isContradictory { return .contradiction }
    for line in model.adjustments where holds(line, call, nil) {
      if line.minimum > 0 { sum = max(sum, line.minimum * 1_000_000) }
      if line.quantum > 0 {
        let quantum = line.quantum * 1_000_000
        let (whole, rest) = (sum / quantum, sum % quantum)
        let isUp = rest > 0 && (line.roundsUp || rest * 2 > quantum || (rest * 2 == quantum && whole % 2 == 1))
        sum = (whole + (isUp ? 1 : 0)) * quantum
      }
    }
    return .cost(sum)
  }

  // MARK: Random books and calls

  static func price(_ random: inout Random, _ unit: String) -> Price {
    switch random.below(12) {
    case 0: return .free
    case 1: return .none
    case 2 where unit != "input" && !unit.hasPrefix("per-"): return .asInput
    default: return .micro(1 + random.below(random.holds(30) ? 9 : 5_000_000))
    }
  }

  static func line(_ random: inout Random, isAdjustment: Bool) -> Line {
    var line = Line()
    repeat {
      if random.holds(40) { line.tiers = [random.one(of: ["batch", "flex", "standard"])] }
      if random.holds(15) { line.geo = "us" }
      if random.holds(45) {
        line.above = 1 + random.below(60)
        line.isAtLeast = random.holds(50)
        line.basis = random.one(of: [["input"], ["prompt"], ["output"], ["input", "output"], ["cache-read", "input"]])
        line.isMarginal = !isAdjustment && random.holds(40)
      }
      if random.holds(15) { line.hours = random.one(of: [(540, 1020), (1320, 360), (0, 720), (630, 1440)]) }
      if random.holds(10) { line.days = random.one(of: [0...4, 5...6, 1...1]) }
      if random.holds(15) { line.fromDay = 5 + random.below(10) }
      if random.holds(15) { line.untilDay = 16 + random.below(10) }
    } while line.conditions.isEmpty && !isAdjustment
    let prompt = ["input", "cache-read", "cache-write"]
    let basis = line.basis == ["prompt"] ? prompt : line.basis
    let units = line.isMarginal ? basis : classes + details.keys.sorted() + pieces
    if isAdjustment {
      switch random.below(4) {
      case 0: line.minimum = 1 + random.below(200)
      case 1:
        line.quantum = 1 + random.below(50)
        line.roundsUp = random.holds(50)
      default:
        line.factor = 1 + random.below(2500)
        if random.holds(40) { line.limit = [random.one(of: units), random.one(of: classes)] }
      }
    } else {
      if random.holds(70) {
        for _ in 0...random.below(3) {
          let unit = random.one(of: units)
          line.prices[unit] = price(&random, unit)
        }
      }
      if line.prices.isEmpty || random.holds(30) {
        line.factor = 1 + random.below(2500)
        if line.isMarginal || random.holds(40) { line.limit = [random.one(of: units)] }
      }
    }
    if line.basis == ["prompt"] { line.basis = prompt }
    return line
  }

  static func model(_ random: inout Random) -> Model {
    var model = Model()
    for unit in classes { model.prices[unit] = price(&random, unit) }
    for unit in details.keys.sorted() where random.holds(30) { model.prices[unit] = price(&random, unit) }
    if random.holds(20) { model.prices["per-request"] = .micro(1 + random.below(3000)) }
    if random.holds(20) { model.prices["per-search"] = .micro(1 + random.below(30_000)) }
    for _ in 0..<random.below(5) { model.lines.append(line(&random, isAdjustment: false)) }
    for _ in 0..<random.below(3) { model.adjustments.append(line(&random, isAdjustment: true)) }
    // Adjustments of prices come before those of amounts.
    model.adjustments.sort { ($0.factor != nil ? 0 : 1) < ($1.factor != nil ? 0 : 1) }
    return model
  }

  static func call(_ random: inout Random, isPlain: Bool) -> Call {
    var call = Call()
    for unit in classes { call.counts[unit] = random.holds(8) ? .some(nil) : .some(random.below(60)) }
    if !isPlain {
      for unit in details.keys.sorted() where random.holds(30) { call.counts[unit] = .some(random.below(25)) }
      for unit in pieces where random.holds(20) { call.counts[unit] = .some(random.below(3)) }
    }
    call.tier = random.one(of: [nil, nil, "default", "batch", "flex", "priority"])
    call.geo = random.one(of: [nil, "us", "eu"])
    call.minute = random.below(28 * 1440)
    return call
  }

  static func usage(_ call: Call) -> CallUsage {
    var usage = CallUsage()
    for (unit, count) in call.counts {
      if let count, let unit = BillingUnit(name: unit) { usage[unit] = Int64(count) }
    }
    return usage
  }

  static func answer(_ cost: ItemisedCost) -> Answer {
    switch cost.state {
    case .priced, .free: .cost(Int(cost.amount?.value ?? -1))
    case .unpricedUnits(let units): .unpriced(units.map(\.name).sorted())
    case .unknownUsage(let units): .unknown(units.map(\.name).sorted())
    case .open(.contradiction): .contradiction
    case .open, .unpriced: .unknown(["?"])
    }
  }

  private static let start = UnixNanos(rfc3339: "2026-11-01T00:00:00Z")?.value ?? 0

  // MARK: Tests

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `any book prices any call as token by token`(seed: UInt64) throws {
    var random = Random(seed: seed)
    for _ in 0..<6 {
      let model = Self.model(&random)
      let shipped = try book2(model.shippedText, name: "base", lines: "layer shipped")
      let ours = try book2(
        "", name: "ours", lines: model.adjustmentText.isEmpty ? "exchange EUR 2026-01-01 1" : model.adjustmentText)
      let resolution = try PriceShelf([shipped, ours]).resolve(provider: "acme", model: "m")
      for _ in 0..<20 {
        let call = Self.call(&random, isPlain: random.holds(40))
        let at = UnixNanos(Self.start + UInt64(call.minute) * 60_000_000_000)
        let price = resolution.prepared(for: CallTraits(serviceTier: call.tier, geo: call.geo))
        let cost = price.cost(of: Self.usage(call), at: at)
        let expected = Self.answer(model, call)
        #expect(Self.answer(cost) == expected, "\(model.shippedText)\n\(model.adjustmentText)\n\(call)")
        // Asked for less, the same is answered.
        let short = price.cost(of: Self.usage(call), at: at, isDetailed: false)
        #expect(short.state == cost.state && short.low == cost.low && short.high == cost.high)
        if case .cost(let amount) = expected {
          // Lines and adjustments of amounts add up.
          let lines = cost.lines.reduce(PicoUSD.zero) { $0 + ($1.amount ?? .zero) }
          let others = cost.adjustments.filter { $0.rule.hasPrefix("m") || $0.rule.hasPrefix("q") }
            .reduce(PicoUSD.zero) { $0 + $1.amount }
          #expect(lines + others == PicoUSD(Int128(amount)))
          // From the book's prices every adjustment leads to the whole.
          let before = cost.lines.reduce(Int128(0)) { $0 + $1.quantity * ($1.bookPrice?.value ?? 0) }
          #expect(cost.adjustments.reduce(before) { $0 + $1.amount.value } == Int128(amount))
        }
      }
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the plain path answers as the itemised one`(seed: UInt64) throws {
    var random = Random(seed: seed &+ 1000)
    var answered = 0
    var quickly = 0
    for round in 0..<12 {
      var model = Self.model(&random)
      if round % 2 == 0 {
        // Books as they mostly are: nothing by the piece, reasoning as output, tiers by the length of the prompt.
        model.prices = model.prices.filter { !$0.key.hasPrefix("per-") && $0.key != "reasoning" }
        model.adjustments = model.adjustments.filter { $0.factor != nil && $0.above == nil && $0.hours == nil }
        model.lines = model.lines.filter {
          $0.hours == nil && $0.days == nil && $0.basis == ["input", "cache-read", "cache-write"] && !$0.isMarginal
        }
      }
      let shipped = try book2(model.shippedText, name: "base", lines: "layer shipped")
      let ours = try book2(
        "", name: "ours", lines: model.adjustmentText.isEmpty ? "exchange EUR 2026-01-01 1" : model.adjustmentText)
      let resolution = try PriceShelf([shipped, ours]).resolve(provider: "acme", model: "m")
      let price = resolution.prepared(for: CallTraits(serviceTier: random.one(of: [nil, "batch", "flex"])))
      var tiers: [FlatTier] = []
      let flats = price.sheets.map { $0.flat(tiers: &tiers) }
      for _ in 0..<20 {
        let call = Self.call(&random, isPlain: true)
        let at = Self.start + UInt64(call.minute) * 60_000_000_000
        let usage = Self.usage(call)
        let expected = price.cost(of: usage, at: UnixNanos(at), isDetailed: false)
        let place = try #require(flats.firstIndex { $0.holds(at: at) })
        #expect(price.sheets.firstIndex { $0.holds(at: at) } == place)
        let tokens = usage.tokens
        let answer = flats[place].cost(
          uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
          output: tokens.output, tiers: tiers.span)
        let same = price.sheets[place].cost(
          uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
          output: tokens.output)
        #expect(answer == same)
        // The way for prices by hours, of reasoning and of requests.
        let reasoning = random.one(of: [nil, 0, 7, 80] as [Int64?])
        var told = usage
        if let reasoning, reasoning > 0 { told[.reasoning] = reasoning }
        let whole = price.cost(of: told, at: UnixNanos(at), isDetailed: false)
        let quick = price.sheets[place].cost(
          uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
          output: tokens.output, reasoning: reasoning, at: at)
        switch quick {
        case .picoUSD(let amount):
          quickly += 1
          #expect(
            whole.amount == PicoUSD(Int128(amount)),
            "\(model.shippedText) \(model.adjustmentText) \(call) \(reasoning ?? -1)")
        case .unknownUsage:
          quickly += 1
          if case .unknownUsage = whole.state { break }
          Issue.record("\(whole.state) is taken for unknown usage")
        case .notPlain: break
        }
        switch answer {
        case .picoUSD(let amount):
          answered += 1
          #expect(expected.amount == PicoUSD(Int128(amount)))
        case .unknownUsage:
          answered += 1
          if case .unknownUsage = expected.state { continue }
          Issue.record("\(expected.state) is taken for unknown usage")
        case .notPlain: continue
        }
      }
    }
    #expect(answered > 20)
    #expect(quickly >= answered)
  }

  @Test func `calls on plain prices may be summed before they are priced, in any order`() throws {
    var random = Random(seed: 77)
    for _ in 0..<15 {
      var model = Self.model(&random)
      model.lines = model.lines.filter { $0.above == nil && $0.hours == nil && $0.days == nil }
      model.adjustments = []
      for unit in Self.classes where model.prices[unit] == Price.none { model.prices[unit] = .micro(7) }
      model.prices = model.prices.filter { !$0.key.hasPrefix("per-") }
      model.lines = model.lines.map { line in
        var line = line
        line.prices = line.prices.filter { !$0.key.hasPrefix("per-") && $0.value != .none }
        (line.fromDay, line.untilDay) = (nil, nil)
        if line.prices.isEmpty, line.factor == nil { line.factor = 500 }
        if line.tiers.isEmpty, line.geo == nil { line.tiers = ["batch"] }
        return line
      }
      let book = try book2(model.shippedText)
      let price = try PriceShelf([book]).resolve(provider: "acme", model: "m").prepared(
        for: CallTraits(serviceTier: random.one(of: ["standard", "batch"])))
      var sum = PicoUSD.zero
      var together = TokenUsage(uncachedInput: 0, cacheRead: 0, cacheWrite: 0, output: 0)
      for _ in 0..<30 {
        let counts = (0..<4).map { _ in Int64(random.below(1 << 20)) }
        let one = TokenUsage(uncachedInput: counts[0], cacheRead: counts[1], cacheWrite: counts[2], output: counts[3])
        let cost = price.cost(of: CallUsage(tokens: one), at: UnixNanos(Self.start), isDetailed: false)
        sum += try #require(cost.amount)
        together.uncachedInput = (together.uncachedInput ?? 0) + counts[0]
        together.cacheRead = (together.cacheRead ?? 0) + counts[1]
        together.cacheWrite = (together.cacheWrite ?? 0) + counts[2]
        together.output = (together.output ?? 0) + counts[3]
      }
      #expect(price.cost(of: CallUsage(tokens: together), at: UnixNanos(Self.start)).amount == sum)
    }
  }
}
