import LedgerMemory
import LedgerModel

/// One input, from its path to batches of whole records.
///
/// Nothing is known of what the records mean. Compression and framing are found by looking at the bytes
/// (``FramingDetector``), content is read and decompressed a batch at a time, and what cannot be used becomes a problem
/// with a position; nothing here throws or stops a run.
///
/// Several workers may share a source: each calls ``nextBatch(into:)`` with a batch of its own **while it holds a lock
/// of the caller's**, and decodes outside of it. Which worker gets which records makes no difference to the records.
public final class RecordSource: @unchecked Sendable {
  // Sound: every member is used under the caller's lock only, which the type's comment demands.

  /// What is read.
  public let input: InputSource

  /// The row of this source in the run's list of sources; problems and batches carry it.
  public let index: Int

  /// The limits in force.
  public let limits: ReadLimits

  /// How many bytes a batch aims at, after decompression.
  public let batchBytes: Int

  /// How large a batch is unless said otherwise: fits the second-level cache, so that records are decoded from it.
  public static let batchBytesDefault = 1 << 20

  /// What was found by ``open()``; `nil` before.
  public private(set) var format: SourceFormat?

  /// How many bytes came out of compression so far, that of single records included; of a plain file, how many were
  /// read.
  public var bytesDecompressed: UInt64 { recordCompression == nil ? contentBytesRead : inflatedBytes }

  /// How many records were handed out.
  public private(set) var recordCount: UInt64 = 0

  private let probe: any MessageProbe
  private let complaints = StreamComplaints()
  private var state: CutState
  private var file: FileStream?
  private var content: HeadedStream?
  private var cutter = RecordCutter.lines(LineCutter())
  private var recordCompression: SourceFormat.Compression?
  private var encoding = SourceFormat.Encoding.empty

  /// What was read behind the last whole record, and its offset in the content.
  private var carry = PaddedBytes()
  private var windowOffset: UInt64 = 0
  private var contentBytesRead: UInt64 = 0
  private var isAtEnd = false

  /// Records that are still compressed, and how many of them were handed out.
  private var compressed = RecordBatch()
  private var inflated = 0
  private var inflatedBytes: UInt64 = 0
  private var inflater: RecordInflater

  /// A source that was not opened yet.
  ///
  /// - Parameters:
  ///   - input: what to read.
  ///   - index: its row in the run's list of sources.
  ///   - probe: knows what a message looks like.
  ///   - limits: how much is believed.
  ///   - batchBytes: how many bytes a batch aims at; at least 1.
  public init(
    _ input: InputSource, index: Int, probe: any MessageProbe, limits: ReadLimits = ReadLimits(),
    batchBytes: Int = RecordSource.batchBytesDefault
  ) {
    precondition(batchBytes >= 1, "a batch of no bytes never holds a record")
    self.input = input
    self.index = index
    self.probe = probe
    self.limits = limits
    self.batchBytes = batchBytes
    state = CutState(source: index, recordBytesMax: limits.recordBytes)
    inflater = RecordInflater(limits)
  }

  /// How many bytes were read from disk so far.
  public var bytesRead: UInt64 { file?.position ?? 0 }

  /// What could not be used so far.
  public var problems: ProblemLog { state.problems }

  /// Opens the source and finds out what it holds; later calls just answer. ``nextBatch(into:)`` does this itself.
  @discardableResult
  public func open() -> SourceFormat {
    if let format { return format }
    let format = detect()
    self.format = format
    encoding = format.encoding
    if format.encoding == .unsupported, state.problems.isEmpty {
      state.report(.unsupportedFormat, at: 0, format.explanation)
    }
    if format.framing == .none {
      if let content { contentBytesRead = UInt64(content.headView.count) }
      close()
    }
    return format
  }

  /// Fills a batch with the next records, or answers `false` where there are none left.
  ///
  /// The batch holds about ``batchBytes``, more where one record is longer. Call this under a lock if several workers
  /// share the source; views of the records stay valid until the batch is filled again.
  public func nextBatch(into batch: inout RecordBatch) -> Bool {
    open()
    let isFilled: Bool
    if let recordCompression {
      isFilled = inflateBatch(into: &batch, recordCompression)
    } else {
      isFilled = cutBatch(into: &batch)
    }
    recordCount += UInt64(batch.count)
    return isFilled
  }

  // MARK: Opening

  private func detect() -> SourceFormat {
    let opened: FileStream
    do {
      opened = try FileStream(input, complaints: complaints)
    } catch {
      state.report(.unreadableFile, at: 0, "it cannot be opened: \(systemErrorText(error.number))")
      return SourceFormat(
        encoding: .unsupported, framing: .none, compression: [], explanation: "it cannot be opened")
    }
    file = opened
    var compression: [SourceFormat.Compression] = []
    var stream = HeadedStream(opened)
    while true {
      stream.look(ahead: ContentMagic.headBytes)
      switch ContentMagic(stream.headView) {
      case .compressed(let found):
        guard compression.count < limits.compressionLayers else {
          let text = "more than \(limits.compressionLayers) compressions around each other; unpack it first"
          state.report(.limitExceeded, at: 0, text)
          return SourceFormat(encoding: .unsupported, framing: .none, compression: compression, explanation: text)
        }
        compression.append(found)
        stream = HeadedStream(DecompressedStream(found, of: stream, limits: limits, complaints: complaints))
      case .foreign(let text):
        return SourceFormat(encoding: .unsupported, framing: .none, compression: compression, explanation: text)
      case nil:
        content = stream
        return detectFraming(stream, compression)
      }
    }
  }

