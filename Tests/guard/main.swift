import LedgerBytes
import LedgerColumns
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerOTLP

// decode-count STAGE PASSES FILE
//
// Reads a file so many times, in one thread and without a report, for a tool that counts instructions. Stage `decode` ends
// with the decoder, `read` with what the dialects make of its records, `load` with filled columns. What is counted for one pass is the difference between two numbers of
// passes: start and end of the program are in both.

extension MessageShape: MessageProbe {}

/// Takes decoded records, has them read where that is asked for, and hands them on to a builder where it has one, as a
/// worker of the loader does.
final class CountingSink: RecordSink {
  private struct State: ~Copyable {
    var interpreter = DialectInterpreter(tables: .standard)
    var items = 0
    var problems = 0
    var marked = (items: 0, problems: 0)
  }

  private let exclusive = Exclusive(State())
  private var state: State {
    _read { yield exclusive.value }
    _modify { yield &exclusive.value }
  }
  private let reads: Bool
  private let builder: StoreBuilder?

  var items: Int { state.items }
  var problems: Int { state.problems }

  init(reads: Bool, builder: StoreBuilder?) {
    self.reads = reads
    self.builder = builder
  }

  func resource(_ resource: ResourceRecord) {
    guard reads else { return }
    let reading = state.interpreter.resource(resource)
    builder?.beginResource(reading, digest: resource.digest)
  }

  func scope(_ scope: ScopeRecord) {
    guard reads else { return }
    let dialect = state.interpreter.beginScope(scope).dialect
    builder?.beginScope(scope, dialect: dialect)
  }

  func span(_ span: borrowing SpanRecord) { CountingSink.take(span, reads: reads, &state, builder) }

  private static func take(
    _ span: borrowing SpanRecord, reads: Bool, _ state: inout State, _ builder: StoreBuilder?
  ) {
    state.items += 1
    guard reads else { return }
    let row = state.interpreter.read(span)
    builder?.append(span, &state.interpreter.readings[row])
  }

  func dataPoint(_ point: inout DataPointRecord) {
    state.items += 1
    guard reads else { return }
    let reading = state.interpreter.read(point)
    builder?.append(point, reading)
  }

  func logRecord(_ record: borrowing LogRecord) {
    state.items += 1
    guard reads else { return }
    let reading = state.interpreter.read(record)
    builder?.append(record, reading)
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) { state.problems += 1 }

  func mark() -> Bool {
    state.marked = (state.items, state.problems)
    builder?.mark()
    return true
  }

  func rewind() {
    (state.items, state.problems) = state.marked
    builder?.rewind()
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, ["decode", "read", "load"].contains(arguments[1]), let passes = Int(arguments[2]) else {
  fatalError("usage: decode-count decode|read|load PASSES FILE")
}
let builder = arguments[1] == "load" ? StoreBuilder() : nil
let sink = CountingSink(reads: arguments[1] != "decode", builder: builder)
let decoder = OTLPDecoder(keys: DialectTables.standard.keys)
var batch = RecordBatch()
for pass in 0..<passes {
  let source = RecordSource(
    InputSource(path: arguments[3]), index: pass, probe: MessageShape(), readsAhead: true)
  builder?.beginSource(pass)
  while source.nextBatch(into: &batch) {
    for index in 0..<batch.count {
      let record = batch.record(index)
      switch batch.encoding {
      case .otlpProtobuf: _ = decoder.decodeProtobuf(record, into: sink)
      default: _ = decoder.decodeJSON(record, into: sink)
      }
    }
  }
  precondition(source.problems.isEmpty, "the input is sound")
}
print("\(sink.items) items, \(sink.problems) problems")
