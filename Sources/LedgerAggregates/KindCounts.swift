import LedgerCalls
import LedgerKernels
import LedgerMemory

/// How many calls of each kind there are at each of many places; those that the rates of their place price apart from the
/// others.
///
/// A number for each place and kind where these are not too many; else one for each pair that occurs.
struct KindCounts: ~Copyable {
  /// At most so many numbers are kept for pairs that may not occur: 4 MiB.
  private static let mostCells = 1 << 20

  // By number of the kind and place, of which there is room for `placeRoom`: of few kinds there are many calls.
  private(set) var cells = RowBuffer<UInt32>(zeroed: 64 * 16)
  private(set) var placeRoom = 64
  private var kindRoom = 16
  /// By number: the codes that were found, each a kind and whether it is priced by rates.
  private var codes: [UInt16] = []
  /// By code: its number, and one.
  let numbers = RowBuffer<UInt32>(zeroed: 2 * (Int(CallKind.all) + 1))

  // Places and codes that occur, where there are too many cells.
  private var pairs = KeyNumbers<UInt64>()
  private var pairCounts: [UInt32] = []
  private(set) var isSparse = false

  /// The code of a kind of calls that rates price, or do not.
  @inline(__always)
  static func code(of kind: CallKind, isByRates: Bool) -> Int {
    Int(kind.bits & CallKind.all) &<< 1 | (isByRates ? 1 : 0)
  }

  /// Makes room for as many places.
  mutating func reserve(places: Int) {
    if places > placeRoom { resize(places: max(places, placeRoom * 2), kinds: kindRoom) }
  }

  /// Counts a call at a place that there is room for.
  @inline(__always)
  mutating func add(_ kind: CallKind, isByRates: Bool, at place: Int) {
    let code = KindCounts.code(of: kind, isByRates: isByRates)
    if isSparse { return addPair(place, code) }
    let known = numbers[code]
    let number = known > 0 ? Int(known &- 1) : begin(code)
    if number < 0 { return addPair(place, code) }
    let cell = number &* placeRoom &+ place
    cells[cell] = cells[cell] &+ 1
  }

  /// The number of a new code; a negative one where there is no room for it, and pairs are counted from now on.
  @inline(never)
  private mutating func begin(_ code: Int) -> Int {
    if codes.count == kindRoom { resize(places: placeRoom, kinds: kindRoom * 2) }
    if isSparse { return -1 }
    codes.append(UInt16(code))
    numbers[code] = UInt32(codes.count)
    return codes.count - 1
  }

  @inline(never)
  private mutating func addPair(_ place: Int, _ code: Int, _ count: UInt32 = 1) {
    let number = pairs.number(of: UInt64(place) << 16 | UInt64(code))
    if number == pairCounts.count { pairCounts.append(0) }
    pairCounts[number] &+= count
  }

  private mutating func resize(places: Int, kinds: Int) {
    if isSparse { return }
    isSparse = places * kinds > KindCounts.mostCells
    var before = RowBuffer<UInt32>(zeroed: isSparse ? 1 : places * kinds)
    swap(&cells, &before)
    for place in 0..<placeRoom {
      for (number, code) in codes.enumerated() {
        let count = before[number * placeRoom + place]
        if count == 0 { continue }
        if isSparse { addPair(place, Int(code), count) } else { cells[number * places + place] = count }
      }
    }
    (placeRoom, kindRoom) = (places, kinds)
  }

  /// Begins anew.
  mutating func clear() {
    pairs = KeyNumbers()
    pairCounts = []
    cells.clear()
  }

  /// What was counted, place by place; places without calls are left out.
  func forEach(_ body: (_ place: Int, _ kinds: [KindCount]) -> Void) {
    var found: [KindCount] = []
    func kindCount(_ code: UInt16, _ count: UInt32) -> KindCount {
      KindCount(kind: CallKind(bits: code >> 1), count: Int(count), isByRates: code & 1 != 0)
    }
    if isSparse {
      let order = RowBuffer<UInt32>(unset: pairs.keys.count)
      setAscendingOrder(of: pairs.keys.span, in: order)
      var at = 0
      while at < order.count {
        let place = pairs.keys[Int(order[at])] >> 16
        found.removeAll(keepingCapacity: true)
        while at < order.count, pairs.keys[Int(order[at])] >> 16 == place {
          let pair = Int(order[at])
          found.append(kindCount(UInt16(truncatingIfNeeded: pairs.keys[pair]), pairCounts[pair]))
          at += 1
        }
        body(Int(place), found)
      }
      return
    }
    for place in 0..<placeRoom {
      found.removeAll(keepingCapacity: true)
      for (number, code) in codes.enumerated() where cells[number * placeRoom + place] > 0 {
        found.append(kindCount(code, cells[number * placeRoom + place]))
      }
      if !found.isEmpty { body(place, found) }
    }
  }
}
