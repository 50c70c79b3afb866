import LedgerModel

/// A stretch of time of one process in which both sides can be put beside each other.
struct Cell {
  var process: Int
  /// Where it begins; what happens there belongs to the cell before.
  var from: UInt64
  /// Where it ends, inclusive.
  var to: UInt64
  /// Whether any increment covers it.
  var isCovered = false
  /// Whether a sequence of a cumulative metric begins anew in it, or behind it before anything else is counted.
  var isBeforeRestart = false
  /// Whether it lies in what is looked at.
  var isJudged = true
}

/// One line and quantity of the comparison within a service.
struct Strand: Hashable {
  var line: ComparedLine
  var quantity: ComparedQuantity
  var model: String? { line.model }
}

/// What metrics may mean in a cell.
struct Meant {
  var low: Int128 = 0
  var high: Int128 = 0
  var value: Int128 = 0
  /// How many calls are behind it, where a histogram of tokens says.
  var records: Int128 = 0

  mutating func add(_ other: Meant) {
    low += other.low
    high += other.high
    value += other.value
    records += other.records
  }
}

/// When calls, or results of evaluations, came to an end, and of what kind they are.
struct AtomPlace: Equatable {
  /// The first and last cell in which the metric may have recorded them, and the one of their end.
  var first: Int32
  var last: Int32
  var cell: Int32
  /// Start of the five-minute window of their end.
  var window: UInt64
  var kind: Int32
  var marks: CallEvidence.Marks
}

/// Calls of one kind, or results of one kind of evaluation, that end in one cell and one five-minute window.
struct Atom {
  let place: AtomPlace
  var first: Int32 { place.first }
  var last: Int32 { place.last }
  var cell: Int32 { place.cell }
  var window: UInt64 { place.window }
  var kind: Int32 { place.kind }
  var marks: CallEvidence.Marks { place.marks }
  var calls: Int128 = 0
  var input: Int128 = 0
  var output: Int128 = 0
  var cacheRead: Int128 = 0
  var cacheWrite: Int128 = 0
  var reasoning: Int128 = 0
  var nanos: Int128 = 0
  var firstTokens: Int128 = 0
  var firstTokenNanos: Int128 = 0
  var cost: Int128 = 0
  /// Millionths, of results of evaluations; ``calls`` counts these then.
  var scores: Int128 = 0
  /// Sums of squares, for what chance may do.
  var inputSquares = SquareSum()
  var outputSquares = SquareSum()

  /// Nothing yet.
  init(_ place: AtomPlace) { self.place = place }

  mutating func add(_ call: CallEvidence.Call) {
    calls += 1
    if let firstToken = call.firstToken {
      firstTokens += 1
      firstTokenNanos += Int128(firstToken)
    }
    cost += Int128(call.cost ?? 0)
    input += Int128(call.tokens.input)
    inputSquares.addSquare(of: call.tokens.input)
    output += Int128(call.tokens.output)
    outputSquares.addSquare(of: call.tokens.output)
    cacheRead += Int128(call.tokens.cacheRead)
    cacheWrite += Int128(call.tokens.cacheWrite)
    reasoning += Int128(call.tokens.reasoning)
    nanos += Int128(call.duration ?? 0)
  }
}

/// A sum of squares: exact, because one of doubles depends on the order in which they come; what is too large for it stays at
/// the largest there is.
struct SquareSum {
  private(set) var value: Int128 = 0

  /// Of so many ones.
  init(ones: Int128 = 0) { value = ones }

  mutating func addSquare(of number: Int64) {
    let square = number.magnitude.multipliedFullWidth(by: number.magnitude)
    add(Int128(square.high) &<< 64 | Int128(square.low))
  }

  mutating func add(_ other: SquareSum) { add(other.value) }

  private mutating func add(_ more: Int128) {
    let (sum, overflow) = value.addingReportingOverflow(more)
    value = overflow ? .max : sum
  }

  static func + (left: SquareSum, right: SquareSum) -> SquareSum {
    var sum = left
    sum.add(right)
    return sum
  }
}

