import LedgerCalls
import LedgerMemory
import LedgerModel
import LedgerPricing

/// What the calls of groups add up to while one worker looks at them, apart for the rates by which they are priced.
struct GroupSums: ~Copyable {
  /// How many calls there are in them.
  private(set) var callCount = 0
  /// By place: group and rates.
  private var owners: [(group: Int, rates: Int)] = []
  private var stored = RowBuffer<StoredSums>(zeroed: 64)
  private var kinds = KindCounts()
  /// What only few places have, and by place its row there, and one.
  private var rare: [RareSums] = []
  private var rareRows = RowBuffer<UInt32>(zeroed: 64)

  /// Makes room for the calls of a group that are priced by some rates; returns its place.
  mutating func add(group: Int, rates: Int) -> Int {
    if owners.count == stored.count { resize(places: owners.count * 2) }
    owners.append((group, rates))
    return owners.count - 1
  }

  /// Adds the calls of a run: their tokens, and what kind they are of.
  ///
  /// - Parameters:
  ///   - kinds: what they say beside their numbers.
  ///   - candidates: where their tokens are among `tokens`.
  ///   - places: where their sums are.
  ///   - rates: which of `allRates` may price them.
  ///   - apart: room for the places in the run of calls of which something is to be added by itself: those that the rates
  ///     do not price, and those whose input is smaller than its parts.
  /// - Returns: how many these are.
  mutating func add(
    kinds: Span<UInt16>, candidates: Span<UInt32>, tokens: Span<StoredCounts<UInt32>>, places: Span<UInt32>,
    rates: Span<UInt32>, _ allRates: Span<CallRates>, apart: borrowing RowBuffer<UInt32>
  ) -> Int {
    callCount += kinds.count
    var otherCount = kinds.count
    if self.kinds.isSparse {
      apart.setAscending(kinds.count, from: 0)
    } else {
      otherCount = GroupSums.addOrdinary(
        kinds: kinds, candidates: candidates, tokens: tokens, places: places, rates: rates, allRates,
        into: self.kinds.cells, room: self.kinds.placeRoom, numbers: self.kinds.numbers, stored, others: apart)
    }
    var found = 0
    for other in 0..<otherCount {
      let index = Int(apart[other])
      let kind = CallKind(bits: kinds[index])
      let tokens = tokens[Int(candidates[index])]
      let counts = tokens.small
      let isByRates = allRates[Int(rates[index])].price(counts, of: kind)
      let place = Int(places[index])
      self.kinds.add(kind, isByRates: isByRates, at: place)
      var sum = stored[place]
      sum.add(tokens)
      stored[place] = sum
      if isByRates && counts.cachedBeyondInput == 0 { continue }
      apart[found] = UInt32(truncatingIfNeeded: index)
      found += 1
    }
    return found
  }

  /// Counts and adds the calls whose kind alone tells that rates price them; of the others, and those of kinds that have no
  /// number yet, the places in the run are written to `others`.
  ///
  /// - Returns: how many others there are.
  private static func addOrdinary(
    kinds: Span<UInt16>, candidates: Span<UInt32>, tokens: Span<StoredCounts<UInt32>>, places: Span<UInt32>,
    rates: Span<UInt32>, _ allRates: Span<CallRates>, into cells: borrowing RowBuffer<UInt32>, room: Int,
    numbers: borrowing RowBuffer<UInt32>, _ sums: borrowing RowBuffer<StoredSums>, others: borrowing RowBuffer<UInt32>
  ) -> Int {
    var found = 0
    for index in kinds.indices {
      let kind = CallKind(bits: kinds[index])
      let number = numbers[KindCounts.code(of: kind, isByRates: true)]
      guard number > 0, allRates[Int(rates[index])].price(kind) else {
        others[found] = UInt32(truncatingIfNeeded: index)
        found &+= 1
        continue
      }
      let place = Int(places[index])
      let cell = Int(number &- 1) &* room &+ place
      cells[cell] = cells[cell] &+ 1
      var sum = sums[place]
      sum.add(tokens[Int(candidates[index])])
      sums[place] = sum
    }
    return found
  }

  /// Adds what does not follow from tokens and kinds.
  mutating func addRare(at place: Int, _ add: (inout RareSums) -> Void) {
    if rareRows[place] == 0 {
      rare.append(RareSums())
      rareRows[place] = UInt32(rare.count)
    }
    add(&rare[Int(rareRows[place]) - 1])
  }

  private mutating func resize(places: Int) {
    let sums = RowBuffer<StoredSums>(zeroed: places)
    let rows = RowBuffer<UInt32>(zeroed: places)
    for place in 0..<stored.count {
      sums[place] = stored[place]
      rows[place] = rareRows[place]
    }
    stored = sums
    rareRows = rows
    kinds.reserve(places: places)
  }

  /// Adds everything to the tallies of groups, and begins anew.
  mutating func move(to tallies: inout [CallTally], _ rates: [CallRates]) {
    kinds.forEach { place, kinds in
      let owner = owners[place]
      let row = Int(rareRows[place])
      tallies[owner.group].add(
        CallTally(stored[place], row > 0 ? rare[row - 1] : RareSums(), kinds, rates[owner.rates]))
    }
    callCount = 0
    kinds.clear()
    stored.clear()
    rare = []
    rareRows.clear()
  }
}
