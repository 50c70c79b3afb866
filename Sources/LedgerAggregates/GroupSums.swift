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
  ///   - rows: their rows among the settled ones, of all of which the next three say something.
  ///   - kinds: what the settled calls say beside their numbers.
  ///   - candidates: the numbers of the settled calls in the store.
  ///   - tokens: the tokens of all candidates.
  ///   - places: of each call of the run where its sums are.
  ///   - rates: and which of `allRates` may price it.
  ///   - apart: room for the places in the run of calls of which something is to be added by itself: those that the rates
  ///     do not price, and those whose input is smaller than its parts.
  /// - Returns: how many these are.
  mutating func add(
    _ rows: Span<UInt32>, kinds: Span<UInt16>, candidates: Span<UInt32>, tokens: Span<StoredCounts<UInt32>>,
    places: Span<UInt32>, rates: Span<UInt32>, _ allRates: Span<CallRates>, apart: borrowing RowBuffer<UInt32>
  ) -> Int {
    callCount += rows.count
    var found = 0
    for index in rows.indices {
      let row = Int(rows[index])
      let kind = CallKind(bits: kinds[row] & CallKind.all)
      let tokens = tokens[Int(candidates[row])]
      let counts = tokens.small
      let rates = allRates[Int(rates[index])]
      let isByRates = rates.price(counts, of: kind)
      count(kind, isByRates, tokens, at: Int(places[index]))
      apart[found] = UInt32(truncatingIfNeeded: index)
      found &+= isByRates && counts.cachedBeyondInput == 0 ? 0 : 1
    }
    return found
  }

  @inline(__always)
  private mutating func count(_ kind: CallKind, _ isByRates: Bool, _ tokens: StoredCounts<UInt32>, at place: Int) {
    kinds.add(kind, isByRates: isByRates, at: place)
    var sum = stored[place]
    sum.add(tokens)
    stored[place] = sum
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
