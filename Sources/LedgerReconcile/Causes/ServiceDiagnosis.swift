import LedgerModel

/// The causes of one service, with what each explains of each quantity.
struct ServiceDiagnosis {
  struct Weighed {
    var cause: DiagnosedCause
    /// What it explains by quantity.
    var amounts: [ComparedQuantity: Double]
  }

  private(set) var causes: [Weighed] = []
  /// How much there is of each quantity.
  private(set) var sizes: [ComparedQuantity: Double] = [:]

  private var service: ServiceCase

  init(_ service: ServiceCase) {
    self.service = service
    let hasCalls = service.calls.contains { $0.marks.isCountedCall && $0.end != 0 }
    if service.meters.isEmpty {
      if hasCalls { addOneSided(.unmeteredService) }
      return
    }
    // Of evaluations that are recorded on spans something is traced; what is not is found model by model.
    if !hasCalls, service.evaluations.isEmpty {
      addOneSided(.untracedService)
      return
    }
    let search = CauseSearch(service)
    for quantity in service.quantities where service.judges(quantity) {
      let (traced, metered) = search.base.sums(quantity)
      sizes[quantity] = Double(max(traced, metered))
    }
    let best = search.best()
    // In a unit of its own a quantity cannot agree otherwise.
    let units = UnitMismatch.all(service, search.base)
    add(best, search, except: Set(units.map(\.quantity)))
    for unit in units { add(unit, search.base) }
    addSettled(search.base, best)
  }

  /// Forgets what it was made of: only what was found is of use then.
  mutating func letGo() {
    service.calls = []
    service.evaluations = []
    service.meters = []
    service.ignored = []
  }

  // MARK: Sums

  /// How much difference there is, each quantity as a part of what there is of it.
  func weight(_ sizes: [ComparedQuantity: Double]) -> Double {
    causes.reduce(0) { $0 + ServiceDiagnosis.weight($1.amounts, sizes) }
  }

  private static func weight(_ amounts: [ComparedQuantity: Double], _ sizes: [ComparedQuantity: Double]) -> Double {
    ComparedQuantity.allCases.reduce(0.0) { sum, quantity in
      guard let amount = amounts[quantity], let size = sizes[quantity], size > 0 else { return sum }
      return sum + amount / size
    }
  }

  /// Writes each cause's share, and answers what is explained.
  mutating func setShares(_ sizes: [ComparedQuantity: Double], total: Double) -> Double {
    guard total > 0 else { return 0 }
    var explained = 0.0
    for row in causes.indices {
      let weight = ServiceDiagnosis.weight(causes[row].amounts, sizes)
      causes[row].cause.shareMicros = micros(weight / total)
      if causes[row].cause.code != .unexplainedDifference { explained += weight }
    }
    // What is left over and too small to be said is in the total alone.
    causes.removeAll { $0.cause.code == .unexplainedDifference && $0.cause.parts.isEmpty }
    return explained
  }

  // MARK: One side alone

  private mutating func addOneSided(_ code: CauseCode) {
    var service = service
    if service.meters.isEmpty { service.quantities = [.calls, .inputTokens, .outputTokens] }
    let view = CaseView(service, [], grid: CellGrid(service, shifts: []))
    let differences = WindowDifferences(service, view, [])
    var sums: [ComparedQuantity: Int128] = [:]
    for quantity in service.quantities {
      let (traced, metered) = view.sums(quantity)
      if max(traced, metered) > 0 { sums[quantity] = max(traced, metered) }
    }
    // What need not agree counts only where a side tells of nothing else.
    let judged = sums.filter { service.judges($0.key) }
    let counted = judged.isEmpty ? sums : judged
    if counted.isEmpty { return }
    // Of a range what its borders cut may lie outside, with the calls that it counts.
    if code == .untracedService, service.range != nil, !judged.isEmpty,
      !judged.keys.contains(where: { view.leftover($0).below > 0 })
    {
      return
    }
    for (quantity, sum) in counted { sizes[quantity] = Double(sum) }
    // A side that counts no calls does not say that there are none.
    let facts = counted.sorted { $0.key < $1.key }.filter { $0.key == .calls || counted[.calls] == nil }
    causes.append(
      Weighed(
        cause: cause(
          code, facts: facts.map { CauseFact($0.key.name, .count($0.value)) },
          parts: parts(view.grid, differences.amounts)), amounts: counted.mapValues { Double($0) }))
  }

  // MARK: What the search found

