import LedgerCalls
import LedgerKernels
import LedgerModel

/// Calls sorted into groups: a group number per selected call, and the codes that each group stands for.
public struct Grouping: Sendable {
  /// The group of each selected call, or `noGroup` for calls outside the grouping.
  public private(set) var group: [UInt32] = []
  /// For each group the codes of its keys.
  public private(set) var keys: [[UInt32]] = []

  /// Groups rows by several columns of codes, given for each row.
  ///
  /// Numbers are given in order of first sight, so whoever shows groups sorts them by what their codes mean.
  init(count: Int, columns: [(Int) -> UInt32]) {
    group.reserveCapacity(count)
    // Columns are combined one after the other: (first, second) becomes a number, (that number, third) another one.
    var numbers = [[UInt64: UInt32]](repeating: [:], count: columns.count)
    var codes = [UInt32](repeating: 0, count: columns.count)
    for row in 0..<count {
      var number: UInt32 = 0
      for (depth, column) in columns.enumerated() {
        codes[depth] = column(row)
        let pair = UInt64(number) << 32 | UInt64(codes[depth])
        if let known = numbers[depth][pair] {
          number = known
        } else {
          number = UInt32(numbers[depth].count)
          numbers[depth][pair] = number
          if depth == columns.count - 1 { keys.append(codes) }
        }
      }
      group.append(number)
    }
  }

  /// How many groups there are.
  public var count: Int { keys.count }
}

extension CallFacts {
  /// Groups by service, provider, operation, request and response model.
  public func groupedByKey() -> Grouping {
    Grouping(
      count: count,
      columns: [
        { service[$0] }, { calls.provider[rows[$0]] }, { calls.operation[rows[$0]] },
        { calls.requestModel[rows[$0]] }, { calls.responseModel[rows[$0]] },
      ])
  }

  /// Groups by provider and model.
  public func groupedByModel() -> Grouping {
    Grouping(count: count, columns: [{ calls.provider[rows[$0]] }, { model[$0] }])
  }

  /// Groups by service.
  public func groupedByService() -> Grouping { Grouping(count: count, columns: [{ service[$0] }]) }

  /// One group of all.
  public func together() -> Grouping { Grouping(count: count, columns: [{ _ in 0 }]) }

  /// Groups by UTC window of the start: the code is the window's place among the windows that hold a call; calls without
  /// a start are in no window and share the last code.
  public func windows(_ size: WindowSize) -> (windows: [TimeWindow], code: [UInt32]) {
    var starts: Set<UInt64> = []
    for instant in start where instant != 0 { starts.insert(instant - instant % size.nanos) }
    let sorted = starts.sorted()
    let place = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt32($0)) })
    let windows = sorted.map { size.window(holding: UnixNanos($0)) }
    let code = start.map { $0 == 0 ? UInt32(sorted.count) : place[$0 - $0 % size.nanos] ?? UInt32(sorted.count) }
    return (windows, code)
  }

  /// Groups by a code per call, such as the window, and optionally the model.
  public func grouped(by code: [UInt32], andModel: Bool = false) -> Grouping {
    andModel
      ? Grouping(count: count, columns: [{ code[$0] }, { calls.provider[rows[$0]] }, { model[$0] }])
      : Grouping(count: count, columns: [{ code[$0] }])
  }

  /// Adds up the calls of each group.
  public func tallies(_ grouping: Grouping) -> [CallTally] {
    var tallies = [CallTally](repeating: CallTally(), count: grouping.count)
    for index in 0..<count {
      let row = rows[index]
      let group = Int(grouping.group[index])
      let tokens = calls.tokens[row]
      tallies[group].add(tokens)
      switch cost[index] {
      case .priced(let amount):
        CallTally.add(amount, to: &tallies[group].cost)
        tallies[group].callsPriced += calls.isCall[row] ? 1 : 0
      case .unpriced: tallies[group].callsUnpriced += calls.isCall[row] ? 1 : 0
      case .unknownUsage: break
      }
      CallTally.add(calls.reportedCost[row].map { PicoUSD(Int128($0)) }, to: &tallies[group].reportedCost)
      guard calls.isCall[row] else { continue }
      tallies[group].calls += 1
      if calls.errorType[row] != 0 { tallies[group].errors += 1 }
      if tokens.isUnknown { tallies[group].callsWithoutUsage += 1 }
      if calls.isStreaming[row] == true { tallies[group].streamingCalls += 1 }
      if let cacheRead = tokens.cacheRead {
        tallies[group].callsWithCacheReport += 1
        if cacheRead > 0 { tallies[group].callsWithCacheHit += 1 }
      }
    }
    return tallies
  }

  /// The distributions of each group.
  public func distributions(_ grouping: Grouping) -> [CallDistributions] {
    let durations = distribution(of: duration, grouping, .nanoseconds)
    let firstTokens = distribution(of: timeToFirstToken, grouping, .nanoseconds)
    let rates = distribution(of: outputTokensPerSecond, grouping, .microTokensPerSecond)
    let paces = distribution(of: timePerOutputToken, grouping, .picoseconds)
    return (0..<grouping.count).map { group in
      var distributions = CallDistributions()
      distributions.duration = durations[group]
      distributions.timeToFirstToken = firstTokens[group]
      distributions.outputTokensPerSecond = rates[group]
      distributions.timePerOutputToken = paces[group]
      return distributions
    }
  }

  /// The distribution of durations alone, for windows.
  public func durations(_ grouping: Grouping) -> [Distribution?] {
    distribution(of: duration, grouping, .nanoseconds)
  }

  private func distribution(of values: [Int64?], _ grouping: Grouping, _ unit: MeasureUnit) -> [Distribution?] {
    groupedDistributions(of: values, groups: grouping.group, groupCount: grouping.count, unit: unit)
  }
}

/// The distribution of each group over the values that are known.
func groupedDistributions(
  of values: [Int64?], groups: [UInt32], groupCount: Int, unit: MeasureUnit
) -> [Distribution?] {
  var known: [Int64] = []
  var codes: [UInt32] = []
  known.reserveCapacity(values.count)
  codes.reserveCapacity(values.count)
  for (value, group) in zip(values, groups) {
    guard let value else { continue }
    known.append(value)
    codes.append(group)
  }
  return distributions(of: known.span, groups: codes.span, groupCount: groupCount, unit: unit)
}
