#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs `body` on a thread of its own, which ends with it: for work that goes on beside a worker.
///
/// - Returns: `false` where the system has no thread left.
public func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
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
