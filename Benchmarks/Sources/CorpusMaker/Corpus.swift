import Foundation

/// Makes a corpus: the same bytes for the same seed and size, on any machine.
///
/// Traces are made one after the other and written in batches of one service, as an exporter would, so memory does not
/// grow with the size. Every format gets its own folder with a traces and a metrics file, because a reader of a folder
/// reads all of it; `truth.json` beside them holds the exact totals.
public struct Corpus: Sendable {
  /// What the traces take as JSON Lines, at least; the last batches go over it.
  public var jsonBytes: Int
  /// The seed of all random choices.
  public var seed: UInt64
  /// What to write.
  public var formats: [CorpusFormat]

  /// How many spans an export request holds, as the SDKs' default has it.
  static var batchSpans: Int { 512 }

  /// A corpus of a size, a seed and formats.
  public init(jsonBytes: Int, seed: UInt64, formats: [CorpusFormat]) {
    self.jsonBytes = jsonBytes
    self.seed = seed
    self.formats = formats
  }

  /// Writes the corpus below `folder`, which is made where it does not exist, and returns what it holds.
  public func write(to folder: String) throws -> Truth {
    let words = Vocabulary()
    let json = JSONEncoding(vocabulary: words)
    let proto = ProtobufEncoding(vocabulary: words)
    var maker = TraceMaker(seed: seed, words: words)
    let envelopes = maker.services.map { Envelope($0, json: json, proto: proto) }
    var batches = maker.services.map { _ in Batch() }
    let output = try CorpusOutput(formats: formats, folder: folder)
    var counts = (json: 0, proto: 0, requests: 0)

    func send(_ service: Int) throws {
      if batches[service].spanCount == 0 { return }
      output.lines.removeAll(keepingCapacity: true)
      output.messages.removeAll(keepingCapacity: true)
      envelopes[service].appendLine(
        batches[service].json, signal: "Spans", list: "spans", json: json, to: &output.lines)
      if output.writesProto {
        envelopes[service].appendMessage(batches[service].proto, proto: proto, to: &output.messages)
      }
      counts.json += output.lines.count
      counts.proto += output.messages.count
      counts.requests += 1
      try output.writeTraces()
      batches[service].removeAll()
    }

    func sendMetrics(_ service: Int, _ jsonRecords: [UInt8], _ protoRecords: [UInt8]) throws {
      output.lines.removeAll(keepingCapacity: true)
      output.messages.removeAll(keepingCapacity: true)
      // Metrics come from the scope that makes the calls.
      envelopes[service].appendLine(
        [[], [], jsonRecords], signal: "Metrics", list: "metrics", json: json, to: &output.lines)
      envelopes[service].appendMessage([[], [], protoRecords], proto: proto, to: &output.messages)
      try output.writeMetrics()
    }

    let writesProto = output.writesProto
    while counts.json + batches.reduce(0, { $0 + $1.jsonBytes }) < jsonBytes {
      maker.makeTrace { span, service, scope in
        batches[service].append(span, scope, json: json, proto: writesProto ? proto : nil)
      }
      for service in batches.indices where batches[service].spanCount >= Corpus.batchSpans { try send(service) }
      try maker.metrics.finishIntervals(before: maker.now, json: json, proto: proto, sendMetrics)
    }
    for service in batches.indices { try send(service) }
    try maker.metrics.finish(json: json, proto: proto, sendMetrics)
    try output.close()

    var truth = maker.finishedTruth()
    truth.jsonBytes = counts.json
    truth.protoBytes = counts.proto
    truth.requests = counts.requests
    try write(truth, to: folder + "/truth.json")
    return truth
  }

  private func write(_ truth: Truth, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try encoder.encode(truth).write(to: URL(fileURLWithPath: path))
  }
}

/// Spans of one service that wait to be sent, encoded, by scope.
private struct Batch {
  var json = [[UInt8]](repeating: [], count: Scope.allCases.count)
  var proto = [[UInt8]](repeating: [], count: Scope.allCases.count)
  var spanCount = 0

  var jsonBytes: Int { json.reduce(0) { $0 + $1.count } }

  mutating func append(_ span: SpanDraft, _ scope: Scope, json: JSONEncoding, proto: ProtobufEncoding?) {
    if !self.json[scope.rawValue].isEmpty { self.json[scope.rawValue].append(ascii: ",") }
    json.append(span, to: &self.json[scope.rawValue])
    proto?.append(span, to: &self.proto[scope.rawValue])
    spanCount += 1
  }

  mutating func removeAll() {
    for scope in json.indices {
      json[scope].removeAll(keepingCapacity: true)
      proto[scope].removeAll(keepingCapacity: true)
    }
    spanCount = 0
  }
}

/// The files of all formats.
private final class CorpusOutput {
  /// A line of JSON to be written next.
  var lines: [UInt8] = []
  /// A message with its length, to be written next.
  var messages: [UInt8] = []
  let writesProto: Bool
  private var files: [(format: CorpusFormat, traces: OutputFile, metrics: OutputFile)] = []

  init(formats: [CorpusFormat], folder: String) throws {
    writesProto = formats.contains { !$0.isJSON }
    for format in formats {
      let own = "\(folder)/\(format.rawValue)"
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      files.append(
        (
          format, try OutputFile(path: "\(own)/traces.\(format.fileSuffix)", format: format),
          try OutputFile(path: "\(own)/metrics.\(format.fileSuffix)", format: format)
        ))
    }
  }

  func writeTraces() throws {
    for file in files { try file.traces.write(file.format.isJSON ? lines : messages) }
  }

  func writeMetrics() throws {
    for file in files { try file.metrics.write(file.format.isJSON ? lines : messages) }
  }

  func close() throws {
    for file in files {
      try file.traces.close()
      try file.metrics.close()
    }
  }
}
