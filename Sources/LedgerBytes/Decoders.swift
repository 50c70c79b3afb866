import CIsal
import CZlib
import CZstd
import LedgerMemory
import LedgerModel

/// What one step of a decoder did.
struct DecodeStep {
  var consumed: Int
  var produced: Int
  /// Set where the data cannot be decoded further.
  var damage: StreamComplaint?
}

/// A decompressor: bytes in, bytes out, a bit at a time.
protocol Decoder: AnyObject {
  /// Whether the data may end here: nothing is begun, everything begun was checked.
  var isAtRest: Bool { get }

  /// Decodes some of `input` into `output`. Doing nothing at all means that it needs more input.
  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodeStep

  /// Forgets everything, for the next piece of data.
  func restart()
}

extension SourceFormat.Compression {
  /// A decoder of this compression.
  func makeDecoder(_ limits: ReadLimits) -> any Decoder {
    switch self {
    case .gzip: GzipDecoder()
    case .zlib: ZlibDecoder()
    case .zstd: ZstdDecoder(windowLogMax: limits.zstdWindowLog)
    }
  }
}

/// How many zero bytes are at the beginning: writers of fixed blocks pad compressed data with them.
private func paddingCount(_ input: UnsafeRawBufferPointer) -> Int {
  unsafe input.prefix { $0 == 0 }.count
}

/// Gzip with any number of members, by ISA-L: two and a half times as fast as zlib. Checksums are verified by the library.
///
/// Where data is damaged so that it copies from before its beginning, the library may count that copy as output and only
/// then look whether it may be made: what stands there is whatever was in the buffer. So the last ``heldBytes`` of a member
/// are held back until more is known, and dropped where that happens: nothing comes out that was not in the data.
@safe
final class GzipDecoder: Decoder {
  private let gunzip: UnsafeMutablePointer<ledger_gunzip>?
  private var header = GzipHeader()
  /// What is wrong with the data, where some of what came out before is still to be delivered.
  private var damage: StreamComplaint?
  /// Whether the last bytes before the damage are no content.
  private var isUnsure = false
  /// Whether a member has ended; the very first one may not be missing.
  private var hasMemberEnded = false

  /// The longest copy, and the symbols that the library may have written into its place.
  private static let heldBytes = 258 + 8
  private var held = PaddedBytes(capacity: heldBytes)

  /// What was decompressed for a caller with little room, and how much of it was handed out.
  private var waiting = PaddedBytes()
  private var waitingTaken = 0
  private var waitingDamage: StreamComplaint?

  var isAtRest: Bool { hasMemberEnded && waitingTaken == waiting.count && waitingDamage == nil }

  init() { unsafe gunzip = ledger_gunzip_new() }

  deinit { unsafe ledger_gunzip_free(gunzip) }

  func restart() {
    if let gunzip = unsafe gunzip { unsafe ledger_gunzip_restart(gunzip) }
    header = GzipHeader()
    hasMemberEnded = false
    damage = nil
    isUnsure = false
    held.removeAll()
    waiting.removeAll()
    waitingTaken = 0
    waitingDamage = nil
  }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodeStep {
    if output.count >= 16 * GzipDecoder.heldBytes, waitingTaken == waiting.count, waitingDamage == nil {
      return unsafe decodeBehindHeld(input, into: output)
    }
    var consumed = 0
    if waitingTaken == waiting.count, waitingDamage == nil {
      waiting.removeAll()
      waitingTaken = 0
      var step = DecodeStep(consumed: 0, produced: 0)
      _ = unsafe waiting.appendUnsafe(upTo: 64 << 10) { room in
        unsafe step = decodeBehindHeld(input, into: room)
        return step.produced
      }
      consumed = step.consumed
      waitingDamage = step.damage
    }
    let count = min(output.count, waiting.count - waitingTaken)
    unsafe waiting.view.slice(waitingTaken, waitingTaken + count).withUnsafeBytes { unsafe output.copyMemory(from: $0) }
    waitingTaken += count
    let isLast = waitingTaken == waiting.count
    return DecodeStep(consumed: consumed, produced: count, damage: isLast ? waitingDamage : nil)
  }

