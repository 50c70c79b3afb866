import LedgerCalls
import LedgerKernels
import LedgerMemory
import LedgerModel

/// Calls sorted into groups: a group number per selected call, and the codes that each group stands for.
///
/// Groupings that say less of each call (its model, not its model and window) are made from a finer one by joining groups,
/// without another look at the calls; what adds up is then added up by group.
public struct Grouping: Sendable {
  /// The calls in the finest groups.
  let rows: RowGroups
  /// For each of these the group that it belongs to; `nil` where they are the groups.
  let joined: [UInt32]?
  /// For each group the codes of its keys.
  public let keys: [[UInt32]]

  init(_ rows: RowGroups, keys: [[UInt32]]) {
    self.rows = rows
    joined = nil
    self.keys = keys
  }

  init(_ rows: RowGroups, joined: [UInt32], keys: [[UInt32]]) {
    self.rows = rows
    self.joined = joined
    self.keys = keys
  }

  /// How many groups there are.
  public var count: Int { keys.count }

  /// The group of a call.
  @inline(__always)
  public func group(of index: Int) -> Int {
    let group = Int(rows.group[index])
    return joined.map { Int($0[group]) } ?? group
  }

  /// Joins the groups that have these codes in common, made of the codes of each.
  public func joined(by codes: ([UInt32]) -> [UInt32]) -> Grouping {
    precondition(joined == nil, "groups are joined from the finest ones")
    var numbers: [[UInt32]: UInt32] = [:]
    var keys: [[UInt32]] = []
    let joined = self.keys.map { key -> UInt32 in
      let key = codes(key)
      if let known = numbers[key] { return known }
      let number = UInt32(keys.count)
      numbers[key] = number
      keys.append(key)
      return number
    }
    return Grouping(rows, joined: joined, keys: keys)
  }
}

extension CallFacts {
  /// Groups by service, provider, operation, request and response model.
  public func groupedByKey() -> Grouping { Grouping(keyGroups, keys: keyGroups.representatives.map(key)) }

  private func key(_ index: UInt32) -> [UInt32] {
    let row = row(Int(index))
    return [
      service[Int(index)], calls.provider[row], calls.operation[row], calls.requestModel[row], calls.responseModel[row],
    ]
  }

  /// Groups by provider and model.
  public func groupedByModel() -> Grouping { groupedByKey().joined(by: CallFacts.model) }

  /// Groups by service.
  public func groupedByService() -> Grouping { groupedByKey().joined { [$0[0]] } }

  /// One group of all.
  public func together() -> Grouping { groupedByKey().joined { _ in [0] } }

  /// Provider and model out of the codes of ``groupedByKey()``, and whatever follows those.
  public static func model(_ key: [UInt32]) -> [UInt32] { [key[1], key[4] != 0 ? key[4] : key[3]] + key.dropFirst(5) }

  /// The UTC window of the start of each call: the code is the window's place among the windows that hold a call; calls
  /// without a start are in no window and share the last code.
  public func windows(_ size: WindowSize) -> (windows: [TimeWindow], code: CodeColumn) {
    windowCodes(count: count, size, workers) { self.start($0) }
  }

  /// Groups by service, provider, operation, request and response model, and a code per call, such as the window.
  public func groupedByKey(and code: CodeColumn) -> Grouping {
    let rows = RowGroups(rowCount: count, columns: [keyGroups.group, code], workers: workers)
    return Grouping(rows, keys: rows.representatives.map { key($0) + [code[Int($0)]] })
  }

  /// Groups by a code per call, such as the window.
  public func grouped(by code: CodeColumn) -> Grouping { grouped(by: [code]) }

  /// Groups by several codes per call.
  public func grouped(by columns: [CodeColumn]) -> Grouping {
    let rows = RowGroups(rowCount: count, columns: columns, workers: workers)
    return Grouping(rows, keys: rows.representatives.map { index in columns.map { $0[Int(index)] } })
  }

  // MARK: Sums

  /// Adds up the calls of each group.
  public func tallies(_ grouping: Grouping) -> [CallTally] {
    grouping.joined == nil ? finestTallies(grouping) : tallies(grouping, from: finestTallies(grouping))
  }

  /// Adds up groups from the sums of the finest groups that they were joined from.
  public func tallies(_ grouping: Grouping, from finest: [CallTally]) -> [CallTally] {
    grouping.sums(from: finest)
  }

