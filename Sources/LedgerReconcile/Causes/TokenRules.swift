import LedgerModel

/// Input that holds cached tokens on one side only.
struct CachedTokensRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    guard !scene.corrections.contains(where: { if case .cached = $0 { true } else { false } }) else { return [] }
    let (above, below) = [ComparedQuantity.inputTokens, .totalTokens].reduce((Int128(0), Int128(0))) {
      let left = scene.view.leftover($1)
      return ($0.0 + left.above, $0.1 + left.below)
    }
    guard above + below > 0 else { return [] }
    var proposals = proposals(scene, CallFilter(), cost: 1, models: [])
    // One provider's answers may be read differently from all others'.
    let kinds = scene.service.kinds
    let cached = Set(scene.view.grid.atoms.filter { $0.cacheRead + $0.cacheWrite > 0 }.map(\.kind))
    for key in [\CallEvidence.Kind.provider, \.responseModel, \.requestModel] {
      let groups = Dictionary(grouping: cached) { kinds[Int($0)][keyPath: key] }
      guard groups.count > 1 else { continue }
      for (name, rows) in groups.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }).prefix(8) {
        guard let name else { continue }
        let models = key == \.provider ? [] : [name]
        proposals += self.proposals(scene, CallFilter(kinds: Set(rows)), cost: 1.1, models: models)
      }
    }
    return proposals
  }

  private func proposals(_ scene: Scene, _ filter: CallFilter, cost: Double, models: [String]) -> [Proposal] {
    let (read, write) = scene.view.grid.atoms.reduce((Int128(0), Int128(0))) {
      $1.marks.isCountedCall && filter.holds($1.kind, $1.marks)
        ? ($0.0 + $1.cacheRead, $0.1 + $1.cacheWrite) : $0
    }
    var signs: [(Int128, Int128)] = []
    if read > 0 { signs += [(-1, 0), (1, 0)] }
    if write > 0 { signs += [(0, -1), (0, 1)] }
    if read > 0, write > 0 { signs += [(-1, -1), (1, 1)] }
    // Of a part of the calls only what brings both sides nearer in all is worth a look.
    if filter != CallFilter() {
      let sides = [ComparedQuantity.inputTokens, .totalTokens].reduce((Int128(0), Int128(0))) {
        let sums = scene.view.sums($1)
        return ($0.0 + sums.traced, $0.1 + sums.metered)
      }
      let rate = CaseReading(scene.corrections).sampling?.probability ?? 1
      let apart = Double(sides.0) / rate - Double(sides.1)
      signs = signs.filter { sign in
        abs(apart + Double(sign.0 * read + sign.1 * write) / rate) < 0.98 * abs(apart)
      }
    }
    return signs.map { sign in
      Proposal(
        code: .cachedTokenSemantics, correction: .cached(read: sign.0, write: sign.1, filter),
        cost: cost + (sign.0 == 0 || (sign.1 == 0 && write > 0) ? 0.05 : 0), place: Proposal.Place(models: models),
        facts: [
          CauseFact("cache_read_tokens", .count(sign.0 == 0 ? 0 : read)),
          CauseFact("cache_write_tokens", .count(sign.1 == 0 ? 0 : write)),
          CauseFact("metrics_leave_out", .text(sign.0 + sign.1 < 0 ? "cached" : "nothing")),
        ])
    }
  }
}

/// Output that holds reasoning tokens on one side only.
struct ReasoningTokensRule: CauseRule {
  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen else { return [] }
    guard !scene.corrections.contains(where: { if case .reasoning = $0 { true } else { false } }) else { return [] }
    let reasoning = scene.view.grid.atoms.reduce(Int128(0)) {
      $1.marks.isCountedCall ? $0 + $1.reasoning : $0
    }
    guard reasoning > 0 else { return [] }
    return [-1, 1].map { sign in
      Proposal(
        code: .reasoningTokenSemantics, correction: .reasoning(sign),
        facts: [
          CauseFact("reasoning_tokens", .count(reasoning)),
          CauseFact("metrics_leave_out", .text(sign < 0 ? "reasoning" : "nothing")),
        ])
    }
  }
}

/// Streams whose tokens only one side has.
struct StreamUsageRule: CauseRule {
  var tellsWhatIsMissing: Bool { true }

  private static let tokens: Set<ComparedQuantity> = [.inputTokens, .outputTokens, .totalTokens]

