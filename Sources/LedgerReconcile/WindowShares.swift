import LedgerModel

/// A figure of which only bounds are certain.
public struct BoundedAmount: Hashable, Sendable {
  /// The best estimate: whole intervals, and of intervals that cross a border their share by time. Estimates of adjoining
  /// windows add up to the whole exactly.
  public var value: Int128
  /// What surely falls here: the intervals that lie wholly inside.
  public var low: Int128
  /// What may fall here: all intervals that reach inside.
  public var high: Int128

  /// An amount from its parts.
  public init(value: Int128, low: Int128, high: Int128) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// An amount that is certain.
  public init(_ value: Int128) { self.init(value: value, low: value, high: value) }

  /// Whether nothing depends on how intervals are split.
  public var isCertain: Bool { low == high }

  static func add(_ other: BoundedAmount, to sum: inout BoundedAmount?) {
    let known = sum ?? BoundedAmount(0)
    sum = BoundedAmount(
      value: known.value + other.value, low: known.low + other.low, high: known.high + other.high)
  }
}

/// What increments say of one stretch of time.
public struct IncrementShare: Hashable, Sendable {
  /// The growth in the family's unit; `nil` where no increment here has a value.
  public var value: BoundedAmount?
  /// The growth of the count; `nil` where no increment here has one.
  public var count: BoundedAmount?
  /// The qualities of all increments that reach inside.
  public var quality: IncrementQuality

  /// Nothing.
  public init(value: BoundedAmount? = nil, count: BoundedAmount? = nil, quality: IncrementQuality = []) {
    self.value = value
    self.count = count
    self.quality = quality
  }

  mutating func add(_ other: IncrementShare) {
    if let more = other.value { BoundedAmount.add(more, to: &value) }
    if let more = other.count { BoundedAmount.add(more, to: &count) }
    quality.formUnion(other.quality)
  }
}

/// Increments spread over windows.
public struct WindowedIncrements: Hashable, Sendable {
  /// One window with what falls into it.
  public struct Window: Hashable, Sendable {
    /// The whole window, also where the range cuts it.
    public var window: TimeWindow
    /// What falls into it, within the range.
    public var share: IncrementShare
  }

  /// The windows that any increment reaches, in order of time.
  public var windows: [Window]
  /// What falls into the range as a whole: an interval that crosses windows inside it is certain here.
  public var total: IncrementShare
  /// What falls before the range, such as the past of a process that ran long before.
  public var before: IncrementShare
  /// What falls behind the range.
  public var after: IncrementShare
}

/// Over how many windows one interval is spread at most; beyond, as after a wrong clock, it stands in the last of them.
let spreadLimit: UInt64 = 4096

/// Spreads increments over UTC windows.
///
/// An increment whose interval lies inside a window is certain. One that crosses borders is split in proportion to time:
/// every window gets ⌊value · overlap / length⌋, and what is left over goes, one unit each, to the windows with the largest
/// remainders, earlier ones first. So the windows together with what lies before and behind the range add up to the sum of
/// the increments, for every window size. Values and counts are split alike, each for itself.
///
/// Time is taken as continuous here: an interval that ends on a border lies before it, as those of exporters do that are
/// aligned to the clock. An increment without a length stands in the window that holds its instant.
///
/// - Parameters:
///   - increments: in any order.
///   - size: the length of the windows.
///   - range: what to cover; whatever lies outside is returned apart. `nil` covers everything.
public func attribute(
  _ increments: [Increment], to size: WindowSize, within range: TimeWindow? = nil
) -> WindowedIncrements {
  var spread = IncrementSpread(size: size, range: range)
  for increment in increments { spread.add(increment) }
  return spread.finished()
}

/// Spreads increments one by one.
///
/// Most increments lie in the window of the one before, whole: such a window is kept open, and its sums are added to the
/// others when the next one begins.
struct IncrementSpread {
  private let size: WindowSize
  private let range: TimeWindow
  private var windows: [UInt64: IncrementShare] = [:]
  private var result = WindowedIncrements(
    windows: [], total: IncrementShare(), before: IncrementShare(), after: IncrementShare())
  /// The open window, as far as it lies in the range; empty where none is open.
  private var openFrom: UInt64 = 0
  private var openTo: UInt64 = 0
  private var value: Int128 = 0
  private var count: Int128 = 0
  private var hasValue = false
  private var hasCount = false
  private var quality: IncrementQuality = []

  init(size: WindowSize, range: TimeWindow?) {
    self.size = size
    self.range = range ?? TimeWindow(start: UnixNanos(0), end: UnixNanos(.max))
  }