  private func finestTallies(_ grouping: Grouping) -> [CallTally] {
    let groupCount = grouping.rows.count
    // Groups with a handful of calls each are added up once, not once for each worker.
    let stretches = groupCount * 16 > count ? [0..<count] : workers.stretches(of: count, least: 1 << 14)
    let others = cost.otherCosts
    let parts = workers.map(stretches.count) { stretch -> [CallTally] in
      var tallies = [CallTally](repeating: CallTally(), count: groupCount)
      for index in stretches[stretch] {
        add(index, others, to: &tallies[Int(grouping.rows.group[index])])
      }
      return tallies
    }
    guard var tallies = parts.first else { return [] }
    for part in parts.dropFirst() {
      for group in tallies.indices { tallies[group].add(part[group]) }
    }
    return tallies
  }

  @inline(__always)
  private func add(_ index: Int, _ others: [CallCost], to tally: inout CallTally) {
    let row = row(index)
    let isCall = calls.isCall(row)
    let tokens = calls.tokens(ofCall: row)
    tally.add(tokens)
    if let amount = cost.picoUSD(index) {
      CallTally.add(PicoUSD(Int128(amount)), to: &tally.cost)
      tally.callsPriced += isCall ? 1 : 0
    } else if let other = cost.otherNumber(index) {
      switch others[other] {
      case .priced(let amount):
        CallTally.add(amount, to: &tally.cost)
        tally.callsPriced += isCall ? 1 : 0
      case .unpriced: tally.callsUnpriced += isCall ? 1 : 0
      case .unknownUsage: break
      }
    }
    if let reported = calls.reportedCost(ofCall: row) {
      CallTally.add(PicoUSD(Int128(reported)), to: &tally.reportedCost)
    }
    guard isCall else { return }
    tally.calls += 1
    if calls.isError(row) { tally.errors += 1 }
    if tokens.isUnknown { tally.callsWithoutUsage += 1 }
    CallTally.add(calls.isStreaming(row).map { $0 ? 1 : 0 }, to: &tally.streamingCalls)
    if let cacheRead = tokens.cacheRead {
      tally.callsWithCacheReport += 1
      if cacheRead > 0 { tally.callsWithCacheHit += 1 }
    }
  }

  // MARK: Distributions

  /// The distributions of each group.
  public func distributions(_ grouping: Grouping) -> [CallDistributions] { distributions([grouping])[0] }

  /// The four distributions of the groups of several groupings that were joined from the same calls.
  public func distributions(_ groupings: [Grouping]) -> [[CallDistributions]] {
    let known = distributions(groupings, of: CallMeasure.times)
    return groupings.indices.map { place in
      (0..<groupings[place].count).map { group in
        var distributions = CallDistributions()
        distributions.duration = known[place][0][group]
        distributions.timeToFirstToken = known[place][1][group]
        distributions.timePerOutputToken = known[place][2][group]
        distributions.outputTokensPerSecond = known[place][3][group]
        return distributions
      }
    }
  }

  /// The distribution of durations alone, for windows.
  public func durations(_ grouping: Grouping) -> [Distribution?] { distributions([grouping], of: [.duration])[0][0] }

  /// The distributions of some measures: by grouping, measure and group. All groupings must have been joined from the
  /// same finest groups; anything else is a programmer error.
  public func distributions(
    _ groupings: [Grouping], of measures: [CallMeasure], percentiles: [Percentile] = Percentile.standard,
    by definition: PercentileDefinition = .nearestRank, hasIntervals: Bool = false
  ) -> [[[Distribution?]]] {
    LedgerAggregates.distributions(
      groupings, of: measures.map(\.unit), percentiles: percentiles, by: definition, hasIntervals: hasIntervals, workers
    ) { values(of: measures[$0]) }
  }
}

/// The distributions of some columns by grouping, column and group; `units` has one for each column, and `column` is asked
/// once for each. All groupings must have been joined from the same finest groups.
func distributions(
  _ groupings: [Grouping], of units: [MeasureUnit], percentiles: [Percentile], by definition: PercentileDefinition,
  hasIntervals: Bool, _ workers: Workers, column: @Sendable (Int) -> MeasureColumn
) -> [[[Distribution?]]] {
  guard let rows = groupings.first?.rows else { return [] }
  precondition(groupings.allSatisfy { $0.rows === rows }, "groupings of different rows")
  let columns = units.indices.map { column($0) }
  let codes = groupings.map { GroupCodes($0, workers) }
  @Sendable func found(_ work: Int, _ workers: Workers) -> [Distribution?] {
    let (grouping, measure) = (work / units.count, work % units.count)
    return codes[grouping].statistics(
      of: columns[measure], percentiles: percentiles, by: definition, hasIntervals: hasIntervals, workers
    ).distributions(unit: units[measure])
  }
  // Of few rows each worker takes what it can do alone.
  let work = groupings.count * units.count
  let all =
    rows.group.count < GroupCodes.leastShared
    ? workers.map(work) { found($0, .one) } : (0..<work).map { found($0, workers) }
  return groupings.indices.map { Array(all[$0 * units.count..<($0 + 1) * units.count]) }
}

