import LedgerColumns
import LedgerModel

/// Which part of an archive a question is about. Everything, unless narrowed.
public struct Selection: Hashable, Sendable {
  /// Only what begins at or after this instant.
  public var from: UnixNanos?
  /// Only what begins before this instant.
  public var to: UnixNanos?
  /// Only these services; empty for all.
  public var services: Set<String> = []
  /// Only calls to these models (as asked for, or as answered); empty for all.
  public var models: Set<String> = []
  /// Only calls to these providers; empty for all.
  public var providers: Set<String> = []

  /// Everything.
  public init() {}

  /// Whether an instant is inside; an unknown one (0) is only inside where no bound is set.
  public func includes(instant: UInt64) -> Bool {
    if from == nil, to == nil { return true }
    guard instant != 0 else { return false }
    if let from, instant < from.value { return false }
    if let to, instant >= to.value { return false }
    return true
  }

  /// The time that is inside; a bound that is not set leaves nothing out. `nil` where none is set.
  public var range: TimeWindow? {
    if from == nil, to == nil { return nil }
    let (start, end) = (from ?? UnixNanos(0), to ?? UnixNanos(.max))
    return TimeWindow(start: min(start, end), end: end)
  }

  /// Whether a service is inside.
  public func includes(service: String?) -> Bool {
    services.isEmpty || service.map(services.contains) ?? false
  }

  /// Whether a call's provider and models are inside.
  func includes(provider: String?, requestModel: String?, responseModel: String?) -> Bool {
    (providers.isEmpty || provider.map(providers.contains) ?? false)
      && (models.isEmpty || requestModel.map(models.contains) ?? false
        || responseModel.map(models.contains) ?? false)
  }

  /// Whether only some calls are asked for.
  public var narrowsCalls: Bool { !models.isEmpty || !providers.isEmpty }
}
