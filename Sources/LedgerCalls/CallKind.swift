/// What a call says beside its numbers and names, as bits: whatever is counted of calls follows from how many there are of
/// each kind.
public struct CallKind: Hashable, Sendable {
  /// A bit for each thing that a call says; those of ``all``, ``ordinary``, ``cached`` and ``toldAbove``.
  public let bits: UInt16

  // Computed, because constants of another module are asked for by a call.
  /// Where it counts as a call (usage alone counts without).
  @inlinable @inline(__always) public static var call: UInt16 { 1 }
  @inlinable @inline(__always) static var error: UInt16 { 1 << 1 }
  /// Where the response is known not to have been streamed.
  @inlinable @inline(__always) public static var plain: UInt16 { 1 << 2 }
  @inlinable @inline(__always) static var stream: UInt16 { 1 << 3 }
  @inlinable @inline(__always) static var input: UInt16 { 1 << 4 }
  @inlinable @inline(__always) static var cacheRead: UInt16 { 1 << 5 }
  @inlinable @inline(__always) static var cacheWrite: UInt16 { 1 << 6 }
  @inlinable @inline(__always) static var output: UInt16 { 1 << 7 }
  @inlinable @inline(__always) static var reasoning: UInt16 { 1 << 8 }
  @inlinable @inline(__always) static var cacheHit: UInt16 { 1 << 9 }

  /// Everything that is counted.
  @inlinable @inline(__always)
  public static var all: UInt16 { 1 << 10 - 1 }

  /// Where input and output are known, caches held and took no more than the input, and all of it is less than
  /// ``ordinaryTokens``.
  @inlinable @inline(__always)
  public static var ordinary: UInt16 { 1 << 10 }
  /// Where some of the input came from a cache, or went into one.
  @inlinable @inline(__always)
  public static var cached: UInt16 { 1 << 11 }
  /// Input and output of an ordinary call together are less: prices by the length of the prompt begin later.
  @inlinable @inline(__always)
  public static var ordinaryTokens: Int64 { 1 << 17 }
  /// Where a span around the call tells its usage, which counts there.
  @inlinable @inline(__always)
  public static var toldAbove: UInt16 { 1 << 15 }
  /// What calls say of which input and output are known.
  @inlinable @inline(__always)
  public static var inputAndOutput: UInt16 { input | output }

  /// A kind from its bits.
  @inlinable @inline(__always)
  public init(bits: UInt16) { self.bits = bits }

  /// - Parameter tokens: what follows from its tokens: see ``TokenCounts/kindBits``.
  @inline(__always)
  init(tokens: UInt16, isCall: Bool, isError: Bool, isToldAbove: Bool, isStreaming: Bool?) {
    bits =
      tokens | (isCall ? CallKind.call : 0) | (isError ? CallKind.error : 0) | (isToldAbove ? CallKind.toldAbove : 0)
      | (isStreaming.map { $0 ? CallKind.stream : CallKind.plain } ?? 0)
  }

  @inlinable @inline(__always)
  func has(_ bit: UInt16) -> Bool { bits & bit != 0 }

  /// Whether it counts as a call (usage alone counts without).
  @inlinable @inline(__always)
  public var isCall: Bool { has(CallKind.call) }
  /// Whether it failed.
  @inlinable @inline(__always)
  public var isError: Bool { has(CallKind.error) }
  /// Whether a span around it tells its usage, which counts there.
  @inlinable @inline(__always)
  public var isToldAbove: Bool { has(CallKind.toldAbove) }
  /// Whether the response was streamed.
  @inlinable @inline(__always)
  public var isStreaming: Bool? { has(CallKind.stream) ? true : has(CallKind.plain) ? false : nil }
  /// Whether input is known.
  public var knowsInput: Bool { has(CallKind.input) }
  /// Whether input from a cache is known.
  public var knowsCacheRead: Bool { has(CallKind.cacheRead) }
  /// Whether input into a cache is known.
  public var knowsCacheWrite: Bool { has(CallKind.cacheWrite) }
  /// Whether output is known.
  public var knowsOutput: Bool { has(CallKind.output) }
  /// Whether output spent on reasoning is known.
  public var knowsReasoning: Bool { has(CallKind.reasoning) }
  /// Whether some input came from a cache.
  public var isCacheHit: Bool { has(CallKind.cacheHit) }
}

extension TokenCounts {
  /// Which of the counts are known and what they are like, as bits of a kind.
  @inline(__always)
  var kindBits: UInt16 {
    let (read, written) = (cacheRead ?? 0, cacheWrite ?? 0)
    let known =
      (input != nil ? CallKind.input : 0) | (cacheRead != nil ? CallKind.cacheRead : 0)
      | (cacheWrite != nil ? CallKind.cacheWrite : 0) | (output != nil ? CallKind.output : 0)
      | (reasoning != nil ? CallKind.reasoning : 0)
    let caches = (read > 0 ? CallKind.cacheHit : 0) | (read | written > 0 ? CallKind.cached : 0)
    guard let input, let output else { return known | caches }
    // Where each is small, sums of them do not overflow.
    let isOrdinary =
      input | output | read | written < CallKind.ordinaryTokens && read &+ written <= input
      && input &+ output < CallKind.ordinaryTokens
    return known | caches | (isOrdinary ? CallKind.ordinary : 0)
  }
}

extension StoredCounts<UInt32> {
  /// The same of counts as narrow columns keep them.
  @inline(__always)
  var kindBits: UInt16 {
    let read = cacheRead == 0 ? 0 : UInt64(cacheRead &- 1)
    let written = cacheWrite == 0 ? 0 : UInt64(cacheWrite &- 1)
    let known =
      (input != 0 ? CallKind.input : 0) | (cacheRead != 0 ? CallKind.cacheRead : 0)
      | (cacheWrite != 0 ? CallKind.cacheWrite : 0) | (output != 0 ? CallKind.output : 0)
      | (reasoning != 0 ? CallKind.reasoning : 0)
    let caches = (read > 0 ? CallKind.cacheHit : 0) | (read | written > 0 ? CallKind.cached : 0)
    guard input != 0, output != 0 else { return known | caches }
    let (whole, produced) = (UInt64(input &- 1), UInt64(output &- 1))
    let isOrdinary = read &+ written <= whole && whole &+ produced < UInt64(CallKind.ordinaryTokens)
    return known | caches | (isOrdinary ? CallKind.ordinary : 0)
  }
}