  mutating func add(_ increment: Increment) {
    let (from, to) = (increment.from.value, increment.to.value)
    if !(from >= openFrom && to <= openTo && (from < to || to < openTo)) {
      close()
      guard open(from, to) else {
        spread(increment)
        return
      }
    }
    if let more = increment.value {
      value += more
      hasValue = true
    }
    if let more = increment.count {
      count += Int128(more)
      hasCount = true
    }
    quality.formUnion(increment.quality)
  }

  mutating func finished() -> WindowedIncrements {
    close()
    result.windows = windows.sorted { $0.key < $1.key }.map {
      WindowedIncrements.Window(window: size.window(holding: UnixNanos($0.key)), share: $0.value)
    }
    return result
  }

  /// Opens the window that holds an interval, where one does and the range does not cut the interval.
  private mutating func open(_ from: UInt64, _ to: UInt64) -> Bool {
    let (first, end) = (range.start.value, range.end.value)
    guard from >= first, to <= end, first < end, from < to || to < end else { return false }
    let start = from - from % size.nanos
    let (next, overflow) = start.addingReportingOverflow(size.nanos)
    let last = overflow ? .max : next
    guard to <= last, from < to || to < last else { return false }
    openFrom = max(start, first)
    openTo = min(last, end)
    return true
  }

  private mutating func close() {
    guard openFrom < openTo else { return }
    let share = IncrementShare(
      value: hasValue ? BoundedAmount(value) : nil, count: hasCount ? BoundedAmount(count) : nil, quality: quality)
    windows[openFrom - openFrom % size.nanos, default: IncrementShare()].add(share)
    result.total.add(share)
    (openFrom, openTo) = (0, 0)
    (value, count, hasValue, hasCount, quality) = (0, 0, false, false, [])
  }
}

extension IncrementSpread {
  /// Spreads an increment that crosses the border of a window, or of the range.
  private mutating func spread(_ increment: Increment) {
    let (from, to) = (increment.from.value, increment.to.value)
    let (first, end) = (range.start.value, range.end.value)
    if from == to {
      spreadInstant(increment)
      return
    }
    if to <= first {
      result.before.add(increment.whole)
      return
    }
    if from >= end || first == end {
      result.after.add(increment.whole)
      return
    }
    var firstWindow = start(ofWindowHolding: max(from, first))
    let lastWindow = start(ofWindowHolding: min(to, end) - 1)
    let isCut = from < first || to > end
    if !isCut {
      result.total.add(increment.whole)
      if firstWindow == lastWindow {
        windows[firstWindow, default: IncrementShare()].add(increment.whole)
        return
      }
    }
    var quality = increment.quality
    if (lastWindow - firstWindow) / size.nanos >= spreadLimit {
      firstWindow = lastWindow
      quality.insert(.unspread)
    }
    if lastWindow - firstWindow == size.nanos, !isCut {
      spread(increment, overTwoFrom: firstWindow, quality)
    } else {
      spread(increment, from: firstWindow, to: lastWindow, quality, isCut: isCut)
    }
  }

  private func start(ofWindowHolding instant: UInt64) -> UInt64 { instant - instant % size.nanos }

  private mutating func spreadInstant(_ increment: Increment) {
    let (instant, end) = (increment.to.value, range.end.value)
    if instant < range.start.value {
      result.before.add(increment.whole)
    } else if instant >= end, end != .max {
      result.after.add(increment.whole)
    } else {
      windows[start(ofWindowHolding: instant), default: IncrementShare()].add(increment.whole)
      result.total.add(increment.whole)
    }
  }

  /// Spreads an increment over two windows, as nearly always: no lists are needed.
  private mutating func spread(
    _ increment: Increment, overTwoFrom firstWindow: UInt64, _ quality: IncrementQuality
  ) {
    let (from, to) = (increment.from.value, increment.to.value)
    let lastWindow = firstWindow + size.nanos
    let values = increment.value.map { halves($0, lastWindow - from, of: to - from) }
    let counts = increment.count.map { halves(Int128($0), lastWindow - from, of: to - from) }
    func half(_ shares: (Int128, Int128)?, whole: Int128?, isFirst: Bool) -> BoundedAmount? {
      guard let shares, let whole else { return nil }
      return BoundedAmount(value: isFirst ? shares.0 : shares.1, low: 0, high: whole)
    }
    for isFirst in [true, false] {
      windows[isFirst ? firstWindow : lastWindow, default: IncrementShare()].add(
        IncrementShare(
          value: half(values, whole: increment.value, isFirst: isFirst),
          count: half(counts, whole: increment.count.map { Int128($0) }, isFirst: isFirst), quality: quality))
    }
  }