/// Both sides of a service in cells.
///
/// The borders of cells are the instants at which the exporter collected: between two of them a metric's growth is known
/// for certain, so that both sides can be compared call by call and nothing needs to be spread. Where processes share
/// series there are no such instants; there cells are five minutes long and growth across their borders is uncertain.
struct CellGrid {
  /// The base that all windows are multiples of.
  static let windowNanos = WindowSize.fiveMinutes.nanos
  /// Collection instants closer than this are one.
  private static let snap: UInt64 = 250_000_000
  /// How much earlier than a call's end, and how much later, a metric records it at most; less where collections are
  /// close to each other.
  private static let early: UInt64 = 5_000_000
  private static let late: UInt64 = 60_000_000_000

  private(set) var cells: [Cell] = []
  private(set) var strands: [Strand] = []
  /// By strand, then cell.
  private(set) var metered: [[Meant]] = []
  private(set) var atoms: [Atom] = []
  /// Best values of ``metered``.
  private(set) var meteredValues: [[Int128]] = []
  /// The cells of each process, in order of time.
  private(set) var cellsOfProcess: [[Int]] = []
  /// By quantity and kind, the strand.
  private(set) var strandOfKind: [ComparedQuantity: [Int]] = [:]
  /// The median length between collections, by process.
  private(set) var intervals: [UInt64] = []
  /// By meter, the strands that it adds to; `nil` where it never does.
  private var meterStrands: [[(quantity: ComparedQuantity, strand: Int?)]] = []
  /// By meter, how its times are corrected.
  private var moves: [[Shift]] = []
  /// The first and last collection of the service.
  private var edges: (first: UInt64, last: UInt64)?

  init(_ service: ServiceCase, shifts: [Shift]) {
    var rows: [Strand: Int] = [:]
    func row(_ strand: Strand, _ strands: inout [Strand]) -> Int {
      if let row = rows[strand] { return row }
      rows[strand] = strands.count
      strands.append(strand)
      return strands.count - 1
    }
    for quantity in service.quantities {
      strandOfKind[quantity] = service.kinds.map {
        row(Strand(line: service.line(of: $0, quantity), quantity: quantity), &strands)
      }
    }
    var entries: [[Entry]] = Array(repeating: [], count: service.processes.count)
    for (number, meter) in service.meters.enumerated() {
      let moves = shifts.filter { $0.process == nil || $0.process == meter.process }
      var known = meter.quantities.filter(service.quantities.contains).map { (quantity: $0, strand: Int?.none) }
      entries[meter.process].reserveCapacity(entries[meter.process].count + meter.increments.count)
      for place in meter.increments.indices {
        let quality = meter.increments.quality(place)
        var (from, to) = (meter.increments.from(place), meter.increments.to(place))
        CellGrid.move(&from, &to, moves)
        for line in known.indices where known[line].strand == nil {
          guard meter.amount(place, known[line].quantity) != nil else { continue }
          known[line].strand = row(Strand(line: meter.line, quantity: known[line].quantity), &strands)
        }
        entries[meter.process].append(
          Entry(
            from: from, to: to, meter: Int32(number), row: Int32(place), quality: quality,
            begins: meter.isCumulative && place > 0 && !quality.isDisjoint(with: [.sinceStart, .reset])))
      }
      meterStrands.append(known)
      self.moves.append(moves)
    }
    metered = Array(repeating: [], count: strands.count)
    let processOfKind = service.processesOfKinds
    var callsOf: [[Int]] = Array(repeating: [], count: service.processes.count)
    for (number, call) in service.calls.enumerated() where call.end != 0 {
      callsOf[processOfKind[Int(call.kind)]].append(number)
    }
    var evaluationsOf: [[Int]] = Array(repeating: [], count: service.processes.count)
    for (number, evaluation) in service.evaluations.enumerated() where evaluation.time != 0 {
      evaluationsOf[processOfKind[Int(evaluation.kind)]].append(number)
    }
    for meter in service.meters {
      // Increments stand in order of their ends.
      guard let last = meter.increments.indices.last else { continue }
      let (first, end) = (meter.increments.to(0), meter.increments.to(last))
      edges = (min(edges?.first ?? first, first), max(edges?.last ?? end, end))
    }
    for process in service.processes.indices {
      let base = cells.count
      addCells(process, &entries[process], callsOf[process], evaluationsOf[process], service)
      entries[process] = []
      cellsOfProcess.append(Array(base..<cells.count))
    }
    meteredValues = metered.map { $0.map(\.value) }
  }

