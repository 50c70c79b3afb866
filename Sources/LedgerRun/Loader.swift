import LedgerBytes
import LedgerColumns
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerOTLP
import Synchronization

/// A source with what was read of it.
public struct LoadedSource: Sendable {
  /// The path, as given or found; `-` for standard input.
  public var path: String
  /// What it holds; `nil` where that could not be found out.
  public var format: SourceFormat?
  /// Bytes on disk.
  public var bytes: UInt64 = 0
  /// Bytes after decompression.
  public var bytesDecompressed: UInt64 = 0
  /// Records: export requests, documents or messages.
  public var records: UInt64 = 0
  /// Spans.
  public var spans: UInt64 = 0
  /// Metric data points.
  public var metricPoints: UInt64 = 0
  /// Log records.
  public var logRecords: UInt64 = 0
  /// Earliest time of anything in it.
  public var earliest: UnixNanos?
  /// Latest time of anything in it.
  public var latest: UnixNanos?
  /// The signals that its records hold.
  public var signals = SignalSet()
  /// What else it holds: formats that are no OTLP, by name.
  public var foreign: [ForeignKind] = []
  /// The formats that are no OTLP and were read all the same.
  public var adapted: [ForeignKind] = []
  /// Whether any record holds spans, points or log records in OTLP's own form.
  public var holdsPlainOTLP = false
  /// How many problems it has.
  public var problems: UInt64 = 0

  /// What it is, for reports: the encoding, or the other format where it holds nothing else; `nil` where unknown.
  public var formatName: String? {
    if !holdsPlainOTLP, let adapted = adapted.first { return adapted.rawValue }
    if signals.isEmpty, let foreign = foreign.first { return foreign.rawValue }
    return format?.encoding.rawValue
  }

  /// Whether anything in it is telemetry.
  public var isUsed: Bool { spans > 0 || metricPoints > 0 || logRecords > 0 }

  /// What there is to say where its records are sound and hold nothing that is read; `nil` where they do, and for empty
  /// requests.
  var silence: String? { isUsed ? nil : silenceText(signals, foreign) }
}

/// What there is to say of a source whose records are sound and hold nothing that is read.
func silenceText(_ signals: SignalSet, _ foreign: [ForeignKind]) -> String? {
  if signals == .profiles { return "all it holds are profiles, which are not read: export traces, metrics or logs" }
  if signals.isEmpty, foreign == [.exporterResponse] {
    return "all it holds are a backend's answers to an exporter: give the files that hold the telemetry itself"
  }
  return nil
}

/// Everything that was read: the tables, the sources, the problems.
public struct LoadedNight: Sendable {
  /// The tables.
  public var store: Store
  /// The sources in the order of their paths; the sources of problems and spans are rows of this list.
  public var sources: [LoadedSource]
  /// What could not be used, in order of source and position.
  public var problems: [Problem]
}

extension InputFinder {
  /// What could not be read, and the inputs in which no file was found: whoever gave these expected some, and a run that
  /// passes over them looks as if all were well.
  ///
  /// - Parameter inputs: what the finder was made of.
  func unused(of inputs: [String]) -> [InputFailure] {
    let empty = inputs.filter { input in
      let found = inputs.count == 1 ? self : InputFinder([input])
      return found.sources.isEmpty && found.failures.isEmpty
    }
    return failures
      + empty.map {
        InputFailure(
          path: $0, code: .unreadableFile,
          message: "no file was found in it: check that it is the folder that exporters write to, and that they ran; "
            + "names that start with a dot are passed over")
      }
  }
}

/// The message probe that detection of framings uses is the decoder's own view of what OTLP looks like.
extension MessageShape: MessageProbe {}

/// Reads inputs into a store.
///
/// Each worker takes a batch of whole records from the first source that has one for it, and decodes it. A plain file has
/// one for everybody; a compressed one is decompressed by one worker while others decode or turn to the next file. Where
/// there is one worker, where sources are fewer than workers, and as soon as workers would wait for each other, a thread for each
/// source decompresses ahead.
public struct Loader: Sendable {
  private let settings: RunSettings
  private let sources: [InputSource]
  private let failures: [InputFailure]
  /// How many bytes the files have in all, as far as that is known.
  private let fileBytes: UInt64
  private let progress: (@Sendable (LoadProgress) -> Void)?

