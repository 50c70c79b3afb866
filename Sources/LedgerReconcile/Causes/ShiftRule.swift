import LedgerModel

/// Metrics that are stamped ahead of the traces, or behind: local time written as UTC, or a wrong clock.
///
/// Both sides are put on a grid and compared as shapes, each divided by its own sum, so that sampling, or a token class that
/// is missing, does not hide an offset. Every offset is tried; the best one must beat all that are not next to it.
struct ShiftRule: CauseRule {
  private static let quarter: Int64 = 900_000_000_000
  /// Zones reach from 12 hours behind to 14 ahead; either side may be the wrong one.
  private static let reach = 14 * 4

  func proposals(_ scene: Scene) -> [Proposal] {
    guard scene.isOpen, !scene.isSampled else { return [] }
    let known = scene.corrections.compactMap { if case .shift(let shift) = $0 { shift } else { nil } }
    // Behind an offset of the whole service only one of its hosts may be off, too.
    guard known.count < 2, known.allSatisfy({ $0.process == nil }) else { return [] }
    guard let quantity = scene.service.quantities.first(where: { $0 != .failedCalls && $0.isWeighed }) else {
      return []
    }
    var found = known.isEmpty ? offsets(scene, quantity, process: nil) : []
    guard scene.service.processes.count > 1 else { return found }
    for process in scene.service.processes.indices {
      let own = offsets(scene, quantity, process: process)
      found += own
      // An offset of one process may be that of all, where the clock of another one is off besides.
      guard known.isEmpty else { continue }
      for proposal in own where proposal.code == .timezoneShift {
        guard case .shift(var shift) = proposal.correction, shift.changesAt == nil else { continue }
        shift.process = nil
        if found.contains(where: { $0.correction == .shift(shift) }) { continue }
        var ofAll = proposal
        ofAll.correction = .shift(shift)
        ofAll.place.instance = nil
        ofAll.confidence = .medium
        found.append(ofAll)
      }
    }
    return found
  }

  private func offsets(_ scene: Scene, _ quantity: ComparedQuantity, process: Int?) -> [Proposal] {
    guard let shapes = Shapes(scene, quantity, process: process) else { return [] }
    var proposals: [Proposal] = []
    let place = Proposal.Place(instance: process.flatMap { scene.service.processes[$0] })
    let extra = process == nil ? 0 : 0.1
    func propose(_ shift: Shift, cost: Double, best: Double, next: Double) {
      let isZone = shift.nanos % ShiftRule.quarter == 0
      proposals.append(
        Proposal(
          code: isZone ? .timezoneShift : .clockSkew, correction: .shift(shift), cost: cost + extra,
          confidence: next > 2 * best + 0.05 ? .high : .medium, place: place,
          facts: [CauseFact("offset_seconds", .nanos(Int128(shift.nanos)))]
            + (shift.changesAt.map {
              [
                CauseFact("offset_changes_at", .instant($0)),
                CauseFact("later_offset_seconds", .nanos(Int128(shift.laterNanos))),
              ]
            } ?? []) + [
              CauseFact("mismatch_as_stamped", .micros(micros(shapes.quarterCost(0) / 2))),
              CauseFact("mismatch_at_offset", .micros(micros(best / 2))),
              CauseFact("mismatch_at_next_best", .micros(micros(next / 2))),
            ]))
    }
    let costs = (-ShiftRule.reach...ShiftRule.reach).map { (offset: $0, cost: shapes.quarterCost($0)) }
    let unmoved = shapes.quarterCost(0)
    let ranked = costs.sorted { ($0.cost, abs($0.offset), $0.offset) < ($1.cost, abs($1.offset), $1.offset) }
    guard let best = ranked.first else { return [] }
    let skew = shapes.skew()
    // To the second another offset fits far better than this one.
    let isFiner =
      skew.map { !isZone($0) && $0.cost < 0.8 * shapes.cost(Int64(best.offset) * ShiftRule.quarter) } ?? false
    if best.offset != 0, best.cost < 0.85 * unmoved, !isFiner {
      let next = ranked.first { abs($0.offset - best.offset) > 1 }?.cost ?? 2
      if next > 1.1 * best.cost {
        propose(
          Shift(process: process, nanos: Int64(best.offset) * ShiftRule.quarter), cost: 1, best: best.cost, next: next)
      }
    }
    if best.cost > 0.08, let split = shapes.changingOffset(ranked.prefix(6).map(\.offset)),
      split.cost < 0.75 * best.cost
    {
      propose(
        Shift(
          process: process, nanos: Int64(split.first) * ShiftRule.quarter, changesAt: split.at,
          laterNanos: Int64(split.second) * ShiftRule.quarter), cost: 1.2, best: split.cost, next: best.cost)
    }
    if let skew, !isZone(skew) {
      propose(Shift(process: process, nanos: skew.nanos), cost: 1.15, best: skew.cost, next: skew.next)
    }
    return proposals
  }

