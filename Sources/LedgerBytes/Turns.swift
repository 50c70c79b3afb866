import LedgerMemory

/// Lets threads through one at a time, in the order of the numbers that they hold: 0, 1, 2 and so on.
///
/// Every number that was given out must pass, or those behind it wait for ever.
final class TurnGate: @unchecked Sendable {
  // Sound: both are touched under the lock only.
  private var next = 0
  private var waiting = 0
  private let lock = WaitingLock()

  /// Runs `body` when all smaller numbers have passed.
  func pass<Result>(_ number: Int, _ body: () -> Result) -> Result {
    lock.lock()
    while next != number {
      waiting += 1
      lock.wait()
      waiting -= 1
    }
    lock.unlock()
    // Nobody else can be here: this is the only thread that holds the number.
    let result = body()
    lock.lock()
    next += 1
    if waiting > 0 { lock.wakeAll() }
    lock.unlock()
    return result
  }
}