  /// A loader for the inputs of a run.
  public init(_ settings: RunSettings, progress: (@Sendable (LoadProgress) -> Void)? = nil) {
    let finder = InputFinder(settings.inputs)
    self.settings = settings
    sources = finder.sources
    failures = finder.unused(of: settings.inputs)
    fileBytes = finder.fileBytes
    self.progress = progress
  }

  /// A loader for sources that were found already.
  init(_ settings: RunSettings, sources: [InputSource], progress: (@Sendable (LoadProgress) -> Void)?) {
    self.settings = settings
    self.sources = sources
    failures = []
    fileBytes = 0
    self.progress = progress
  }

  /// Loads everything. Throws only where a strict run meets a problem.
  public func load() async throws -> LoadedNight {
    let workerCount = max(1, min(settings.jobs, 256))
    let queue = SourceQueue(sources, limits: settings.limits, workerCount: workerCount)
    let workers = await withTaskGroup(of: WorkerResult.self) { group in
      for _ in 0..<workerCount {
        group.addTask { self.work(queue, expectsMuch: self.fileBytes / UInt64(workerCount) >= Loader.muchBytes) }
      }
      var results: [WorkerResult] = []
      for await result in group { results.append(result) }
      return results
    }
    let night = join(workers, queue)
    settings.tellsTables?(night.store.figures)
    if settings.isStrict, let first = night.problems.first {
      throw RunError.strict(first, source: night.sources[first.position.source].path)
    }
    return night
  }

  /// From so many bytes of files for each worker on its tables are expected to grow large.
  private static let muchBytes: UInt64 = 32 << 20

  private func work(_ queue: SourceQueue, expectsMuch: Bool) -> WorkerResult {
    let worker = LoadWorker(
      tables: settings.dialects, sourceCount: queue.count, keeps: settings.keeps, holding: settings.tables,
      limits: settings.limits, expectsMuch: expectsMuch)
    var batch = RecordBatch()
    while !queue.isStopped, queue.nextBatch(into: &batch) {
      worker.decode(batch)
      if settings.isStrict, worker.hasProblems { queue.stop() }
      progress?(queue.progress)
    }
    return WorkerResult(builder: worker.builder, counts: worker.counts, problems: worker.problems)
  }

  private func join(_ workers: [WorkerResult], _ queue: SourceQueue) -> LoadedNight {
    var problems = ProblemLog()
    var sources: [LoadedSource] = []
    for (row, slot) in queue.slots.enumerated() {
      var source = LoadedSource(path: slot.path)
      slot.report(into: &source, &problems)
      var counts = SourceCounts()
      for worker in workers { counts.add(worker.counts[row]) }
      source.records = counts.records
      source.spans = counts.spans
      source.metricPoints = counts.metricPoints
      source.logRecords = counts.logRecords
      source.signals = counts.signals
      source.foreign = counts.foreign.sorted { $0.rawValue < $1.rawValue }
      source.adapted = counts.adapted.kinds
      source.holdsPlainOTLP = counts.plainRecords > 0
      source.earliest = counts.earliest.map { UnixNanos($0) }
      source.latest = counts.latest.map { UnixNanos($0) }
      if let silence = source.silence {
        problems.add(Problem(.foreignRecord, at: SourcePosition(source: row, byteOffset: 0), silence))
      }
      sources.append(source)
    }
    for failure in failures {
      problems.add(Problem(failure.code, at: SourcePosition(source: sources.count, byteOffset: 0), failure.message))
      sources.append(LoadedSource(path: failure.path))
    }
    for worker in workers { problems.add(contentsOf: worker.problems) }
    let sorted = problems.sorted
    for problem in sorted { sources[problem.position.source].problems += problem.count }
    let store = Store(joining: workers.map(\.builder), workers: Workers(count: settings.jobs))
    return LoadedNight(store: store, sources: sources, problems: sorted)
  }
}