  func proposals(_ scene: Scene) -> [Proposal] {
    var proposals: [Proposal] = []
    let streams = scene.view.grid.atoms.filter {
      $0.marks.contains(.streamed) && $0.marks.isCountedCall
    }
    let told = streams.filter { !$0.marks.contains(.withoutUsage) }
    if scene.isOpen, !told.isEmpty {
      for quantities in [StreamUsageRule.tokens, [.outputTokens]] {
        let facts = [
          CauseFact("streams", .count(streams.reduce(0) { $0 + $1.calls })),
          CauseFact("missing_on", .text("metrics")),
        ]
        proposals.append(
          Proposal(
            code: .missingStreamUsage, correction: .leaveOut(CallFilter(marks: .streamed), quantities: quantities),
            cost: quantities.count == 1 ? 1.05 : 1, facts: facts))
      }
    }
    if let gaps = silentStreams(scene) { proposals.append(gaps) }
    if let gaps = unrecordedUsage(scene) { proposals.append(gaps) }
    if let gaps = estimatedUsage(scene) { proposals.append(gaps) }
    return proposals
  }

  /// Streams whose tokens one side estimates: both count the same calls, and where their tokens differ there are streams,
  /// by no more than these used.
  private func estimatedUsage(_ scene: Scene) -> Proposal? {
    let view = scene.view
    guard !scene.isSampled, scene.isOpen else { return nil }
    let (above, below) = view.leftover(.calls)
    guard above == 0, below == 0 else { return nil }
    let reading = CaseReading(scene.corrections)
    var gaps: [Gap] = []
    for quantity in StreamUsageRule.tokens.sorted() {
      guard let strandOfKind = view.grid.strandOfKind[quantity] else { continue }
      // By strand: what streams used in each cell, the calls that tell their tokens, and those behind the metric.
      var streamed: [Int: [Int128]] = [:]
      var told: [Int: Int128] = [:]
      for atom in view.grid.atoms where atom.marks.isCountedCall {
        let strand = view.joined[strandOfKind[Int(atom.kind)]]
        let isTold = !atom.marks.contains(quantity == .outputTokens ? .withoutOutput : .withoutUsage)
        if isTold { told[strand, default: 0] += atom.calls }
        guard isTold, atom.marks.contains(.streamed) else { continue }
        let amount = reading.amount(atom, quantity)
        for cell in atom.first...atom.last {
          streamed[strand, default: Array(repeating: 0, count: view.grid.cells.count)][Int(cell)] += amount
        }
      }
      for strand in view.left.indices
      where view.grid.strands[strand].quantity == quantity && view.joined[strand] == strand {
        let cells = view.left[strand].indices.filter { view.left[strand][$0] != 0 }
        if cells.isEmpty { continue }
        let records = view.grid.metered.indices.filter { view.joined[$0] == strand }.reduce(Int128(0)) { sum, row in
          view.grid.metered[row].reduce(sum) { $0 + $1.records }
        }
        guard let used = streamed[strand], records == told[strand],
          cells.allSatisfy({ view.left[strand][$0].magnitude <= used[$0] })
        else { return nil }
        gaps += cells.map { Gap(strand: strand, cell: $0, amount: -view.left[strand][$0]) }
      }
    }
    guard !gaps.isEmpty else { return nil }
    let streams = view.grid.atoms.filter { $0.marks.contains(.streamed) && $0.marks.isCountedCall }
    return Proposal(
      code: .missingStreamUsage, correction: .missing(gaps), cost: 1.4, confidence: .medium,
      facts: [
        CauseFact("streams", .count(streams.reduce(0) { $0 + $1.calls })), CauseFact("missing_on", .text("neither")),
        CauseFact("estimated", .text("by one side")),
      ])
  }

  /// Histograms of tokens that hold fewer calls than spans with usage, where no span says which ones are streams.
  ///
  /// What is missing must be so many calls' worth: between that of the smallest and that of the largest ones. A stream
  /// without usage has neither input nor output, so both must lack as many calls, at the same times. And what was left out
  /// because a point could not be used is missing for that reason.
  private func unrecordedUsage(_ scene: Scene) -> Proposal? {
    let view = scene.view
    guard !scene.isSampled, !scene.service.lacksTokenPoints else { return nil }
    var lacks: [ComparedLine: [ComparedQuantity: Lack]] = [:]
    for strand in view.left.indices where StreamUsageRule.tokens.contains(view.grid.strands[strand].quantity) {
      guard view.joined[strand] == strand, let lack = lack(scene, strand) else { continue }
      lacks[view.grid.strands[strand].line, default: [:]][view.grid.strands[strand].quantity] = lack
    }
    let tellsBoth = Set(scene.service.quantities).isSuperset(of: [.inputTokens, .outputTokens])
    var gaps: [Gap] = []
    var missing: Int128 = 0
    for strand in view.left.indices {
      let (line, quantity) = (view.grid.strands[strand].line, view.grid.strands[strand].quantity)
      guard let ofLine = lacks[line], let lack = ofLine[quantity], lack.strand == strand else { continue }
      if tellsBoth, quantity != .totalTokens {
        guard let input = ofLine[.inputTokens], let output = ofLine[.outputTokens], input.calls == output.calls,
          input.gaps.map(\.cell) == output.gaps.map(\.cell)
        else { continue }
      }
      gaps += lack.gaps
      if quantity != .outputTokens || !tellsBoth { missing += lack.calls }
    }
    guard !gaps.isEmpty else { return nil }
    return Proposal(
      code: .missingStreamUsage, correction: .missing(gaps), cost: 1.3, confidence: .medium,
      facts: [
        CauseFact("streams", .count(missing)), CauseFact("missing_on", .text("metrics")),
        CauseFact("streams_told_by", .text("nothing")),
      ])
  }

