import LedgerMemory
import LedgerModel

/// Counts the values of one group after the other by their leading bits, and finds ranks among them, in memory that is
/// near.
struct GroupSearch: ~Copyable {
  /// The sum of the values that were counted last.
  private(set) var sum: Int128 = 0
  /// The smallest and the largest of them.
  private(set) var extremes = Extremes(min: .max, max: .min)
  private var valueCount = 0
  /// The buckets that may hold values; all others are empty.
  private var used = 0..<0

  private let buckets = BucketCounters(slots: 1)
  private var ranks = RankRequest.Places()
  private var wanted = WantedBuckets()
  private var sieve = BucketSieve()
  private var collected = RowBuffer<Int64>(unset: 0)

  /// Whether the values are so few that they are not worth counting.
  private var areFew: Bool { valueCount <= RankSelection.fewCount }

  /// Counts and adds up values; `false` where one of them is negative.
  mutating func count(_ values: Span<Int64>, buckets numbers: Span<UInt16>, _ facts: ValueFacts) -> Bool {
    guard facts.least >= 0 else { return false }
    buckets.counters.clear(used)
    valueCount = values.count
    extremes = Extremes(min: facts.least, max: facts.most)
    used = 0..<0
    let isSmall = facts.most <= Int64.max / Int64(max(valueCount, 1))
    sum = isSmall ? Int128(facts.sum) : LedgerKernels.sum(of: values)
    if areFew { return true }
    buckets.count(numbers)
    used = LeadingBits.bucket(of: facts.least)..<LeadingBits.bucket(of: facts.most) + 1
    return true
  }

  /// Adds what was counted to the counters of a slot.
  func add(_ numbers: Span<UInt16>, to others: BucketCounters, slot: Int) {
    let base = slot << LeadingBits.shift
    if areFew {
      for row in numbers.indices { others.counters[base + Int(numbers[row])] &+= 1 }
    } else {
      buckets.counters.withSpan { others.counters.add($0.extracting(used), from: base + used.lowerBound) }
    }
  }

  /// Finds the answers to a request among the values that were counted.
  mutating func answer(
    _ request: RankRequest, _ values: Span<Int64>, buckets numbers: Span<UInt16>, ofGroup group: Int,
    into result: inout GroupedOrderStatistics
  ) {
    request.fill(&ranks, count: valueCount)
    if areFew {
      wanted.search(values, ranks.ranks)
    } else {
      search(values, numbers)
    }
    result.counts[group] = valueCount
    result.sums[group] = sum
    request.store(wanted.answers[...], ranks, count: valueCount, ofGroup: group, into: &result)
  }

  private mutating func search(_ values: Span<Int64>, _ numbers: Span<UInt16>) {
    let count = wanted.find(ranks.ranks, count: valueCount, extremes, buckets, in: used)
    if count > 0 {
      if collected.count < count { collected = RowBuffer(unset: count * 2) }
      let bits = wanted.bits
      sieve.collect(values, buckets: numbers, wanted: bits.span, at: buckets, slot: 0, into: collected)
    }
    collected.withSpan { wanted.search($0) }
  }
}

/// The values of some stretches one after the other, in memory that is near, with their buckets.
struct JoinedStretches: ~Copyable {
  private var joined = RowBuffer<Int64>(unset: 0)
  private var buckets = RowBuffer<UInt16>(unset: 0)
  private var ahead = Ahead()

  /// What memory is asked for ahead: those values that come next in the order of the stretches, which nobody else can tell.
  private struct Ahead {
    private var place = 0
    private var offset = 0
    /// For how many values behind those that were taken memory was asked.
    private var lead = 0
    /// The place that was taken last, and where the next one is expected.
    private var next = -1

    /// Memory takes as long to answer as these take to count.
    private static let distance = 1 << 10

    /// Begins with the stretch of a place, as far as it is not the one behind the last.
    mutating func begin(at place: Int) {
      if next != place { (self.place, offset, lead) = (place, 0, 0) }
    }

    mutating func end(at place: Int) { next = place }

    /// So many values will be taken next.
    mutating func move(_ count: Int, _ stretches: [GroupedStretch], _ column: Span<Int64>) {
      while lead < count + Ahead.distance, place < stretches.count {
        let rows = stretches[place].rows
        let start = rows.lowerBound + offset
        let end = min(rows.upperBound, start + count + Ahead.distance - lead)
        askAhead(of: column.extracting(start..<end))
        lead += end - start
        offset += end - start
        if end == rows.upperBound { (place, offset) = (place + 1, 0) }
      }
      lead -= count
    }
  }

  /// Calls `body` with the values of stretches of a column, their buckets, which mean nothing where a value is negative, and
  /// what is known of them.
  mutating func withBuckets<Result>(
    of places: Range<Int>, of stretches: [GroupedStretch], in column: Span<Int64>,
    _ body: (Span<Int64>, Span<UInt16>, ValueFacts) -> Result
  ) -> Result {
    let count = stretches[places].reduce(0) { $0 + Int($1.count) }
    let isCopied = places.count > 1
    if buckets.count < count { buckets = RowBuffer(unset: count * 2) }
    if isCopied, joined.count < count { joined = RowBuffer(unset: count * 2) }
    ahead.begin(at: places.lowerBound)
    var facts = ValueFacts()
    var end = 0
    for place in places {
      var rows = stretches[place].rows
      while !rows.isEmpty {
        let block = rows.prefix(blockRows)
        ahead.move(block.count, stretches, column)
        let values = column.extracting(block)
        if isCopied {
          fillBuckets(of: values, copiedTo: joined, into: buckets, from: end, addingTo: &facts)
        } else {
          fillBuckets(of: values, into: buckets, from: end, addingTo: &facts)
        }
        end += block.count
        rows = block.upperBound..<rows.upperBound
      }
    }
    ahead.end(at: places.upperBound)
    return buckets.withSpan { buckets in
      let buckets = buckets.extracting(0..<count)
      if !isCopied, let place = places.first { return body(column.extracting(stretches[place].rows), buckets, facts) }
      return joined.withSpan { body($0.extracting(0..<count), buckets, facts) }
    }
  }
}

