import CorpusMaker
import Foundation

/// A built `spanledger` to be measured.
struct Binary {
  /// What the table calls it.
  var name: String
  var path: String
}

/// Measures whole runs of the command: one process a run, page cache warm.
struct LoadBenchmark {
  var binaries: [Binary]
  var corpus: String
  /// A smaller corpus of the same kind, for the slope of memory over spans.
  var smallCorpus: String
  var formats: [CorpusFormat]
  /// What `--jobs` is set to, in turn; `nil` leaves it to the command.
  var jobs: [Int?]
  var repetitions: Int

  private(set) var wrongAnswers: [String] = []

  init(
    binaries: [Binary], corpus: String, smallCorpus: String, formats: [CorpusFormat], jobs: [Int?], repetitions: Int
  ) {
    self.binaries = binaries
    self.corpus = corpus
    self.smallCorpus = smallCorpus
    self.formats = formats
    self.jobs = jobs
    self.repetitions = repetitions
  }

  private struct Job {
    var format: CorpusFormat
    var jobs: Int?
    var verb: String
  }

  /// Runs everything and returns the tables.
  mutating func run() throws -> String {
    let truth = try readTruth(corpus)
    let work = formats.flatMap { format in
      jobs.flatMap { jobs in ["inspect", "report"].map { Job(format: format, jobs: jobs, verb: $0) } }
    }
    // Runs of all binaries on all inputs take turns, so that a busy minute hits none of them alone.
    var runs = [[[ProcessRun]]](
      repeating: [[ProcessRun]](repeating: [], count: work.count), count: binaries.count)
    for repetition in 0...repetitions {
      for (index, job) in work.enumerated() {
        for step in binaries.indices {
          // Every other round begins with the other binary.
          let binary = repetition % 2 == 0 ? step : binaries.count - 1 - step
          let run = try runOnce(binaries[binary], job, corpus: corpus, truth: truth)
          if repetition > 0 { runs[binary][index].append(run) }
        }
      }
    }
    var table = MarkdownTable([
      "input", "verb", "jobs", "binary", "s min", "median", "max", "CPU s", "MB/s", "M spans/s", "peak MB", "ratio",
    ])
    for (index, job) in work.enumerated() {
      let bytes = Double(job.format.isJSON ? truth.jsonBytes : truth.protoBytes)
      // The baseline is the last of the binaries; alone, a binary is its own.
      let baseline = Timing((runs.last ?? [])[index].map(\.seconds)).min
      for (binary, own) in zip(binaries, runs) {
        let timing = Timing(own[index].map(\.seconds))
        table.add([
          job.format.rawValue, job.verb, job.jobs.map { "\($0)" } ?? "auto", binary.name, fixed(timing.min, 3),
          fixed(timing.median, 3), fixed(timing.max, 3), fixed(own[index].map(\.processorSeconds).min() ?? .nan, 3),
          fixed(bytes / timing.min / 1e6, 0), fixed(Double(truth.spans) / timing.min / 1e6, 2),
          fixed(Double(own[index].map(\.peakBytes).max() ?? 0) / 1e6, 1),
          binaries.count > 1 ? fixed(timing.min / baseline, 3) : "-",
        ])
      }
    }
    return """
      Input: \(truth.spans) spans, \(truth.totals.calls) calls, \(truth.jsonBytes / 1_000_000) MB as JSON, \
      \(truth.protoBytes / 1_000_000) MB as protobuf. MB/s counts bytes after decompression. Ratio: time of the shortest \
      run over that of the baseline's, below 1 is faster.

      \(table.text)
      \(try memoryTable(truth))
      """
  }

  /// Memory per span: the slope between a small and a large corpus, so that what the process needs anyway drops out.
  private mutating func memoryTable(_ truth: Truth) throws -> String {
    let small = try readTruth(smallCorpus)
    var table = MarkdownTable(["input", "binary", "peak MB, small", "peak MB, large", "bytes/span"])
    for format in formats where format == .json || format == .proto {
      for binary in binaries {
        let job = Job(format: format, jobs: jobs.first ?? nil, verb: "report")
        let first = try runOnce(binary, job, corpus: smallCorpus, truth: small).peakBytes
        let second = try runOnce(binary, job, corpus: corpus, truth: truth).peakBytes
        table.add([
          format.rawValue, binary.name, fixed(Double(first) / 1e6, 1), fixed(Double(second) / 1e6, 1),
          truth.spans > small.spans ? fixed(Double(second - first) / Double(truth.spans - small.spans), 0) : "-",
        ])
      }
    }
    return table.text
  }

  private mutating func runOnce(_ binary: Binary, _ job: Job, corpus: String, truth: Truth) throws -> ProcessRun {
    let out = NSTemporaryDirectory() + "spanledger-bench-\(getpid())-reports"
    try? FileManager.default.removeItem(atPath: out)
    var command = [binary.path, job.verb, "\(corpus)/\(job.format.rawValue)", "--quiet"]
    if let jobs = job.jobs { command += ["--jobs", "\(jobs)"] }
    if job.verb == "report" { command += ["--out", out] }
    let run = try measureProcess(command)
    defer { try? FileManager.default.removeItem(atPath: out) }
    let label = "\(binary.name), \(job.verb) \(job.format.rawValue)"
    guard run.status == 0 else { throw BenchmarkFailure("\(label): exit status \(run.status)") }
    if job.verb == "report" {
      for wrong in try compare(reportAt: out + "/report.json", with: truth) {
        let line = "\(label): \(wrong)"
        if !wrongAnswers.contains(line) { wrongAnswers.append(line) }
      }
    }
    return run
  }
}

/// The totals of a corpus.
func readTruth(_ corpus: String) throws -> Truth {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(Truth.self, from: Data(contentsOf: URL(fileURLWithPath: corpus + "/truth.json")))
}

/// Holds a report's totals against the corpus; returns what differs.
func compare(reportAt path: String, with truth: Truth) throws -> [String] {
  let data = try Data(contentsOf: URL(fileURLWithPath: path))
  guard let report = try JSONSerialization.jsonObject(with: data) as? [String: Any],
    let totals = report["totals"] as? [String: Any]
  else { throw BenchmarkFailure("\(path): no totals") }
  let expected: [(String, Int)] = [
    ("spans", truth.spans), ("calls", truth.totals.calls), ("errors", truth.totals.errors),
    ("calls_without_usage", truth.totals.callsWithoutUsage), ("input_tokens", truth.totals.inputTokens),
    ("output_tokens", truth.totals.outputTokens), ("cache_read_tokens", truth.totals.cacheReadTokens),
    ("cache_write_tokens", truth.totals.cacheWriteTokens), ("reasoning_tokens", truth.totals.reasoningTokens),
    ("wrapper_spans", truth.wrapperSpans),
  ]
  return expected.compactMap { name, value in
    let found = (totals[name] as? NSNumber)?.intValue
    return found == value ? nil : "\(name) is \(found.map { "\($0)" } ?? "absent"), \(value) expected"
  }
}
