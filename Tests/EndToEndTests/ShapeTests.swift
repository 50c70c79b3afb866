import Foundation
import LedgerBytes
import LedgerMemory
import LedgerModel
import LedgerOTLP
import LedgerTestSupport
import Testing

@testable import LedgerDialects

/// Scenario: every file under `fixtures`, each read several times.
/// Guarantees: reading by shapes says of every span what reading it attribute by attribute says.
@Suite struct ShapeTests {
  private final class Comparer: RecordSink {
    private let decoder = OTLPDecoder(keys: DialectTables.standard.keys)
    private var byShape = DialectInterpreter(tables: .standard, isPlanning: true)
    private var byAttribute = DialectInterpreter(tables: .standard, isPlanning: false)
    private var fast = SpanReading()
    private var slow = SpanReading()
    private(set) var spans = 0
    private(set) var differences: [String] = []
    var plannedSpans: UInt64 { byShape.reader.plannedSpans }

    func decode(_ batch: borrowing RecordBatch) {
      for index in 0..<batch.count {
        let isTruncated = batch.ranges[index].isTruncated
        _ =
          batch.encoding(index) == .otlpProtobuf
          ? decoder.decodeProtobuf(batch.record(index), isTruncated: isTruncated, into: self)
          : decoder.decodeJSON(batch.record(index), isTruncated: isTruncated, into: self)
      }
    }

    func resource(_ resource: ResourceRecord) {
      _ = byShape.resource(resource)
      _ = byAttribute.resource(resource)
    }

    func scope(_ scope: ScopeRecord) {
      byShape.beginScope(scope)
      byAttribute.beginScope(scope)
    }

    func span(_ span: borrowing SpanRecord) {
      byShape.read(span, into: &fast)
      byAttribute.read(span, into: &slow)
      spans += 1
      if !fast.facts.isSame(as: slow.facts) || !fast.details.isSame(as: slow.details)
        || fast.evaluations.count != slow.evaluations.count
      {
        differences.append(span.name.text)
      }
    }

    func dataPoint(_ point: inout DataPointRecord) {}
    func logRecord(_ record: borrowing LogRecord) {
      // Log records are read with the same slots.
      _ = byShape.read(record)
      _ = byAttribute.read(record)
    }
    func problem(_ code: ProblemCode, atByte offset: Int, _ message: @autoclosure () -> String) {}
    func mark() -> Bool { false }
    func rewind() {}
  }

  @Test func `reading by shapes says what reading attribute by attribute says, in all fixtures`() {
    let comparer = Comparer()
    for _ in 0..<3 {
      let finder = InputFinder([Repository.fixture("").path])
      for (row, input) in finder.sources.enumerated() {
        let source = RecordSource(input, index: row, probe: MessageShape())
        var batch = RecordBatch()
        while source.nextBatch(into: &batch) { comparer.decode(batch) }
      }
    }
    #expect(comparer.differences.isEmpty, "\(Set(comparer.differences))")
    #expect(comparer.spans > 10_000)
    #expect(comparer.plannedSpans > 2_000, "\(comparer.plannedSpans) of \(comparer.spans) spans were read by a plan")
  }
}
