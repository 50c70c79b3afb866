import LedgerMemory
import LedgerModel
import Synchronization

/// A stretch of content in its place among the others.
struct Piece {
  /// 0, 1, 2 and so on.
  var number: Int
  /// Whether the content ends with it. What was claimed behind it holds nothing.
  var isLast: Bool
  /// What the streams had to say while it was read.
  var complaints: [StreamComplaint] = []
  /// How far the file was read for it.
  var filePosition: UInt64
  /// How many bytes of the file were read for it.
  var bytesRead: UInt64
  /// Its line breaks, where they were looked for while it was read.
  var lineBreaks: LineBreaks?
  /// Where its frames begin in the compressed data, where the batch holds them and not the content.
  var framesOffset: UInt64?
  /// Where they end, and what is wrong with them, when they were decompressed.
  var framesEnd: UInt64?
  var damage: StreamComplaint?
  /// Its content, where that lies elsewhere and not in the batch.
  var content: ContentInPlace?
}

/// What asking for a piece came to.
enum FeedResult {
  case piece(Piece)
  /// Another worker is reading what can be read by one only.
  case busy
  case exhausted
}

/// Content that several workers read at once, each a piece of its own.
protocol ContentFeed: AnyObject, Sendable {
  /// Appends the next piece to the content of a batch, about `length` bytes.
  func next(into batch: inout RecordBatch, length: Int, waits: Bool) -> FeedResult

  /// Appends up to `length` bytes that lie right behind a piece, as a piece of the same number; `nil` where there are none,
  /// or where they cannot be had out of turn.
  func more(into batch: inout RecordBatch, behind piece: Piece, length: Int) -> Piece?

  /// Nobody asks for line breaks any more.
  func stopFindingLineBreaks()

  /// Workers have nothing else to do than to wait for pieces.
  func readAhead()

  /// Nothing more is wanted.
  func stop()
}

/// The line breaks of a piece.
///
/// They are looked for while the bytes are still in the cache that the system wrote them to, and by each worker for itself:
/// cutting, which happens in turn, only has to count them.
struct LineBreaks {
  /// How long the piece is.
  private(set) var length = 0
  private var offsets: [Int] = []
  private var next = 0

  /// Whether lines are so short that a list of them would take memory worth speaking of, and save no search.
  var areDense: Bool { offsets.count > 1024 && offsets.count * 64 > length }

  /// Looks through what was added to the piece, from an offset in `bytes` on.
  mutating func look(at bytes: ByteView, from start: Int) {
    let added = bytes.dropping(start)
    var at = 0
    while let found = added.lineBreak(from: at) {
      offsets.append(length + found)
      at = found + 1
    }
    length += added.count
  }

  /// The first one that was not asked for yet, in a window that ends with the piece.
  mutating func takeFirst(inWindowOf count: Int) -> Int? {
    guard next < offsets.count else { return nil }
    defer { next += 1 }
    return count - length + offsets[next]
  }
}

/// The content of a plain file of known size: workers claim ranges of it, and read them side by side.
final class RangeFeed: ContentFeed {
  private struct Claims {
    var number = 0
    var offset: UInt64 = 0

    /// Takes so many of the bytes that are left; returns how many these are.
    mutating func take(_ length: Int, of size: UInt64) -> Int {
      let taken = Int(min(UInt64(length), size - offset))
      offset += UInt64(taken)
      return taken
    }
  }

  private let file: FileStream
  private let size: UInt64
  private let claims: Locked<Claims>
  private let findsLineBreaks: Atomic<Bool>

  /// So much is read at a time where line breaks are looked for: it stays in the second-level cache.
  private static let stepBytes = 256 << 10

  /// - Parameter start: where the content begins that is wanted.
  init(_ file: FileStream, from start: UInt64, size: UInt64, findsLineBreaks: Bool) {
    self.file = file
    self.size = size
    claims = Locked(Claims(offset: start))
    self.findsLineBreaks = Atomic(findsLineBreaks)
  }

