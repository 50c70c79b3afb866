#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A lock on which threads can also wait until another one changes something.
///
/// Threads, not tasks: whoever waits here waits for work that another thread is doing already, so it always ends.
@safe
final class WaitingLock: @unchecked Sendable {
  // Sound: on the heap, because the library remembers the addresses; freed when nobody can hold the lock any more.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition = .allocate(capacity: 1)
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  func lock() { unsafe pthread_mutex_lock(mutex) }

  /// Locks it where nobody holds it.
  func tryLock() -> Bool { unsafe pthread_mutex_trylock(mutex) == 0 }

  func unlock() { unsafe pthread_mutex_unlock(mutex) }

  /// Gives the lock away until somebody calls ``wakeAll()``, or for no reason: check again what was waited for.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }

  func wakeAll() { unsafe pthread_cond_broadcast(condition) }
}

/// A value that one thread at a time may use.
///
/// As `Mutex` of the standard library, which ThreadSanitizer cannot see into: with that one it takes every value behind a
/// lock for a race, and the real ones would be lost among them.
final class Locked<Value>: @unchecked Sendable {
  // Sound: the value is touched under the lock only.
  private var value: Value
  private let lock = WaitingLock()

  init(_ value: Value) { self.value = value }

  /// Runs `body` with the value, after whoever uses it now.
  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }

  /// Runs `body` with the value where nobody uses it; else `nil`.
  func withLockIfAvailable<Result>(_ body: (inout Value) -> Result) -> Result? {
    guard lock.tryLock() else { return nil }
    defer { lock.unlock() }
    return body(&value)
  }
}

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