  private mutating func add(
    _ solution: CauseSearch.Solution, _ search: CauseSearch, except others: Set<ComparedQuantity>
  ) {
    let base = search.base
    var view = base
    var corrections: [Correction] = []
    // Mostly nothing is to be said, and then nothing is to be spread.
    var named: [Strand: [UInt64: Int128]] =
      solution.steps.isEmpty ? [:] : WindowParts(base.grid, WindowDifferences(service, base, []).amounts).byStrand
    for step in solution.steps {
      corrections.append(step.proposal.correction)
      let sides = search.view(corrections)
      let after = WindowParts(sides.grid, WindowDifferences(service, sides, corrections).amounts).byStrand
      var parts: [ExplainedPart] = []
      for strand in Set(named.keys).union(after.keys) {
        let (old, new) = (named[strand] ?? [:], after[strand] ?? [:])
        for window in Set(old.keys).union(new.keys) {
          let amount = (old[window] ?? 0) - (new[window] ?? 0)
          if amount != 0 { parts.append(part(strand, window, amount)) }
        }
      }
      let proposal = step.proposal
      var found = cause(proposal.code, facts: proposal.facts, parts: sorted(parts))
      found.alternatives = step.alternatives.sorted()
      found.confidence = step.alternatives.isEmpty ? proposal.confidence : .low
      found.instance = proposal.place.instance
      found.models = proposal.place.models
      found.operation = proposal.place.operation
      found.from = proposal.place.from.map { UnixNanos($0) }
      found.to = proposal.place.to.map { UnixNanos($0) }
      causes.append(Weighed(cause: found, amounts: difference(view, sides)))
      view = sides
      named = after
    }
    addRest(view, base: base, except: others)
  }

  /// What is left.
  private mutating func addRest(_ view: CaseView, base: CaseView, except others: Set<ComparedQuantity>) {
    var amounts: [ComparedQuantity: Double] = [:]
    for quantity in service.quantities where service.judges(quantity) && !others.contains(quantity) {
      let (above, below) = view.leftover(quantity)
      amounts[quantity] = Double(above + below)
    }
    guard amounts.values.contains(where: { $0 > 0 }) else { return }
    var parts: [ExplainedPart] = []
    // A hundredth of the difference is not worth a finding of its own; it stands in the figures. What the search goes by
    // counts together, each other quantity by itself.
    let weighed = sizes.filter(\.key.isWeighed)
    let isSaid = view.misfit(weighed) > 0.01 * base.misfit(weighed)
    let said = amounts.keys.filter { quantity in
      if quantity.isWeighed { return isSaid }
      let (above, below) = base.leftover(quantity)
      return amounts[quantity] ?? 0 > 0.01 * Double(above + below)
    }
    if !said.isEmpty {
      for strand in view.left.indices where said.contains(view.grid.strands[strand].quantity) {
        for cell in view.left[strand].indices where view.left[strand][cell] != 0 {
          for (window, share) in WindowDifferences.shares(
            -view.left[strand][cell], cell: view.grid.cells[cell], [:])
          {
            parts.append(part(view.grid.strands[strand], window, share))
          }
        }
      }
    }
    let facts = amounts.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map {
      CauseFact("unexplained_\($0.key.name)", .count(Int128($0.value)))
    }
    causes.append(
      Weighed(cause: cause(.unexplainedDifference, facts: facts, parts: sorted(parts)), amounts: amounts))
  }

  private func difference(_ before: CaseView, _ after: CaseView) -> [ComparedQuantity: Double] {
    var amounts: [ComparedQuantity: Double] = [:]
    for quantity in service.quantities where service.judges(quantity) {
      let (old, new) = (before.leftover(quantity), after.leftover(quantity))
      amounts[quantity] = Double(old.above + old.below) - Double(new.above + new.below)
    }
    return amounts
  }

  // MARK: Units

  private mutating func add(_ unit: UnitMismatch, _ view: CaseView) {
    let quantity = unit.quantity
    sizes[quantity] = unit.size
    var parts: [ExplainedPart] = []
    var spreads: [Int: IncrementSpread] = [:]
    view.grid.forEachGrowth(service) { strand, increment in
      guard view.grid.strands[strand].quantity == quantity, let amount = increment.value else { return }
      var part = increment
      part.value = unit.isTooLarge ? amount - amount / unit.factor : amount * (unit.factor - 1)
      spreads[strand, default: IncrementSpread(size: .fiveMinutes, range: service.range)].add(part)
    }
    for (strand, var spread) in spreads {
      for window in spread.finished().windows {
        let amount = window.share.value?.value ?? 0
        guard amount != 0 else { continue }
        parts.append(part(view.grid.strands[strand], window.window.start.value, unit.isTooLarge ? amount : -amount))
      }
    }
    causes.append(
      Weighed(cause: cause(.unitMismatch, facts: unit.facts, parts: sorted(parts)), amounts: [quantity: unit.size]))
  }

