import BenchWorkers
import Foundation
import LedgerKernels
import LedgerMemory
import LedgerModel

// spanledger-bench --answer FILE
//
// Holds the columns of a file in memory, and runs a kernel over them for each line `KERNEL WORKERS` on standard input, so
// that another program can measure it in turn with others. Answers with a line of seconds, processor seconds, and the
// answer in whole numbers. The file: 8 bytes each for the numbers of rows and groups, little-endian, the values of 8 bytes,
// the group codes of 1 byte.

let answerOption = "--answer"

func answerQuestions(about path: String) throws {
  let columns = try MeasuredColumns(path: path)
  print("ready")
  fflush(nil)
  while let line = readLine() {
    let words = line.split(separator: " ")
    guard words.count == 2, let count = Int(words[1]) else { throw BenchmarkFailure("\(line): no question") }
    let workers = Workers(count: count)
    shareNiceness(workers)
    let start = (secondsNow(), processSecondsNow())
    guard let answer = columns.answer(String(words[0]), workers) else {
      throw BenchmarkFailure("\(words[0]): no kernel")
    }
    let seconds = (secondsNow() - start.0, processSecondsNow() - start.1)
    print("\(seconds.0) \(seconds.1) " + answer.map(String.init).joined(separator: " "))
    fflush(nil)
  }
}

private func processSecondsNow() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private struct MeasuredColumns {
  private var values: [Int64]
  private var codes: [UInt8]
  private let groupCount: Int

  init(path: String) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    func read<Value: FixedWidthInteger>(_ count: Int, _: Value.Type) throws -> [Value] {
      var column: [Value] = []
      column.reserveCapacity(count)
      while column.count < count {
        let wanted = min(count - column.count, 1 << 20) * MemoryLayout<Value>.size
        guard let part = try file.read(upToCount: wanted), part.count == wanted else {
          throw BenchmarkFailure("\(path): shorter than its head says")
        }
        part.withUnsafeBytes { column.append(contentsOf: $0.bindMemory(to: Value.self)) }
      }
      return column
    }
    let head = try read(2, Int64.self)
    values = try read(Int(head[0]), Int64.self)
    codes = try read(Int(head[0]), UInt8.self)
    groupCount = Int(head[1])
  }

  func answer(_ kernel: String, _ workers: Workers) -> [Int64]? {
    let percentiles = ["50", "90", "95", "99"].compactMap { Percentile($0) }
    switch kernel {
    case "read":
      var total: Int64 = 0
      for value in values { total &+= value }
      return [total]
    case "read-both":
      var total: Int64 = 0
      for row in values.indices { total &+= values[row] &+ Int64(codes[row]) }
      return [total]
    case "sum": return [Int64(truncatingIfNeeded: sum(of: values.span))]
    case "grouped-sums":
      return groupedSums(of: values.span, groups: codes.span, groupCount: groupCount).map {
        Int64(truncatingIfNeeded: $0)
      }
    case "nearest-rank":
      return exactPercentiles(
        of: values.span, groups: codes.span, groupCount: groupCount, percentiles: percentiles, workers: workers
      ).percentileValues
    case "linear":
      return exactPercentiles(
        of: values.span, groups: codes.span, groupCount: groupCount, percentiles: percentiles, by: .linear,
        workers: workers
      ).percentileValues
    case "nearest-rank-with-intervals":
      return exactPercentiles(
        of: values.span, groups: codes.span, groupCount: groupCount, percentiles: percentiles, confidence: 0.95,
        workers: workers
      ).percentileValues
    default: return nil
    }
  }
}