/// Collects the values of wanted buckets.
struct BucketSieve: ~Copyable {
  private var buckets = RowBuffer<UInt16>(unset: 0)
  private var found = RowBuffer<Int64>(unset: 0)

  /// How many values whose buckets are not known are looked at at once.
  private static let rows = 1 << 12

  /// Copies the values of wanted buckets to the places that the counters of a slot say, and moves these on.
  mutating func collect(
    _ values: Span<Int64>, buckets numbers: Span<UInt16>, wanted: Span<UInt32>, at counters: BucketCounters, slot: Int,
    into collected: borrowing RowBuffer<Int64>
  ) {
    if found.count < values.count { found = RowBuffer(unset: values.count * 2) }
    let count = copyValues(values, buckets: numbers, wanted: wanted, into: found, from: 0)
    BucketSieve.put(found, count, at: counters, slot: slot, into: collected)
  }

  /// The same for values whose buckets are not known.
  mutating func collect(
    _ values: Span<Int64>, wanted: Span<UInt32>, at counters: BucketCounters, slot: Int,
    into collected: borrowing RowBuffer<Int64>
  ) {
    if buckets.count == 0 { buckets = RowBuffer(unset: BucketSieve.rows) }
    if found.count < BucketSieve.rows { found = RowBuffer(unset: BucketSieve.rows) }
    var facts = ValueFacts()
    var start = 0
    while start < values.count {
      let block = values.extracting(start..<min(start + BucketSieve.rows, values.count))
      fillBuckets(of: block, into: buckets, from: 0, addingTo: &facts)
      let count = buckets.withSpan {
        copyValues(block, buckets: $0.extracting(0..<block.count), wanted: wanted, into: found, from: 0)
      }
      BucketSieve.put(found, count, at: counters, slot: slot, into: collected)
      start += block.count
    }
  }

  @inline(__always)
  private static func put(
    _ values: borrowing RowBuffer<Int64>, _ count: Int, at counters: BucketCounters, slot: Int,
    into collected: borrowing RowBuffer<Int64>
  ) {
    let base = slot << LeadingBits.shift
    for row in 0..<count {
      let value = values[row]
      let place = base + LeadingBits.bucket(of: value)
      let at = counters.counters[place]
      counters.counters[place] = at &+ 1
      collected[Int(at)] = value
    }
  }
}

/// Which buckets of a group hold its ranks, and what the values there are.
private struct WantedBuckets {
  /// A bit for each bucket.
  private(set) var bits = [UInt32](repeating: 0, count: LeadingBits.bucketCount / 32)
  /// The values at the ranks.
  private(set) var answers: [Int64] = []
  /// Where the values of each bucket stand when they are collected, and which of the ranks are among them.
  private var targets: [(values: Range<Int>, ranks: Range<Int>)] = []
  /// The ranks, each within its bucket.
  private var localRanks: [Int] = []
  private var selection = RankSelection()

  /// Puts the place of its first value in the place of the size of each bucket that is to be collected.
  ///
  /// - Parameter used: the buckets that hold values.
  /// - Returns: how many values are to be collected.
  mutating func find(
    _ ranks: [Int], count valueCount: Int, _ extremes: Extremes, _ buckets: BucketCounters, in used: Range<Int>
  ) -> Int {
    for word in bits.indices { bits[word] = 0 }
    clearAnswers(ranks.count)
    targets.removeAll(keepingCapacity: true)
    localRanks.removeAll(keepingCapacity: true)
    localRanks.append(contentsOf: ranks)
    let searched = RankRequest.withoutEnds(ranks, count: valueCount)
    for rank in ranks.startIndex..<searched.startIndex { answers[rank] = extremes.min }
    for rank in searched.endIndex..<ranks.endIndex { answers[rank] = extremes.max }
    var count = 0
    buckets.counters.withSpan { sizes in
      LeadingBits.forEachBucket(ofRanks: searched, sizes, in: used) { bucket, below, found in
        if let value = LeadingBits.onlyValue(of: bucket) {
          for rank in found { answers[rank] = value }
          return
        }
        for rank in found { localRanks[rank] -= below }
        let end = count + Int(sizes[bucket])
        targets.append((count..<end, found))
        bits[bucket >> 5] |= 1 << UInt32(bucket & 31)
        buckets.counters[bucket] = UInt32(count)
        count = end
      }
    }
    return count
  }

  /// Searches all values of a group.
  mutating func search(_ values: Span<Int64>, _ ranks: [Int]) {
    clearAnswers(ranks.count)
    selection.select(from: values, ranks: ranks[...], into: &answers, at: 0)
  }

  private mutating func clearAnswers(_ count: Int) {
    answers.removeAll(keepingCapacity: true)
    answers.append(contentsOf: repeatElement(0, count: count))
  }

  /// Searches the values that were collected.
  mutating func search(_ values: Span<Int64>) {
    for (rows, ranks) in targets {
      selection.select(from: values.extracting(rows), ranks: localRanks[ranks], into: &answers, at: ranks.lowerBound)
    }
  }
}