/// What a worker hands back. Sound to send: the worker has ended and keeps nothing.
private struct WorkerResult: @unchecked Sendable {
  var builder: StoreBuilder
  var counts: [SourceCounts]
  var problems: ProblemLog
}

/// The sources of a run, shared by all workers.
private final class SourceQueue: Sendable {
  let slots: [SourceSlot]
  private let bytesRead = Atomic<UInt64>(0)
  private let done = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)

  init(_ sources: [InputSource], limits: ReadLimits, workerCount: Int) {
    let readsAhead = workerCount == 1 || sources.count < workerCount
    slots = sources.enumerated().map {
      SourceSlot(
        RecordSource(
          $1, index: $0, probe: MessageShape(), limits: limits, readsAhead: readsAhead, workers: workerCount), of: $1,
        place: $0)
    }
  }

  var count: Int { slots.count }

  /// Whether nothing more is wanted.
  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Nothing more is wanted, and nobody need wait for more.
  func stop() {
    stopped.store(true, ordering: .relaxed)
    for slot in slots { slot.stop() }
  }

  var progress: LoadProgress {
    LoadProgress(
      bytesRead: bytesRead.load(ordering: .relaxed), sourcesDone: done.load(ordering: .relaxed), sources: count)
  }

  /// Fills the batch from a source with something left; `false` when all are at their end.
  func nextBatch(into batch: inout RecordBatch) -> Bool {
    if batch.hasMore { return slots[batch.source].nextBatch(into: &batch, waits: true) == .filled }
    // First whatever is free, from the front; when all open sources are being read by others, wait for the first one.
    for waits in [false, true] {
      if waits {
        forEachOpen { slot in
          slot.readAhead()
          return true
        }
      }
      var isFilled = false
      forEachOpen { slot in
        let result = slot.nextBatch(into: &batch, waits: waits)
        if result == .busy { return true }
        bytesRead.add(batch.bytesRead, ordering: .relaxed)
        isFilled = result == .filled
        if !isFilled, slot.end() { done.add(1, ordering: .relaxed) }
        return !isFilled
      }
      if isFilled { return true }
    }
    return false
  }

  /// Calls `body` with the sources that are not at their end, from the front, as long as it answers `true`. There may be
  /// thousands of small ones, so whoever passes over some that are at their end leaves word for the next one.
  private func forEachOpen(_ body: (SourceSlot) -> Bool) {
    var place = 0
    while place < count {
      var open = place
      while open < count, slots[open].isDone { open = slots[open].following }
      // All in between are at their end, and will stay there.
      while place < open {
        let following = slots[place].following
        slots[place].following = open
        place = following
      }
      if open == count || !body(slots[open]) { return }
      place = open + 1
    }
  }
}

/// One source: opened when first read, closed at its end.
private final class SourceSlot: Sendable {
  let path: String
  private let source: RecordSource
  private let ended = Atomic<Bool>(false)
  private let next: Atomic<Int>

  init(_ source: RecordSource, of input: InputSource, place: Int) {
    path = input.isStandardInput ? "-" : input.path
    self.source = source
    next = Atomic(place + 1)
  }

  /// A place behind this one; if it is not the next one, all sources in between are at their end.
  var following: Int {
    get { next.load(ordering: .relaxed) }
    set { next.store(newValue, ordering: .relaxed) }
  }

  var isDone: Bool { ended.load(ordering: .acquiring) }

  /// Nothing is left to be taken; `true` for the first one who says so.
  func end() -> Bool { !ended.exchange(true, ordering: .acquiringAndReleasing) }

  func nextBatch(into batch: inout RecordBatch, waits: Bool) -> BatchResult {
    source.nextBatch(into: &batch, waits: waits)
  }

  /// Workers would wait for each other.
  func readAhead() { source.readAhead() }

  func stop() { source.stop() }

  /// What came of it, when all workers are done.
  func report(into loaded: inout LoadedSource, _ problems: inout ProblemLog) {
    loaded.format = source.open()
    loaded.bytes = source.bytesRead
    loaded.bytesDecompressed = source.bytesDecompressed
    problems.add(contentsOf: source.problems)
  }
}
