import CorpusMaker
import Foundation

@main
struct Bench {
  static let usage = """
    usage: spanledger-bench [--tiny] [--binary PATH [--baseline PATH]] [options]

      --binary        a built spanledger: whole runs of it are measured, and their answers checked
      --baseline      another one, measured in turn with the first; the table gives ratios
      --tiny          everything on 2 MB, in seconds: shows that the benchmarks work, measures nothing
      --size          size of the corpus as JSON, default 250MB
      --corpus        a corpus made before by spanledger-corpus, instead of a new one
      --formats       of json, json.gz, json.zst, proto, proto.gz, proto.zst; default all
      --jobs          values for spanledger's --jobs, such as 1,2; default: its own choice
      --rows          rows of the kernel table, default 20000000; 0 leaves the kernels out
      --reading       1 measures reading without decoding as well
      --repetitions   measured rounds, default 7
    """

  var isTiny = false
  var binaries: [Binary] = []
  var corpusBytes = 250_000_000
  var corpus: String?
  var formats = CorpusFormat.allCases
  var jobs: [Int?] = [nil]
  var rows = 20_000_000
  var measuresReading = false
  var repetitions = 7

  static func main() {
    // A wrong answer is 1, everything that kept the benchmarks from running is 2.
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if arguments.first == launchOption {
        try launch(Array(arguments.dropFirst()))
        return
      }
      if arguments.count == 2, arguments[0] == answerOption {
        try answerQuestions(about: arguments[1])
        return
      }
      var bench = Bench()
      try bench.parse(arguments)
      let wrongAnswers = try bench.run()
      for wrong in wrongAnswers { complain("wrong answer: \(wrong)") }
      if !wrongAnswers.isEmpty { exit(1) }
    } catch {
      complain("\(error)")
      exit(2)
    }
  }

  private mutating func parse(_ arguments: [String]) throws {
    var rest = arguments[...]
    var baseline: Binary?
    while let name = rest.popFirst() {
      if name == "--tiny" {
        isTiny = true
        (corpusBytes, rows, repetitions, measuresReading) = (2_000_000, 100_000, 1, true)
        continue
      }
      guard name != "--help", let value = rest.popFirst() else { throw BenchmarkFailure(Bench.usage) }
      func number() throws -> Int {
        guard let number = Int(value), number >= 0 else { throw BenchmarkFailure("\(name): \(value) is no count") }
        return number
      }
      switch name {
      case "--binary": binaries.insert(Binary(name: "binary", path: value), at: 0)
      case "--baseline": baseline = Binary(name: "baseline", path: value)
      case "--corpus": corpus = value
      case "--size":
        guard let size = parseSize(value) else { throw BenchmarkFailure("--size: \(value) is no size") }
        corpusBytes = size
      case "--formats":
        formats = try value.split(separator: ",").map { name in
          guard let format = CorpusFormat(rawValue: String(name)) else {
            throw BenchmarkFailure("--formats: \(name) is no format")
          }
          return format
        }
      case "--jobs":
        jobs = try value.split(separator: ",").map { text in
          guard let count = Int(text), count > 0 else { throw BenchmarkFailure("--jobs: \(text) is no count") }
          return count
        }
      case "--rows": rows = try number()
      case "--reading": measuresReading = try number() > 0
      case "--repetitions": repetitions = max(1, try number())
      default: throw BenchmarkFailure("\(name): no such option\n\n" + Bench.usage)
      }
    }
    if let baseline {
      guard !binaries.isEmpty else { throw BenchmarkFailure("--baseline needs a --binary to compare with") }
      binaries.append(baseline)
    }
  }

  /// Prints the tables; returns what was answered wrongly.
  private func run() throws -> [String] {
    print(machineLine())
    print("")
    var wrongAnswers: [String] = []
    if !binaries.isEmpty || measuresReading {
      let (large, small, made) = try corpora()
      defer { if let made { try? FileManager.default.removeItem(atPath: made) } }
      if measuresReading {
        print("## Reading\n")
        print(try ReadingBenchmark(corpus: large, formats: formats, repetitions: repetitions).run())
      }
      if !binaries.isEmpty {
        var load = LoadBenchmark(
          binaries: binaries, corpus: large, smallCorpus: small, formats: formats, jobs: jobs, repetitions: repetitions)
        print("## Whole runs\n")
        print(try load.run())
        wrongAnswers = load.wrongAnswers
      }
    }
    if rows > 0 {
      print("## Kernels\n\nOne thread. Every answer is checked against a plain loop or a full sort.\n")
      print(try kernelTable(rows: rows, repetitions: repetitions))
      print("## Shapes and filters\n\nOne thread; checked by plain loops and full sorts.\n")
      print(try shapeTable(rows: rows, repetitions: repetitions))
      print("## Percentiles: where the two ways cross\n\nShortest of \(max(1, repetitions / 2)) runs, ns/row.\n")
      print(try crossoverTable(rows: max(rows / 10, 1000), repetitions: max(1, repetitions / 2)))
    }
    return wrongAnswers
  }

  /// The corpus to load, a smaller one, and the folder to remove afterwards.
  private func corpora() throws -> (large: String, small: String, made: String?) {
    let folder = NSTemporaryDirectory() + "spanledger-bench-\(getpid())-corpus"
    let small = folder + "/small"
    if let corpus {
      let bytes = try readTruth(corpus).jsonBytes
      _ = try Corpus(jsonBytes: bytes / 4, seed: 2, formats: formats).write(to: small)
      return (corpus, small, folder)
    }
    _ = try Corpus(jsonBytes: corpusBytes, seed: 1, formats: formats).write(to: folder + "/large")
    _ = try Corpus(jsonBytes: corpusBytes / 4, seed: 2, formats: formats).write(to: small)
    return (folder + "/large", small, folder)
  }

  /// What was measured where: machine, compiler, commit, date.
  private func machineLine() -> String {
    let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n")
      .first { $0.hasPrefix("model name") }?.split(separator: ":").last
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let memory = Int((Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824).rounded())
    let compiler = firstLine(of: ["swift", "--version"]) ?? "compiler unknown"
    let commit = firstLine(of: ["git", "rev-parse", "--short", "HEAD"]) ?? "commit unknown"
    let isChanged = firstLine(of: ["git", "status", "--porcelain", "--untracked-files=no"]) != nil
    let date = ISO8601DateFormatter.string(
      from: Date(), timeZone: TimeZone(secondsFromGMT: 0) ?? .current, formatOptions: [.withInternetDateTime])
    return "\(processor ?? "processor unknown"), \(ProcessInfo.processInfo.activeProcessorCount) cores, \(memory) GiB; "
      + "\(compiler); commit \(commit)\(isChanged ? ", changed" : ""); \(date); \(repetitions) rounds"
  }
}

private func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