/// The group of each row in a grouping, as kernels read it.
private struct GroupCodes: Sendable {
  /// From this many rows on all workers share each column.
  static let leastShared = 1 << 16
  private static let segment = 1 << 13

  private let groupCount: Int
  /// A group for each row; where all rows are one group, only for those of a segment.
  private let codes: CodeColumn
  private var isOne: Bool { groupCount == 1 }

  init(_ grouping: Grouping, _ workers: Workers) {
    groupCount = grouping.count
    let finest = grouping.rows.group
    if grouping.count == 1 {
      codes = CodeColumn(rowCount: min(finest.count, GroupCodes.segment), cardinality: 1)
      return
    }
    guard let joined = grouping.joined else {
      codes = finest
      return
    }
    let codes = CodeColumn(rowCount: finest.count, cardinality: grouping.count)
    let stretches = workers.stretches(of: finest.count, least: 1 << 14)
    workers.run(stretches.count) { stretch in
      let joined = joined.span
      for row in stretches[stretch] { codes[row] = joined[Int(finest[row])] }
    }
    self.codes = codes
  }

  /// What is known of the values of each group.
  func statistics(
    of column: MeasureColumn, percentiles: [Percentile], by definition: PercentileDefinition, hasIntervals: Bool,
    _ workers: Workers
  ) -> GroupedOrderStatistics {
    let segment = GroupCodes.segment
    return exactPercentiles(
      segments: (column.count + segment - 1) / segment, rowCount: column.count, groupCount: groupCount,
      percentiles: percentiles, by: definition, confidence: hasIntervals ? 0.95 : nil, workers: workers
    ) { (index: Int, body: (Span<Int64>, Span<UInt32>) -> Void) in
      let rows = index * segment..<min((index + 1) * segment, column.count)
      codes.codes.withSpan { codes in
        column.withKnown(rows, codes: codes.extracting(isOne ? 0..<rows.count : rows), body)
      }
    }
  }
}

/// The values of a measure that are known, each with its finest group.
struct KnownValues: Sendable {
  private(set) var values: [Int64] = []
  private var groups: [UInt32] = []

  init(_ values: Span<Int64>, _ stretches: GroupedStretches) {
    for group in 0..<stretches.groupCount {
      for rows in stretches.rows(ofGroup: group) {
        for row in rows {
          self.values.append(values[row])
          groups.append(UInt32(group))
        }
      }
    }
  }

  init(_ column: MeasureColumn, _ rows: RowGroups) {
    values.reserveCapacity(column.count)
    groups.reserveCapacity(column.count)
    for row in 0..<column.count {
      guard let value = column[row] else { continue }
      values.append(value)
      groups.append(rows.group[row])
    }
  }

  /// The group of each value in a grouping that was joined from the finest groups.
  func groups(of grouping: Grouping) -> [UInt32] {
    grouping.joined.map { joined in groups.map { joined[Int($0)] } } ?? groups
  }
}

/// Values that are known, each with its group, put together one by one.
struct GatheredValues: ~Copyable {
  private let values: RowBuffer<Int64>
  private let groups: RowBuffer<UInt32>
  private var count = 0

  /// Room for so many values.
  init(room: Int) {
    values = RowBuffer(unset: room)
    groups = RowBuffer(unset: room)
  }

  /// Adds a value; one that is not known is left out.
  mutating func add(_ value: Int64?, to group: UInt32) {
    guard let value else { return }
    values[count] = value
    groups[count] = group
    count += 1
  }

  /// The distribution of each group; `nil` for one without values.
  func distributions(groupCount: Int, unit: MeasureUnit) -> [Distribution?] {
    values.withFirst(count) { values in
      groups.withFirst(count) { groups in
        LedgerKernels.distributions(of: values, groups: groups, groupCount: groupCount, unit: unit)
      }
    }
  }
}
