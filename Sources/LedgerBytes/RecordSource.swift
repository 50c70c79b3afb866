import LedgerMemory
import LedgerModel
import Synchronization

/// What asking a source for records came to.
public enum BatchResult: Sendable {
  /// The batch holds records.
  case filled
  /// Nothing is left for this worker. Others may still be at work on what they took.
  case ended
  /// Another worker is reading, and this one was not to wait.
  case busy
}

/// One input, from its path to batches of whole records.
///
/// Nothing is known of what the records mean. Compression and framing are found by looking at the bytes
/// (``FramingDetector``), and what cannot be used becomes a problem with a position; nothing here throws or stops a run.
///
/// Any number of workers may share a source: each calls ``nextBatch(into:waits:)`` with a batch of its own. Content is
/// **read side by side, cut in order, and decoded side by side**. Reading gives numbered pieces (``ContentFeed``); of a
/// plain file every worker reads its own. Cutting finds the records of a piece, a small part of the work, and takes
/// place in the order of the numbers: so positions, line numbers, records over several pieces, and what a problem means
/// for whatever follows it, are those of a single reader, for any number of workers.
public final class RecordSource: @unchecked Sendable {
  // Sound: what opening finds is written under the lock of `opened` and not changed afterwards; what cutting needs is
  // touched in the turns of `cutting` only, what counting needs in those of `counting`. Results are for whoever has
  // waited for the workers.

  /// What is read.
  public let input: InputSource

  /// The row of this source in the run's list of sources; problems and batches carry it.
  public let index: Int

  /// The limits in force.
  public let limits: ReadLimits

  /// How many bytes a batch aims at, after decompression.
  public let batchBytes: Int

  /// How large a batch is unless said otherwise. What is left of the last record of each batch is moved twice, as
  /// far as nobody reads on behind it; of much smaller batches that would be a good part. Larger ones leave the caches before they are decoded.
  public static let batchBytesDefault = 2 << 20

  private let probe: any MessageProbe
  private let readsAhead: Bool
  private let workers: Int
  private let complaints = StreamComplaints()

  // Opening.
  private let opened = Locked<SourceFormat?>(nil)
  private let feed = Locked<(any ContentFeed)?>(nil)
  private var recordCompression: SourceFormat.Compression?
  /// Whether a length stands before each record: then each may be written in its own way.
  private var isFramed = false
  private var encoding = SourceFormat.Encoding.empty
  private var compression: SourceFormat.Compression?
  /// Other ways to write bytes that were undone, from the outside in.
  private var transcodings: [Transcoding] = []
  private var fileBytes: UInt64?
  private var foundFeed: (any ContentFeed)?

  // Cutting.
  private let cutting = TurnGate()
  private var state: CutState
  private var cutter = RecordCutter.lines(LineCutter())
  /// What was read behind the last whole record, and its offset in the content.
  private var carry = PaddedBytes()
  private var windowOffset: UInt64 = 0
  private var contentBytesRead: UInt64 = 0
  private var filePosition: UInt64 = 0
  private var cutCount: UInt64 = 0
  private var isDone = false
  /// Whether a worker reads on behind its piece; see ``cut(_:_:_:)``.
  private var readsOn = false
  /// How long the next piece of a plain file should be.
  private let pieceBytes: Atomic<Int>

  // Counting what comes out of records that are compressed one by one.
  private let counting = TurnGate()
  private var inflatedBytes: UInt64 = 0
  private var inflatedCount: UInt64 = 0
  private var inflationProblems = ProblemLog()
  private var isCounted = false

  /// Takes records out of the lines of a log, in the turns of cutting; `nil` where lines are records.
  private var unwrapper: LineUnwrapper?

