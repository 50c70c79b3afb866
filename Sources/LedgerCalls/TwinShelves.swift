import LedgerModel

/// The requests of one large key, laid out so that the longest twin of another one is found in few steps, whatever they
/// have in common.
///
/// All requests are known beforehand, from the shortest to the longest; those that were added can be found. What must agree
/// decides which shelves are looked at (a model's name, the response), and so does the library, which must differ. On a
/// shelf, where requests are in the order of their starts, whole stretches are passed over that end too late, or whose calls
/// have a request of the library already.
struct TwinShelves {
  /// What requests of a shelf have in common.
  private struct Label: Hashable {
    var library: UInt8
    var side: UInt8
    var isResponseModel: Bool
    var model: UInt32
    var response: Response
  }

  private enum Response: Hashable {
    /// Whatever they say.
    case any
    /// Nobody of their calls names one.
    case unnamed
    /// They name this one.
    case own(UInt64)
  }

  private struct Seat {
    var shelf: Int
    var row: Int
    /// Whether only those stand on the shelf whose calls name no response.
    var isUnnamed: Bool
  }

  private let twins: [Twin]
  private let ranks: [Int]  // by place: of the library, 0 for the one that reports most often
  private let libraryCount: Int
  private let namesResponses: Bool
  private var numbers: [Label: Int] = [:]  // of shelves
  private var shelves: [Shelf] = []
  private var seats: [[Seat]]  // by place
  private var marks: [UInt32] = []  // of the libraries of calls, by the place of the first one
  /// Those that name no response, but whose call does, by that one.
  private var besides: [UInt64: [Int]] = [:]

  /// So many libraries have shelves of their own.
  private static let ownShelves = 4
  /// So many libraries are known to shelves as those that calls have a request of.
  private static let markedLibraries = 32

  /// Requests from the shortest to the longest.
  init(_ twins: [Twin]) {
    self.twins = twins
    var counts: [Int: Int] = [:]
    for twin in twins { counts[twin.emitter, default: 0] += 1 }
    let emitters = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rankOf = Dictionary(uniqueKeysWithValues: emitters.enumerated().map { ($1.key, $0) })
    ranks = twins.map { rankOf[$0.emitter] ?? 0 }
    libraryCount = emitters.count
    namesResponses = twins.contains { $0.responseID != 0 }
    seats = [[Seat]](repeating: [], count: twins.count)
    var members: [[Int]] = []
    for place in twins.indices.sorted(by: { (twins[$0].start, $0) < (twins[$1].start, $1) }) {
      for label in labels(of: place) {
        let number = numbers[label] ?? members.count
        if number == members.count {
          numbers[label] = number
          members.append([])
        }
        seats[place].append(Seat(shelf: number, row: members[number].count, isUnnamed: label.response == .unnamed))
        members[number].append(place)
      }
    }
    shelves = members.map { Shelf($0, twins) }
    marks = twins.indices.map(mark(of:))
  }

  /// The shelves on which a request stands.
  private func labels(of place: Int) -> [Label] {
    let twin = twins[place]
    var responses: [Response] = [.any]
    if namesResponses { responses.append(twin.responseID == 0 ? .unnamed : .own(twin.responseID)) }
    return labels(of: twin, library: UInt8(min(ranks[place], TwinShelves.ownShelves)), side: twin.side, responses)
  }

  private func labels(of twin: Twin, library: UInt8, side: UInt8, _ responses: [Response]) -> [Label] {
    var labels: [Label] = []
    for (isResponseModel, model) in [(true, twin.responseModel), (false, twin.requestModel)] where model != 0 {
      for response in responses {
        labels.append(
          Label(library: library, side: side, isResponseModel: isResponseModel, model: model, response: response))
      }
    }
    return labels
  }

  /// The last one of all that were added that may be of another one's call.
  ///
  /// - Parameter mayJoin: whether a request of another library that is named alike may be.
  func last(before place: Int, where mayJoin: (Int) -> Bool) -> Int? {
    let twin = twins[place]
    let mark = mark(of: place)
    var found: Int?
    let responses: [Response] = twin.responseID == 0 ? [.any] : [.unnamed, .own(twin.responseID)]
    let side: UInt8 = twin.side == 0 ? 0 : 3 - twin.side
    for library in 0...TwinShelves.ownShelves where library < libraryCount {
      if library == ranks[place], library < TwinShelves.ownShelves { continue }
      for label in labels(of: twin, library: UInt8(library), side: side, responses) {
        guard let number = numbers[label] else { continue }
        found = shelves[number].last(behind: found, inside: twin, lacking: mark, where: mayJoin) ?? found
      }
    }
    if twin.responseID != 0 {
      for other in besides[twin.responseID] ?? [] where other > found ?? -1 && mayJoin(other) { found = other }
    }
    return found
  }

