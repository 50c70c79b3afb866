import Foundation
import LedgerModel

/// A night of calls with what SDKs would have written of them, twice: spans, and points of metrics. Everything is truth and
/// both sides agree, until a fault is planted (see ``Fault``).
public struct SimulatedNight {
  /// One request to a model.
  public struct Call {
    /// The service.
    public var service: String
    /// The process.
    public var instance: String
    /// The model that was asked for.
    public var requestModel: String
    /// The model that answered.
    public var responseModel: String
    /// The operation.
    public var operation = "chat"
    /// Start in Unix nanoseconds.
    public var start: UInt64
    /// End in Unix nanoseconds.
    public var end: UInt64
    /// Whether its response was streamed.
    public var isStream = false
    /// Whether it failed.
    public var isFailed = false
    /// Everything the model read.
    public var input: Int64 = 0
    /// Everything it wrote.
    public var output: Int64 = 0
    /// Of the input, read from the cache.
    public var cacheRead: Int64 = 0
    /// Of the input, written to the cache.
    public var cacheWrite: Int64 = 0
    /// Of the output, spent on reasoning.
    public var reasoning: Int64 = 0
    /// Whether the span tells its usage.
    public var hasUsage = true
    /// Whether it is the span of an agent around a call.
    public var isWrapper = false
    /// How many times its span was written.
    public var copies = 1
    /// What it stands for: 1 / probability; 0 where the span does not say.
    public var weight = 0.0
    /// Draws for sampling: the same for every fault.
    public var randomness: UInt64 = 0

    /// What it cost in pico-dollars, as spans report it; `nil` where it failed.
    public var cost: Int64? { isFailed ? nil : input * 2_500_000 + output * 10_000_000 }
    /// Time to first token, of streams.
    public var firstToken: UInt64? { isStream && !isFailed ? (end - start) / 7 : nil }
    /// The score of the evaluation of its answer in millionths; `nil` where none was made.
    public var scoreMicros: Int64? {
      isFailed || operation == "embeddings" || randomness % 3 != 0 ? nil : Int64(randomness % 1_000_001)
    }
    /// Whether that judged the answer to be made up.
    public var isMadeUp: Bool { scoreMicros.map { $0 < 200_000 } ?? false }
  }

  /// What one call adds to metrics.
  public struct Recording {
    /// The call.
    public var call: Call
    /// When the SDK records it.
    public var time: UInt64
    /// Input tokens; `nil` for no recording.
    public var input: Int64?
    /// Output tokens; `nil` for no recording.
    public var output: Int64?
    /// Whether its duration is recorded.
    public var countsCall = true
    /// Whether a failure is named.
    public var errorIsNamed = true
    /// The model that was asked for.
    public var requestModel: String?
    /// The model that answered.
    public var responseModel: String?
    /// Whether a total is recorded beside input and output.
    public var hasTotal = false
  }

  /// One point of one series.
  public struct Point {
    /// Start of the interval.
    public var start: UInt64
    /// End of the interval.
    public var time: UInt64
    /// The sum of what was recorded.
    public var sum: Double
    /// How many values were recorded.
    public var count: UInt64
  }

  /// What makes a series.
  public struct Series: Hashable {
    /// The service.
    public var service: String
    /// The process.
    public var instance: String
    /// `tokens` or `duration`; `cost`, `first token`, `score` or `hallucination` where ``Settings/tellsMore``.
    public var metric: String
    /// The provider, where ``Settings/tellsMore``.
    public var provider: String?
    /// The operation, where ``Settings/tellsMore``.
    public var operation: String?
    /// Which tokens.
    public var tokenType: String?
    /// The model that was asked for.
    public var requestModel: String?
    /// The model that answered.
    public var responseModel: String?
    /// What went wrong.
    public var errorType: String?
  }

  /// When a process ran.
  public struct Process {
    /// The service.
    public var service: String
    /// The process.
    public var instance: String
    /// When it starts.
    public var start: UInt64
    /// When it ends.
    public var end: UInt64
    /// Whether it exports what it counted last when it ends.
    public var flushes = true
  }

  /// How SDKs write.
  public struct Settings {
    /// What all numbers are drawn from.
    public var seed: UInt64 = 1
    /// Calls an hour and service.
    public var rate = 200.0
    /// How long the night is.
    public var hours = 8.0
    /// Whether points count differences.
    public var isDelta = false
    /// The services.
    public var services = ["desk", "pilot"]
    /// How many processes each service has.
    public var replicas = 1
    /// Nanoseconds from one collection to the next.
    public var interval: UInt64 = 60_000_000_000
    /// Whether series begin with their first value, as Python's do, or with the process.
    public var startsWithFirstValue = true
    /// Whether resources name their process.
    public var namesInstances = true
    /// Whether there is a metric of durations.
    public var hasDurations = true
    /// Whether points say when their interval starts.
    public var pointsHaveStarts = true
    /// Whether token metrics are counters instead of histograms.
    public var hasCounters = false
    /// How many calls one trace holds.
    public var callsPerTrace = 1
    /// Whether series name providers and operations, and there are metrics of cost, time to first token, scores and
    /// hallucinations, too.
    public var tellsMore = false
    /// The usual settings.
    public init() {}
  }