  /// An increment among those of its process.
  private struct Entry {
    var from: UInt64
    var to: UInt64
    var meter: Int32
    var row: Int32
    /// Places of both ends among all instants of the process.
    var fromPlace: Int32 = 0
    var toPlace: Int32 = 0
    var quality: IncrementQuality
    /// Whether a sequence begins with it, and not the series.
    var begins: Bool
  }

  private static func move(_ from: inout UInt64, _ to: inout UInt64, _ moves: [Shift]) {
    for shift in moves {
      to = shift.corrected(to)
      from = min(shift.corrected(from), to)
    }
  }

  /// How many calls, or results of evaluations, stand in each strand.
  var callsOfStrands: [Int128] {
    var ofKind: [Int32: Int128] = [:]
    for atom in atoms { ofKind[atom.kind, default: 0] += atom.calls }
    var calls = [Int128](repeating: 0, count: strands.count)
    for kinds in strandOfKind.values {
      for (kind, strand) in kinds.enumerated() { calls[strand] += ofKind[Int32(kind)] ?? 0 }
    }
    return calls
  }

  /// Growth by strand with its time, for windows.
  func forEachGrowth(_ service: ServiceCase, _ body: (_ strand: Int, _ increment: Increment) -> Void) {
    for (number, meter) in service.meters.enumerated() {
      for place in meter.increments.indices {
        var (from, to) = (meter.increments.from(place), meter.increments.to(place))
        CellGrid.move(&from, &to, moves[number])
        for (quantity, strand) in meterStrands[number] {
          guard let strand, let amount = meter.amount(place, quantity) else { continue }
          body(
            strand,
            Increment(
              from: UnixNanos(from), to: UnixNanos(to), value: amount, quality: meter.increments.quality(place)))
        }
      }
    }
  }

  private mutating func addCells(
    _ process: Int, _ entries: inout [Entry], _ calls: [Int], _ evaluations: [Int], _ service: ServiceCase
  ) {
    let ends = CellGrid.snap(&entries)
    let interval = CellGrid.interval(entries, ends)
    intervals.append(interval)
    // A point without a start covers one collection interval, or back to the point before.
    var finder = InstantFinder(ends)
    for row in entries.indices where entries[row].from == entries[row].to {
      let to = entries[row].to
      let place = finder.place(of: to)
      let before = place > 0 ? ends[place - 1] : 0
      entries[row].from = max(before, to - min(to, interval))
    }
    let cover = Coverage(&entries, ends)
    var cuts: [UInt64] = []
    for place in cover.instants.indices where !cover.straddles(place: place) { cuts.append(cover.instants[place]) }
    // Where nothing covers, and where processes share series, time is cut by the clock.
    let window = CellGrid.windowNanos
    var marks: [UInt64] = []
    for number in calls {
      let end = service.calls[number].end
      let mark = end - end % window
      if marks.last != mark { marks.append(mark) }
    }
    for mark in distinct(marks) {
      if !cover.straddles(mark) { cuts.append(mark) }
      let (next, overflow) = mark.addingReportingOverflow(window)
      if !overflow, !cover.straddles(next) { cuts.append(next) }
    }
    let sorted = distinct(cuts)
    cuts = sorted
    for (from, to) in zip(sorted, sorted.dropFirst()) where to - from > 2 * window && to - from > 4 * interval {
      let inside = cover.count(within: from, to)
      guard inside > 2, (to - from) / window < 4096 else { continue }
      var mark = from - from % window + window
      while mark < to {
        cuts.append(mark)
        if to - mark <= window { break }
        mark += window
      }
    }
    let borders = distinct(cuts)
    let base = cells.count
    for place in 0...borders.count {
      var cell = Cell(
        process: process, from: place == 0 ? 0 : borders[place - 1],
        to: place == borders.count ? .max : borders[place])
      if let range = service.range {
        cell.isJudged = cell.from >= range.start.value && cell.to <= range.end.value
      }
      cells.append(cell)
    }
    for strand in metered.indices {
      metered[strand].append(contentsOf: repeatElement(Meant(), count: cells.count - base))
    }
    fill(entries, service, cover: cover, borders: borders, base: base, interval: interval)
    addAtoms(calls, evaluations, service, base: base, borders: borders, interval: interval)
  }

