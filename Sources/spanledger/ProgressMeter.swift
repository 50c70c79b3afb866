import LedgerRun
import Synchronization

/// A line on the terminal that says how far reading has come; at most some ten times a second's worth of work.
final class ProgressMeter: Sendable {
  private let lastMegabytes = Mutex<UInt64>(0)

  func show(_ progress: LoadProgress) {
    let megabytes = progress.bytesRead / 1_000_000
    let isNews = lastMegabytes.withLock { last in
      guard megabytes >= last + 16 else { return false }
      last = megabytes
      return true
    }
    if isNews {
      Terminal.tellInPlace("reading: \(megabytes) MB, \(progress.sourcesDone) of \(progress.sources) sources done")
    }
  }
}
