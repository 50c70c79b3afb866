import LedgerModel

/// Finds failed attempts of calls that went on.
///
/// Records belong together where they name the same turn (a user's prompt), else the same session (of agents that report
/// on themselves), else the same span, with the same model and service. In the order of time a failed attempt went on
/// where an attempt with a higher number follows, or a call. Without numbers, records of a turn or a span are attempts at
/// one call, while in a session nothing ties them together, and each failure counts.
enum LogAttempts {
  /// An agent that tries again does so sooner.
  private static let reachNanos: UInt64 = 600_000_000_000

  private struct Key: Hashable {
    var service: UInt64
    var high: UInt64
    var low: UInt64
    var model: UInt32
    /// Whether only the session ties the records together.
    var isLoose: Bool

    init?(_ call: LogCall, _ places: ServicePlaces) {
      service = places.place(ofScope: call.scope)
      model = call.model
      isLoose = false
      if call.turn != 0 {
        (high, low) = (call.session, call.turn)
      } else if call.isNative, call.session != 0 {
        (high, low, isLoose) = (call.session, 0, true)
      } else if !call.isNative, call.spanID != 0 {
        (high, low) = (call.trace.high ^ call.trace.low &* 0x9E37_79B9_7F4A_7C15, call.spanID)
      } else {
        return nil
      }
    }
  }

  /// The candidates that are attempts of calls that went on.
  static func find(among calls: [LogCall], _ places: ServicePlaces) -> [Int] {
    var chains: [Key: [Int]] = [:]
    for call in calls where call.role.isFailure {
      if let key = Key(call, places) { chains[key] = [] }
    }
    if chains.isEmpty { return [] }
    for (place, call) in calls.enumerated() {
      if let key = Key(call, places) { chains[key]?.append(place) }
    }
    var found: [Int] = []
    for (key, members) in chains where members.count > 1 {
      let chain = members.map { calls[$0] }.sorted(by: LogCall.precedes)
      for at in chain.indices where chain[at].role.isFailure && wentOn(at, chain, isLoose: key.isLoose) {
        found.append(chain[at].candidate)
      }
    }
    return found
  }

  private static func wentOn(_ at: Int, _ chain: [LogCall], isLoose: Bool) -> Bool {
    let failed = chain[at]
    // The last attempt may be told of behind the word that there will be no more.
    if at > 1, chain[at - 1].role == .gaveUp, isLater(failed, than: chain[at - 2]) { return false }
    guard at + 1 < chain.count else { return false }
    let next = chain[at + 1]
    if next.role == .gaveUp { return at + 2 < chain.count && isLater(chain[at + 2], than: failed) }
    guard next.time - failed.time <= reachNanos else { return false }
    if let number = next.attempt, let own = failed.attempt { return number > own }
    // A call is seldom numbered: it ends the attempts before it.
    return !isLoose || (next.role == .call && failed.attempt != nil)
  }

  /// Whether a failed attempt has a higher number than another one.
  private static func isLater(_ right: LogCall, than left: LogCall) -> Bool {
    guard left.role.isFailure, right.role.isFailure, let number = right.attempt, let other = left.attempt else {
      return false
    }
    return number > other
  }
}