  /// A source that was not opened yet.
  ///
  /// - Parameters:
  ///   - input: what to read.
  ///   - index: its row in the run's list of sources.
  ///   - probe: knows what a message looks like.
  ///   - limits: how much is believed.
  ///   - batchBytes: how many bytes a batch aims at; at least 1.
  ///   - readsAhead: whether a thread may decompress ahead of the workers from the beginning; see ``readAhead()``.
  ///   - workers: how many workers read the source at once, at most.
  public init(
    _ input: InputSource, index: Int, probe: any MessageProbe, limits: ReadLimits = ReadLimits(),
    batchBytes: Int = RecordSource.batchBytesDefault, readsAhead: Bool = false, workers: Int = 1
  ) {
    precondition(batchBytes >= 1, "a batch of no bytes never holds a record")
    self.input = input
    self.index = index
    self.probe = probe
    self.limits = limits
    self.batchBytes = batchBytes
    self.readsAhead = readsAhead
    self.workers = workers
    state = CutState(source: index, recordBytesMax: limits.recordBytes)
    pieceBytes = Atomic(batchBytes)
  }

  /// What was found by ``open()``; `nil` before.
  public var format: SourceFormat? { opened.withLock { $0 } }

  /// How many bytes came out of compression so far, that of single records included; of a plain file, how many were
  /// read.
  public var bytesDecompressed: UInt64 { recordCompression == nil ? contentBytesRead : inflatedBytes }

  /// How many records were handed out.
  public var recordCount: UInt64 { recordCompression == nil ? cutCount : inflatedCount }

  /// How many bytes were read from disk.
  public var bytesRead: UInt64 { filePosition }

  /// What could not be used.
  public var problems: ProblemLog {
    var problems = state.problems
    problems.add(contentsOf: inflationProblems)
    return problems
  }

  /// Opens the source and finds out what it holds; later calls just answer. ``nextBatch(into:waits:)`` does this itself.
  @discardableResult
  public func open() -> SourceFormat { opened.withLock { open(&$0) } }

  private func open(_ opened: inout SourceFormat?) -> SourceFormat {
    if let opened { return opened }
    let format = detect()
    encoding = format.encoding
    if format.encoding == .unsupported, state.problems.isEmpty {
      state.report(.unsupportedFormat, at: 0, format.explanation)
    }
    opened = format
    // Last: whoever sees it sees everything else.
    if let found = foundFeed { feed.withLock { $0 = found } }
    foundFeed = nil
    return format
  }

  /// Fills a batch with the next records, or answers `false` where there are none left.
  public func nextBatch(into batch: inout RecordBatch) -> Bool { nextBatch(into: &batch, waits: true) == .filled }

  /// Fills a batch with the next records.
  ///
  /// The batch holds about ``batchBytes``, more where records are long. Views of the records stay valid until the batch
  /// is filled again. Where ``RecordBatch/hasMore`` is set, this source must be asked before any other.
  ///
  /// - Parameter waits: whether to wait where only one worker at a time can read and another one does.
  public func nextBatch(into batch: inout RecordBatch, waits: Bool) -> BatchResult {
    if batch.hasMore, batch.source == index {
      inflateMore(of: &batch)
      if isFramed { batch.noteEncodings(probe) }
      return .filled
    }
    if feed.withLock({ $0 }) == nil {
      let found: SourceFormat? = waits ? open() : opened.withLockIfAvailable { open(&$0) }
      guard found != nil else { return .busy }
    }
    var bytesRead: UInt64 = 0
    while true {
      batch.restartPacked()
      guard let feed = feed.withLock({ $0 }) else { break }
      batch.restart(source: index, encoding: encoding)
      let length = pieceBytes.load(ordering: .relaxed)
      batch.reserve(front: min(batchBytes, RecordSource.frontBytes), content: length)
      switch feed.next(into: &batch, length: length, waits: waits) {
      case .busy:
        batch.restart(source: index, encoding: encoding)
        return .busy
      case .exhausted:
        batch.restart(source: index, encoding: encoding)
        batch.bytesRead = bytesRead
        return .ended
      case .piece(var piece):
        bytesRead += piece.bytesRead
        batch.decompressFrames(of: &piece, limits)
        bytesRead += cutting.pass(piece.number) { cut(&batch, piece, feed) }
        if let recordCompression { inflate(&batch, recordCompression, piece.number) }
        if isFramed { batch.noteEncodings(probe) }
        batch.bytesRead = bytesRead
        if batch.count > 0 { return .filled }
      }
    }
    batch.restart(source: index, encoding: .empty)
    batch.bytesRead = bytesRead
    return .ended
  }

