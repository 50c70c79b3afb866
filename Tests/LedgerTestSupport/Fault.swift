/// A way to make both sides of a night disagree, with the code that a reconciliation should find. `nil` is a clean variant,
/// in which nothing is wrong.
public struct Fault: Sendable {
  /// What was done, in words.
  public var name: String
  /// What should be found.
  public var code: String?
  /// Whether it needs delta or cumulative metrics; `nil` for both.
  public var needsDelta: Bool?
  /// The least calls an hour that show it.
  public var leastRate: Double
  /// Does it to a night.
  public var plant: @Sendable (inout SimulatedNight) -> Void
  /// Changes how the night is written, before it is made.
  public var prepare: @Sendable (inout SimulatedNight.Settings) -> Void

  /// A fault from its parts.
  public init(
    _ name: String, _ code: String?, needsDelta: Bool? = nil, leastRate: Double = 0,
    prepare: @escaping @Sendable (inout SimulatedNight.Settings) -> Void = { _ in },
    plant: @escaping @Sendable (inout SimulatedNight) -> Void
  ) {
    self.name = name
    self.code = code
    self.needsDelta = needsDelta
    self.leastRate = leastRate
    self.prepare = prepare
    self.plant = plant
  }

  private static let second: UInt64 = 1_000_000_000
  private static let hour: UInt64 = 3600 * second

  private static func moved(_ time: UInt64, _ seconds: Int64) -> UInt64 {
    UInt64(Int64(time) + seconds * Int64(second))
  }

  private static func sampled(_ share: Double, isSaid: Bool) -> @Sendable (inout SimulatedNight) -> Void {
    { night in
      let threshold = UInt64((1 - share) * Double(1 << 56))
      night.spans = night.spans.filter { $0.randomness >= threshold }
      if isSaid { for row in night.spans.indices { night.spans[row].weight = 1 / share } }
    }
  }

  /// All faults, each at several magnitudes.
  public static let all: [Fault] = zones + losses + semantics + sides

  private static let zones: [Fault] =
    [28800, -18000, 19800, 20700, -12600, 3600, -3600, 46800].map(zone) + [daylightSaving]
    + [420, -780, 1500, 4000].map(skew)

  private static func zone(_ seconds: Int64) -> Fault {
    Fault("metrics of one service \(Double(seconds) / 3600) h ahead", "timezone-shift") { night in
      night.move { service, _, time in service == "desk" ? moved(time, seconds) : time }
    }
  }

  private static var daylightSaving: Fault {
    Fault("daylight saving begins for metrics of one service", "timezone-shift", leastRate: 20) { night in
      let change = night.begin + 4 * hour
      night.move { service, _, time in
        service == "desk" ? moved(time, time > change ? 7200 : 3600) : time
      }
    }
  }

  private static func skew(_ seconds: Int64) -> Fault {
    Fault("clock of one host \(seconds) s ahead", "clock-skew", leastRate: 20, prepare: { $0.replicas = 2 }) {
      night in
      night.move { _, instance, time in instance == "desk-1" ? moved(time, seconds) : time }
    }
  }

  private static var losses: [Fault] {
    var faults: [Fault] = []
    for share in [0.5, 0.25, 0.1, 0.01] { faults.append(sampling(share, isSaid: true)) }
    for share in [0.5, 0.1] { faults.append(sampling(share, isSaid: false)) }
    for hours in [0.25, 1, 3] { faults.append(lostSpans(hours)) }
    for hours in [0.25, 1, 3] { faults.append(lostPoints(hours)) }
    faults.append(lostExports)
    for crashes in [1, 3] { faults.append(crash(crashes)) }
    return faults
  }

  private static func sampling(_ share: Double, isSaid: Bool) -> Fault {
    Fault(
      "traces kept at \(share)\(isSaid ? ", said by spans" : "")", "sampled-traces",
      leastRate: share < 0.05 ? 1000 : share < 0.2 ? 100 : 40, plant: sampled(share, isSaid: isSaid))
  }