  /// How SDKs write.
  public var settings: Settings
  /// Spans, as they were written.
  public var spans: [Call] = []
  /// What SDKs record.
  public var recordings: [Recording] = []
  /// When processes ran.
  public var processes: [Process] = []
  /// Collections that never arrive: by instance, the instants.
  public var lostCollections: (String, UInt64) -> Bool = { _, _ in false }
  /// What becomes of stamps of points.
  public var stamp: (String, String, UInt64) -> UInt64 = { _, _, time in time }
  /// What is added to every point of a process's first collections, as after days of work before the night.
  public var past: [String: Double] = [:]
  /// Multiplies durations.
  public var durationScale = 1.0
  /// Multiplies costs, times to first token, and scores, in metrics.
  public var (costScale, firstTokenScale, scoreScale) = (1.0, 1.0, 1.0)
  /// When the night begins.
  public var begin: UInt64
  /// When it ends.
  public var end: UInt64
  private var random: SplitMix64

  /// Midnight of a Tuesday.
  public static let midnight: UInt64 = 1_795_478_400_000_000_000

  /// A night without faults.
  public init(_ settings: Settings) {
    self.settings = settings
    random = SplitMix64(seed: settings.seed &* 7919 &+ 13)
    begin = SimulatedNight.midnight
    end = begin + UInt64(settings.hours * 3600e9)
    for service in settings.services {
      for replica in 0..<settings.replicas {
        let instance = settings.namesInstances ? "\(service)-\(replica)" : ""
        let lead = UInt64.random(in: 20_000_000_000...70_000_000_000, using: &random)
        processes.append(
          Process(
            service: service, instance: instance + (settings.namesInstances ? "" : "#\(replica)"),
            start: begin - lead, end: end + 30_000_000_000))
      }
    }
    for process in processes { makeCalls(process) }
    spans.sort { ($0.start, $0.end, $0.instance) < ($1.start, $1.end, $1.instance) }
    recordings = spans.map { call in
      var recording = Recording(call: call, time: call.end)
      recording.input = call.isFailed ? nil : call.input
      recording.output = call.isFailed || call.operation == "embeddings" ? nil : call.output
      recording.requestModel = call.requestModel
      recording.responseModel = call.isFailed ? nil : call.responseModel
      return recording
    }
  }

  private mutating func makeCalls(_ process: Process) {
    let models = [
      ("gpt-4o", "gpt-4o-2024-08-06"), ("gpt-4o-mini", "gpt-4o-mini-2024-07-18"), ("o4-mini", "o4-mini-2025-04-16"),
      ("claude-sonnet-4-5", "claude-sonnet-4-5-20250929"),
    ]
    var now = Double(begin)
    let rate = settings.rate / Double(settings.replicas)
    var count = 0
    while true {
      // The load of a night: more at some hours than at others.
      let hour = (now - Double(begin)) / 3600e9
      let load = 1 + 0.6 * [0.3, -0.4, 0.9, -0.7, 0.1, 0.6, -0.9, 0.5, -0.2][Int(hour) % 9]
      now += -log(max(Double.random(in: 0..<1, using: &random), 1e-12)) * 3600e9 / (rate * load)
      guard now < Double(end) - 40e9 else { break }
      let model = models[[0, 0, 1, 1, 1, 1, 2, 3].randomElement(using: &random) ?? 0]
      var call = Call(
        service: process.service, instance: process.instance, requestModel: model.0, responseModel: model.1,
        start: UInt64(now), end: 0)
      let seconds = 0.3 + 6 * Double.random(in: 0..<1, using: &random) * Double.random(in: 0..<1, using: &random)
      call.end = call.start + UInt64(seconds * 1e9)
      call.isStream = Int.random(in: 0..<10, using: &random) < 3
      call.isFailed = Int.random(in: 0..<100, using: &random) < 4
      if !call.isFailed {
        call.input = Int64.random(in: 40...2400, using: &random)
        call.output = Int64.random(in: 8...700, using: &random)
        if Bool.random(using: &random) { call.cacheRead = call.input / 2 / 64 * 64 }
        if model.0.hasPrefix("claude"), Bool.random(using: &random) { call.cacheWrite = call.input / 4 }
        if model.0 == "o4-mini" { call.reasoning = call.output * 2 / 3 }
        if Int.random(in: 0..<12, using: &random) == 0 {
          call.requestModel = "text-embedding-3-small"
          call.responseModel = call.requestModel
          call.operation = "embeddings"
          call.output = 0
          call.cacheRead = 0
          call.cacheWrite = 0
          call.reasoning = 0
          call.isStream = false
        }
      }
      let fresh = UInt64.random(in: 0..<(1 << 56), using: &random)
      let isNew = count % settings.callsPerTrace == 0
      call.randomness = isNew ? fresh : spans.last?.randomness ?? fresh
      count += 1
      spans.append(call)
    }
  }

