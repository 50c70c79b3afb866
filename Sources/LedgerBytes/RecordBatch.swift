import LedgerMemory
import LedgerModel

/// One record of a batch: where its bytes are, and where they came from.
public struct RecordRange: Hashable, Sendable {
  /// The first byte in the batch.
  public var offset: Int

  /// How many bytes.
  public var count: Int

  /// The first byte in the source, after decompression, from 0. Where records are compressed one by one, that of the
  /// compressed record.
  public var sourceByteOffset: UInt64

  /// The record in its source, from 0. Records that were skipped for their size count; empty ones do not.
  public var record: UInt64

  /// The line where it begins, from 1; `nil` for binary framings.
  public var line: UInt64?

  /// Whether the end of the record is missing. The source has counted that as a problem already; whole elements of it
  /// may still be used.
  public var isTruncated: Bool
}

/// A run of whole records, handed to one worker.
///
/// A batch owns its bytes and is filled again and again; views of its records are valid until then.
public struct RecordBatch: ~Copyable, Sendable {
  var bytes: PaddedBytes

  /// The records in order.
  public internal(set) var ranges: [RecordRange] = []

  /// How the records are written.
  public internal(set) var encoding = SourceFormat.Encoding.empty

  /// The row of the source in the run's list of sources.
  public internal(set) var source = 0

  /// A batch without records.
  public init() { bytes = PaddedBytes() }

  /// How many records there are.
  public var count: Int { ranges.count }

  /// The bytes of a record; an index outside `0..<count` is a programmer error.
  public func record(_ index: Int) -> ByteView {
    let range = ranges[index]
    return bytes.view.slice(range.offset, range.offset + range.count)
  }

  /// Where a record begins in its source.
  public func position(_ index: Int) -> SourcePosition {
    let range = ranges[index]
    return SourcePosition(
      source: source, byteOffset: range.sourceByteOffset, record: range.record, line: range.line)
  }

  /// Empties the batch. The memory is kept, unless one huge record made it huge.
  mutating func restart(source: Int, encoding: SourceFormat.Encoding) {
    if bytes.capacity > 64 << 20 { bytes = PaddedBytes() } else { bytes.removeAll() }
    ranges.removeAll(keepingCapacity: true)
    self.source = source
    self.encoding = encoding
  }
}