  /// Decodes into a buffer with room for what is held back and more.
  private func decodeBehindHeld(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let before = held.count
    unsafe held.view.withUnsafeBytes { unsafe output.copyMemory(from: $0) }
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: output[before...])
    var step = unsafe decodeMember(input, into: room)
    let total = before + step.produced
    let isIdle = unsafe step.consumed == 0 && step.produced == 0 && input.isEmpty
    held.removeAll()
    if step.damage != nil {
      step.produced = isUnsure ? max(total - GzipDecoder.heldBytes, 0) : total
    } else if hasMemberEnded || isIdle {
      step.produced = total
    } else {
      step.produced = max(total - GzipDecoder.heldBytes, 0)
      let count = total - step.produced
      _ = unsafe held.appendUnsafe(upTo: count) { kept in
        unsafe kept.copyMemory(from: UnsafeRawBufferPointer(rebasing: output[step.produced..<total]))
        return count
      }
    }
    return step
  }

  private func decodeMember(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    guard let gunzip = unsafe gunzip else {
      return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .limitExceeded, message: "out of memory"))
    }
    if hasMemberEnded {
      guard let first = unsafe input.first else { return DecodeStep(consumed: 0, produced: 0) }
      if first == 0 { return DecodeStep(consumed: unsafe paddingCount(input), produced: 0) }
      guard first == 0x1F else { return behindTheEnd }
      unsafe ledger_gunzip_restart(gunzip)
      header = GzipHeader()
      hasMemberEnded = false
    }
    if damage != nil { return unsafe rest(of: gunzip, consumed: 0, produced: 0, into: output) }
    if !header.isComplete {
      do {
        return DecodeStep(consumed: try unsafe header.read(input), produced: 0)
      } catch {
        damage = StreamComplaint(code: .damagedCompression, message: error.text)
        return unsafe rest(of: gunzip, consumed: 0, produced: 0, into: output)
      }
    }
    // Sound: the library reads and writes as many bytes as it is told at most, and both are bounded by the buffers
    // given; it keeps what it needs of the input. Pointers are set anew in every call.
    var inputCount = UInt32(min(input.count, Int(Int32.max)))
    var outputCount = UInt32(min(output.count, Int(Int32.max)))
    let result = unsafe ledger_gunzip_step(gunzip, input.baseAddress, &inputCount, output.baseAddress, &outputCount)
    switch result {
    case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW:
      hasMemberEnded = unsafe ledger_gunzip_is_finished(gunzip) != 0
      return DecodeStep(consumed: Int(inputCount), produced: Int(outputCount))
    default:
      damage = StreamComplaint(code: .damagedCompression, message: gunzipErrorText(result))
      isUnsure = result == ISAL_INVALID_LOOKBACK || result == ISAL_INVALID_SYMBOL
      return unsafe rest(of: gunzip, consumed: Int(inputCount), produced: Int(outputCount), into: output)
    }
  }

  /// What came out before the damage is delivered before it is told.
  private func rest(
    of gunzip: UnsafeMutablePointer<ledger_gunzip>, consumed: Int, produced: Int,
    into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: output[produced...])
    let count = UInt32(min(room.count, Int(Int32.max)))
    let rest = unsafe ledger_gunzip_take_rest(gunzip, room.baseAddress, count)
    return DecodeStep(consumed: consumed, produced: produced + Int(rest), damage: rest < count ? damage : nil)
  }
}

/// What the library's numbers mean.
private func gunzipErrorText(_ result: Int32) -> String {
  switch result {
  case ISAL_INVALID_BLOCK: "invalid block"
  case ISAL_INVALID_SYMBOL: "invalid code"
  case ISAL_INVALID_LOOKBACK: "invalid distance"
  case ISAL_INCORRECT_CHECKSUM: "wrong checksum or length"
  default: "invalid data"
  }
}

/// What a decoder says of bytes that are neither data nor padding.
private var behindTheEnd: DecodeStep {
  let message = "there are other bytes behind the end of the compressed data"
  return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .damagedCompression, message: message))
}

/// What a decoder says of data that was compressed with a dictionary.
private var missingDictionary: StreamComplaint {
  StreamComplaint(code: .missingDictionary, message: "it needs the dictionary that it was compressed with")
}