  // MARK: Points

  /// What the exporters of all processes wrote, series by series, in order of time.
  public func points() -> [Series: [Point]] {
    var all: [Series: [Point]] = [:]
    for (number, process) in processes.enumerated() {
      let mine = recordings.filter {
        $0.call.instance == process.instance && $0.call.service == process.service && $0.time > process.start
          && $0.time <= process.end
      }.sorted { $0.time < $1.time }
      var instants: [UInt64] = []
      var next = process.start + settings.interval + UInt64(number) * 7_300_000_000 % settings.interval
      while next < process.end {
        instants.append(next)
        next += settings.interval
      }
      if process.flushes { instants.append(process.end) }
      export(process, mine, instants, into: &all)
    }
    return all.mapValues { $0.sorted { ($0.time, $0.start) < ($1.time, $1.start) } }
  }

  private func export(
    _ process: Process, _ recordings: [Recording], _ instants: [UInt64], into all: inout [Series: [Point]]
  ) {
    struct Sum {
      var start: UInt64
      var sum: Double
      var count: UInt64
    }
    var sums: [Series: Sum] = [:]
    var position = 0
    var previous = process.start
    let instance = process.instance.hasPrefix("#") || !settings.namesInstances ? "" : process.instance
    func series(_ recording: Recording, _ metric: String, _ type: String?) -> Series {
      Series(
        service: process.service, instance: instance, metric: metric,
        provider: settings.tellsMore ? "openai" : nil,
        operation: settings.tellsMore ? recording.call.operation : nil, tokenType: type,
        requestModel: recording.requestModel, responseModel: recording.responseModel,
        errorType: metric == "duration" && recording.call.isFailed && recording.errorIsNamed ? "500" : nil)
    }
    if let past = past[process.instance] {
      // What has run for days has all its series from the first collection on.
      for recording in recordings {
        let kinds: [(String, String?)] =
          [("duration", nil)] + (recording.input == nil ? [] : [("tokens", "input")])
          + (recording.output == nil ? [] : [("tokens", "output")])
        for (metric, type) in kinds {
          sums[series(recording, metric, type)] = Sum(start: process.start, sum: past, count: UInt64(past))
        }
      }
    }
    for instant in instants {
      while position < recordings.count, recordings[position].time <= instant {
        let recording = recordings[position]
        position += 1
        func add(_ series: Series, _ value: Double) {
          let begin = settings.startsWithFirstValue ? recording.time : process.start
          var sum =
            sums[series] ?? Sum(start: begin, sum: 0, count: 0)
          sum.sum += value
          sum.count += 1
          sums[series] = sum
        }
        let seconds = Double(recording.call.end - recording.call.start) / 1e9
        if recording.countsCall, settings.hasDurations {
          add(series(recording, "duration", nil), seconds * durationScale)
        }
        if let input = recording.input { add(series(recording, "tokens", "input"), Double(input)) }
        if let output = recording.output { add(series(recording, "tokens", "output"), Double(output)) }
        let isRecorded = recording.countsCall || recording.input != nil || recording.output != nil
        if settings.tellsMore, isRecorded {
          if let cost = recording.call.cost { add(series(recording, "cost", nil), Double(cost) / 1e12 * costScale) }
          if recording.countsCall, let firstToken = recording.call.firstToken {
            add(series(recording, "first token", nil), Double(firstToken) / 1e9 * firstTokenScale)
          }
          if recording.countsCall, let score = recording.call.scoreMicros {
            var of = series(recording, "score", nil)
            (of.requestModel, of.responseModel, of.provider, of.operation) = (nil, nil, nil, nil)
            add(of, Double(score) / 1e6 * scoreScale)
            of.metric = "hallucination"
            if recording.call.isMadeUp { add(of, 1) }
          }
        }
        if recording.hasTotal {
          add(series(recording, "tokens", "total"), Double((recording.input ?? 0) + (recording.output ?? 0)))
        }
      }
      let isLost = lostCollections(process.instance, instant)
      if !isLost {
        for (series, sum) in sums {
          let start = settings.isDelta ? previous : sum.start
          all[series, default: []].append(
            Point(
              start: settings.pointsHaveStarts ? stamp(process.service, process.instance, start) : 0,
              time: stamp(process.service, process.instance, instant), sum: sum.sum, count: sum.count))
        }
      }
      if settings.isDelta { sums = [:] }
      previous = instant
    }
  }
}
