import LedgerAggregates
import LedgerBytes
import LedgerCalls
import LedgerColumns
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerOTLP
import LedgerReport

/// Tells what inputs hold, each on its own.
public struct InspectionRun {
  private let settings: RunSettings

  /// An inspection of the inputs of a run.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// Reads every input and says what it holds. Throws only where a strict run meets a problem.
  public func report(progress: (@Sendable (LoadProgress) -> Void)? = nil) async throws -> InspectionReport {
    let finder = InputFinder(settings.inputs)
    var inspections: [Inspection] = []
    for source in finder.sources {
      let night = try await Loader(settings, sources: [source], progress: progress).load()
      inspections.append(inspection(of: night))
    }
    for failure in finder.unused(of: settings.inputs) {
      var inspection = Inspection(path: failure.path)
      inspection.explanation = failure.message
      inspection.problems = [Problem(failure.code, at: SourcePosition(source: 0, byteOffset: 0), failure.message)]
      inspections.append(inspection)
    }
    return InspectionReport(inputs: inspections)
  }

  private func inspection(of night: LoadedNight) -> Inspection {
    let source = night.sources[0]
    let store = night.store
    var inspection = Inspection(path: source.path)
    if let format = source.format {
      inspection.format = source.formatName
      inspection.framing = format.framing == .none ? nil : format.framing.rawValue
      inspection.compression = format.compressionName
      inspection.explanation = format.explanation
    }
    inspection.signals = source.signals.names
    inspection.foreign = (source.adapted + source.foreign).map {
      .init(name: $0.rawValue, title: $0.title, advice: $0.isRead ? "read as if they were OTLP" : $0.advice)
    }
    inspection.bytes = source.bytes
    inspection.bytesDecompressed = source.bytesDecompressed
    inspection.records = source.records
    inspection.spans = source.spans
    inspection.metricPoints = source.metricPoints
    inspection.logRecords = source.logRecords
    inspection.earliest = source.earliest
    inspection.latest = source.latest
    inspection.services = Set(store.resources.compactMap(\.serviceName)).sorted()
    inspection.problems = night.problems
    let workers = Workers(count: settings.jobs)
    let index = SpanIndex(store, workers: workers, countsTraces: false)
    let calls = CallSettler.settle(store, index, workers: workers)
    let census = SpanCensus(
      store: store, calls: calls, index: index, selection: Selection(), window: .hour, workers: workers)
    inspection.calls = (0..<calls.count).reduce(0) { $0 + (calls.isCall($1) ? 1 : 0) }
    let firstOfLogs = CandidateLayout.number(segment: store.spanCallSegmentCount, row: 0)
    inspection.callsFromLogs = (0..<calls.count).reduce(0) {
      $0 + (calls.isCall($1) && calls.candidate(ofCall: $1) >= firstOfLogs ? 1 : 0)
    }
    inspection.emitters = census.emitters.map { summary in
      func name(_ dialect: UInt8?) -> String? {
        dialect.flatMap { $0 == 0 ? nil : settings.dialects.name(of: $0) }
      }
      // What log records spell says nothing of the spans beside them.
      var emitter = Inspection.Emitter(
        scope: summary.scopeName, version: summary.scopeVersion,
        dialect: name(summary.spans > 0 ? summary.spanDialect : summary.dialect), spans: summary.spans,
        calls: summary.calls, metricPoints: summary.metricPoints, logRecords: summary.logRecords)
      emitter.callsFromLogs = summary.logCalls
      emitter.logDialect = name(summary.logDialect)
      return emitter
    }
    return inspection
  }
}