  func next(into batch: inout RecordBatch, length: Int, waits: Bool) -> FeedResult {
    let claim: (number: Int, offset: UInt64, length: Int)? = claims.withLock { claims in
      guard claims.offset < size else { return nil }
      defer { claims.number += 1 }
      return (number: claims.number, offset: claims.offset, length: claims.take(length, of: size))
    }
    guard let claim else { return .exhausted }
    return .piece(read(at: claim.offset, length: claim.length, number: claim.number, into: &batch))
  }

  func more(into batch: inout RecordBatch, behind piece: Piece, length: Int) -> Piece? {
    let claimed = claims.withLock { (claims: inout Claims) -> Int in
      // Others read what is behind it, or it ended before its time.
      piece.isLast || claims.offset != piece.filePosition ? 0 : claims.take(length, of: size)
    }
    guard claimed > 0 else { return nil }
    return read(at: piece.filePosition, length: claimed, number: piece.number, into: &batch)
  }

  private func read(at offset: UInt64, length: Int, number: Int, into batch: inout RecordBatch) -> Piece {
    var breaks = findsLineBreaks.load(ordering: .relaxed) ? LineBreaks() : nil
    var (count, complaint) = (0, StreamComplaint?.none)
    batch.bytes.reserve(batch.bytes.count + length)
    while count < length {
      let start = batch.bytes.count
      let wanted = min(breaks == nil ? length : RangeFeed.stepBytes, length - count)
      let read = file.read(at: offset + UInt64(count), upTo: wanted, into: &batch.bytes)
      breaks?.look(at: batch.bytes.view, from: start)
      if breaks?.areDense == true { breaks = nil }
      count += read.count
      complaint = read.complaint
      if read.count < wanted { break }
    }
    let end = offset + UInt64(count)
    return Piece(
      number: number, isLast: end == size || count < length, complaints: complaint.map { [$0] } ?? [],
      filePosition: end, bytesRead: UInt64(count), lineBreaks: breaks)
  }

  func stopFindingLineBreaks() { findsLineBreaks.store(false, ordering: .relaxed) }

  // Every worker reads for itself.
  func readAhead() {}

  func stop() { claims.withLock { $0.offset = size } }
}

/// Content that can be read by one only, because it is a pipe or compressed: workers take turns.
///
/// Whoever reads also decompresses, while the others decode. Small compressed frames are only cut out here; each worker
/// decompresses its own. Where workers would wait for each other, a thread decompresses ahead of them all: it need not
/// be woken for every piece, and what the decompressor looks back at stays in its cache.
final class StreamFeed: ContentFeed {
  private let reader: StreamReader
  private let isCompressed: Bool
  private let isAlone: Bool
  private let ahead: PieceQueue
  private let mayStart: Atomic<Bool>
  private let isStarted = Atomic<Bool>(false)
  private let isAhead = Atomic<Bool>(false)

  /// - Parameters:
  ///   - isCompressed: whether reading is work.
  ///   - readsAhead: whether a thread may read ahead from the beginning.
  ///   - workers: how many there are. Of a single one, the thread decompresses small frames as well.
  init(_ reader: StreamReader, isCompressed: Bool, readsAhead: Bool, workers: Int) {
    self.reader = reader
    self.isCompressed = isCompressed
    isAlone = workers == 1
    ahead = PieceQueue(workers: workers)
    mayStart = Atomic(isCompressed && readsAhead)
  }

  deinit { stop() }

  func next(into batch: inout RecordBatch, length: Int, waits: Bool) -> FeedResult {
    if isAhead.load(ordering: .acquiring) { return ahead.take(into: &batch, waits: waits) }
    let front = batch.start
    guard let result = reader.next(into: &batch, length: length, waits: waits) else {
      return ahead.take(into: &batch, waits: waits)
    }
    guard mayStart.load(ordering: .relaxed), case .piece(let piece) = result, !piece.isLast,
      piece.framesOffset == nil || isAlone
    else { return result }
    // From here on a thread reads. Where there is none to be had, all goes on as before.
    if isStarted.exchange(true, ordering: .acquiringAndReleasing) { return result }
    let hasStarted = startThread { [reader, ahead] in
      while ahead.put({ reader.nextWhole(into: &$0, front: front, length: length) }) {}
    }
    isAhead.store(hasStarted, ordering: .releasing)
    return result
  }