  /// Whether a clock's offset is that of a time zone, as far as it can be told.
  private func isZone(_ skew: Shapes.Skew) -> Bool {
    let quarters = (Double(skew.nanos) / Double(ShiftRule.quarter)).rounded()
    return quarters != 0
      && abs(Double(skew.nanos) - quarters * Double(ShiftRule.quarter)) <= max(30e9, Double(skew.width))
  }
}

func micros(_ share: Double) -> Int64 { Int64((min(max(share, -1e12), 1e12) * 1e6).rounded()) }

/// Both sides of a quantity as shapes over time.
private struct Shapes {
  private static let bin: UInt64 = 900_000_000_000
  private var base: UInt64
  private var traced: [Double]
  private var metered: [Double]
  /// Ends of calls, and their amounts summed up.
  private var ends: [UInt64]
  private var sums: [Double]
  private var intervals: [(from: UInt64, to: UInt64, amount: Double)]
  private var interval: UInt64
  /// Whether intervals follow each other, so that calls can be counted in each.
  private var isOneWriter: Bool

  init?(_ scene: Scene, _ quantity: ComparedQuantity, process: Int?) {
    let (service, grid) = (scene.service, scene.view.grid)
    let reading = CaseReading(scene.corrections)
    let processes = service.processesOfKinds
    var calls: [(end: UInt64, amount: Double)] = []
    for call in service.calls where call.end != 0 && (process ?? processes[Int(call.kind)]) == processes[Int(call.kind)]
    {
      let atom = Atom(call)
      let amount = Double(nearest: reading.amount(atom, quantity))
      if amount != 0 { calls.append((call.end, amount)) }
    }
    let names = Set(service.meters.filter { process == nil || $0.process == process }.map(\.process))
    interval = names.compactMap { grid.intervals.indices.contains($0) ? grid.intervals[$0] : nil }.max() ?? 0
    var merged: [TimeWindow: Double] = [:]
    var regular: Set<TimeWindow> = []
    for meter in service.meters where process == nil || meter.process == process {
      let moves = scene.corrections.compactMap { if case .shift(let shift) = $0 { shift } else { nil } }
        .filter { $0.process == nil || $0.process == meter.process }
      guard meter.quantities.contains(quantity) else { continue }
      for row in meter.increments.indices {
        var (from, to) = (meter.increments.from(row), meter.increments.to(row))
        guard to - from <= 6 * max(interval, 1), let amount = meter.amount(row, quantity), amount > 0 else { continue }
        for move in moves {
          to = move.corrected(to)
          from = min(move.corrected(from), to)
        }
        let window = TimeWindow(start: UnixNanos(from), end: UnixNanos(to))
        merged[window, default: 0] += Double(nearest: amount)
        if !meter.increments.quality(row).contains(.sinceStart) { regular.insert(window) }
      }
    }
    guard !calls.isEmpty, !merged.isEmpty else { return nil }
    // Sums of doubles depend on the order of what is added up: it must not be that of the archive.
    calls.sort { ($0.end, $0.amount) < ($1.end, $1.amount) }
    let tracedTotal = calls.reduce(0) { $0 + $1.amount }
    let meteredTotal = merged.values.sorted().reduce(0, +)
    guard tracedTotal > 0, meteredTotal > 0 else { return nil }
    ends = calls.map(\.end)
    sums = [0]
    for call in calls { sums.append(sums[sums.count - 1] + call.amount / tracedTotal) }
    intervals = merged.map { ($0.key.start.value, $0.key.end.value, $0.value / meteredTotal) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    let slack = interval / 4
    let sequence = regular.sorted()
    isOneWriter = !zip(sequence, sequence.dropFirst()).contains {
      $1.start < $0.end && $0.end.value - $1.start.value > slack
    }
    if isOneWriter {
      // First points begin anywhere inside a collection interval: one interval for each collection.
      var byEnd: [UInt64: (from: UInt64, amount: Double)] = [:]
      for part in intervals {
        let known = byEnd[part.to] ?? (part.from, 0)
        byEnd[part.to] = (min(known.from, part.from), known.amount + part.amount)
      }
      var before: UInt64 = 0
      intervals = byEnd.sorted { $0.key < $1.key }.map { to, part in
        let from = max(part.from, before)
        before = to
        return (from, to, part.amount)
      }
    }
    let first = min(ends[0], intervals.map(\.to).min() ?? ends[0])
    let last = max(ends[ends.count - 1], intervals.map(\.to).max() ?? 0)
    base = first - first % Shapes.bin
    let bins = (last - base) / Shapes.bin + 1
    guard bins < 100_000 else { return nil }
    traced = Array(repeating: 0, count: Int(bins))
    metered = traced
    for call in calls { traced[Int((call.end - base) / Shapes.bin)] += call.amount / tracedTotal }
    for part in intervals {
      let middle = part.from + (part.to - part.from) / 2
      metered[Int((max(middle, base) - base) / Shapes.bin)] += part.amount
    }
  }

  /// How much of the shapes does not coincide when metrics are taken back by so many quarters of an hour: 0 to 2.
  func quarterCost(_ offset: Int) -> Double {
    if isOneWriter { return cost(Int64(offset) * Int64(Shapes.bin)) }
    var cost = 0.0
    var matched = 0.0
    for bin in metered.indices {
      let place = bin - offset
      let there = traced.indices.contains(place) ? traced[place] : 0
      matched += there
      cost += abs(metered[bin] - there)
    }
    return cost + max(0, 1 - matched)
  }

  /// The best two offsets an hour apart, the second from some quarter of an hour on.
  func changingOffset(_ offsets: [Int]) -> (first: Int, second: Int, at: UInt64, cost: Double)? {
    var best: (first: Int, second: Int, at: UInt64, cost: Double)?
    for anchor in offsets {
      for (first, second) in [(anchor, anchor + 4), (anchor, anchor - 4), (anchor + 4, anchor), (anchor - 4, anchor)] {
        var moved = MovedShape(metered, first: first, second: second, onto: traced)
        for split in 1..<max(2, metered.count) {
          moved.advance()
          if moved.cost < (best?.cost ?? 2) - 1e-9 {
            best = (first, second, base + UInt64(split) * Shapes.bin, moved.cost)
          }
        }
      }
    }
    return best
  }

  struct Skew {
    var nanos: Int64
    /// How wide the best place is.
    var width: UInt64
    var cost: Double
    /// What the best offset elsewhere costs.
    var next: Double
  }

  /// The best small offset of a clock, to the second, with how wide the best place is.
  func skew() -> Skew? {
    guard interval > 0, intervals.count > 2, interval <= 3_600_000_000_000 else { return nil }
    let step = Int64(max(interval / 2, 1_000_000_000))
    let reach = Int64(7_200_000_000_000)
    var best: (nanos: Int64, cost: Double) = (0, cost(0))
    let unmoved = best.cost
    var all: [(nanos: Int64, cost: Double)] = []
    var offset = -(reach / step) * step
    while offset <= reach {
      let here = cost(offset)
      all.append((offset, here))
      if here < best.cost - 1e-9 { best = (offset, here) }
      offset += step
    }
    guard best.nanos != 0, best.cost < 0.85 * unmoved else { return nil }
    let fine = max(step / 60, 250_000_000)
    var plateau: [Int64] = []
    var least = best.cost
    var at = best.nanos - 2 * step
    while at <= best.nanos + 2 * step {
      let here = cost(at)
      if here < least - 1e-9 {
        least = here
        plateau = []
      }
      if here <= least + 1e-9 { plateau.append(at) }
      at += fine
    }
    guard let low = plateau.first, let high = plateau.last else { return nil }
    let middle = low + (high - low) / 2
    let next = all.filter { abs($0.nanos - middle) > 2 * step }.map(\.cost).min() ?? 2
    guard next > 1.1 * least else { return nil }
    return Skew(nanos: middle, width: UInt64(high - low), cost: least, next: next)
  }

  func cost(_ offset: Int64) -> Double {
    let shift = Shift(nanos: offset)
    var cost = 0.0
    var matched = 0.0
    var finder = EndFinder(ends)
    // Intervals follow each other: most begin where the last one ended.
    var (before, known) = (UInt64(0), 0)
    for part in intervals {
      let from = shift.corrected(part.from)
      let begun = from == before ? known : finder.count(upTo: from)
      before = shift.corrected(part.to)
      known = finder.count(upTo: before)
      let there = sums[known] - sums[begun]
      matched += there
      cost += abs(part.amount - there)
    }
    return cost + max(0, 1 - matched)
  }

}

/// The shape of the metrics, taken back by one offset in front of a split and by another one behind it, beside that of the
/// traces. The split goes from the first quarter of an hour to the last: each step moves one, so that all splits take no
/// longer than the shapes are.
private struct MovedShape {
  private let metered: [Double]
  private let traced: [Double]
  private let first: Int
  private let second: Int
  /// How many quarters of an hour are in front of the split.
  private var split = 0
  /// What is moved beyond the traces' shape.
  private var outside = 0.0
  /// Σ |traces − metrics|.
  private var apart: Double

