import Dispatch
import Synchronization

/// How many threads share the work on rows that are in memory.
///
/// Whatever is shared out must come to the same result for any number of workers: parts are cut by their content or put
/// together in the order of their numbers, never in the order in which they were done.
public struct Workers: Hashable, Sendable {
  /// How many work at the same time; at least one.
  public let count: Int

  /// One worker: everything happens on the calling thread.
  public static let one = Workers(count: 1)

  /// A number of workers; fewer than one are taken as one.
  public init(count: Int) { self.count = max(1, count) }

  /// Calls `body` with each of `0..<parts`, and comes back when all are done. Whoever is free takes the next part.
  public func run(_ parts: Int, _ body: @Sendable (Int) -> Void) {
    if count == 1 || parts <= 1 {
      for part in 0..<parts { body(part) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(count, parts)) { _ in
      while true {
        let part = next.add(1, ordering: .relaxed).oldValue
        guard part < parts else { return }
        body(part)
      }
    }
  }

  /// The results of `body` for each of `0..<parts`, in this order.
  public func map<Result: Sendable>(_ parts: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if count == 1 || parts <= 1 { return (0..<parts).map { body($0) } }
    let results = Locked([Result?](repeating: nil, count: parts))
    run(parts) { part in
      let result = body(part)
      results.withLock { $0[part] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// The results of `body` for each part, in this order. The largest are begun first, so that nobody is left with one when
  /// all others are done.
  public func map<Result: Sendable>(sizes: [Int], _ body: @Sendable (Int) -> Result) -> [Result] {
    let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let results = map(order.count) { body(order[$0]) }
    var places = order
    for (place, part) in order.enumerated() { places[part] = place }
    return places.map { results[$0] }
  }

  /// Starts what keeps one thread busy, on a thread of its own, beside what all workers share meanwhile. With one worker it
  /// is done when this comes back.
  ///
  /// Not a part of ``run(_:_:)``: whoever runs parts inside of a part has no other thread to help him.
  public func start<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> PendingResult<Result> {
    let pending = PendingResult<Result>()
    let isStarted = count > 1 && startThread { pending.settle(body()) }
    if !isStarted { pending.settle(body()) }
    return pending
  }

  /// Cuts `0..<count` into stretches of at least `least` rows, a few for each worker, so that a slow one does not keep
  /// the others waiting.
  public func stretches(of count: Int, least: Int = 4096) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let parts = self.count == 1 ? 1 : max(1, min(count / least, self.count * 4))
    return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
  }
}

/// What a thread is working out.
public final class PendingResult<Value: Sendable>: @unchecked Sendable {
  // Sound: the value is touched under the lock only.
  private var known: Value?
  private let lock = WaitingLock()

  fileprivate func settle(_ value: Value) {
    lock.lock()
    known = value
    lock.wakeAll()
    lock.unlock()
  }

  /// The result; waits until it is there.
  public var value: Value {
    lock.lock()
    defer { lock.unlock() }
    while true {
      if let known { return known }
      lock.wait()
    }
  }
}
