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
  private var rare = RowBuffer<RareSums>(zeroed: 64)
  /// By place and kind: how many calls. There is room for `kindRoom` kinds.
  private var counts = RowBuffer<UInt32>(zeroed: 64 * 16)
  private var kindRoom = 16
  /// The kinds that calls were found to be of, and by their code one more than their place among them.
  private var kinds: [(kind: CallKind, isByRates: Bool)] = []
  private let kindNumbers = RowBuffer<UInt32>(zeroed: 2 * (Int(CallKind.all) + 1))

  /// Makes room for the calls of a group that are priced by some rates; returns its place.
  mutating func add(group: Int, rates: Int) -> Int {
    if owners.count == stored.count { resize(places: owners.count * 2, kinds: kindRoom) }
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
    let code = Int(kind.bits) &<< 1 | (isByRates ? 1 : 0)
    let known = kindNumbers[code]
    let number = known > 0 ? Int(known &- 1) : add(kind, isByRates, code)
    let cell = place &* kindRoom &+ number
    counts[cell] = counts[cell] &+ 1
    var sum = stored[place]
    sum.add(tokens)
    stored[place] = sum
  }

  /// Adds what does not follow from tokens and kinds.
  mutating func addRare(at place: Int, _ add: (inout RareSums) -> Void) {
    var sum = rare[place]
    add(&sum)
    rare[place] = sum
  }

  @inline(never)
  private mutating func add(_ kind: CallKind, _ isByRates: Bool, _ code: Int) -> Int {
    if kinds.count == kindRoom { resize(places: stored.count, kinds: kindRoom * 2) }
    kinds.append((kind, isByRates))
    kindNumbers[code] = UInt32(kinds.count)
    return kinds.count - 1
  }

  private mutating func resize(places: Int, kinds: Int) {
    if places > stored.count {
      let sums = RowBuffer<StoredSums>(zeroed: places)
      let rareSums = RowBuffer<RareSums>(zeroed: places)
      for place in 0..<stored.count {
        sums[place] = stored[place]
        rareSums[place] = rare[place]
      }
      stored = sums
      rare = rareSums
    }
    let cells = RowBuffer<UInt32>(zeroed: places * kinds)
    for place in owners.indices {
      for kind in 0..<kindRoom { cells[place * kinds + kind] = counts[place * kindRoom + kind] }
    }
    counts = cells
    kindRoom = kinds
  }

  /// Adds everything to the tallies of groups, and begins anew.
  mutating func move(to tallies: inout [CallTally], _ rates: [CallRates]) {
    for (place, owner) in owners.enumerated() {
      let known = kinds.enumerated().map { number, of in
        KindCount(kind: of.kind, count: Int(counts[place * kindRoom + number]), isByRates: of.isByRates)
      }.filter { $0.count > 0 }
      if known.isEmpty { continue }
      tallies[owner.group].add(CallTally(stored[place], rare[place], known, rates[owner.rates]))
    }
    callCount = 0
    stored.clear()
    rare.clear()
    counts.clear()
  }
}
