import CZstd
import LedgerMemory
import LedgerModel

/// Content that lies where it was decompressed.
struct ContentInPlace {
  fileprivate var memory: SharedBytes
  fileprivate var offset: Int
  fileprivate var count: Int

  /// The bytes. Valid until the piece is given up.
  var view: ByteView { memory.view(at: offset, count: count) }
}

/// Zstandard, for long streams: frames are decompressed block by block into memory that goes round, where the library looks
/// back at what came out before. It need not be copied from there before others may read it, which is a seventh of the
/// time that decompression takes otherwise.
///
/// That needs a window of bounded size. Frames of large windows or short contents, what is no frame of this format, and all
/// frames where the library decodes no blocks, go through ``ZstdDecoder``.
@safe
final class ZstdStreamDecoder: Decoder {
  // Made for the first frame that is decompressed here: most short streams have none.
  private var context: OpaquePointer?
  private let other: ZstdDecoder

  private enum State {
    /// The next frame was not looked at yet.
    case between
    /// The other decoder is in a frame.
    case elsewhere
    case inFrame
    /// The data ended inside of a frame.
    case cut
  }
  private var state = State.between
  /// Whether the next step is a block that is stored as it is.
  private var isStoredBlock = false
  /// What came in of the next step, where it did not come at once.
  private var gathered = PaddedBytes()

  private var ring: SharedBytes?
  /// What came out and was not handed out: from `taken` up to `head`, in one piece.
  private var head = 0
  private var taken = 0
  /// How far back the frame may refer.
  private var windowBytes = 0
  /// Whether content was handed out in place. Before that, the memory goes round as early as the window lets it: pages that are
  /// not written cost nothing.
  private var isShared = false

  /// How much is handed out in place at a time, at most.
  static let pieceBytesMax = 2 << 20
  /// How many such pieces may be with others at a time, beside the one that is being written: the latest ones.
  private let piecesMax: Int

  /// The largest window that is kept here.
  private let windowBytesMax: UInt64
  /// Contents up to this size come out at once in the other decoder.
  private static let shortContentMax: UInt64 = 1 << 20
  /// Room for a block, and for the bytes that the library may write behind it.
  private static let blockRoom = ZstdBlockHeader.contentBytesMax + 256