  // What comes next belongs to whoever asks next, and may have been read already.
  func more(into batch: inout RecordBatch, behind piece: Piece, length: Int) -> Piece? { nil }

  // Whoever decompresses is what all others wait for.
  func stopFindingLineBreaks() {}

  func readAhead() {
    if isCompressed { mayStart.store(true, ordering: .relaxed) }
  }

  func stop() {
    ahead.stop()
    reader.stop()
  }
}

/// Reads the pieces of a stream, one thread at a time.
final class StreamReader: @unchecked Sendable {
  // Sound: streams and complaints are used under the lock of `state` only.
  private struct State {
    var number = 0
    var hasEnded = false
    var filePosition: UInt64 = 0
    /// Whether pieces are handed over to others: then nobody else may read, as what these hold would not stay where it is.
    var handsOver = false
  }

  private let state = Locked(State())
  private let stream: HeadedStream
  private let file: FileStream
  private let complaints: StreamComplaints
  private let limits: ReadLimits
  private let isStopped = Atomic<Bool>(false)

  init(_ stream: HeadedStream, file: FileStream, complaints: StreamComplaints, limits: ReadLimits) {
    self.stream = stream
    self.file = file
    self.complaints = complaints
    self.limits = limits
  }

  /// Appends about `length` bytes to a batch, or puts frames into it that are still to be decompressed; `nil` where pieces
  /// are handed over.
  func next(into batch: inout RecordBatch, length: Int, waits: Bool) -> FeedResult? {
    if waits { return state.withLock { $0.handsOver ? nil : self.read(&$0, into: &batch, length) } }
    let result = state.withLockIfAvailable { state -> FeedResult? in
      state.handsOver ? nil : self.read(&state, into: &batch, length)
    }
    // `nil` where the lock was not to be had.
    return result ?? .busy
  }

  /// The same for a batch that is to be handed over whole, from now on always.
  func nextWhole(into batch: inout RecordBatch, front: Int, length: Int) -> Piece? {
    batch.bytes.restart()
    batch.reserve(front: front, content: length)
    let result = state.withLock { state in
      state.handsOver = true
      return self.read(&state, into: &batch, length)
    }
    guard case .piece(var piece) = result else { return nil }
    batch.decompressFrames(of: &piece, limits)
    return piece
  }

  /// Nothing more is wanted. Whoever is reading finishes what it does.
  func stop() { isStopped.store(true, ordering: .releasing) }

  private func read(_ state: inout State, into batch: inout RecordBatch, _ length: Int) -> FeedResult {
    guard !state.hasEnded, !isStopped.load(ordering: .acquiring) else { return .exhausted }
    batch.packed.restart()
    let decompressed = stream.whole as? DecompressedStream
    let framesOffset = decompressed?.takeFrames(for: length, into: &batch.packed)
    // Whoever takes the piece can copy its content as well.
    let content = framesOffset == nil && state.handsOver ? decompressed?.readInPlace(length) : nil
    if framesOffset == nil, content == nil {
      let wanted = batch.bytes.count + length
      while batch.bytes.count < wanted, !state.hasEnded {
        if stream.read(upTo: wanted - batch.bytes.count, into: &batch.bytes) == 0 { state.hasEnded = true }
      }
    }
    let before = state.filePosition
    state.filePosition = file.position
    defer { state.number += 1 }
    // A stream may complain long before its end is delivered: its first bytes were looked at before.
    return .piece(
      Piece(
        number: state.number, isLast: state.hasEnded, complaints: state.hasEnded ? complaints.removeAll() : [],
        filePosition: state.filePosition, bytesRead: state.filePosition - before, framesOffset: framesOffset,
        content: content))
  }
}
