#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Seconds of repeated runs of the same work.
struct Timing {
  private var sorted: [Double]

  init(_ seconds: [Double]) { sorted = seconds.sorted() }

  /// The shortest run: the one that was disturbed least.
  var min: Double { sorted.first ?? .nan }
  /// The middle run.
  var median: Double { sorted.isEmpty ? .nan : sorted[sorted.count / 2] }
  /// The longest run.
  var max: Double { sorted.last ?? .nan }
}

/// Seconds on a clock that is never set.
func secondsNow() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Seconds of processor time that this thread has used.
func threadSecondsNow() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Runs several pieces of work in turn, `repetitions` times round, so that a busy minute of the machine hits all alike.
///
/// Times are this thread's processor time: the work is done on one thread, and waiting for a core is not the work's fault.
/// Each piece returns a checksum; `check` sees every one of them. One round before is not counted.
func measureInterleaved(
  repetitions: Int, _ work: [(name: String, run: () throws -> UInt64)], check: (String, UInt64) throws -> Void
) throws -> [Timing] {
  var seconds = [[Double]](repeating: [], count: work.count)
  for repetition in 0...repetitions {
    for (index, piece) in work.enumerated() {
      let start = threadSecondsNow()
      let answer = try piece.run()
      let end = threadSecondsNow()
      try check(piece.name, answer)
      if repetition > 0 { seconds[index].append(end - start) }
    }
  }
  return seconds.map(Timing.init)
}

/// A table in Markdown.
struct MarkdownTable {
  private var rows: [[String]]

  init(_ head: [String]) { rows = [head] }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table, its columns aligned for readers of the plain text.
  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    func line(_ row: [String]) -> String {
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + space : space + cell
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let rule = widths.enumerated().map { column, width in
      column == 0 ? String(repeating: "-", count: width) : String(repeating: "-", count: Swift.max(1, width - 1)) + ":"
    }
    return ([line(rows[0]), "| " + rule.joined(separator: " | ") + " |"] + rows.dropFirst().map(line))
      .joined(separator: "\n") + "\n"
  }
}

/// A number with a fixed count of decimal places.
func fixed(_ value: Double, _ places: Int) -> String {
  guard value.isFinite else { return "-" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = (value * scale).rounded()
  let whole = Int(scaled.magnitude / scale)
  guard places > 0 else { return (scaled < 0 ? "-" : "") + String(whole) }
  let fraction = String(Int(scaled.magnitude) - whole * Int(scale))
  return (scaled < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: places - fraction.count) + fraction
}

/// A benchmark whose answer was wrong, or that could not run.
struct BenchmarkFailure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
