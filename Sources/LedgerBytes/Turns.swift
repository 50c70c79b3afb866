import LedgerMemory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

/// Runs `body` on a thread of its own, which ends with it: for work that goes on beside a worker.
///
/// - Returns: `false` where the system has no thread left.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let work = unsafe Unmanaged.passRetained(ThreadWork(body))
  #if canImport(Glibc)
    var thread = pthread_t()
    let result = unsafe pthread_create(&thread, nil, { unsafe runWork($0) }, work.toOpaque())
  #else
    var thread: pthread_t?
    let result = unsafe pthread_create(&thread, nil, { unsafe runWork($0) }, work.toOpaque())
  #endif
  guard result == 0 else {
    unsafe work.release()
    return false
  }
  #if canImport(Glibc)
    pthread_detach(thread)
  #else
    if let thread = unsafe thread { unsafe pthread_detach(thread) }
  #endif
  return true
}

private final class ThreadWork {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// What the thread runs. Sound: it takes over the reference that its starter kept for it.
private func runWork(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let pointer = unsafe pointer { unsafe Unmanaged<ThreadWork>.fromOpaque(pointer).takeRetainedValue().body() }
  return nil
}
