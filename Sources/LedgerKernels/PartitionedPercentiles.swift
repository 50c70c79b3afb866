import LedgerMemory
import LedgerModel
import Synchronization

/// Percentiles by moving each group's values together, into `result`.
///
/// Each worker counts the rows of its share of the segments for each group; sums of these counts are the places to which
/// it moves them afterwards. Then each group is searched by itself.
func partitionedPercentiles<Code: GroupCode>(
  segments: Int, rowCount: Int, groupCount: Int, request: RankRequest, workers: Workers,
  into result: inout GroupedOrderStatistics,
  withSegment: @Sendable (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
) {
  // Counters for each worker pay only where groups have many rows.
  let parts = max(1, min(workers.count, segments, rowCount / max(groupCount, 1) / 16))
  let shares = (0..<parts).map { segments * $0 / parts..<segments * ($0 + 1) / parts }
  let counted = workers.map(parts) { part in
    GroupPlaces(shares[part], groupCount: groupCount, withSegment: withSegment)
  }
  // Slot 0, the rows of no group, goes behind all others and is not looked at again.
  var starts = [Int](repeating: 0, count: groupCount)
  var total = 0
  for group in 0..<groupCount {
    starts[group] = total
    for part in counted {
      let size = Int(part.places[group + 1])
      part.places[group + 1] = UInt64(total)
      total += size
      result.sums[group] += part.sums[group]
    }
    result.counts[group] = total - starts[group]
  }
  for part in counted {
    let size = Int(part.places[0])
    part.places[0] = UInt64(total)
    total += size
  }
  precondition(total == rowCount, "segments differ from their number of rows")
  let moved = RowBuffer<Int64>(zeroed: rowCount)
  workers.run(parts) { part in
    for segment in shares[part] {
      withSegment(segment) { values, groups in
        for row in values.indices {
          let slot = Int(groups[row] &+ 1)
          let place = counted[part].places[slot]
          moved[Int(place)] = values[row]
          counted[part].places[slot] = place &+ 1
        }
      }
    }
  }

  let counts = result.counts
  let begins = starts
  let chunks = workers.stretches(of: groupCount, least: 1)
  let found = workers.map(chunks.count) { chunk -> [Int64] in
    var selection = RankSelection()
    var places = RankRequest.Places()
    var answers = [Int64](repeating: 0, count: chunks[chunk].count * request.rankCount)
    for group in chunks[chunk] where counts[group] > 0 {
      request.fill(&places, count: counts[group])
      moved.withSpan { moved in
        selection.select(
          from: moved.extracting(begins[group]..<begins[group] + counts[group]), ranks: places.ranks[...],
          into: &answers, at: (group - chunks[chunk].lowerBound) * request.rankCount)
      }
    }
    return answers
  }
  var places = RankRequest.Places()
  for (chunk, answers) in zip(chunks, found) {
    for group in chunk where counts[group] > 0 {
      request.fill(&places, count: counts[group])
      let first = (group - chunk.lowerBound) * request.rankCount
      request.store(
        answers[first..<first + request.rankCount], places, count: counts[group], ofGroup: group, into: &result)
    }
  }
}

/// How many rows one worker has for each slot, and later on where the next one goes; and the sums of the groups.
private final class GroupPlaces: Sendable {
  let places: RowBuffer<UInt64>
  let sums: [Int128]

  init<Code: GroupCode>(
    _ share: Range<Int>, groupCount: Int, withSegment: (Int, (Span<Int64>, Span<Code>) -> Void) -> Void
  ) {
    let places = RowBuffer<UInt64>(zeroed: groupCount + 1)
    var sums = GroupedSumAccumulator(groupCount: groupCount)
    for segment in share {
      withSegment(segment) { values, groups in
        precondition(values.count == groups.count, "values and groups differ in count")
        for row in groups.indices {
          let slot = Int(groups[row] &+ 1)
          places[slot] = places[slot] &+ 1
        }
        sums.addAll(values, groups: groups)
      }
    }
    self.places = places
    self.sums = sums.finish()
  }
}
