/// How far a reported cost may be from what was computed: less than one unit of the last digit that its emitter writes.
///
/// Emitters write doubles. One that rounds shows it: all of its amounts are multiples of a power of ten of which the list
/// amounts of the same calls are not. Where nothing is rounded, the noise of binary arithmetic is left: 2⁻⁴⁸ of the
/// amount, and one pico-dollar for reading it.
public struct Tolerance: Hashable, Sendable {
  /// The unit of the last digit, in pico-dollars; 1 where nothing is rounded.
  public let unit: Int64
  /// The unit of the last digit that occurs, whether that is rounding or comes from the prices.
  let lastDigit: Int64

  /// No rounding.
  public static let exact = Tolerance(unit: 1)

  init(unit: Int64, lastDigit: Int64 = 1) {
    self.unit = unit
    self.lastDigit = max(unit, lastDigit)
  }

  /// Whether a difference that nothing else explains may be rounding to a digit so fine that it cannot be told from prices.
  func mayBeRounding(_ call: CallSums) -> Bool {
    call.reported.subtractingClamped(call.list).magnitude < UInt64(lastDigit)
  }

  /// Whether two amounts are the same but for rounding.
  @inline(__always)
  func accepts(_ reported: Int64, _ computed: Int64) -> Bool {
    reported.subtractingClamped(computed).magnitude <= bound(reported)
  }

  /// The largest difference that counts as rounding.
  @inline(__always)
  func bound(_ reported: Int64) -> UInt64 { max(UInt64(unit - 1), 1 + reported.magnitude >> 48) }
}

/// The digits of the amounts of a group, collected call by call; parts are joined in any order.
struct DigitCount: Sendable {
  private var calls = 0
  private var reported = 19
  private var list = 19

  /// Adds a call. Amounts of nothing have no digits.
  mutating func add(reported amount: Int64, list other: Int64) {
    guard amount != 0 else { return }
    calls += 1
    reported = min(reported, DigitCount.zeros(amount))
    if other != 0 { list = min(list, DigitCount.zeros(other)) }
  }

  mutating func add(_ other: DigitCount) {
    calls += other.calls
    reported = min(reported, other.reported)
    list = min(list, other.list)
  }

  /// The tolerance that the digits show. That amounts end in zeros by chance is less likely than one in ten thousand; fine
  /// digits take two zeros, as one may come from round prices.
  var tolerance: Tolerance {
    let extra = reported - (list == 19 ? 0 : list)
    guard calls > 0 else { return .exact }
    var last: Int64 = 1
    for _ in 0..<min(reported, 12) { last *= 10 }
    let isRounded = extra > 0 && extra * calls >= 4 && (reported >= 6 || extra >= 2)
    return Tolerance(unit: isRounded ? last : 1, lastDigit: calls >= 3 ? last : 1)
  }

  /// How many zeros an amount ends in.
  static func zeros(_ amount: Int64) -> Int {
    var count = 0
    var rest = amount
    while rest != 0, rest % 10 == 0 {
      rest /= 10
      count += 1
    }
    return count
  }
}