/// One zlib stream. The checksum is verified by the library.
@safe
final class ZlibDecoder: Decoder {
  // On the heap: the library remembers the address.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  /// Whether the stream has ended.
  private(set) var isAtRest = false

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15: the largest window (zlib.h, inflateInit2).
    isReady = unsafe inflateInit2_(stream, 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  func restart() {
    if isReady { unsafe inflateReset(stream) }
    isAtRest = false
  }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodeStep {
    guard isReady else {
      return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .limitExceeded, message: "out of memory"))
    }
    if isAtRest {
      guard let first = unsafe input.first else { return DecodeStep(consumed: 0, produced: 0) }
      if first == 0 { return DecodeStep(consumed: unsafe paddingCount(input), produced: 0) }
      return behindTheEnd
    }
    // Sound: the library reads `avail_in` and writes `avail_out` bytes at most, both bounded by the buffers given; it
    // does not write through `next_in`. Both pointers are set anew in every call.
    let inputCount = min(input.count, Int(UInt32.max))
    let outputCount = min(output.count, Int(UInt32.max))
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(inputCount)
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(outputCount)
    let result = unsafe inflate(stream, Z_NO_FLUSH)
    var step = DecodeStep(
      consumed: inputCount - Int(unsafe stream.pointee.avail_in),
      produced: outputCount - Int(unsafe stream.pointee.avail_out))
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isAtRest = true
    case Z_NEED_DICT: step.damage = missingDictionary
    case Z_MEM_ERROR: step.damage = .init(code: .limitExceeded, message: "out of memory")
    default:
      let text = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "invalid data"
      step.damage = .init(code: .damagedCompression, message: text)
    }
    return step
  }
}

/// Zstandard with any number of frames, skippable ones included. Checksums are verified by the library.
@safe
final class ZstdDecoder: Decoder {
  private let context: OpaquePointer?
  private let windowLogMax: Int32
  // The library forgets what it wrote in a call that fails. So each call gets what one step needs: the header of a
  // block, then the block, then nothing until its content is out. When a block is broken, only that block is lost.
  /// How much input the library wants next, together with the header of the block after that.
  private var wanted = ZstdDecoder.beginning
  /// Whether the library may hold content that did not fit into the last output.
  private var mayHoldMore = false

  private static let blockHeaderBytes = 3
  private static let beginning = 5

  private(set) var isAtRest = true

  init(windowLogMax: Int32) {
    unsafe context = ZSTD_createDCtx()
    self.windowLogMax = windowLogMax
    if let context = unsafe context {
      _ = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, windowLogMax)
    }
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  func restart() {
    if let context = unsafe context { _ = unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only) }
    wanted = ZstdDecoder.beginning
    mayHoldMore = false
    isAtRest = true
  }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodeStep {
    guard let context = unsafe context else {
      return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .limitExceeded, message: "out of memory"))
    }
    if mayHoldMore {
      let step = unsafe step(context, UnsafeRawBufferPointer(start: nil, count: 0), output)
      if step.produced > 0 || step.damage != nil { return step }
    }
    if isAtRest {
      guard let first = unsafe input.first else { return DecodeStep(consumed: 0, produced: 0) }
      if first == 0 { return DecodeStep(consumed: unsafe paddingCount(input), produced: 0) }
    }
    // More than the longest header is a block.
    let isBlock = wanted > ZstdFrameHeader.bytesMax
    let count = max(isBlock ? wanted - ZstdDecoder.blockHeaderBytes : wanted, 1)
    return unsafe step(context, UnsafeRawBufferPointer(rebasing: input.prefix(count)), output)
  }

  /// What an error of the library means.
  func damage(of result: Int) -> StreamComplaint {
    switch 0 &- result {
    case windowTooLarge:
      let most = (1 << windowLogMax) >> 20
      return StreamComplaint(
        code: .limitExceeded,
        message: "it needs a window of more than \(most) MiB, which \"zstd -d --long=31\" can decompress")
    case dictionaryWrong: return missingDictionary
    case outputTooSmall:
      // There is room for whatever a block may hold.
      return StreamComplaint(code: .damagedCompression, message: "a block that is longer than any may be")
    default:
      return StreamComplaint(
        code: .damagedCompression, message: unsafe String(cString: ZSTD_getErrorName(result)))
    }
  }

  private func step(
    _ context: OpaquePointer, _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    // Sound: both structures carry the sizes of the buffers given, and are used in this call only.
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = unsafe ZSTD_decompressStream(context, &target, &source)
    guard ZSTD_isError(result) == 0 else {
      return DecodeStep(consumed: unsafe source.pos, produced: unsafe target.pos, damage: damage(of: result))
    }
    isAtRest = result == 0
    wanted = isAtRest ? ZstdDecoder.beginning : result
    // At rest everything is out; asked for more, the library would begin the next frame, and the end look like a cut.
    mayHoldMore = unsafe !isAtRest && target.pos == target.size
    return DecodeStep(consumed: unsafe source.pos, produced: unsafe target.pos)
  }
}

// The library's numbers (zstd_errors.h; they are fixed) for what is no damage.

/// A frame asks for a larger window than allowed.
private let windowTooLarge = 16

/// A frame names a dictionary.
private let dictionaryWrong = 32

/// A block does not fit into the output. Said of damaged blocks only, as output waits in the library where there is no room.
private let outputTooSmall = 70
