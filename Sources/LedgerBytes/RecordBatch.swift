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

  /// How this record is written, where it is not as the batch says.
  var ownEncoding: SourceFormat.Encoding?
}

/// A run of whole records, handed to one worker.
///
/// A batch owns its bytes and is filled again and again; views of its records are valid until then.
public struct RecordBatch: ~Copyable, Sendable {
  var bytes: PaddedBytes

  /// Where the bytes begin that the offsets of `ranges` count from: there is room before them.
  var start = 0

  /// The records in order.
  public internal(set) var ranges: [RecordRange] = []

  /// How the records are written.
  public internal(set) var encoding = SourceFormat.Encoding.empty

  /// The row of the source in the run's list of sources.
  public internal(set) var source = 0

  /// Whether records that carry requests were looked through already.
  public internal(set) var isUnwrapped = false

  /// How many bytes of the file were read for this batch.
  public internal(set) var bytesRead: UInt64 = 0

  /// Content that is still compressed: frames of the stream, or single records.
  var packed: PaddedBytes
  /// The records in it, and how many of them were handed out.
  var packedRanges: [RecordRange] = []
  var packedStart = 0
  var unpacked = 0

  /// Decompresses them.
  var inflater: RecordInflater?

  /// A batch without records.
  public init() {
    bytes = PaddedBytes()
    packed = PaddedBytes()
  }

  /// How many records there are.
  public var count: Int { ranges.count }

  /// Whether more records of this batch are to come: ask their source again before any other.
  public var hasMore: Bool { unpacked < packedRanges.count }

  /// The bytes of a record; an index outside `0..<count` is a programmer error.
  public func record(_ index: Int) -> ByteView {
    let range = ranges[index]
    return bytes.view.slice(start + range.offset, start + range.offset + range.count)
  }

  /// How a record is written.
  public func encoding(_ index: Int) -> SourceFormat.Encoding { ranges[index].ownEncoding ?? encoding }

  /// Where a record begins in its source.
  public func position(_ index: Int) -> SourcePosition {
    let range = ranges[index]
    return SourcePosition(
      source: source, byteOffset: range.sourceByteOffset, record: range.record, line: range.line)
  }

  /// The bytes that are cut into records.
  var window: ByteView { bytes.view.dropping(start) }

  /// Empties the batch. The memory is kept, unless one huge record made it huge.
  mutating func restart(source: Int, encoding: SourceFormat.Encoding) {
    bytes.restart()
    start = 0
    ranges.removeAll(keepingCapacity: true)
    self.source = source
    self.encoding = encoding
    isUnwrapped = false
    bytesRead = 0
  }

  /// Forgets records that are still compressed.
  mutating func restartPacked() {
    packed.restart()
    packedRanges.removeAll(keepingCapacity: true)
    unpacked = 0
  }

  /// Makes room for so much content, and before it, to be used by ``prepend(_:)``. That costs addresses, not memory.
  mutating func reserve(front length: Int, content: Int) {
    // At once: what grows later is moved, the empty front with it.
    bytes.reserve(bytes.count + length + content)
    // Sound: the room is not read before it is written, because `start` lies behind it.
    _ = unsafe bytes.appendUnsafe(upTo: length) { _ in length }
    start = length
  }

  /// Puts bytes before the content; there must be room.
  mutating func prepend(_ view: ByteView) {
    start -= view.count
    bytes.overwrite(at: start, with: view)
  }
}

extension PaddedBytes {
  /// How much memory a buffer keeps for the next time.
  static let keptBytes = 32 << 20

  /// Empties the buffer. The memory is kept, unless it is much.
  mutating func restart() {
    if capacity > PaddedBytes.keptBytes { self = PaddedBytes() } else { removeAll() }
  }
}

extension RecordBatch {
  /// Decompresses the frames of a piece behind what the batch holds.
  mutating func decompressFrames(of piece: inout Piece, _ limits: ReadLimits) {
    guard let offset = piece.framesOffset, piece.framesEnd == nil else { return }
    let (consumed, damage) = inflater(limits).inflateFrames(packed.view, into: &bytes)
    piece.framesEnd = offset + UInt64(consumed)
    piece.damage = damage
    packed.restart()
  }

  /// Takes what was cut for records that are still compressed.
  mutating func pack() {
    swap(&bytes, &packed)
    swap(&ranges, &packedRanges)
    packedStart = start
    unpacked = 0
    bytes.restart()
    ranges.removeAll(keepingCapacity: true)
    start = 0
  }

  /// Decompresses a record behind the content.
  mutating func inflatePacked(
    _ row: Int, _ compression: SourceFormat.Compression, _ limits: ReadLimits
  ) -> StreamComplaint? {
    let inflater = inflater(limits)
    return inflater.inflateIfCompressed(packedRecord(row), compression, into: &bytes)
  }

  /// Decompresses a record elsewhere.
  mutating func inflatePacked(
    _ row: Int, _ compression: SourceFormat.Compression, _ limits: ReadLimits, into other: inout PaddedBytes
  ) -> StreamComplaint? {
    let inflater = inflater(limits)
    return inflater.inflateIfCompressed(packedRecord(row), compression, into: &other)
  }

  /// One of the packed records.
  func packedRecord(_ row: Int) -> ByteView {
    let start = packedStart + packedRanges[row].offset
    return packed.view.slice(start, start + packedRanges[row].count)
  }

  /// Leaves out compressed records, whether they were decompressed already or not.
  mutating func dropPacked(from row: Int) {
    let dropped = packedRanges[row...].map(\.record)
    if let first = dropped.first { ranges.removeAll { $0.record >= first } }
    packedRanges.removeSubrange(row...)
    unpacked = min(unpacked, row)
  }

  /// Notes which records are written otherwise than the batch says: behind lengths, messages and documents may follow each
  /// other.
  mutating func noteEncodings(_ probe: any MessageProbe) {
    for row in ranges.indices {
      let found = written(record(row), isWhole: !ranges[row].isTruncated, probe)
      if found != encoding { ranges[row].ownEncoding = found }
    }
  }

  /// How a record is written. No message begins with a bracket: as a tag it would begin a group.
  private func written(_ record: ByteView, isWhole: Bool, _ probe: any MessageProbe) -> SourceFormat.Encoding {
    let first = record.firstNonSpace()
    if first < record.count, record[first] == 0x7B || record[first] == 0x5B {
      // A line break is also the tag of most messages.
      return first > 0 && probe.plausibility(of: record, isComplete: isWhole) ? .otlpProtobuf : .otlpJSON
    }
    return encoding == .otlpProtobuf || probe.plausibility(of: record, isComplete: isWhole) ? .otlpProtobuf : encoding
  }

  /// Appends a record that was taken out of another one.
  mutating func append(_ record: ByteView, _ range: RecordRange, _ found: SourceFormat.Encoding) {
    var range = range
    range.offset = bytes.count - start
    range.count = record.count
    range.ownEncoding = found == encoding ? nil : found
    bytes.append(record)
    ranges.append(range)
  }

  /// The batch's own decompressors.
  mutating func inflater(_ limits: ReadLimits) -> RecordInflater {
    if let inflater { return inflater }
    let fresh = RecordInflater(limits)
    inflater = fresh
    return fresh
  }
}