  /// From here on a thread may decompress ahead of the workers: they have nothing else to do meanwhile.
  public func readAhead() { feed.withLock { $0 }?.readAhead() }

  /// Nothing more is wanted: whoever waits for more gets none.
  public func stop() { feed.withLock { $0 }?.stop() }

  /// Room before a piece for what was left of the last record; it costs addresses, not memory.
  private static let frontBytes = 1 << 20

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
    defer { filePosition = opened.position }
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
        if transcodings.count < limits.compressionLayers, let found = Transcoding(stream.headView) {
          transcodings.append(found)
          stream = HeadedStream(TranscodedStream(found, of: stream, complaints: complaints))
          continue
        }
        var format = detectFraming(stream, of: opened, compression)
        let titles = transcodings.map { "\($0.title); " }.joined()
        if format.encoding != .empty { format.explanation = titles + format.explanation }
        return format
      }
    }
  }

  private func detectFraming(
    _ stream: HeadedStream, of file: FileStream, _ compression: [SourceFormat.Compression]
  ) -> SourceFormat {
    let isPlain = compression.isEmpty && transcodings.isEmpty
    if isPlain { state.contentBytes = file.size }
    let hole = passHole(stream, isPlain: isPlain)
    var wanted = limits.headBytes
    while true {
      stream.look(ahead: wanted)
      let detector = FramingDetector(
        probe: probe, limits: limits, head: stream.headView, isAll: stream.headIsAll,
        mayGrow: wanted < limits.headBytesMax, contentBytes: state.contentBytes.map { $0 - min(hole, $0) },
        holeBytes: hole)
      switch detector.verdict() {
      case .needsMore:
        wanted = min(wanted * 2, limits.headBytesMax)
      case .empty:
        contentBytesRead = hole + UInt64(stream.headView.count)
        report(complaints.removeAll())
        return SourceFormat(encoding: .empty, framing: .none, compression: compression, explanation: "it holds nothing")
      case .unsupported(let text):
        contentBytesRead = hole + UInt64(stream.headView.count)
        report(complaints.removeAll())
        return SourceFormat(encoding: .unsupported, framing: .none, compression: compression, explanation: text)
      case .found(let finding):
        if hole > 0 {
          state.report(
            .unreadableRecord, at: 0,
            "bytes 0 to \(hole - 1) are zeros: nothing was written there, or it was lost; reading began behind them")
          (windowOffset, contentBytesRead) = (hole, hole)
        }
        use(finding, stream, file, compression)
        return SourceFormat(
          encoding: finding.encoding, framing: finding.name,
          compression: compression + (finding.recordCompression.map { [$0] } ?? []),
          explanation: finding.explanation)
      }
    }
  }

  /// Passes over zeros before the content, which a log is left with that was cut under its writer; answers how many they are.
  private func passHole(_ stream: HeadedStream, isPlain: Bool) -> UInt64 {
    let kept = FramePrefix.zerosMax
    let most = isPlain ? state.contentBytes : nil
    let passed = stream.passHole(keeping: kept, most: most ?? UInt64(limits.headBytesMax))
    guard passed > 0, stream.headView.count > kept else { return passed }
    stream.look(ahead: limits.headBytes)
    let detector = FramingDetector(
      probe: probe, limits: limits, head: stream.headView, isAll: stream.headIsAll, mayGrow: true,
      contentBytes: state.contentBytes.map { $0 - min(passed, $0) }, holeBytes: passed)
    let dropped = kept - detector.zerosOfFirstLength
    stream.drop(dropped)
    return passed + UInt64(dropped)
  }

  private func use(
    _ finding: FramingDetector.Finding, _ stream: HeadedStream, _ file: FileStream,
    _ compression: [SourceFormat.Compression]
  ) {
    recordCompression = finding.recordCompression
    self.compression = compression.last
    switch finding.framing {
    case .lines(let afterPrefix): cutter = .lines(LineCutter(afterPrefix: afterPrefix))
    case .wrapped(let container):
      cutter = .lines(LineCutter(keepsAll: true))
      unwrapper = LineUnwrapper(container, probe)
    case .documents: cutter = .documents(DocumentCutter())
    case .frames(let prefix):
      let signs = RecordSigns(
        areMessages: finding.encoding == .otlpProtobuf, compression: finding.recordCompression, probe: probe)
      cutter = .frames(LengthCutter(FrameSyntax(prefix, signs)))
      isFramed = true
    case .elements: cutter = .elements(LengthCutter(ElementSyntax(probe)))
    case .answers: cutter = .elements(LengthCutter(ElementSyntax(probe, areAnswers: true)))
    }
    // Compressed records come in small pieces: they grow.
    if recordCompression != nil {
      pieceBytes.store(min(batchBytes, RecordSource.compressedPieceBytes), ordering: .relaxed)
    }
    if compression.isEmpty, transcodings.isEmpty, let size = file.size {
      fileBytes = size
      var findsLineBreaks = false
      if case .lines = cutter { findsLineBreaks = true }
      foundFeed = RangeFeed(file, from: windowOffset, size: size, findsLineBreaks: findsLineBreaks)
      readsOn = unwrapper == nil && recordCompression == nil
    } else {
      let reader = StreamReader(stream, file: file, complaints: complaints, limits: limits)
      foundFeed = StreamFeed(reader, isCompressed: !compression.isEmpty, readsAhead: readsAhead, workers: workers)
    }
  }

  private static let compressedPieceBytes = 128 << 10

  // MARK: Cutting, in order

  /// Cuts a piece, and reads on behind it as long as much of the batch belongs to a record whose end is still to come and
  /// nobody else has begun to read there: what is left of a record is moved twice. Returns how many more bytes were read.
  private func cut(_ batch: inout RecordBatch, _ piece: Piece, _ feed: any ContentFeed) -> UInt64 {
    guard !isDone else { return 0 }
    let known = batch.count
    contentBytesRead += UInt64(batch.window.count)
    takeCarry(into: &batch)
    var (bytesRead, piece) = (UInt64(0), piece)
    var at = cut(&batch, piece, from: 0)
    let step = max(batchBytes / 8, 1)
    while readsOn, !isDone, batch.window.count - at > step,
      batch.count == known || batch.window.count < RecordSource.pieceBytesMax,
      let next = feed.more(into: &batch, behind: piece, length: step)
    {
      piece = next
      bytesRead += piece.bytesRead
      contentBytesRead += piece.bytesRead
      at = cut(&batch, piece, from: at)
    }
    if !isDone { keepCarry(of: &batch, from: at) }
    if let unwrapper { unwrap(&batch, unwrapper, isAtEnd: isDone) }
    cutCount += UInt64(batch.count - known)
    return bytesRead
  }

  /// Cuts what the batch holds from an offset on, after a piece was added to it; returns where the uncut rest begins.
  private func cut(_ batch: inout RecordBatch, _ piece: Piece, from start: Int) -> Int {
    filePosition = max(filePosition, piece.filePosition)
    report(piece.complaints)
    let framesComplaint = framesComplaint(piece)
    report(framesComplaint.map { [$0] } ?? [])
    let isAtEnd = piece.isLast || framesComplaint != nil
    var at = start
    while true {
      let known = batch.count
      let cut = cutter.cut(
        batch.window.dropping(at), at: windowOffset, isAtEnd: isAtEnd, lineBreaks: piece.lineBreaks,
        into: &batch.ranges, &state)
      if at > 0 { for row in known..<batch.count { batch.ranges[row].offset += at } }
      at += cut.consumed
      windowOffset += UInt64(cut.consumed)
      guard cut.findsDocuments, case .lines(let lines) = cutter else { break }
      cutter = .documents(DocumentCutter(line: lines.currentLine))
      feed.withLock { $0?.stopFindingLineBreaks() }
    }
    if isAtEnd { close() }
    return at
  }

  /// Puts what was left of the last record before the piece.
  private func takeCarry(into batch: inout RecordBatch) {
    if carry.count <= batch.start {
      batch.prepend(carry.view)
      carry.removeAll()
    } else {
      // A long record: better to move the piece behind it than to move it.
      carry.append(batch.window)
      swap(&carry, &batch.bytes)
      batch.start = 0
      carry.restart()
    }
  }

  private func keepCarry(of batch: inout RecordBatch, from at: Int) {
    if batch.count == 0, batch.start == 0, at == 0 {
      swap(&carry, &batch.bytes)
      batch.bytes.removeAll()
    } else {
      carry.append(batch.window.dropping(at))
    }
    guard recordCompression == nil, fileBytes != nil else { return }
    // What is left of a record is moved twice: of long ones, longer pieces leave less. And records that are longer than a
    // piece are put together from fewer ones.
    let usual = min(max(batchBytes, carry.count * 8), batchBytes * 2)
    pieceBytes.store(min(max(usual, carry.count), max(usual, RecordSource.pieceBytesMax)), ordering: .relaxed)
  }

  private static let pieceBytesMax = 4 << 20

  /// Gives back what is not needed any more; the counts stay.
  private func close() {
    isDone = true
    carry = PaddedBytes()
    stopReading()
  }

  private func stopReading() {
    let stopped: (any ContentFeed)? = feed.withLock {
      let stopped = $0
      $0 = nil
      return stopped
    }
    stopped?.stop()
  }

  /// Turns what the streams complain about into problems. They complain when they end, so the place is the end.
  private func report(_ complaints: [StreamComplaint]) {
    for complaint in complaints {
      state.hasEndedEarly = true
      let message = complaint.ended?.endText(complaint.message, produced: contentBytesRead) ?? complaint.message
      state.report(complaint.code, at: contentBytesRead, message)
    }
  }

  /// What a stream would have said of frames that it did not decompress itself.
  private func framesComplaint(_ piece: Piece) -> StreamComplaint? {
    guard let compression, let consumed = piece.framesEnd else { return nil }
    func complaint(_ code: ProblemCode, _ what: String) -> StreamComplaint {
      StreamComplaint(code: code, message: compression.endText(what, produced: contentBytesRead))
    }
    if let damage = piece.damage {
      return complaint(damage.code, "is unreadable at its byte \(consumed): \(damage.message)")
    }
    if contentBytesRead > limits.decompressedBytes {
      return complaint(.limitExceeded, "expands to more than \(limits.decompressedBytes) bytes")
    }
    if limits.isExceeded(by: contentBytesRead, from: consumed) {
      return complaint(.limitExceeded, "expands more than \(limits.expansionRatio) times")
    }
    return nil
  }

  // MARK: Records compressed one by one

  /// How much is decompressed before it is handed out.
  private static let inflatedBatchBytes = 8 << 20

  /// What came out of one compressed record.
  private struct Inflated {
    var count: Int
    var complaint: StreamComplaint?
  }

  /// Decompresses the records that were cut, by whoever cut them; then counts them in order.
  private func inflate(_ batch: inout RecordBatch, _ compression: SourceFormat.Compression, _ number: Int) {
    batch.pack()
    var inflated: [Inflated] = []
    var scratch = PaddedBytes()
    for row in batch.packedRanges.indices {
      if batch.bytes.count < RecordSource.inflatedBatchBytes {
        inflated.append(inflate(row, compression, of: &batch))
      } else {
        // So much that it is handed out later. What comes out is needed now, though, to know where the limit is.
        scratch.removeAll()
        let complaint = batch.inflatePacked(row, compression, limits, into: &scratch)
        inflated.append(Inflated(count: scratch.count, complaint: complaint))
      }
    }
    counting.pass(number) { count(inflated, of: &batch) }
  }

  /// Counts the records of a piece, in order, and drops those behind the limit.
  private func count(_ inflated: [Inflated], of batch: inout RecordBatch) {
    guard !isCounted else {
      batch.dropPacked(from: 0)
      return
    }
    for (row, record) in inflated.enumerated() {
      let range = batch.packedRanges[row]
      // A record that the content ends in has been reported as that.
      if let complaint = record.complaint, !range.isTruncated {
        report(
          complaint.code, range,
          "a record cannot be decompressed: \(complaint.message); what came out was used, reading went on behind it")
      }
      guard record.count > 0 else { continue }
      inflatedCount += 1
      inflatedBytes += UInt64(record.count)
      if inflatedBytes > limits.decompressedBytes {
        report(
          .limitExceeded, range,
          "the records expand to more than \(limits.decompressedBytes) bytes; the rest was left out")
        isCounted = true
        batch.dropPacked(from: row + 1)
        stopReading()
        return
      }
    }
  }

  private func report(_ code: ProblemCode, _ range: RecordRange, _ message: String) {
    let position = SourcePosition(source: index, byteOffset: range.sourceByteOffset, record: range.record)
    inflationProblems.add(Problem(code, at: position, message))
  }

  private func inflateMore(of batch: inout RecordBatch) {
    batch.restart(source: index, encoding: encoding)
    guard let recordCompression else { return }
    while batch.hasMore, batch.bytes.count < RecordSource.inflatedBatchBytes {
      _ = inflate(batch.unpacked, recordCompression, of: &batch)
    }
  }

  /// Decompresses one record behind the others and hands it out.
  private func inflate(
    _ row: Int, _ compression: SourceFormat.Compression, of batch: inout RecordBatch
  ) -> Inflated {
    var range = batch.packedRanges[row]
    let start = batch.bytes.count
    let complaint = batch.inflatePacked(row, compression, limits)
    batch.unpacked = row + 1
    range.offset = start
    range.count = batch.bytes.count - start
    if complaint != nil { range.isTruncated = true }
    if range.count > 0 { batch.ranges.append(range) }
    return Inflated(count: range.count, complaint: complaint)
  }

  // MARK: Records inside log lines

  /// Replaces the lines that were cut by the records in them, in the order of the lines: a line may be a part of another.
  private func unwrap(_ batch: inout RecordBatch, _ unwrapper: LineUnwrapper, isAtEnd: Bool) {
    batch.pack()
    batch.isUnwrapped = true
    let inflater = batch.inflater(limits)
    for row in batch.packedRanges.indices {
      let range = batch.packedRanges[row]
      guard batch.bytes.count < limits.unwrappedBytes + range.count else {
        reportUnwrapped(range, "a line", &state)
        continue
      }
      let line = batch.packedRecord(row)
      let isOpenEnd = isAtEnd && range.sourceByteOffset + UInt64(range.count) == windowOffset
      unwrapper.unwrap(line, range, isOpenEnd: isOpenEnd, inflater, &state) { record, range, found, state in
        var range = range
        if isOpenEnd, !range.isTruncated { RecordSource.noteCutOffLine(record, &range, found, &state) }
        // One line may carry many payloads.
        if batch.bytes.count < limits.unwrappedBytes + line.count {
          batch.append(record, range, found)
        } else {
          reportUnwrapped(range, "a payload", &state)
        }
      }
    }
    if isAtEnd {
      unwrapper.finish(inflater, &state) { record, range, found, _ in batch.append(record, range, found) }
    }
    batch.restartPacked()
  }

  private func reportUnwrapped(_ range: RecordRange, _ what: String, _ state: inout CutState) {
    state.report(
      .limitExceeded, at: range.sourceByteOffset, record: range.record, line: range.line,
      "the payloads of lines expand to more than \(limits.unwrappedBytes) bytes at once; \(what) was left out")
  }

  /// A last line without a line break may end inside its document: that is what a file being written looks like.
  private static func noteCutOffLine(
    _ record: ByteView, _ range: inout RecordRange, _ encoding: SourceFormat.Encoding, _ state: inout CutState
  ) {
    guard encoding == .otlpJSON, LineUnwrapper.isCutOff(record, from: 0) else { return }
    range.isTruncated = true
    state.reportTruncation(
      at: range.sourceByteOffset, record: range.record, line: range.line,
      "the last line ends inside its JSON document; what is whole in it was used")
  }
}