  init(_ metered: [Double], first: Int, second: Int, onto traced: [Double]) {
    self.metered = metered
    self.traced = traced
    self.first = first
    self.second = second
    apart = 0
    for place in traced.indices { apart += distance(place) }
    for bin in metered.indices where !traced.indices.contains(bin - second) { outside += metered[bin] }
  }

  /// How much of the shapes does not coincide: 0 to 2.
  var cost: Double { apart + outside }

  /// Moves the split behind the next quarter of an hour.
  mutating func advance() {
    let (from, to) = (split - second, split - first)
    let (isFrom, isTo) = (traced.indices.contains(from), traced.indices.contains(to))
    if isFrom { apart -= distance(from) }
    if isTo { apart -= distance(to) }
    if !isFrom { outside -= metered[split] }
    if !isTo { outside += metered[split] }
    split += 1
    if isFrom { apart += distance(from) }
    if isTo { apart += distance(to) }
  }

  /// What is between both sides at a place of the traces' shape.
  private func distance(_ place: Int) -> Double {
    let (inFront, behind) = (place + first, place + second)
    var moved = 0.0
    if inFront < split, metered.indices.contains(inFront) { moved += metered[inFront] }
    if behind >= split, metered.indices.contains(behind) { moved += metered[behind] }
    return abs(traced[place] - moved)
  }
}

/// Counts ends up to an instant, beginning where the last one was found: instants come nearly in order.
private struct EndFinder {
  private let ends: [UInt64]
  private var last = 0

  init(_ ends: [UInt64]) { self.ends = ends }

  /// How many ends are not later.
  mutating func count(upTo instant: UInt64) -> Int {
    // In steps that double, until the end is between two of them.
    var (low, high, step) = (last, last, 1)
    while high < ends.count, ends[high] <= instant {
      low = high + 1
      high = min(high + step, ends.count)
      step *= 2
    }
    step = 1
    while low > 0, ends[low - 1] > instant {
      high = low - 1
      low = max(low - step, 0)
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] > instant { high = middle } else { low = middle + 1 }
    }
    last = low
    return low
  }
}

extension Atom {
  /// One call by itself, in no cell.
  init(_ call: CallEvidence.Call) {
    self.init(AtomPlace(first: 0, last: 0, cell: 0, window: 0, kind: call.kind, marks: call.marks))
    add(call)
  }
}