  /// The median length of intervals; of what is between collections, where nothing has a length.
  private static func interval(_ entries: [Entry], _ ends: [UInt64]) -> UInt64 {
    let lengths = entries.lazy.filter { !$0.quality.contains(.sinceStart) && $0.from < $0.to }.map { $0.to - $0.from }
    let median = upperMedian(lengths) ?? upperMedian(zip(ends, ends.dropFirst()).lazy.map { $1 - $0 })
    // Intervals of centuries come from broken files; a few of them must still be a number.
    return min(median ?? 60_000_000_000, .max / 8)
  }

  /// Puts growth into the cells of a process.
  private mutating func fill(
    _ entries: [Entry], _ service: ServiceCase, cover: Coverage, borders: [UInt64], base: Int, interval: UInt64
  ) {
    // The cell in which an instant ends something, and the one in which it begins something.
    var ending: [Int32] = []
    var beginning: [Int32] = []
    var border = 0
    for instant in cover.instants {
      while border < borders.count, borders[border] < instant { border += 1 }
      ending.append(Int32(base + border))
      beginning.append(Int32(base + border + (border < borders.count && borders[border] == instant ? 1 : 0)))
    }
    func reach(_ entry: Entry) -> ClosedRange<Int> {
      let last = Int(ending[Int(entry.toPlace)])
      return (entry.from == entry.to ? last : Int(beginning[Int(entry.fromPlace)]))...last
    }
    for entry in entries {
      let reach = reach(entry)
      for place in reach where !cells[place].isCovered { cells[place].isCovered = true }
      guard entry.begins else { continue }
      // Counted since the last collection before, and lost: in the cell in front, or where it fell, in this one.
      if entry.quality.contains(.reset) {
        cells[reach.lowerBound].isBeforeRestart = true
      } else {
        markGap(before: reach.lowerBound, base: base)
      }
    }
    let start = service.traceStart - min(service.traceStart, 2 * interval)
    var from = 0
    while from < entries.count {
      let number = Int(entries[from].meter)
      let meter = service.meters[number]
      var to = from
      while to < entries.count, entries[to].meter == entries[from].meter { to += 1 }
      for (quantity, strand) in meterStrands[number] {
        guard let strand else { continue }
        // Taken out while it is changed, so that nothing is copied.
        var line = metered[strand]
        metered[strand] = []
        for entry in entries[from..<to] {
          guard let amount = meter.amount(Int(entry.row), quantity) else { continue }
          let reach = reach(entry)
          line[reach.upperBound].value += amount
          line[reach.upperBound].records += meter.increments.count(Int(entry.row)).map { Int128($0) } ?? 0
          if reach.count == 1, !(entry.quality.contains(.sinceStart) && entry.from < start) {
            line[reach.upperBound].low += amount
            line[reach.upperBound].high += amount
          } else {
            for place in reach { line[place].high += amount }
          }
        }
        metered[strand] = line
      }
      from = to
    }
  }

  /// Cells in front that no increment covers, back to the last one that is covered.
  private mutating func markGap(before first: Int, base: Int) {
    var place = first
    cells[place].isBeforeRestart = true
    while place > base, !cells[place - 1].isCovered || place == first {
      place -= 1
      cells[place].isBeforeRestart = true
      if cells[place].isCovered { break }
    }
  }

