import LedgerRun
import Synchronization

/// A line on the terminal that says how far reading has come; at most ten times a second, and not at all in runs that are shorter
/// than a tenth of one.
final class ProgressMeter: Sendable {
  private static let pause = Duration.milliseconds(100)

  private struct Last {
    var time = ContinuousClock.now
    var megabytes: UInt64 = 0
  }

  private let last = Mutex(Last())

  func show(_ progress: LoadProgress) {
    let megabytes = progress.bytesRead / 1_000_000
    let now = ContinuousClock.now
    // Workers tell side by side: one that comes late must not turn the line back.
    let isNews = last.withLock { last in
      guard now - last.time >= ProgressMeter.pause, megabytes > last.megabytes else { return false }
      last = Last(time: now, megabytes: megabytes)
      return true
    }
    if isNews {
      Terminal.tellInPlace("reading: \(megabytes) MB, \(progress.sourcesDone) of \(progress.sources) sources done")
    }
  }
}