  /// - Parameter piecesMax: how many pieces of content may be read by others while more is decompressed.
  init(windowLogMax: Int32, piecesMax: Int) {
    other = ZstdDecoder(windowLogMax: windowLogMax)
    windowBytesMax = min(8 << 20, 1 << UInt64(max(windowLogMax, 0)))
    self.piecesMax = piecesMax
    unsafe context = nil
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  /// How much came out and was not handed out.
  var waiting: Int { head - taken }

  var isAtRest: Bool {
    switch state {
    case .between: waiting == 0
    case .elsewhere: other.isAtRest
    case .inFrame, .cut: false
    }
  }

  func restart() {
    other.restart()
    state = .between
    gathered.removeAll()
    taken = head
  }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodeStep {
    var step = DecodeStep(consumed: 0, produced: 0)
    if waiting == 0 {
      unsafe look(at: input)
      if state == .cut { return step }
      if state != .inFrame { return unsafe decodeElsewhere(input, into: output) }
      startOverAtEnd()
      unsafe step = decodeBlock(input)
    }
    let count = min(waiting, output.count)
    if count > 0, let ring {
      unsafe ring.view(at: taken, count: count).withUnsafeBytes { unsafe output.copyMemory(from: $0) }
      taken += count
    }
    step.produced = count
    return step
  }

  /// Decodes a step to be handed out in place, `produced` bytes. `nil` where ``decode(_:into:)`` must be asked: where this is
  /// not the one to decode what comes next, or no more fits behind what is waiting.
  func decodeInPlace(_ input: UnsafeRawBufferPointer) -> DecodeStep? {
    unsafe look(at: input)
    guard state == .inFrame, let ring else { return nil }
    if waiting == 0 { startOverAtEnd() }
    guard ring.count - head >= ZstdStreamDecoder.blockRoom else { return nil }
    return unsafe decodeBlock(input)
  }

  /// Hands out what came out, where it lies. It may be read while more is decompressed. Pieces must be given up in order: each
  /// before the one is begun that comes `piecesMax` and one more behind it.
  func takeInPlace() -> ContentInPlace? {
    guard waiting > 0, let ring else { return nil }
    defer { taken = head }
    isShared = true
    return ContentInPlace(memory: ring, offset: taken, count: waiting)
  }

  // MARK: Steps

  /// Finds out who decodes the next frame, where one begins.
  private func look(at input: UnsafeRawBufferPointer) {
    if state == .elsewhere, other.isAtRest { state = .between }
    guard state == .between, waiting == 0, unsafe !input.isEmpty, ledger_zstd_has_blocks() != 0 else { return }
    // Sound: the view is used here only, and nothing behind it is read.
    let view = unsafe input.baseAddress.map {
      unsafe ByteView(unsafeBase: $0.assumingMemoryBound(to: UInt8.self), count: input.count)
    }
    guard let header = view.flatMap(ZstdFrameHeader.init), !header.hasDictionary, header.windowBytes <= windowBytesMax,
      header.contentBytes ?? .max > ZstdStreamDecoder.shortContentMax
    else { return }
    if unsafe context == nil { unsafe context = ZSTD_createDCtx() }
    guard let context = unsafe context, unsafe ZSTD_isError(ledger_zstd_begin(context)) == 0 else { return }
    state = .inFrame
    isStoredBlock = false
    gathered.removeAll()
    windowBytes = Int(header.windowBytes)
    makeRoom()
  }

  private func decodeElsewhere(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let step = unsafe other.decode(input, into: output)
    state = other.isAtRest ? .between : .elsewhere
    return step
  }

  /// Memory in which everything that is still needed stays where it is while a block is written: the last bytes that came out, as
  /// many as the window has, or as the pieces that are with others and the one that is written. Both are the same bytes, so the
  /// larger number counts. Where no block fits any more, the end is left out.
  private func makeRoom() {
    let piece = ZstdStreamDecoder.pieceBytesMax + ZstdStreamDecoder.blockRoom
    let size = max(windowBytes, (piecesMax + 1) * piece) + piece
    guard ring?.count ?? 0 < size else { return }
    ring = SharedBytes(count: size)
    (head, taken, isShared) = (0, 0, false)
  }

  /// Goes on at the beginning of the memory where no block fits any more; nothing may be waiting.
  private func startOverAtEnd() {
    guard let ring else { return }
    let end = isShared ? ring.count : min(ring.count, windowBytes + 2 * ZstdStreamDecoder.blockRoom)
    if end - head < ZstdStreamDecoder.blockRoom { (head, taken) = (0, 0) }
  }

  /// Decodes the next step behind what is waiting; there must be room for a block.
  private func decodeBlock(_ input: UnsafeRawBufferPointer) -> DecodeStep {
    guard let context = unsafe context, let ring else {
      return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .limitExceeded, message: "out of memory"))
    }
    let wanted = unsafe ledger_zstd_wanted(context)
    if gathered.count == 0, input.count >= wanted {
      return unsafe decodeStep(UnsafeRawBufferPointer(rebasing: input.prefix(wanted)), context, ring)
    }
    if unsafe input.isEmpty { return takeCutBlock(ring) }
    let count = min(wanted - gathered.count, input.count)
    _ = unsafe gathered.appendUnsafe(upTo: count) {
      unsafe $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: input.prefix(count)))
      return count
    }
    guard gathered.count == wanted else { return DecodeStep(consumed: count, produced: 0) }
    var step = unsafe gathered.view.withUnsafeBytes { unsafe decodeStep($0, context, ring) }
    gathered.removeAll()
    if step.damage == nil { step.consumed = count }
    return step
  }

  private func decodeStep(
    _ source: UnsafeRawBufferPointer, _ context: OpaquePointer, _ ring: SharedBytes
  ) -> DecodeStep {
    let isBlockHeader = unsafe ledger_zstd_wants_block_header(context) != 0
    // Sound: the library reads `source` and writes the room that it is told of, also where a block is damaged, and nobody else
    // reads there: see `makeRoom`. What it looks back at is the content before `head`, or before the place where the memory was
    // left. It holds that against where it wrote, not against the window, so that damage may show content that is older, but
    // never memory that it did not write.
    let result = unsafe ring.withUnsafeRoom(at: head) { room in
      unsafe ledger_zstd_step(
        context, room.baseAddress, ZstdStreamDecoder.blockRoom, source.baseAddress, source.count)
    }
    guard ZSTD_isError(result) == 0 else {
      return DecodeStep(consumed: 0, produced: 0, damage: other.damage(of: result))
    }
    if isBlockHeader {
      let block = unsafe ZstdBlockHeader(UInt32(source[0]) | UInt32(source[1]) << 8 | UInt32(source[2]) << 16)
      isStoredBlock = block.isStored && block.blockBytes > 0
    } else {
      isStoredBlock = false
    }
    head += result
    if unsafe ledger_zstd_wanted(context) == 0 { state = .between }
    return DecodeStep(consumed: source.count, produced: result)
  }

  /// No more data comes. Of a block that is stored as it is, what came is content.
  private func takeCutBlock(_ ring: SharedBytes) -> DecodeStep {
    state = .cut
    guard isStoredBlock else { return DecodeStep(consumed: 0, produced: 0) }
    let count = gathered.count
    unsafe ring.withUnsafeRoom(at: head) { room in
      unsafe gathered.view.withUnsafeBytes { unsafe room.copyMemory(from: $0) }
    }
    head += count
    return DecodeStep(consumed: 0, produced: count)
  }
}
