import LedgerMemory
import LedgerModel

/// Reads records of OTLP, as JSON text or as protobuf messages, and hands what they hold to a sink: each resource,
/// scope, span, data point and log record in wire order.
///
/// Only attributes whose names the key index knows are kept; the others are passed over without a look into them, except
/// that resources, scopes and data points carry a digest over all of theirs. Unknown fields are skipped, an unusable
/// field is absent, and both kinds of damage, to a field and to the record, are reported to the sink as problems: with
/// position and cause, never with content.
///
/// A decoder keeps its buffers from record to record. It serves one caller at a time; each worker has its own.
///
/// Both wire forms give the same calls for the same data: this is what the tests hold them to.
public final class OTLPDecoder {
  private var json: JSONReader
  private var protobuf: ProtobufReader

  /// A decoder that keeps the attributes which `keys` knows, and shows all texts to `scanner` where there is one.
  public init(keys: AttributeKeyIndex, scanner: (any TextScanner)? = nil) {
    json = JSONReader(keys: keys, scanner: scanner)
    protobuf = ProtobufReader(keys: keys, scanner: scanner)
  }

  /// Reads one or several JSON values: export requests, bare `Resource…` objects, lists of either, or envelopes around
  /// them.
  ///
  /// - Parameters:
  ///   - text: UTF-8; a byte order mark is passed over.
  ///   - isTruncated: whether whoever cut the record knows, and has said, that its end is missing; damage there is then
  ///     not reported a second time.
  ///   - sink: receives the records and the problems; offsets of problems count from the start of `text`.
  /// - Returns: what was seen. What stands before damage has been delivered.
  public func decodeJSON(
    _ text: ByteView, isTruncated: Bool = false, into sink: any RecordSink
  ) -> RecordOutcome {
    json.read(text, isTruncated: isTruncated, into: sink)
  }

  /// Reads exactly one protobuf message: an export request, or the `TracesData`, `MetricsData` or `LogsData` that files
  /// hold, which have the same form.
  ///
  /// The message does not say which signal it carries; that is judged by its items. A message without items has none.
  ///
  /// - Parameters:
  ///   - message: the message without framing.
  ///   - isTruncated: see ``decodeJSON(_:isTruncated:into:)``.
  ///   - sink: receives the records and the problems; offsets of problems count from the start of `message`.
  /// - Returns: what was seen. Of a damaged message everything is delivered that can still be told apart.
  public func decodeProtobuf(
    _ message: ByteView, isTruncated: Bool = false, into sink: any RecordSink
  ) -> RecordOutcome {
    protobuf.read(message, isTruncated: isTruncated, into: sink)
  }
}
