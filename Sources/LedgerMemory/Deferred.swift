/// A value that is worked out when it is first asked for, once, by whoever asks.
public final class Deferred<Value: Sendable>: Sendable {
  private let known = Locked<Value?>(nil)
  private let body: @Sendable () -> Value

  /// A value that `body` will work out.
  public init(_ body: @escaping @Sendable () -> Value) { self.body = body }

  /// The value. Whoever asks while it is worked out waits.
  public var value: Value {
    known.withLock { known in
      if let value = known { return value }
      let value = body()
      known = value
      return value
    }
  }
}
