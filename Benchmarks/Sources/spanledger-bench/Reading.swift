import BenchIsal
import BenchZlib
import BenchZstd
import CorpusMaker
import Foundation
import LedgerBytes
import LedgerOTLP
import LedgerRun
import Synchronization

/// Measures what happens before a record is decoded, in this process: reading, decompressing, cutting. Beside each way of
/// the engine stands what nobody can do without: copying the file from the page cache, or the library's decompression.
struct ReadingBenchmark {
  var corpus: String
  var formats: [CorpusFormat]
  var repetitions: Int

  private struct Way {
    var format: CorpusFormat
    var name: String
    var workers: Int
    /// What the ratio of the others is to.
    var isFloor: Bool
    var run: () throws -> UInt64
  }

  private struct Run {
    var seconds: Double
    var processorSeconds: Double
  }

  /// Runs all ways in turn, checks that they deliver the same number of bytes, and returns the table.
  func run() throws -> String {
    let truth = try readTruth(corpus)
    let ways = try formats.flatMap { try self.ways($0) }
    var runs = [[Run]](repeating: [], count: ways.count)
    var bytes: [CorpusFormat: UInt64] = [:]
    for repetition in 0...repetitions {
      for (index, way) in ways.enumerated() {
        let (start, startProcessor) = (secondsNow(), processSecondsNow())
        let delivered = try way.run()
        let run = Run(seconds: secondsNow() - start, processorSeconds: processSecondsNow() - startProcessor)
        guard bytes[way.format, default: delivered] == delivered, delivered > 0 else {
          throw BenchmarkFailure("\(way.format.rawValue), \(way.name): \(delivered) bytes came out")
        }
        bytes[way.format] = delivered
        if repetition > 0 { runs[index].append(run) }
      }
    }
    var table = MarkdownTable(["input", "what", "threads", "ms min", "median", "CPU ms min", "MB/s", "CPU, ratio"])
    for (index, way) in ways.enumerated() {
      let timing = Timing(runs[index].map(\.seconds))
      let processor = Timing(runs[index].map(\.processorSeconds)).min
      let floors = ways.indices.filter { ways[$0].format == way.format && ways[$0].isFloor }
      let floor = floors.map { Timing(runs[$0].map(\.processorSeconds)).min }.min() ?? .nan
      table.add([
        way.format.rawValue, way.name, "\(way.workers)", fixed(timing.min * 1e3, 1), fixed(timing.median * 1e3, 1),
        fixed(processor * 1e3, 1), fixed(Double(bytes[way.format] ?? 0) / timing.min / 1e6, 0),
        fixed(processor / floor, 2),
      ])
    }
    return """
      \(truth.jsonBytes / 1_000_000) MB as JSON, page cache warm, records are cut and not decoded. MB/s counts bytes after \
      decompression. Ratio: CPU time over that of what nobody can do without.

      \(table.text)
      """
  }

  private func ways(_ format: CorpusFormat) throws -> [Way] {
    let path = try file(format)
    var ways: [Way] = []
    func add(_ name: String, workers: Int = 1, isFloor: Bool = false, _ run: @escaping () throws -> UInt64) {
      ways.append(Way(format: format, name: name, workers: workers, isFloor: isFloor, run: run))
    }
    switch format {
    case .json, .proto:
      add("copy from the page cache", isFloor: true) { try copied(path) }
    case .jsonZstd, .protoZstd:
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      add("libzstd alone", isFloor: true) { decompressedZstd(data) }
    case .jsonGzip, .protoGzip:
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      add("ISA-L alone", isFloor: true) { decompressedISAL(data) }
      add("zlib alone") { decompressedZlib(data) }
    }
    for workers in [1, 2] { add("read and cut", workers: workers) { readAndCut(path, workers: workers) } }
    return ways
  }

  /// The file of traces in the folder of a format.
  private func file(_ format: CorpusFormat) throws -> String {
    let folder = "\(corpus)/\(format.rawValue)"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    guard let name = names.first(where: { $0.hasPrefix("traces") }) else {
      throw BenchmarkFailure("\(folder): no traces")
    }
    return "\(folder)/\(name)"
  }
}

/// Seconds of processor time that this process has used.
private func processSecondsNow() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Reads a file into one buffer, again and again, as many bytes at a time as the engine does.
private func copied(_ path: String) throws -> UInt64 {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { throw BenchmarkFailure("\(path): cannot be opened") }
  defer { close(descriptor) }
  var buffer = [UInt8](repeating: 0, count: RecordSource.batchBytesDefault)
  var total: UInt64 = 0
  while true {
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return total }
    total += UInt64(count)
  }
}

private func decompressedZstd(_ data: Data) -> UInt64 {
  let context = ZSTD_createDCtx()
  defer { ZSTD_freeDCtx(context) }
  var output = [UInt8](repeating: 0, count: RecordSource.batchBytesDefault)
  var total: UInt64 = 0
  return data.withUnsafeBytes { source in
    var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
    while true {
      let (count, result) = output.withUnsafeMutableBytes { target in
        var buffer = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let result = ZSTD_decompressStream(context, &buffer, &input)
        return (buffer.pos, result)
      }
      total += UInt64(count)
      if ZSTD_isError(result) != 0 { return 0 }
      if result == 0, input.pos == input.size { return total }
    }
  }
}

private func decompressedISAL(_ data: Data) -> UInt64 {
  var output = [UInt8](repeating: 0, count: RecordSource.batchBytesDefault)
  return data.withUnsafeBytes { source in
    output.withUnsafeMutableBytes {
      bench_gunzip(source.baseAddress, UInt64(source.count), $0.baseAddress, UInt32($0.count))
    }
  }
}

private func decompressedZlib(_ data: Data) -> UInt64 {
  var stream = z_stream()
  guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return 0 }
  defer { inflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: RecordSource.batchBytesDefault)
  return data.withUnsafeBytes { source in
    stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(source.count)
    var total: UInt64 = 0
    while true {
      let (count, result) = output.withUnsafeMutableBufferPointer { target in
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        let result = inflate(&stream, Z_NO_FLUSH)
        return (target.count - Int(stream.avail_out), result)
      }
      total += UInt64(count)
      if result == Z_STREAM_END { return total }
      if result != Z_OK { return 0 }
    }
  }
}

/// Cuts a file into records with so many workers, as a load does, and leaves it at that.
private func readAndCut(_ path: String, workers: Int) -> UInt64 {
  let source = RecordSource(
    InputSource(path: path), index: 0, probe: MessageShape(), readsAhead: true, workers: workers)
  let group = DispatchGroup()
  for _ in 0..<workers {
    group.enter()
    Thread {
      var batch = RecordBatch()
      while source.nextBatch(into: &batch) {}
      group.leave()
    }.start()
  }
  group.wait()
  return source.recordCount > 0 ? source.bytesDecompressed : 0
}