  private static func lostSpans(_ hours: Double) -> Fault {
    Fault("spans of \(hours) h lost", "missing-trace-window", leastRate: hours < 1 ? 40 : 10) { night in
      let from = night.begin + 2 * hour + 17 * 60 * second
      let to = from + UInt64(hours * Double(hour))
      night.spans = night.spans.filter { $0.end < from || $0.end >= to }
    }
  }

  private static func lostPoints(_ hours: Double) -> Fault {
    Fault("points of \(hours) h lost", "missing-metric-window", needsDelta: true, leastRate: hours < 1 ? 40 : 10) {
      night in
      let from = night.begin + 3 * hour + 5 * 60 * second
      let to = from + UInt64(hours * Double(hour))
      night.lose { _, time in time >= from && time < to }
    }
  }

  private static var lostExports: Fault {
    Fault("single exports lost", "missing-metric-window", needsDelta: true, leastRate: 100) { night in
      let begin = night.begin
      night.lose { instance, time in
        time > begin && time > begin && instance.hasPrefix("desk")
          && [61, 173, 305].contains((time - begin) / (60 * second))
      }
    }
  }

  private static func crash(_ crashes: Int) -> Fault {
    Fault("\(crashes) crashes between exports", "counter-reset-loss", needsDelta: false, leastRate: 300) { night in
      guard let row = night.processes.firstIndex(where: { $0.service == "desk" }) else { return }
      let phase = UInt64(row) * 7_300_000_000 % night.settings.interval
      var current = row
      for crash in 1...crashes {
        // Ten seconds before a collection, so that most of an interval is lost.
        var rest = night.processes[current]
        let collections = (crash == 1 ? 97 : 83) * 60 * second / night.settings.interval
        let at = rest.start + night.settings.interval * collections + phase + night.settings.interval / 6 * 5
        night.processes[current].end = at
        night.processes[current].flushes = false
        rest.start = at + 2 * second
        night.processes.append(rest)
        current = night.processes.count - 1
      }
    }
  }

  private static let semantics: [Fault] = [
    Fault("metrics leave out tokens read from the cache", "cached-token-semantics") { night in
      night.edit { $0.input? -= $0.call.cacheRead }
    },
    Fault("metrics leave out all cached tokens", "cached-token-semantics") { night in
      night.edit { $0.input? -= $0.call.cacheRead + $0.call.cacheWrite }
    },
    Fault("metrics add cached tokens once more", "cached-token-semantics") { night in
      night.edit { $0.input? += $0.call.cacheRead }
    },
    Fault("metrics leave out reasoning", "reasoning-token-semantics", leastRate: 20) { night in
      night.edit { $0.output? -= $0.call.reasoning }
    },
    Fault("metrics add reasoning once more", "reasoning-token-semantics", leastRate: 20) { night in
      night.edit { $0.output? += $0.call.reasoning }
    },
    Fault("metrics have a third type, total", "total-token-type") { night in
      for row in night.recordings.indices { night.recordings[row].hasTotal = night.recordings[row].input != nil }
    },
    Fault("durations in milliseconds, said to be seconds", "unit-mismatch") { $0.durationScale = 1000 },
    Fault("durations in seconds, said to be milliseconds", "unit-mismatch") { $0.durationScale = 0.001 },
    Fault("streams have no tokens in metrics", "missing-stream-usage") { night in
      for row in night.recordings.indices where night.recordings[row].call.isStream {
        night.recordings[row].input = nil
        night.recordings[row].output = nil
      }
    },
    Fault("tokens of streams are estimated in metrics", "missing-stream-usage") { night in
      night.edit { recording in
        guard recording.call.isStream else { return }
        recording.input = recording.input.map { $0 * 9 / 10 + 3 }
        recording.output = recording.output.map { $0 * 11 / 10 }
      }
    },
    Fault("streams have no tokens in spans", "missing-stream-usage") { night in
      for row in night.spans.indices where night.spans[row].isStream { night.spans[row].hasUsage = false }
    },
    Fault("some streams have no tokens in spans", "missing-stream-usage", leastRate: 40) { night in
      for row in night.spans.indices where night.spans[row].isStream && night.spans[row].randomness % 3 == 0 {
        night.spans[row].hasUsage = false
      }
    },
  ]

