#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An archive of metric points and the calls that fit them, made by rule, so that every total is known beforehand.
///
/// Each service has four instances and six models; each instance collects once a minute, at a second of its own, and has
/// three series for each model: durations, input tokens and output tokens. Services count in turn by delta and cumulative,
/// and pairs of them in turn by histograms and counters of tokens. A delta point stands for one call; a cumulative series
/// is exported in each minute, and grows in one of four.
struct MadeArchive {
  /// Sums that both sides have to come to.
  struct Sums: Equatable {
    var calls = 0
    var input = 0
    var output = 0
    var nanos = 0
  }

  struct Place: Hashable {
    var service: Int
    var model: Int
  }

  static let instances = 4
  static let models = 6
  private static let minute: UInt64 = 60_000_000_000
  /// 2026-11-24T00:00:00Z.
  private static let night: UInt64 = 1_795_478_400_000_000_000

  let services: Int
  let intervals: Int
  /// Data points.
  let points: Int
  /// Series.
  let series: Int
  private(set) var calls = 0
  private(set) var sums: [Place: Sums] = [:]

  /// An archive of about this many points and series: whole services, and whole minutes.
  init(points: Int, series: Int) {
    let ofService = MadeArchive.instances * MadeArchive.models * 3
    services = max(1, (series + ofService / 2) / ofService)
    self.series = services * ofService
    intervals = max(4, (points + self.series / 2) / self.series)
    self.points = self.series * intervals
  }

  static func serviceName(_ service: Int) -> String { "service-\(service)" }
  static func modelName(_ model: Int) -> String { "model-\(model)" }
  static func isDelta(_ service: Int) -> Bool { service & 1 == 0 }
  private static func hasCounters(_ service: Int) -> Bool { service & 2 == 2 }

  fileprivate struct Call {
    var start: UInt64
    var end: UInt64
    var input: Int
    var output: Int
  }

  /// The call of a minute, if there is one.
  fileprivate static func call(_ service: Int, _ instance: Int, _ model: Int, _ interval: Int, from begin: UInt64)
    -> Call?
  {
    var mixed = UInt64((service * instances + instance) * models + model) << 32 | UInt64(interval)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    guard isDelta(service) || interval == 0 || mixed & 3 == 0 else { return nil }
    let end = begin + 5_000_000_000 + mixed >> 8 % 50_000_000_000
    return Call(
      start: end - 200_000_000 - mixed >> 16 % 4_000_000_000, end: end, input: 100 + Int(mixed >> 24 % 2000),
      output: 10 + Int(mixed >> 32 % 500))
  }

  /// Writes `metrics.pb` and `traces.pb` into a folder.
  mutating func write(to folder: String) throws {
    let metrics = try MessageFile(folder + "/metrics.pb")
    let traces = try MessageFile(folder + "/traces.pb")
    // Sums since the start, for the series that are cumulative, and in any case those of the whole.
    var running = [Sums](repeating: Sums(), count: services * MadeArchive.instances * MadeArchive.models)
    for interval in 0..<intervals {
      for service in 0..<services {
        for instance in 0..<MadeArchive.instances {
          let origin = MadeArchive.night + UInt64((service * 7 + instance * 13) % 60) * 1_000_000_000
          let begin = origin + UInt64(interval) * MadeArchive.minute
          var found: [(model: Int, call: Call)] = []
          var grown = [Sums](repeating: Sums(), count: MadeArchive.models)
          let base = (service * MadeArchive.instances + instance) * MadeArchive.models
          for model in 0..<MadeArchive.models {
            if let call = MadeArchive.call(service, instance, model, interval, from: begin) {
              found.append((model, call))
              grown[model].add(call)
              running[base + model].add(call)
            }
          }
          calls += found.count
          let isDelta = MadeArchive.isDelta(service)
          let tells = isDelta ? grown : Array(running[base..<base + MadeArchive.models])
          metrics.message { message in
            MadeArchive.resource(service, instance, &message)
            MadeArchive.metrics(
              tells, service, start: isDelta ? begin : origin, end: begin + MadeArchive.minute, &message)
          }
          guard !found.isEmpty else { continue }
          traces.message { message in
            MadeArchive.resource(service, instance, &message)
            MadeArchive.spans(found, &message)
          }
        }
      }
    }
    try metrics.close()
    try traces.close()
    for service in 0..<services {
      for model in 0..<MadeArchive.models {
        var sum = Sums()
        for instance in 0..<MadeArchive.instances {
          sum.add(running[(service * MadeArchive.instances + instance) * MadeArchive.models + model])
        }
        sums[Place(service: service, model: model)] = sum
      }
    }
  }

