import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// Which attributes emitters use for what: emitter by emitter, set of sources by set of sources.
///
/// Spans that may be calls are looked at, copies apart, whether they count or not: it is telemetry that is judged here. Log
/// records that tell of calls are counted beside them; which names they use is not kept.
public struct DriftMatrix: Sendable {
  /// The spans of one emitter that use the same names, or its log records.
  public struct Entry: Hashable, Sendable {
    /// Which names.
    public var sources: FieldSources
    /// How many spans.
    public var spans = 0
    /// How many log records that tell of calls.
    public var logRecords = 0
    /// The earliest start in Unix nanoseconds; `nil` where no span has one.
    public var firstSeen: UInt64?
    /// The latest start.
    public var lastSeen: UInt64?
    /// What those of the spans that count add to the totals, by count: input, output, cache reads, cache writes,
    /// reasoning.
    public var counted: [TracedField: Int128] = [:]

    init(_ sources: FieldSources) { self.sources = sources }
  }

  /// By row of ``LedgerCalls/SettledCalls/emitters``, in the order of the sources' content.
  public private(set) var emitters: [[Entry]]

  private struct Key: NumberedKey {
    var emitter: UInt32
    var sources: UInt16

    init(_ emitter: Int, _ sources: UInt16) {
      self.emitter = UInt32(emitter)
      self.sources = sources
    }

    var mixed: UInt64 { (UInt64(emitter) << 16 | UInt64(sources)).mixed }
  }

  private struct Tally: Sendable {
    var spans = 0
    var logRecords = 0
    var first = UInt64.max
    var last: UInt64 = 0
    var counted = TokenSums()

    mutating func add(_ other: Tally) {
      spans += other.spans
      logRecords += other.logRecords
      first = min(first, other.first)
      last = max(last, other.last)
      counted.add(other.counted)
    }
  }

  private struct TokenSums: Sendable {
    var input: Int128 = 0
    var output: Int128 = 0
    var cacheRead: Int128 = 0
    var cacheWrite: Int128 = 0
    var reasoning: Int128 = 0

    mutating func add(_ tokens: TokenCounts) {
      input += Int128(tokens.input ?? 0)
      output += Int128(tokens.output ?? 0)
      cacheRead += Int128(tokens.cacheRead ?? 0)
      cacheWrite += Int128(tokens.cacheWrite ?? 0)
      reasoning += Int128(tokens.reasoning ?? 0)
    }

    mutating func add(_ other: TokenSums) {
      input += other.input
      output += other.output
      cacheRead += other.cacheRead
      cacheWrite += other.cacheWrite
      reasoning += other.reasoning
    }

    var byField: [TracedField: Int128] {
      [
        .inputTokens: input, .outputTokens: output, .cacheReadTokens: cacheRead, .cacheWriteTokens: cacheWrite,
        .reasoningTokens: reasoning,
      ]
    }
  }

  /// Looks at the selected spans of an archive.
  public init(_ facts: CallFacts, selection: Selection, workers: Workers = .one) {
    let (store, calls) = (facts.store, facts.calls)
    let table = calls.emitters
    let chosen = SpanChoice(store, selection)
    let seen = workers.map(store.calls.count) { number in
      var finder = EmitterFinder(table)
      var tallies = Tallies()
      let base = CandidateLayout.number(segment: number, row: 0)
      let isOfLogs = number >= store.spanCallSegmentCount
      forEachCandidate(of: store, in: number) { segment, row, spans, spanRow in
        let outcome = calls.outcome(base | UInt32(row))
        guard outcome != .duplicate, outcome != .none, chosen.includes(segment, row, spans, spanRow),
          let emitter = finder.row(spans.scope[spanRow], segment.dialect[row], segment.provider[row])
        else { return }
        let start = spans.start[spanRow]
        tallies.change(Key(emitter, segment.sources[row])) { tally in
          if isOfLogs { tally.logRecords += 1 } else { tally.spans += 1 }
          if start != 0 {
            tally.first = min(tally.first, start)
            tally.last = max(tally.last, start)
          }
        }
      }
      return tallies
    }
    let stretches = workers.stretches(of: facts.count, least: 1 << 14)
    let counted = workers.map(stretches.count) { stretch in
      var finder = EmitterFinder(table)
      var tallies = Tallies()
      facts.forEach(in: stretches[stretch]) { _, row, segment, place, spans, spanRow in
        let tokens = calls.tokens(ofCall: row)
        guard !tokens.isUnknown,
          let emitter = finder.row(spans.scope[spanRow], segment.dialect[place], segment.provider[place])
        else { return }
        tallies.change(Key(emitter, segment.sources[place])) { $0.counted.add(tokens) }
      }
      return tallies
    }
    var all = Tallies()
    for part in seen + counted { all.add(part) }
    emitters = Array(repeating: [], count: table.emitters.count)
    // Numbers of sources are in the order of their content.
    for (key, tally) in all.bySources {
      var entry = Entry(store.fieldSources[Int(key.sources)])
      entry.spans = tally.spans
      entry.logRecords = tally.logRecords
      entry.firstSeen = tally.last == 0 ? nil : tally.first
      entry.lastSeen = tally.last == 0 ? nil : tally.last
      entry.counted = tally.counted.byField
      emitters[Int(key.emitter)].append(entry)
    }
  }

  private struct Tallies: Sendable {
    private var numbers = KeyNumbers<Key>()
    private var tallies: [Tally] = []
    /// The key that was met last: spans of a batch mostly share it.
    private var last: (key: Key, number: Int)?

    @inline(__always)
    mutating func change(_ key: Key, _ body: (inout Tally) -> Void) {
      if let last, last.key == key { return body(&tallies[last.number]) }
      body(&tallies[number(of: key)])
    }

    private mutating func number(of key: Key) -> Int {
      let number = numbers.number(of: key)
      if number == tallies.count { tallies.append(Tally()) }
      last = (key, number)
      return number
    }

    mutating func add(_ other: Tallies) {
      for (key, tally) in zip(other.numbers.keys, other.tallies) { change(key) { $0.add(tally) } }
    }

    var bySources: [(Key, Tally)] {
      zip(numbers.keys, tallies).sorted { $0.0.sources < $1.0.sources }
    }
  }
}