  private func detectFraming(_ stream: HeadedStream, _ compression: [SourceFormat.Compression]) -> SourceFormat {
    if compression.isEmpty { state.contentBytes = file?.size }
    var wanted = limits.headBytes
    while true {
      stream.look(ahead: wanted)
      let detector = FramingDetector(
        probe: probe, limits: limits, head: stream.headView, isAll: stream.headIsAll,
        mayGrow: wanted < limits.headBytesMax, contentBytes: state.contentBytes)
      switch detector.verdict() {
      case .needsMore:
        wanted = min(wanted * 2, limits.headBytesMax)
      case .empty:
        takeComplaints()
        return SourceFormat(encoding: .empty, framing: .none, compression: compression, explanation: "it holds nothing")
      case .unsupported(let text):
        takeComplaints()
        return SourceFormat(encoding: .unsupported, framing: .none, compression: compression, explanation: text)
      case .found(let finding):
        use(finding)
        return SourceFormat(
          encoding: finding.encoding, framing: finding.name,
          compression: compression + (finding.recordCompression.map { [$0] } ?? []),
          explanation: finding.explanation)
      }
    }
  }

  private func use(_ finding: FramingDetector.Finding) {
    recordCompression = finding.recordCompression
    switch finding.framing {
    case .lines(let afterPrefix): cutter = .lines(LineCutter(afterPrefix: afterPrefix))
    case .documents: cutter = .documents(DocumentCutter())
    case .frames(let prefix):
      let signs = RecordSigns(
        areMessages: finding.encoding == .otlpProtobuf, compression: finding.recordCompression, probe: probe)
      cutter = .frames(FrameCutter(prefix, signs))
    case .elements: cutter = .elements(ElementCutter(probe))
    }
  }

  /// Gives back what is not needed any more; the counts stay.
  private func close() {
    content = nil
    isAtEnd = true
    carry = PaddedBytes()
  }

  // MARK: Cutting

  private func cutBatch(into batch: inout RecordBatch) -> Bool {
    batch.restart(source: index, encoding: encoding)
    guard content != nil || carry.count > 0 else { return false }
    batch.bytes.append(carry.view)
    carry.removeAll()
    var target = batchBytes
    while true {
      fill(&batch.bytes, to: target)
      let cut = cutter.cut(
        batch.bytes.view, at: windowOffset, isAtEnd: isAtEnd, into: &batch.ranges, &state)
      if cut.findsDocuments, case .lines(let lines) = cutter {
        cutter = .documents(DocumentCutter(line: lines.currentLine))
      }
      let isDone = isAtEnd && !cut.findsDocuments
      if isDone {
        takeComplaints()
        close()
        return batch.count > 0
      }
      windowOffset += UInt64(cut.consumed)
      if batch.count > 0 {
        carry.append(batch.bytes.view.dropping(cut.consumed))
        return true
      }
      // No record ends in the window: it grows, or moves on where there was nothing to keep.
      batch.bytes.removeFirst(cut.consumed)
      target = max(batchBytes, batch.bytes.count * 2)
    }
  }

  /// Reads until there are `target` bytes, or no more.
  private func fill(_ bytes: inout PaddedBytes, to target: Int) {
    guard let content else { return }
    while !isAtEnd, bytes.count < target {
      let count = content.read(upTo: target - bytes.count, into: &bytes)
      if count == 0 {
        isAtEnd = true
        takeComplaints()
      }
      contentBytesRead += UInt64(count)
    }
  }

  /// Turns what the streams complain about into problems. They complain when they end, so the place is the end.
  private func takeComplaints() {
    for complaint in complaints.removeAll() {
      state.hasEndedEarly = true
      state.report(complaint.code, at: contentBytesRead, complaint.message)
    }
  }

  // MARK: Records compressed one by one

  private func inflateBatch(into batch: inout RecordBatch, _ compression: SourceFormat.Compression) -> Bool {
    batch.restart(source: index, encoding: encoding)
    while batch.bytes.count < batchBytes {
      if inflated == compressed.count {
        inflated = 0
        // Hand out what there is before the next read.
        if batch.count > 0 {
          compressed.ranges.removeAll()
          break
        }
        guard cutBatch(into: &compressed) else { break }
      }
      inflated += 1
      inflate(inflated - 1, compression, into: &batch)
    }
    return batch.count > 0
  }

  private func inflate(_ row: Int, _ compression: SourceFormat.Compression, into batch: inout RecordBatch) {
    var range = compressed.ranges[row]
    let record = compressed.record(row)
    let start = batch.bytes.count
    if case .compressed(let found)? = ContentMagic(record), found == compression {
      if let complaint = inflater.inflate(record, compression, into: &batch.bytes) {
        // A record that the content ends in has been reported as that.
        if !range.isTruncated {
          state.report(
            complaint.code, at: range.sourceByteOffset, record: range.record,
            "a record cannot be decompressed: \(complaint.message); what came out was used, reading went on behind it")
        }
        range.isTruncated = true
      }
    } else {
      batch.bytes.append(record)
    }
    guard batch.bytes.count > start else { return }
    inflatedBytes += UInt64(batch.bytes.count - start)
    if inflatedBytes > limits.decompressedBytes {
      state.report(
        .limitExceeded, at: range.sourceByteOffset, record: range.record,
        "the records expand to more than \(limits.decompressedBytes) bytes; the rest was left out")
      compressed.ranges.removeAll()
      inflated = 0
      close()
    }
    range.offset = start
    range.count = batch.bytes.count - start
    batch.ranges.append(range)
  }
}
