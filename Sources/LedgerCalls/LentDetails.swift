import LedgerColumns
import LedgerModel

/// Details of usage that calls do not give and others that tell of the same call do: a log record that knows how long what
/// was cached is kept, the span of a second library that counts tokens of audio.
public struct LentDetails: Sendable {
  /// What is lent: details that decide about prices. In the order of their numbers.
  static let kinds: [CallDetail] = [
    .cacheWriteOneHourTokens, .audioInputTokens, .audioOutputTokens, .imageInputTokens, .isResponseCacheHit,
  ]

  /// Candidate and detail of each value, ascending.
  private var keys: [UInt64] = []
  private var values: [Int64] = []

  /// A detail that a call borrows, by its number in the store; `nil` where it gives that itself or nobody does.
  public func value(_ candidate: UInt32, _ detail: CallDetail) -> Int64? {
    let key = LentDetails.key(candidate, detail)
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? values[low] : nil
  }

  /// Calls `body` with each value.
  public func forEach(_ body: (_ candidate: UInt32, _ detail: CallDetail, _ value: Int64) -> Void) {
    for (key, value) in zip(keys, values) {
      if let detail = CallDetail(rawValue: UInt8(truncatingIfNeeded: key)) { body(UInt32(key >> 8), detail, value) }
    }
  }

  /// Adds a value behind all others.
  fileprivate mutating func append(_ candidate: UInt32, _ detail: CallDetail, _ value: Int64) {
    keys.append(LentDetails.key(candidate, detail))
    values.append(value)
  }

  fileprivate mutating func append(_ others: LentDetails) {
    keys += others.keys
    values += others.values
  }

  private static func key(_ candidate: UInt32, _ detail: CallDetail) -> UInt64 {
    UInt64(candidate) << 8 | UInt64(detail.rawValue)
  }
}

extension CallSettler {
  /// What calls borrow when all is settled. A part that is larger than what the call counts as the whole is of another
  /// count, and is not lent.
  func lentDetails(_ tokens: TokenColumns) -> LentDetails {
    guard store.calls.contains(where: { $0.details.count > 0 }) else { return LentDetails() }
    var all = LentDetails()
    for lent in workers.map(store.calls.count, { lentDetails(in: $0, tokens) }) { all.append(lent) }
    return all
  }

  private func lentDetails(in number: Int, _ tokens: TokenColumns) -> LentDetails {
    let segment = store.calls[number]
    var lent = LentDetails()
    for row in 0..<segment.count {
      let candidate = number << CandidateLayout.rowBits | row
      guard outcome(candidate).isKept, let lenders = lenders(of: candidate, tokens) else { continue }
      let counts = tokens[candidate]
      for detail in LentDetails.kinds where segment.details.value(row, detail) == nil {
        guard let value = lenders.first({ $0.details.value($1, detail) }), value > 0,
          value <= detail.whole(of: counts) ?? value
        else { continue }
        lent.append(UInt32(candidate), detail, value)
      }
    }
    return lent
  }
}

extension CallDetail {
  /// Of which count of a call it is a part; `nil` where of none.
  fileprivate func whole(of counts: TokenCounts) -> Int64? {
    switch self {
    case .cacheWriteOneHourTokens: counts.cacheWrite ?? 0
    case .audioInputTokens, .imageInputTokens: counts.input ?? 0
    case .audioOutputTokens: counts.output ?? 0
    default: nil
    }
  }
}