  /// Calls whose tokens of one kind are in spans and not in the histograms of a line.
  private struct Lack {
    var strand: Int
    var calls: Int128
    var gaps: [Gap]
  }

  private func lack(_ scene: Scene, _ strand: Int) -> Lack? {
    let view = scene.view
    let quantity = view.grid.strands[strand].quantity
    guard let strandOfKind = view.grid.strandOfKind[quantity] else { return nil }
    let left = view.left[strand].reduce(Int128(0)) { $0 + max(0, $1) }
    guard left > 0 else { return nil }
    let recorded = view.grid.metered.indices.filter { view.joined[$0] == strand }.reduce(Int128(0)) { sum, row in
      view.grid.metered[row].reduce(sum) { $0 + $1.records }
    }
    var calls: Int128 = 0
    for atom in view.grid.atoms
    where atom.marks.isCountedCall && view.joined[strandOfKind[Int(atom.kind)]] == strand {
      let isTold = !atom.marks.contains(quantity == .outputTokens ? .withoutOutput : .withoutUsage)
      if isTold { calls += atom.calls }
    }
    let reading = CaseReading([])
    let sizes = scene.service.calls.filter {
      $0.marks.isCountedCall && view.joined[strandOfKind[Int($0.kind)]] == strand
    }.map { reading.amount(Atom($0), quantity) }.filter { $0 > 0 }.sorted()
    let count = Int(clamping: calls - recorded)
    guard count > 0, count <= sizes.count, left >= sizes.prefix(count).reduce(0, +),
      left <= sizes.suffix(count).reduce(0, +)
    else { return nil }
    let gaps = view.left[strand].indices.filter { view.left[strand][$0] > 0 }.map {
      Gap(strand: strand, cell: $0, amount: -view.left[strand][$0])
    }
    return Lack(strand: strand, calls: Int128(count), gaps: gaps)
  }

  /// Metrics that count tokens of calls whose spans tell none.
  private func silentStreams(_ scene: Scene) -> Proposal? {
    let (service, view) = (scene.service, scene.view)
    var silent = Array(repeating: Int128(0), count: view.grid.cells.count)
    var all: Int128 = 0
    var largest: Int128 = 1
    for atom in view.grid.atoms where atom.marks.isCountedCall {
      largest = max(largest, atom.input, atom.output)
      let isSilent =
        (atom.marks.contains(.withoutUsage) || (atom.marks.contains(.withoutOutput) && atom.marks.contains(.streamed)))
        && !(atom.marks.contains(.failed) && !atom.marks.contains(.streamed))
      guard isSilent else { continue }
      all += atom.calls
      for cell in max(0, atom.first - 1)...min(Int32(silent.count - 1), atom.last + 1) {
        silent[Int(cell)] += atom.calls
      }
    }
    guard all > 0 else { return nil }
    var gaps: [Gap] = []
    var (inside, outside): (Int128, Int128) = (0, 0)
    for strand in view.left.indices where StreamUsageRule.tokens.contains(view.grid.strands[strand].quantity) {
      for cell in view.left[strand].indices where view.left[strand][cell] < 0 {
        let amount = -view.left[strand][cell]
        if silent[cell] > 0, amount <= silent[cell] * 4 * largest {
          gaps.append(Gap(strand: strand, cell: cell, amount: amount))
          inside += amount
        } else {
          outside += amount
        }
      }
    }
    guard inside > 0, inside >= 4 * outside else { return nil }
    // Where calls are missing, too, their tokens are missing for that reason.
    let calls = view.leftover(.calls)
    guard service.quantities.contains(.calls) == false || calls.below * 10 <= all * 10, calls.below <= all else {
      return nil
    }
    return Proposal(
      code: .missingStreamUsage, correction: .missing(gaps), cost: 1.1,
      facts: [CauseFact("streams", .count(all)), CauseFact("missing_on", .text("traces"))])
  }
}