  private mutating func addAtoms(
    _ calls: [Int], _ evaluations: [Int], _ service: ServiceCase, base: Int, borders: [UInt64], interval: UInt64
  ) {
    let early = min(CellGrid.early, interval / 200)
    let late = min(CellGrid.late, interval / 50)
    let covered = cells.indices[base...].filter { cells[$0].isCovered }
    let firstCovered = Int32(covered.first ?? base)
    let lastCovered = Int32(covered.last ?? cells.count - 1)
    let (firstInstant, lastInstant) = (cells[Int(firstCovered)].from, cells[Int(lastCovered)].to)
    // What ends behind the last collection of the night, by no more than two intervals, would have come with the next one,
    // or was exported when the archive had ended; and what a first point whose start is not known holds may be older than it.
    let isLastOfNight = edges.map { lastInstant &+ 2 * interval >= $0.last } ?? false
    let isFirstOfNight =
      service.hasOpenStart && (edges.map { firstInstant <= $0.first &+ 2 * interval } ?? false)
    // Calls come mostly in order, and each of these instants keeps its distance to the others.
    var (ends, starts, limits) = (InstantFinder(borders), InstantFinder(borders), InstantFinder(borders))
    var table = AtomTable(from: atoms.count)
    /// The row of what ended at an instant, and may have been recorded from another one on.
    func row(kind: Int32, marks: CallEvidence.Marks, end: UInt64, earliest: UInt64) -> Int {
      let here = Int32(base + ends.place(of: end))
      var first = min(here, Int32(base + starts.place(of: earliest)))
      var last = max(here, Int32(base + limits.place(of: end &+ late)))
      // What no collection covers nobody recorded.
      while first < here, !cells[Int(first)].isCovered { first += 1 }
      while last > here, !cells[Int(last)].isCovered { last -= 1 }
      if isLastOfNight, here > lastCovered, end - lastInstant <= 2 * interval { first = lastCovered }
      if isFirstOfNight, here < firstCovered, firstInstant - end <= interval { last = firstCovered }
      return table.row(
        of: AtomPlace(
          first: first, last: last, cell: here, window: end - end % CellGrid.windowNanos, kind: kind, marks: marks),
        in: &atoms)
    }
    for number in evaluations {
      let evaluation = service.evaluations[number]
      func add(_ mark: CallEvidence.Marks, score: Int64) {
        let row = row(
          kind: evaluation.kind, marks: mark, end: evaluation.time,
          earliest: evaluation.time - min(evaluation.time, early))
        atoms[row].calls += 1
        atoms[row].scores += Int128(score)
      }
      if let score = evaluation.scoreMicros { add(.evaluation, score: score) }
      if evaluation.isHallucination == true { add(.hallucination, score: 0) }
    }
    for number in calls {
      let call = service.calls[number]
      // Some libraries record a stream when its first chunk arrives.
      let earliest =
        call.marks.contains(.streamed) && call.start != 0 && call.start < call.end
        ? call.start : call.end - min(call.end, early)
      let row = row(kind: call.kind, marks: call.marks, end: call.end, earliest: earliest)
      atoms[row].add(call)
    }
  }

  /// Collection instants of one process that differ by next to nothing become one, and starts with them. Returns those
  /// that are left, in order.
  private static func snap(_ entries: inout [Entry]) -> [UInt64] {
    let ends = merged(entries.lazy.map(\.to))
    var target = ends
    var first = 0
    while first < ends.count {
      var next = first + 1
      while next < ends.count, ends[next] - ends[first] <= snap { next += 1 }
      // The last of a group stands for all of it.
      for place in first..<next { target[place] = ends[next - 1] }
      first = next
    }
    let targets = distinct(target)
    var (finder, targetFinder) = (InstantFinder(ends), InstantFinder(targets))
    for row in entries.indices {
      let to = target[finder.place(of: entries[row].to)]
      var from = entries[row].from
      let place = finder.place(of: from)
      if place < ends.count, ends[place] == from {
        from = target[place]
      } else {
        let place = targetFinder.place(of: from)
        if place < targets.count, targets[place] - from <= snap, targets[place] < to { from = targets[place] }
      }
      entries[row].from = min(from, to)
      entries[row].to = to
    }
    return targets
  }

  /// The values in order, each once. Series of a process are collected together: most values are there already.
  private static func merged(_ values: some Sequence<UInt64>, with known: [UInt64] = []) -> [UInt64] {
    var known = known
    var added: [UInt64] = []
    var finder = InstantFinder(known)
    for value in values {
      let place = finder.place(of: value)
      if place < known.count, known[place] == value { continue }
      if added.last == value { continue }
      added.append(value)
      // A few of them at a time, so that values that come again are found.
      if added.count > known.count {
        known = distinct(known + added)
        added = []
        finder = InstantFinder(known)
      }
    }
    return added.isEmpty ? known : distinct(known + added)
  }

