import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing

/// What some calls say that decides about their price, beside their tokens: another service tier, kinds of tokens, an
/// answer from a cache. Most archives have no such call, and then nothing is asked for any.
///
/// Made once per store, with a bit for each candidate where any call says such a thing.
struct CallExtras: Sendable {
  private let store: Store
  private let lent: LentDetails
  private let bits: [UInt64]
  /// Of each code of a service tier whether it is the standard one.
  private let isStandard: [Bool]

  /// The details that have prices of their own, and the units that they count.
  private static let priced: [(detail: CallDetail, unit: BillingUnit)] = [
    (.cacheWriteOneHourTokens, .cacheWriteOneHour), (.audioInputTokens, .audioInput),
    (.audioOutputTokens, .audioOutput), (.imageInputTokens, .imageInput),
  ]

  init(_ store: Store, _ calls: SettledCalls) {
    self.store = store
    lent = calls.lentDetails
    let isStandard = store.texts.serviceTier.texts.map { CallTraits.tier($0) == CallTraits.standardTier }
    self.isStandard = isStandard
    let hasTiers = isStandard.contains(false)
    var bits: [UInt64] = []
    func mark(_ candidate: UInt32) {
      if bits.isEmpty { bits = [UInt64](repeating: 0, count: (store.calls.count * CallSegment.rows + 63) / 64) }
      bits[Int(candidate >> 6)] |= 1 << UInt64(candidate & 63)
    }
    func mark(_ segment: Int, _ row: Int) { mark(CandidateLayout.number(segment: segment, row: row)) }
    for (number, segment) in store.calls.enumerated() {
      if hasTiers {
        for row in 0..<segment.count where !isStandard[Int(segment.serviceTier[row])] { mark(number, row) }
      }
      guard segment.details.count > 0 else { continue }
      for detail in [CallDetail.isResponseCacheHit] + CallExtras.priced.map(\.detail) {
        for (row, value) in segment.details.rows(with: detail) where value > 0 { mark(number, row) }
      }
    }
    calls.lentDetails.forEach { candidate, detail, _ in
      if detail == .isResponseCacheHit || CallExtras.priced.contains(where: { $0.detail == detail }) { mark(candidate) }
    }
    self.bits = bits
  }

  /// Whether no call says such a thing.
  @inline(__always)
  var isEmpty: Bool { bits.isEmpty }

  /// Whether a call says such a thing, by its number in the store. Only to be asked where ``isEmpty`` is false.
  @inline(__always)
  func contains(_ candidate: UInt32) -> Bool {
    bits[Int(candidate >> 6)] >> UInt64(candidate & 63) & 1 != 0
  }

  /// Whether a gateway answered from its own cache: no provider was asked, nothing is billed.
  func isFree(_ candidate: UInt32) -> Bool {
    detail(candidate, .isResponseCacheHit) == 1
  }

  /// The code of the service tier; 0 for the standard one, whatever it is called.
  func serviceTier(_ candidate: UInt32) -> UInt32 {
    let (segment, row) = locate(candidate)
    let code = segment.serviceTier[row]
    return isStandard[Int(code)] ? 0 : code
  }

  /// What a call used, with its details.
  func usage(_ candidate: UInt32, _ tokens: TokenCounts) -> CallUsage {
    var usage = CallUsage(tokens)
    for (detail, unit) in CallExtras.priced {
      guard let count = self.detail(candidate, detail), count > 0 else { continue }
      usage[unit] = count
      // Emitters tell audio and images of the whole input, cached or not.
      if unit == .audioInput || unit == .imageInput { usage.hasOpenInputDetails = true }
    }
    return usage
  }

  /// What the call says itself, or somebody else of it.
  private func detail(_ candidate: UInt32, _ detail: CallDetail) -> Int64? {
    let (segment, row) = locate(candidate)
    return segment.details.value(row, detail) ?? lent.value(candidate, detail)
  }

  private func locate(_ candidate: UInt32) -> (segment: CallSegment, row: Int) {
    (store.calls[Int(candidate) >> CandidateLayout.rowBits], Int(candidate) & CandidateLayout.mask)
  }
}

extension CallUsage {
  /// What a call used, reasoning told apart.
  init(_ tokens: TokenCounts) {
    self.init(
      tokens: TokenUsage(
        uncachedInput: tokens.uncachedInput, cacheRead: tokens.cacheRead, cacheWrite: tokens.cacheWrite,
        output: tokens.output))
    if let reasoning = tokens.reasoning, reasoning > 0 { self[.reasoning] = reasoning }
  }
}