  private static let sides: [Fault] = [
    Fault("a service without spans", "untraced-service") { night in
      night.spans.removeAll { $0.service == "pilot" }
    },
    Fault("a service without metrics", "unmetered-service") { night in
      night.recordings.removeAll { $0.call.service == "pilot" }
    },
    Fault("metrics name the model that was asked for as the one that answered", "model-label-mismatch") { night in
      for row in night.recordings.indices where night.recordings[row].responseModel != nil {
        night.recordings[row].responseModel = night.recordings[row].requestModel
      }
    },
    Fault("metrics of one model bear another name", "model-label-mismatch") { night in
      for row in night.recordings.indices where night.recordings[row].requestModel == "gpt-4o-mini" {
        night.recordings[row].requestModel = "mini"
        if night.recordings[row].responseModel != nil { night.recordings[row].responseModel = "mini" }
      }
    },
    Fault("failed calls are not metered", "errors-not-metered") { night in
      for row in night.recordings.indices where night.recordings[row].call.isFailed {
        night.recordings[row].countsCall = false
      }
    },
    Fault("failed calls have no spans", "errors-not-metered") { night in night.spans.removeAll(where: \.isFailed) },
    Fault("spans were exported twice", "duplicate-spans") { night in
      for row in night.spans.indices { night.spans[row].copies = 2 }
    },
    Fault("some spans were exported twice", "duplicate-spans") { night in
      for row in night.spans.indices where night.spans[row].randomness % 10 == 0 { night.spans[row].copies = 2 }
    },
    Fault("agents repeat the usage of their calls in spans", "wrapper-double-count") { night in
      for call in night.spans where !call.isFailed {
        var agent = call
        agent.isWrapper = true
        night.spans.append(agent)
      }
    },
    Fault("agents repeat the usage of their calls in metrics", "wrapper-double-count") { night in
      for recording in night.recordings where !recording.call.isFailed {
        var agent = recording
        agent.countsCall = false
        night.recordings.append(agent)
      }
    },
  ]

  /// Values of metrics that only nights have that tell more, in another unit than on spans.
  public static let units: [Fault] = [
    Fault("costs in cents, said to be dollars", "unit-mismatch", prepare: { $0.tellsMore = true }) {
      $0.costScale = 100
    },
    Fault("times to first token in milliseconds", "unit-mismatch", prepare: { $0.tellsMore = true }) {
      $0.firstTokenScale = 1000
    },
    Fault("scores in percent", "unit-mismatch", prepare: { $0.tellsMore = true }) { $0.scoreScale = 100 },
  ]

