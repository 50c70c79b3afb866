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
public final class WaitingLock: @unchecked Sendable {
  // Sound: on the heap, because the library remembers the address; freed when nobody can hold the lock any more.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let change = WaitingCondition()

  /// A lock that nobody holds.
  public init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Locks it, after whoever holds it now.
  public func lock() { unsafe pthread_mutex_lock(mutex) }

  /// Locks it where nobody holds it.
  public func tryLock() -> Bool { unsafe pthread_mutex_trylock(mutex) == 0 }

  /// Unlocks it; the thread must hold it.
  public func unlock() { unsafe pthread_mutex_unlock(mutex) }

  /// Gives the lock away until somebody calls ``wakeAll()``, or for no reason: check again what was waited for.
  public func wait() { wait(for: change) }

  /// Gives the lock away until somebody wakes those who wait for one thing of several, or for no reason.
  public func wait(for condition: WaitingCondition) { unsafe pthread_cond_wait(condition.condition, mutex) }

  /// Wakes all threads that wait for nothing in particular.
  public func wakeAll() { change.wakeAll() }
}

/// What threads wait for, where those who hold a lock wait for different things.
@safe
public final class WaitingCondition: @unchecked Sendable {
  // Sound: on the heap, because the library remembers the address; freed when nobody can wait any more.
  fileprivate let condition: UnsafeMutablePointer<pthread_cond_t>

  /// A condition that nobody waits for.
  public init() {
    unsafe condition = .allocate(capacity: 1)
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe condition.deallocate()
  }

  /// Wakes one of the threads that wait.
  public func wakeOne() { unsafe pthread_cond_signal(condition) }

  /// Wakes all threads that wait.
  public func wakeAll() { unsafe pthread_cond_broadcast(condition) }
}

/// A value that one thread at a time may use.
///
/// As `Mutex` of the standard library, which ThreadSanitizer cannot see into: with that one it takes every value behind a
/// lock for a race, and the real ones would be lost among them. Whoever asks for the value while he has it waits for ever.
public final class Locked<Value: Sendable>: @unchecked Sendable {
  // Sound: the value is touched under the lock only, and what leaves it may be sent anywhere.
  private var value: Value
  private let lock = WaitingLock()

  /// A value to begin with.
  public init(_ value: Value) { self.value = value }

  /// Runs `body` with the value, after whoever uses it now.
  public func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body(&value)
  }

  /// Runs `body` with the value where nobody uses it; else `nil`.
  public func withLockIfAvailable<Result>(_ body: (inout Value) -> Result) -> Result? {
    guard lock.tryLock() else { return nil }
    defer { lock.unlock() }
    return body(&value)
  }
}
