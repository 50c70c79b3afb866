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

/// Calls of one kind, or results of one kind of evaluation, that end in one cell and one five-minute window.
struct Atom {
  /// The first and last cell in which the metric may have recorded them, and the one of their end.
  var first: Int32
  var last: Int32
  var cell: Int32
  var window: UInt64
  var kind: Int32
  var marks: CallEvidence.Marks
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
  var inputSquares = 0.0
  var outputSquares = 0.0
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
  /// Growth by strand with its time, for windows.
  private(set) var growth: [(strand: Int, increment: Increment, amount: Int128)] = []
  /// Growth that is not certain to belong here, because it began before any span.
  private(set) var past: Set<Int> = []
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
    for meter in service.meters {
      let moves = shifts.filter { $0.process == nil || $0.process == meter.process }
      var previous: Entry?
      for increment in meter.increments {
        var moved = increment
        for shift in moves {
          let to = shift.corrected(moved.to.value)
          moved.from = UnixNanos(min(shift.corrected(moved.from.value), to))
          moved.to = UnixNanos(to)
        }
        var entry = Entry(increment: moved, isCumulative: meter.isCumulative)
        entry.records = moved.count.map { Int128($0) } ?? 0
        entry.begins =
          meter.isCumulative && (moved.quality.contains(.sinceStart) || moved.quality.contains(.reset))
          && previous != nil
        for (quantity, amount) in meter.amounts(moved) where service.quantities.contains(quantity) {
          let strand = row(Strand(line: meter.line, quantity: quantity), &strands)
          entry.amounts.append((strand, amount))
          growth.append((strand, moved, amount))
        }
        entries[meter.process].append(entry)
        previous = entry
      }
    }
    metered = Array(repeating: [], count: strands.count)
    let processOfKind = service.kinds.map { service.process(of: $0) }
    var callsOf: [[Int]] = Array(repeating: [], count: service.processes.count)
    for (number, call) in service.calls.enumerated() where call.end != 0 {
      callsOf[processOfKind[Int(call.kind)]].append(number)
    }
    var evaluationsOf: [[Int]] = Array(repeating: [], count: service.processes.count)
    for (number, evaluation) in service.evaluations.enumerated() where evaluation.time != 0 {
      evaluationsOf[processOfKind[Int(evaluation.kind)]].append(number)
    }
    let ends = service.meters.flatMap(\.increments).map(\.to.value)
    if let first = ends.min(), let last = ends.max() { edges = (first, last) }
    for process in service.processes.indices {
      let base = cells.count
      addCells(process, &entries[process], callsOf[process], evaluationsOf[process], service)
      cellsOfProcess.append(Array(base..<cells.count))
    }
    meteredValues = metered.map { $0.map(\.value) }
  }

  private struct Entry {
    var increment: Increment
    var isCumulative: Bool
    var begins = false
    var amounts: [(strand: Int, amount: Int128)] = []
    var records: Int128 = 0
  }

  private mutating func addCells(
    _ process: Int, _ entries: inout [Entry], _ calls: [Int], _ evaluations: [Int], _ service: ServiceCase
  ) {
    CellGrid.snap(&entries)
    let lengths = entries.filter { !$0.increment.quality.contains(.sinceStart) && $0.increment.from < $0.increment.to }
      .map { $0.increment.to.value - $0.increment.from.value }.sorted()
    let ends = Set(entries.map(\.increment.to.value)).sorted()
    let steps = zip(ends, ends.dropFirst()).map { $1 - $0 }.sorted()
    let interval =
      lengths.isEmpty ? (steps.isEmpty ? 60_000_000_000 : steps[steps.count / 2]) : lengths[lengths.count / 2]
    intervals.append(interval)
    // A point without a start covers one collection interval, or back to the point before.
    for row in entries.indices where entries[row].increment.from == entries[row].increment.to {
      let to = entries[row].increment.to.value
      let place = ends.firstIndex(of: to) ?? 0
      let before = place > 0 ? ends[place - 1] : 0
      entries[row].increment.from = UnixNanos(max(before, to - min(to, interval)))
    }
    let cover = Coverage(entries.map { ($0.increment.from.value, $0.increment.to.value) })
    var cuts: Set<UInt64> = []
    for entry in entries {
      if !cover.straddles(entry.increment.to.value) { cuts.insert(entry.increment.to.value) }
      if !cover.straddles(entry.increment.from.value) { cuts.insert(entry.increment.from.value) }
    }
    // Where nothing covers, and where processes share series, time is cut by the clock.
    let window = CellGrid.windowNanos
    for number in calls {
      let end = service.calls[number].end
      for mark in [end - end % window, end - end % window + window] where !cover.straddles(mark) { cuts.insert(mark) }
    }
    let sorted = cuts.sorted()
    for (from, to) in zip(sorted, sorted.dropFirst()) where to - from > 2 * window && to - from > 4 * interval {
      let inside = cover.count(within: from, to)
      guard inside > 2, (to - from) / window < 4096 else { continue }
      var mark = from - from % window + window
      while mark < to {
        cuts.insert(mark)
        mark += window
      }
    }
    let borders = cuts.sorted()
    let base = cells.count
    func cell(of instant: UInt64) -> Int { base + borders.partitioningIndex { $0 >= instant } }
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
      metered[strand] += Array(repeating: Meant(), count: cells.count - base)
    }
    for entry in entries {
      let (from, to) = (entry.increment.from.value, entry.increment.to.value)
      let last = cell(of: to)
      let first = from == to ? last : cell(of: from &+ 1)
      let isPast =
        entry.increment.quality.contains(.sinceStart)
        && from < service.traceStart - min(service.traceStart, 2 * interval)
      for place in first...last { cells[place].isCovered = true }
      if entry.begins {
        // Counted since the last collection before, and lost: in the cell in front, or where it fell, in this one.
        let isFall = entry.increment.quality.contains(.reset)
        if isFall { cells[first].isBeforeRestart = true } else { markGap(before: first, base: base) }
      }
      for (strand, amount) in entry.amounts {
        metered[strand][last].value += amount
        metered[strand][last].records += entry.records
        if first == last, !isPast {
          metered[strand][last].low += amount
          metered[strand][last].high += amount
        } else {
          for place in first...last { metered[strand][place].high += amount }
        }
      }
    }
    addAtoms(calls, evaluations, service, base: base, borders: borders, interval: interval)
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
    struct Key: Hashable {
      var first: Int32
      var last: Int32
      var cell: Int32
      var window: UInt64
      var kind: Int32
      var marks: UInt8
    }
    func cell(_ instant: UInt64) -> Int32 { Int32(base + borders.partitioningIndex { $0 >= instant }) }
    var rows: [Key: Int] = [:]
    /// The row of what ended at an instant, and may have been recorded from another one on.
    func row(kind: Int32, marks: CallEvidence.Marks, end: UInt64, earliest: UInt64) -> Int {
      let here = cell(end)
      var first = min(here, cell(earliest))
      var last = max(here, cell(end &+ late))
      // What no collection covers nobody recorded.
      while first < here, !cells[Int(first)].isCovered { first += 1 }
      while last > here, !cells[Int(last)].isCovered { last -= 1 }
      if isLastOfNight, here > lastCovered, end - lastInstant <= 2 * interval { first = lastCovered }
      if isFirstOfNight, here < firstCovered, firstInstant - end <= interval { last = firstCovered }
      let key = Key(
        first: first, last: last, cell: here, window: end - end % CellGrid.windowNanos, kind: kind,
        marks: marks.rawValue)
      if let row = rows[key] { return row }
      rows[key] = atoms.count
      atoms.append(
        Atom(first: key.first, last: key.last, cell: key.cell, window: key.window, kind: kind, marks: marks))
      return atoms.count - 1
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
      atoms[row].calls += 1
      if let firstToken = call.firstToken {
        atoms[row].firstTokens += 1
        atoms[row].firstTokenNanos += Int128(firstToken)
      }
      atoms[row].cost += Int128(call.cost ?? 0)
      atoms[row].input += Int128(call.tokens.input)
      atoms[row].inputSquares += Double(call.tokens.input) * Double(call.tokens.input)
      atoms[row].outputSquares += Double(call.tokens.output) * Double(call.tokens.output)
      atoms[row].output += Int128(call.tokens.output)
      atoms[row].cacheRead += Int128(call.tokens.cacheRead)
      atoms[row].cacheWrite += Int128(call.tokens.cacheWrite)
      atoms[row].reasoning += Int128(call.tokens.reasoning)
      atoms[row].nanos += Int128(call.duration ?? 0)
    }
  }

  /// Collection instants of one process that differ by next to nothing become one, and starts with them.
  private static func snap(_ entries: inout [Entry]) {
    let ends = Set(entries.map(\.increment.to.value)).sorted()
    var target: [UInt64: UInt64] = [:]
    var group: [UInt64] = []
    func close() { for end in group { target[end] = group[group.count - 1] } }
    for end in ends {
      if let first = group.first, end - first > snap {
        close()
        group = []
      }
      group.append(end)
    }
    close()
    let targets = Set(target.values).sorted()
    for row in entries.indices {
      let to = target[entries[row].increment.to.value] ?? entries[row].increment.to.value
      var from = entries[row].increment.from.value
      if let exact = target[from] {
        from = exact
      } else {
        let place = targets.partitioningIndex { $0 >= from }
        if place < targets.count, targets[place] - from <= snap, targets[place] < to { from = targets[place] }
      }
      entries[row].increment.from = UnixNanos(min(from, to))
      entries[row].increment.to = UnixNanos(to)
    }
  }
}

/// Which instants lie inside intervals.
private struct Coverage {
  private let starts: [UInt64]
  private let ends: [UInt64]

  init(_ intervals: [(from: UInt64, to: UInt64)]) {
    starts = intervals.map(\.from).sorted()
    ends = intervals.map(\.to).sorted()
  }

  /// Whether an interval begins before an instant and ends behind it.
  func straddles(_ instant: UInt64) -> Bool {
    starts.partitioningIndex { $0 >= instant } > ends.partitioningIndex { $0 > instant }
  }

  /// How many intervals end in (from, to].
  func count(within from: UInt64, _ to: UInt64) -> Int {
    ends.partitioningIndex { $0 > to } - ends.partitioningIndex { $0 > from }
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
