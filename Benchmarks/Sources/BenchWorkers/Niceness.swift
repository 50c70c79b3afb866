import LedgerMemory

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gives all workers the niceness of this thread. The library that runs them sets it to 0, so on a machine that is not ours
/// alone they would wait while this thread does not, and two workers would be measured as one.
public func shareNiceness(_ workers: Workers) {
  if workers.count == 1 { return }
  #if canImport(Darwin)
    let thisThread = PRIO_DARWIN_THREAD
  #else
    let thisThread = __priority_which_t(PRIO_PROCESS.rawValue)
  #endif
  let niceness = getpriority(thisThread, 0)
  workers.run(workers.count) { _ in
    _ = setpriority(thisThread, 0, niceness)
    // Long enough that no worker takes the part of another one.
    let end = nanosNow() + 2_000_000
    while nanosNow() < end {}
  }
}

private func nanosNow() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