  /// Nights in which nothing is wrong, though they look unusual.
  public static let clean: [Fault] = [
    Fault("nothing", nil) { _ in },
    Fault("series begin with the process", nil, needsDelta: false, prepare: { $0.startsWithFirstValue = false }) { _ in
    },
    Fault("two replicas", nil, prepare: { $0.replicas = 2 }) { _ in },
    Fault(
      "two replicas without names", nil,
      prepare: {
        $0.replicas = 2; $0.namesInstances = false
      }
    ) { _ in },
    Fault("a process restarts", nil) { night in
      guard let row = night.processes.firstIndex(where: { $0.service == "desk" }) else { return }
      var rest = night.processes[row]
      let at = night.begin + 3 * hour + 123 * second
      night.processes[row].end = at
      rest.start = at
      night.processes.append(rest)
    },
    Fault(
      "processes have run for days", nil, needsDelta: false, prepare: { $0.startsWithFirstValue = false }
    ) { night in
      for row in night.processes.indices {
        night.processes[row].start -= 48 * hour + 11 * 60 * second
        night.past[night.processes[row].instance] = 100_000
      }
      let begin = night.begin
      night.lose { _, time in time < begin }
    },
    Fault("an export of cumulative points is lost", nil, needsDelta: false) { night in
      let begin = night.begin
      night.lose { _, time in time > begin && [61, 62, 173].contains((time - begin) / (60 * second)) }
    },
    Fault("an hour of cumulative points is lost", nil, needsDelta: false) { night in
      let (from, to) = (night.begin + 3 * hour, night.begin + 4 * hour)
      night.lose { _, time in time >= from && time < to }
    },
    Fault("metrics record calls an export later", nil) { night in
      for row in night.recordings.indices { night.recordings[row].time += 20 * second }
    },
    Fault("calls last for minutes", nil) { night in
      for row in night.spans.indices { night.spans[row].start -= 150 * second }
      for row in night.recordings.indices { night.recordings[row].call.start -= 150 * second }
    },
    Fault("points cover five minutes", nil, prepare: { $0.interval = 300 * second }) { _ in },
    Fault("points cover an hour", nil, prepare: { $0.interval = 3600 * second }) { _ in },
    Fault("points come every ten seconds", nil, prepare: { $0.interval = 10 * second }) { _ in },
    Fault("points of differences say no start", nil, needsDelta: true, prepare: { $0.pointsHaveStarts = false }) { _ in
    },
    Fault("tokens alone are metered", nil, prepare: { $0.hasDurations = false }) { _ in },
    Fault("tokens are counters", nil, prepare: { $0.hasCounters = true }) { _ in },
    Fault("traces hold four calls each", nil, prepare: { $0.callsPerTrace = 4 }) { _ in },
    Fault("the night is cut before the last export", nil) { night in
      for row in night.processes.indices { night.processes[row].flushes = false }
      let end = night.end
      night.lose { _, time in time > end - 60 * second }
    },
  ]
}

extension Fault {
  /// Two faults of different kinds that one night can show both of.
  ///
  /// Left out: pairs that need different temporalities; a service that loses both sides; and sampling that leaves too few
  /// calls to show anything beside it.
  public static var pairs: [(first: Fault, second: Fault)] {
    var pairs: [(first: Fault, second: Fault)] = []
    let sides = ["untraced-service", "unmetered-service"]
    for (row, first) in all.enumerated() {
      for second in all[(row + 1)...] where first.code != second.code {
        if let one = first.needsDelta, let other = second.needsDelta, one != other { continue }
        if sides.contains(first.code ?? ""), sides.contains(second.code ?? "") { continue }
        if [first, second].contains(where: { $0.name.contains("kept at 0.1") || $0.name.contains("kept at 0.01") }) {
          continue
        }
        pairs.append((first, second))
      }
    }
    return pairs
  }
}

extension SimulatedNight {
  /// A night with faults.
  public init(_ faults: [Fault], rate: Double, isDelta: Bool, seed: UInt64, tellsMore: Bool = false) {
    var settings = Settings()
    settings.tellsMore = tellsMore
    settings.rate = rate
    settings.isDelta = isDelta
    settings.seed = seed
    for fault in faults { fault.prepare(&settings) }
    self.init(settings)
    for fault in faults { fault.plant(&self) }
  }

  /// Moves stamps of points, after whatever moves them already.
  fileprivate mutating func move(_ further: @escaping (String, String, UInt64) -> UInt64) {
    let known = stamp
    stamp = { service, instance, time in further(service, instance, known(service, instance, time)) }
  }

  /// Loses collections, beside those that are lost already.
  fileprivate mutating func lose(_ further: @escaping (String, UInt64) -> Bool) {
    let known = lostCollections
    lostCollections = { instance, time in known(instance, time) || further(instance, time) }
  }

  /// Changes what SDKs record.
  fileprivate mutating func edit(_ body: (inout Recording) -> Void) {
    for row in recordings.indices { body(&recordings[row]) }
  }
}
