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

  /// The results of two things that do not depend on each other. With one worker the first is done first.
  ///
  /// What keeps one thread busy for long goes beside what all workers share: whoever is done helps there.
  public func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    if count == 1 { return (first(), second()) }
    let results = Locked<(First?, Second?)>((nil, nil))
    run(2) { part in
      if part == 0 {
        let result = first()
        results.withLock { $0.0 = result }
      } else {
        let result = second()
        results.withLock { $0.1 = result }
      }
    }
    guard case (let first?, let second?) = results.withLock({ $0 }) else { preconditionFailure("a part is missing") }
    return (first, second)
  }

  /// Cuts `0..<count` into stretches of at least `least` rows, a few for each worker, so that a slow one does not keep
  /// the others waiting.
  public func stretches(of count: Int, least: Int = 4096) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let parts = self.count == 1 ? 1 : max(1, min(count / least, self.count * 4))
    return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
  }
}
