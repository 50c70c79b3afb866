import LedgerMemory
import LedgerModel

// What the tables take.

extension Store {
  /// What each table takes that has rows, dictionaries apart, then the dictionaries.
  public var figures: [TableFigures] {
    let (own, places) = (spans[..<spanSegmentCount], spans[spanSegmentCount...])
    let (candidates, logged) = (calls[..<spanCallSegmentCount], calls[spanCallSegmentCount...])
    func table(_ name: String, _ sizes: [(rows: Int, bytes: Int)]) -> TableFigures {
      TableFigures(name: name, rows: sizes.reduce(0) { $0 + $1.rows }, bytes: sizes.reduce(0) { $0 + $1.bytes })
    }
    var tables = [
      table("spans", own.map { ($0.count, $0.bytes) }),
      table("call candidates", candidates.map { ($0.count, $0.bytes) }),
      table("calls of log records", logged.map { ($0.count, $0.bytes) }),
    ]
    tables[2].bytes += places.reduce(0) { $0 + $1.bytes } + logCalls.reduce(0) { $0 + $1.bytes }
    tables.insert(table("trace ids", TraceList.distinct(in: spans).map { ($0.count, $0.bytes) }), at: 1)
    tables += [
      table("stages", stages.map { ($0.count, $0.bytes) }),
      table("evaluations", evaluations.map { ($0.count, $0.bytes) }),
      table("log records", logs.map { ($0.count, $0.bytes) }),
      table("metric points", points.map { ($0.count, $0.bytes) }),
    ]
    tables.append(
      TableFigures(
        name: "exemplars", rows: exemplars.count, bytes: exemplars.count * MemoryLayout<KeptExemplar>.stride))
    for column in sideTable {
      tables.append(TableFigures(name: column.key.title, rows: column.size.rows, bytes: column.size.bytes))
    }
    let dictionaries = texts.all + sideTable.map(\.texts)
    tables.append(
      TableFigures(
        name: "dictionaries", rows: dictionaries.reduce(0) { $0 + $1.count - 1 },
        bytes: dictionaries.reduce(0) { $0 + $1.texts.reduce(0) { $0 + $1.utf8.count } }))
    return tables.filter { $0.rows > 0 }
  }
}

extension SideTableKey {
  fileprivate var title: String {
    switch self {
    case .attribute(let name): "attr:\(name)"
    case .session: "session"
    case .user: "user"
    }
  }
}

extension SpanSegment {
  var bytes: Int {
    trace.bytes + spanID.bytes + parentID.bytes + start.bytes + duration.bytes + name.bytes + scope.bytes
      + source.bytes + kindAndStatus.bytes + operationClass.bytes + attributeCount.bytes
  }
}

extension CallSegment {
  var bytes: Int {
    let codes =
      provider.bytes + operation.bytes + requestModel.bytes + responseModel.bytes + finishReason.bytes
      + errorType.bytes + agent.bytes + serviceTier.bytes + sources.bytes
    let counts =
      inputTokens.bytes + outputTokens.bytes + totalTokens.bytes + cacheReadTokens.bytes + cacheWriteTokens.bytes
      + reasoningTokens.bytes
    let others =
      span.bytes + responseID.bytes + session.bytes + user.bytes + timeToFirstToken.bytes + reportedCost.bytes
      + dialect.bytes + traits.bytes
    return codes + counts + others + details.count * 8 + (weights.isEmpty ? 0 : count)
  }
}

extension LogCallSegment {
  var bytes: Int { count + requestID.bytes + turn.bytes + attempt.bytes + identity.bytes }
}

extension StageSegment {
  var bytes: Int { span.bytes + stage.bytes + tool.bytes + agent.bytes + errorType.bytes + retrievedCount.bytes }
}

extension EvaluationSegment {
  var bytes: Int {
    time.bytes + traceHigh.bytes + traceLow.bytes + spanID.bytes + scope.bytes + name.bytes + label.bytes
      + scoreMicros.bytes + responseID.bytes + traits.bytes
  }
}

extension LogSegment {
  var bytes: Int { time.bytes + scope.bytes + event.bytes + severity.bytes }
}

extension MetricPointSegment {
  var bytes: Int {
    series.bytes + start.bytes + time.bytes + flags.bytes + intValue.bytes + doubleBits.bytes + valueCount.bytes
      + minBits.bytes + maxBits.bytes + buckets.bytes
  }
}
