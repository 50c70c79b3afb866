import LedgerBytes
import LedgerColumns
import LedgerDialects
import LedgerMemory
import LedgerModel
import LedgerOTLP

// decode-count STAGE PASSES FILE
//
// Reads a file so many times, in one thread and without a report, for a tool that counts instructions. Stage `decode` ends
// with the decoder, `load` with filled columns. What is counted for one pass is the difference between two numbers of
// passes: start and end of the program are in both.

extension MessageShape: MessageProbe {}

/// Takes decoded records and, where it has one, hands them on to a builder, as a worker of the loader does.
final class CountingSink: RecordSink {
  private let interpreter = DialectInterpreter(tables: .standard)
  private let builder: StoreBuilder?
  private let reading = SpanReading()
  private(set) var items = 0
  private(set) var problems = 0

  init(builder: StoreBuilder?) { self.builder = builder }

  func resource(_ resource: ResourceRecord) {
    builder?.beginResource(interpreter.resource(resource), digest: resource.digest)
  }

  func scope(_ scope: ScopeRecord) {
    guard let builder else { return }
    interpreter.beginScope(scope)
    builder.beginScope(scope, dialect: interpreter.scopeDialect)
  }

  func span(_ span: SpanRecord) {
    items += 1
    guard let builder else { return }
    reading.reset()
    interpreter.read(span, into: reading)
    builder.append(span, reading)
  }

  func dataPoint(_ point: DataPointRecord) {
    items += 1
    builder?.append(point, interpreter.read(point))
  }

  func logRecord(_ record: LogRecord) {
    items += 1
    builder?.append(record, interpreter.read(record))
  }

  func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) { problems += 1 }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, ["decode", "load"].contains(arguments[1]), let passes = Int(arguments[2]) else {
  fatalError("usage: decode-count decode|load PASSES FILE")
}
let builder = arguments[1] == "load" ? StoreBuilder() : nil
let sink = CountingSink(builder: builder)
let decoder = OTLPDecoder(keys: DialectTables.standard.keys)
var batch = RecordBatch()
for pass in 0..<passes {
  let source = RecordSource(InputSource(path: arguments[3]), index: pass, probe: MessageShape())
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