  // MARK: Messages

  private static func resource(_ service: Int, _ instance: Int, _ message: inout Message) {
    message.nested(1) { message in
      message.attribute(1, "telemetry.sdk.language", "python")
      message.attribute(1, "telemetry.sdk.name", "opentelemetry")
      message.attribute(1, "service.name", serviceName(service))
      message.attribute(1, "service.instance.id", "\(serviceName(service))-\(instance)")
    }
  }

  private static func names(_ field: UInt8, _ model: Int, _ message: inout Message) {
    message.attribute(field, "gen_ai.operation.name", "chat")
    message.attribute(field, "gen_ai.provider.name", "openai")
    message.attribute(field, "gen_ai.request.model", modelName(model))
    message.attribute(field, "gen_ai.response.model", modelName(model))
  }

  private static func metrics(
    _ sums: [Sums], _ service: Int, start: UInt64, end: UInt64, _ message: inout Message
  ) {
    let temporality: UInt8 = isDelta(service) ? 1 : 2
    let hasCounters = hasCounters(service)
    message.nested(2) { message in
      message.nested(1) { $0.text(1, "opentelemetry.instrumentation.openai_v2") }
      message.nested(2) { message in
        message.text(1, "gen_ai.client.operation.duration")
        message.text(3, "s")
        message.nested(9) { message in
          for (model, sum) in sums.enumerated() {
            message.nested(1) { message in
              message.point(start: start, end: end)
              message.histogram(
                sum.calls, sum: Double(sum.nanos) / 1e9, bounds: durationBounds)
              names(9, model, &message)
            }
          }
          message.number(2, temporality)
        }
      }
      message.nested(2) { message in
        message.text(1, "gen_ai.client.token.usage")
        message.text(3, "{token}")
        message.nested(hasCounters ? 7 : 9) { message in
          for (model, sum) in sums.enumerated() {
            for (type, tokens) in [("input", sum.input), ("output", sum.output)] {
              message.nested(1) { message in
                message.point(start: start, end: end)
                if hasCounters {
                  message.fixed(6, UInt64(tokens))
                  names(7, model, &message)
                  message.attribute(7, "gen_ai.token.type", type)
                } else {
                  message.histogram(sum.calls, sum: Double(tokens), bounds: tokenBounds)
                  names(9, model, &message)
                  message.attribute(9, "gen_ai.token.type", type)
                }
              }
            }
          }
          message.number(2, temporality)
          if hasCounters { message.number(3, 1) }
        }
      }
    }
  }

  private static func spans(_ calls: [(model: Int, call: Call)], _ message: inout Message) {
    message.nested(2) { message in
      message.nested(1) { $0.text(1, "opentelemetry.instrumentation.openai_v2") }
      for (model, call) in calls {
        message.nested(2) { message in
          message.identifiers()
          message.text(5, "chat \(modelName(model))")
          message.number(6, 3)
          message.fixed(7, call.start)
          message.fixed(8, call.end)
          names(9, model, &message)
          message.attribute(9, "gen_ai.usage.input_tokens", call.input)
          message.attribute(9, "gen_ai.usage.output_tokens", call.output)
        }
      }
    }
  }
}

/// The bucket bounds that the conventions advise.
private let durationBounds = (0..<14).map { 0.01 * Double(1 << $0) }
private let tokenBounds = (0..<14).map { Double(1 << (2 * $0)) }

extension MadeArchive.Sums {
  fileprivate mutating func add(_ call: MadeArchive.Call) {
    calls += 1
    input += call.input
    output += call.output
    nanos += Int(call.end - call.start)
  }