  /// Spreads an increment over many windows, or over those of the range and what lies around it.
  private mutating func spread(
    _ increment: Increment, from firstWindow: UInt64, to lastWindow: UInt64, _ quality: IncrementQuality, isCut: Bool
  ) {
    let (from, to) = (increment.from.value, increment.to.value)
    let (insideFrom, insideTo) = (max(from, range.start.value), min(to, range.end.value))
    // Weights: before the range, every window, behind the range.
    var weights: [UInt64] = [insideFrom - from]
    var starts: [UInt64] = []
    var start = firstWindow
    while true {
      starts.append(start)
      let next = start == lastWindow ? insideTo : start + size.nanos
      weights.append(next - (start == firstWindow ? insideFrom : start))
      if start == lastWindow { break }
      start = next
    }
    weights.append(to - insideTo)
    let values = increment.value.map { split($0, by: weights, of: to - from) }
    let counts = increment.count.map { split(Int128($0), by: weights, of: to - from) }
    func part(_ shares: [Int128]?, _ row: Int, whole: Int128?) -> BoundedAmount? {
      guard let shares, let whole else { return nil }
      return BoundedAmount(value: shares[row], low: 0, high: whole)
    }
    func share(_ row: Int) -> IncrementShare {
      IncrementShare(
        value: part(values, row, whole: increment.value),
        count: part(counts, row, whole: increment.count.map { Int128($0) }),
        quality: quality)
    }
    if weights[0] > 0 { result.before.add(share(0)) }
    var inside = IncrementShare()
    for (row, window) in starts.enumerated() {
      windows[window, default: IncrementShare()].add(share(row + 1))
      if let value = values?[row + 1] {
        BoundedAmount.add(BoundedAmount(value: value, low: 0, high: 0), to: &inside.value)
      }
      if let count = counts?[row + 1] {
        BoundedAmount.add(BoundedAmount(value: count, low: 0, high: 0), to: &inside.count)
      }
    }
    if weights[weights.count - 1] > 0 { result.after.add(share(weights.count - 1)) }
    if isCut {
      if let value = increment.value { inside.value?.high = value }
      if let count = increment.count { inside.count?.high = Int128(count) }
      inside.quality = quality
      result.total.add(inside)
    }
  }
}

extension Increment {
  /// All of it, certain.
  fileprivate var whole: IncrementShare {
    IncrementShare(
      value: value.map { BoundedAmount($0) }, count: count.map { BoundedAmount(Int128($0)) }, quality: quality)
  }
}

/// `whole` (not negative) in proportion to `weights`, which add up to `length`: floors first, then one unit more for the
/// largest remainders, earlier ones first. A weight of zero gets nothing.
private func split(_ whole: Int128, by weights: [UInt64], of length: UInt64) -> [Int128] {
  var shares: [Int128] = []
  var remainders: [(remainder: UInt128, row: Int)] = []
  var left = whole
  for (row, weight) in weights.enumerated() {
    let product = whole.magnitude.multipliedFullWidth(by: UInt128(weight))
    let (share, remainder) = UInt128(length).dividingFullWidth(product)
    shares.append(Int128(share))
    remainders.append((remainder, row))
    left -= Int128(share)
  }
  remainders.sort { ($1.remainder, $0.row) < ($0.remainder, $1.row) }
  for (_, row) in remainders.prefix(Int(left)) { shares[row] += 1 }
  return shares
}

/// The same for two weights: that of the first part, and the rest.
private func halves(_ whole: Int128, _ weight: UInt64, of length: UInt64) -> (Int128, Int128) {
  let (first, remainder): (Int128, UInt64)
  if whole >= 0, whole.magnitude &>> 63 == 0 {
    let (quotient, rest) = length.dividingFullWidth(UInt64(truncatingIfNeeded: whole).multipliedFullWidth(by: weight))
    (first, remainder) = (Int128(quotient), rest)
  } else {
    let product = whole.magnitude.multipliedFullWidth(by: UInt128(weight))
    let (quotient, rest) = UInt128(length).dividingFullWidth(product)
    (first, remainder) = (Int128(quotient), UInt64(rest))
  }
  if remainder == 0 { return (first, whole - first) }
  // Both remainders together are the length: the larger one gets the unit that the floors leave.
  return remainder >= length - remainder ? (first + 1, whole - first - 1) : (first, whole - first)
}