  /// Adds a request that is a call of its own.
  mutating func add(_ place: Int) {
    for seat in seats[place] { shelves[seat.shelf].put(seat.row, twins[place].end, marks: marks[place]) }
  }

  /// Adds a request to the call of another one that was found for it, which the call does not know of yet.
  mutating func add(_ place: Int, toCallOf inner: Int, among calls: TwinCalls) {
    let first = calls.first(of: inner)
    let others = calls.others(of: first)
    // One of each library: nobody else will be of this call.
    if others.count + 2 == libraryCount {
      remove(first)
      for member in others { remove(member) }
      return
    }
    let own = mark(of: place)
    if own != 0 {
      mark(first, own)
      for member in others { mark(member, own) }
      marks[first] |= own
    }
    let (response, known) = (twins[place].responseID, calls.response(of: first))
    if response != 0, known == 0 {
      name(first, response)
      for member in others { name(member, response) }
    }
    for seat in seats[place] { shelves[seat.shelf].put(seat.row, twins[place].end, marks: marks[first]) }
    if response == 0, known != 0 { name(place, known) }
  }

  private mutating func remove(_ place: Int) {
    for seat in seats[place] { shelves[seat.shelf].remove(seat.row) }
  }

  private mutating func mark(_ place: Int, _ mark: UInt32) {
    for seat in seats[place] { shelves[seat.shelf].mark(seat.row, mark) }
  }

  /// Those whose call names a response are no longer among those of any.
  private mutating func name(_ place: Int, _ response: UInt64) {
    for seat in seats[place] where seat.isUnnamed { shelves[seat.shelf].remove(seat.row) }
    besides[response, default: []].append(place)
  }

  /// The bit of a library; none for those that report seldom.
  private func mark(of place: Int) -> UInt32 {
    ranks[place] < TwinShelves.markedLibraries ? 1 << UInt32(ranks[place]) : 0
  }
}

/// Requests in the order of their starts, each of which is there or not, under a tree that tells of any stretch of them which
/// is the last one by its place, and what all of them have in common.
private struct Shelf {
  private struct Node {
    /// The last place, and one; 0 where nobody is there.
    var last: UInt32 = 0
    /// The libraries that all calls have.
    var marks = UInt32.max
    /// The first end.
    var end = UInt64.max

    init() {}

    init(last: UInt32, marks: UInt32, end: UInt64) {
      self.last = last
      self.marks = marks
      self.end = end
    }

    init(_ left: Node, _ right: Node) {
      last = max(left.last, right.last)
      marks = left.marks & right.marks
      end = min(left.end, right.end)
    }
  }

  private let places: [UInt32]
  private let starts: [UInt64]
  /// Below node n are 2n and 2n + 1; the last half are the requests.
  private var nodes: [Node]

  init(_ places: [Int], _ twins: [Twin]) {
    self.places = places.map(UInt32.init)
    starts = places.map { twins[$0].start }
    nodes = [Node](repeating: Node(), count: places.count * 2)
  }

  mutating func put(_ row: Int, _ end: UInt64, marks: UInt32) {
    set(row, Node(last: places[row] + 1, marks: marks, end: end))
  }

  mutating func remove(_ row: Int) { set(row, Node()) }

  /// Adds a library to those of the call of one that is there.
  mutating func mark(_ row: Int, _ mark: UInt32) {
    var node = nodes[places.count + row]
    if node.last == 0 { return }
    node.marks |= mark
    set(row, node)
  }

  private mutating func set(_ row: Int, _ node: Node) {
    var at = places.count + row
    nodes[at] = node
    while at > 1 {
      at /= 2
      nodes[at] = Node(nodes[2 * at], nodes[2 * at + 1])
    }
  }

  /// The last one that is there, if it is behind another place, lies inside a request, and passes.
  func last(behind place: Int?, inside outer: Twin, lacking mark: UInt32, where passes: (Int) -> Bool) -> Int? {
    var best = place.map { UInt32($0 + 1) } ?? 0
    let least = best
    func look(_ at: Int) {
      let node = nodes[at]
      if node.last <= best || node.marks & mark != 0 || node.end > outer.lastEnd { return }
      if at >= places.count {
        if passes(Int(places[at - places.count])) { best = node.last }
        return
      }
      let isRightFirst = nodes[2 * at + 1].last > nodes[2 * at].last
      look(isRightFirst ? 2 * at + 1 : 2 * at)
      look(isRightFirst ? 2 * at : 2 * at + 1)
    }
    var low = places.count + firstRow(startingFrom: outer.firstStart)
    var high = nodes.count
    while low < high {
      if low & 1 == 1 {
        look(low)
        low += 1
      }
      if high & 1 == 1 {
        high -= 1
        look(high)
      }
      low /= 2
      high /= 2
    }
    return best == least ? nil : Int(best) - 1
  }

  private func firstRow(startingFrom start: UInt64) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