  fileprivate mutating func add(_ other: MadeArchive.Sums) {
    calls += other.calls
    input += other.input
    output += other.output
    nanos += other.nanos
  }
}

/// A message in the protobuf wire form.
private struct Message {
  var bytes: [UInt8] = []
  var identifier: UInt64 = 0

  mutating func nested(_ field: UInt8, _ body: (inout Message) -> Void) {
    bytes.append(field << 3 | 2)
    // Four bytes of length, as the wire form allows, so that nothing has to be moved.
    let start = bytes.count
    bytes += [0, 0, 0, 0]
    body(&self)
    let length = bytes.count - start - 4
    for place in 0..<4 { bytes[start + place] = UInt8(length >> (7 * place) & 0x7F) | (place < 3 ? 0x80 : 0) }
  }

  mutating func text(_ field: UInt8, _ text: String) {
    bytes.append(field << 3 | 2)
    bytes.append(UInt8(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func number(_ field: UInt8, _ value: UInt8) {
    bytes.append(field << 3)
    bytes.append(value)
  }

  mutating func fixed(_ field: UInt8, _ value: UInt64) {
    bytes.append(field << 3 | 1)
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func attribute(_ field: UInt8, _ key: String, _ value: String) {
    bytes.append(field << 3 | 2)
    bytes.append(UInt8(key.utf8.count + value.utf8.count + 6))
    text(1, key)
    bytes.append(2 << 3 | 2)
    bytes.append(UInt8(value.utf8.count + 2))
    text(1, value)
  }

  mutating func attribute(_ field: UInt8, _ key: String, _ value: Int) {
    bytes.append(field << 3 | 2)
    bytes.append(UInt8(key.utf8.count + 7))
    text(1, key)
    bytes += [2 << 3 | 2, 3, 3 << 3, UInt8(value & 0x7F) | 0x80, UInt8(value >> 7)]
  }

  mutating func point(start: UInt64, end: UInt64) {
    fixed(2, start)
    fixed(3, end)
  }

  /// All of it in one bucket: nothing is told by buckets here, and all of them are read.
  mutating func histogram(_ count: Int, sum: Double, bounds: [Double]) {
    fixed(4, UInt64(count))
    fixed(5, sum.bitPattern)
    bytes += [6 << 3 | 2, UInt8(8 * (bounds.count + 1))]
    for bucket in 0...bounds.count {
      withUnsafeBytes(of: UInt64(bucket == 7 ? count : 0).littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += [7 << 3 | 2, UInt8(8 * bounds.count)]
    for bound in bounds { withUnsafeBytes(of: bound.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
  }

  /// A trace of its own for each span.
  mutating func identifiers() {
    identifier += 1
    let low = identifier &* 0x9E37_79B9_7F4A_7C15
    bytes += [1 << 3 | 2, 16]
    withUnsafeBytes(of: (identifier.bigEndian, low.bigEndian)) { bytes.append(contentsOf: $0) }
    bytes += [2 << 3 | 2, 8]
    withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

/// Messages in a file, each after its length in four bytes, big endian.
private final class MessageFile {
  private let file: UnsafeMutablePointer<FILE>
  private var message = Message()
  private var hasFailed = false

  struct CannotBeWritten: Error {
    var path: String
  }

  init(_ path: String) throws {
    guard let file = fopen(path, "w") else { throw CannotBeWritten(path: path) }
    setvbuf(file, nil, _IOFBF, 1 << 20)
    self.file = file
  }

  func message(_ body: (inout Message) -> Void) {
    message.bytes.removeAll(keepingCapacity: true)
    message.nested(1, body)
    let written = withUnsafeBytes(of: UInt32(message.bytes.count).bigEndian) { fwrite($0.baseAddress, 1, 4, file) }
    if written != 4 || fwrite(message.bytes, 1, message.bytes.count, file) != message.bytes.count { hasFailed = true }
  }

  func close() throws {
    if fclose(file) != 0 || hasFailed { throw CannotBeWritten(path: "the archive") }
  }
}