  // MARK: What the comparison has set right

  /// Differences that a plain sum over spans and points would show, and this comparison does not.
  private mutating func addSettled(_ view: CaseView, _ solution: CauseSearch.Solution) {
    let counted = Set(solution.codes)
    for (mark, code, name) in [
      (CallEvidence.Marks.copy, CauseCode.duplicateSpans, "copies"), (.wrapper, .wrapperDoubleCount, "wrapper_spans"),
    ] where !counted.contains(code) {
      var amounts: [ComparedQuantity: Double] = [:]
      var spans: Int128 = 0
      var tokens: (input: Int128, output: Int128) = (0, 0)
      for atom in view.grid.atoms where atom.marks.contains(mark) {
        spans += atom.calls
        tokens.input += atom.input
        tokens.output += atom.output
      }
      guard spans > 0, mark == .copy || tokens.input + tokens.output > 0 else { continue }
      for quantity in service.quantities {
        switch quantity {
        case .calls where mark == .copy: amounts[quantity] = Double(spans)
        case .inputTokens: amounts[quantity] = Double(tokens.input)
        case .outputTokens: amounts[quantity] = Double(tokens.output)
        case .totalTokens: amounts[quantity] = Double(tokens.input + tokens.output)
        default: break
        }
      }
      var found = cause(
        code,
        facts: [
          CauseFact(name, .count(spans)), CauseFact("input_tokens", .count(tokens.input)),
          CauseFact("output_tokens", .count(tokens.output)), CauseFact("counted_by", .text("nobody here")),
        ], parts: [])
      found.isSettled = true
      causes.append(Weighed(cause: found, amounts: amounts))
    }
    addTotals()
  }

  private mutating func addTotals() {
    var total: Int128 = 0
    var series = 0
    for judged in service.ignored where judged.ignored == .totalBesideParts {
      total += judged.result.total ?? 0
      series += 1
    }
    guard series > 0, total > 0 else { return }
    var found = cause(
      .totalTokenType, facts: [CauseFact("series", .count(Int128(series))), CauseFact("total_tokens", .count(total))],
      parts: [])
    found.isSettled = true
    causes.append(Weighed(cause: found, amounts: [.inputTokens: Double(total) / 2, .outputTokens: Double(total) / 2]))
  }

  // MARK: Making

  private func cause(_ code: CauseCode, facts: [CauseFact], parts: [ExplainedPart]) -> DiagnosedCause {
    DiagnosedCause(
      code: code, alternatives: [], service: service.service, instance: nil, models: [], operation: nil, from: nil,
      to: nil, confidence: .high, isSettled: false, facts: facts, shareMicros: 0, parts: parts)
  }

  private func part(_ strand: Strand, _ window: UInt64, _ amount: Int128) -> ExplainedPart {
    ExplainedPart(
      key: ComparisonKey(service: service.service, line: strand.line, quantity: strand.quantity),
      window: UnixNanos(window), amount: amount)
  }

  private func parts(_ grid: CellGrid, _ amounts: [[UInt64: Int128]]) -> [ExplainedPart] {
    sorted(
      amounts.enumerated().flatMap { strand, windows in
        windows.filter { $0.value != 0 }.map { part(grid.strands[strand], $0.key, $0.value) }
      })
  }

  private func sorted(_ parts: [ExplainedPart]) -> [ExplainedPart] {
    parts.sorted { $0.key != $1.key ? $0.key < $1.key : $0.window < $1.window }
  }
}

/// Differences by name instead of number: grids under different shifts number their lines differently.
private struct WindowParts {
  var byStrand: [Strand: [UInt64: Int128]] = [:]

  init(_ grid: CellGrid, _ amounts: [[UInt64: Int128]]) {
    for (strand, windows) in amounts.enumerated() where !windows.isEmpty { byStrand[grid.strands[strand]] = windows }
  }
}

extension ComparedQuantity {
  /// Its name in snake_case.
  var name: String {
    switch self {
    case .calls: "calls"
    case .failedCalls: "failed_calls"
    case .inputTokens: "input_tokens"
    case .outputTokens: "output_tokens"
    case .totalTokens: "total_tokens"
    case .cacheReadTokens: "cache_read_tokens"
    case .cacheWriteTokens: "cache_write_tokens"
    case .reasoningTokens: "reasoning_tokens"
    case .durationNanos: "duration_nanos"
    case .firstTokens: "first_tokens"
    case .firstTokenNanos: "first_token_nanos"
    case .cost: "cost_pico_usd"
    case .evaluations: "evaluations"
    case .scores: "score_micros"
    case .hallucinations: "hallucinations"
    }
  }
}