  /// Which instants lie inside intervals.
  private struct Coverage {
    /// Where anything begins or ends, in order.
    let instants: [UInt64]
    /// How many intervals begin before each instant, and how many in all.
    private var begun: [Int]
    /// How many intervals end before each instant, and how many in all.
    private var ended: [Int]

    init(_ entries: inout [Entry], _ ends: [UInt64]) {
      instants = merged(entries.lazy.map(\.from), with: ends)
      begun = Array(repeating: 0, count: instants.count + 1)
      ended = begun
      var finder = InstantFinder(instants)
      for row in entries.indices {
        let (from, to) = (finder.place(of: entries[row].from), finder.place(of: entries[row].to))
        entries[row].fromPlace = Int32(from)
        entries[row].toPlace = Int32(to)
        begun[from + 1] += 1
        ended[to + 1] += 1
      }
      for place in instants.indices {
        begun[place + 1] += begun[place]
        ended[place + 1] += ended[place]
      }
    }

    /// Whether an interval begins before an instant and ends behind it.
    func straddles(place: Int) -> Bool { begun[place] > ended[place + 1] }

    /// The same for any instant.
    func straddles(_ instant: UInt64) -> Bool {
      begun[instants.partitioningIndex { $0 >= instant }] > ended[instants.partitioningIndex { $0 > instant }]
    }

    /// How many intervals end in (from, to].
    func count(within from: UInt64, _ to: UInt64) -> Int {
      ended[instants.partitioningIndex { $0 > to }] - ended[instants.partitioningIndex { $0 > from }]
    }
  }
}

/// Finds the atom of a call by where and what it is. The atoms themselves are the keys, so that nothing is kept twice.
private struct AtomTable {
  /// Rows of atoms plus one; 0 where a slot is free.
  private var slots = [UInt32](repeating: 0, count: 256)
  private var count = 0
  /// The first atom that is looked at: those of other processes come before.
  private let first: Int

  init(from first: Int) { self.first = first }

  /// The row of the atom in a place, which is added where there is none.
  mutating func row(of place: AtomPlace, in atoms: inout [Atom]) -> Int {
    if count * 2 >= slots.count { grow(atoms) }
    var slot = slot(place)
    while slots[slot] != 0 {
      let row = Int(slots[slot] - 1)
      if atoms[row].place == place { return row }
      slot = (slot + 1) & (slots.count - 1)
    }
    atoms.append(Atom(place))
    slots[slot] = UInt32(atoms.count)
    count += 1
    return atoms.count - 1
  }

  private func slot(_ place: AtomPlace) -> Int {
    var mixed = UInt64(UInt32(bitPattern: place.cell)) << 32 | UInt64(UInt32(bitPattern: place.kind))
    mixed ^= UInt64(place.marks.rawValue) << 24 ^ UInt64(UInt32(bitPattern: place.first &+ place.last)) << 48
    mixed = (mixed ^ place.window) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & UInt64(slots.count - 1))
  }

  private mutating func grow(_ atoms: [Atom]) {
    slots = Array(repeating: 0, count: slots.count * 2)
    for row in first..<atoms.count {
      var slot = slot(atoms[row].place)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(row + 1)
    }
  }
}

/// Finds instants in a sorted list, around where the last one was found: what is asked for comes mostly in order.
private struct InstantFinder {
  private let instants: [UInt64]
  private var last = 0

  init(_ instants: [UInt64]) { self.instants = instants }

  /// The place of the first instant that is not earlier.
  mutating func place(of instant: UInt64) -> Int {
    if last < instants.count, instants[last] >= instant, last == 0 || instants[last - 1] < instant { return last }
    for place in max(last - 2, 0)..<min(last + 3, instants.count)
    where instants[place] >= instant && (place == 0 || instants[place - 1] < instant) {
      last = place
      return place
    }
    last = instants.partitioningIndex { $0 >= instant }
    return last
  }
}

extension Array {
  /// The first place whose element, and all behind it, belong to the second part.
  func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
