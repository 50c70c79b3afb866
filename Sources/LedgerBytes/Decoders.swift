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
    case .gzip: ZlibDecoder(hasGzipMembers: true)
    case .zlib: ZlibDecoder(hasGzipMembers: false)
    case .zstd: ZstdDecoder(windowLogMax: limits.zstdWindowLog)
    }
  }
}

/// How many zero bytes are at the beginning: writers of fixed blocks pad compressed data with them.
private func paddingCount(_ input: UnsafeRawBufferPointer) -> Int {
  unsafe input.prefix { $0 == 0 }.count
}

/// Gzip with any number of members, or one zlib stream. Checksums are verified by the library.
@safe
final class ZlibDecoder: Decoder {
  // On the heap: the library remembers the address.
  private let stream: UnsafeMutablePointer<z_stream>
  private let hasGzipMembers: Bool
  private let isReady: Bool
  private var hasBegun = false

  /// Whether a member has ended; the very first one may not be missing.
  private(set) var isAtRest = false

  init(hasGzipMembers: Bool) {
    self.hasGzipMembers = hasGzipMembers
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15: the largest window; 16 more: a gzip header instead of a zlib header (zlib.h, inflateInit2).
    isReady =
      unsafe inflateInit2_(stream, hasGzipMembers ? 31 : 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  func restart() {
    if isReady { unsafe inflateReset(stream) }
    isAtRest = false
    hasBegun = false
  }

  func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecodeStep {
    guard isReady else {
      return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .limitExceeded, message: "out of memory"))
    }
    if isAtRest {
      guard let first = unsafe input.first else { return DecodeStep(consumed: 0, produced: 0) }
      if first == 0 { return DecodeStep(consumed: unsafe paddingCount(input), produced: 0) }
      guard hasGzipMembers, first == 0x1F else {
        let message = "there are other bytes behind the end of the compressed data"
        return DecodeStep(consumed: 0, produced: 0, damage: .init(code: .damagedCompression, message: message))
      }
      unsafe inflateReset(stream)
      isAtRest = false
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
    case Z_NEED_DICT: step.damage = .init(code: .damagedCompression, message: "it needs a dictionary")
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
  // The library forgets what it wrote in a call that fails. So each call gets what one step needs: the header of a
  // block, then the block, then nothing until its content is out. When a block is broken, only that block is lost.
  /// How much input the library wants next, together with the header of the block after that.
  private var wanted = ZstdDecoder.beginning
  /// Whether the library may hold content that did not fit into the last output.
  private var mayHoldMore = false

  private static let blockHeaderBytes = 3
  private static let beginning = 5
  /// The longest frame header (RFC 8878, 3.1.1.1); more than that is a block.
  private static let headerBytesMax = 18

  private(set) var isAtRest = true

  init(windowLogMax: Int32) {
    unsafe context = ZSTD_createDCtx()
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
    let isBlock = wanted > ZstdDecoder.headerBytesMax
    let count = max(isBlock ? wanted - ZstdDecoder.blockHeaderBytes : wanted, 1)
    return unsafe step(context, UnsafeRawBufferPointer(rebasing: input.prefix(count)), output)
  }

  private func step(
    _ context: OpaquePointer, _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    // Sound: both structures carry the sizes of the buffers given, and are used in this call only.
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = unsafe ZSTD_decompressStream(context, &target, &source)
    guard ZSTD_isError(result) == 0 else {
      let message = unsafe String(cString: ZSTD_getErrorName(result))
      let code: ProblemCode = 0 &- result == windowTooLarge ? .limitExceeded : .damagedCompression
      return DecodeStep(
        consumed: unsafe source.pos, produced: unsafe target.pos, damage: .init(code: code, message: message))
    }
    isAtRest = result == 0
    wanted = isAtRest ? ZstdDecoder.beginning : result
    // At rest everything is out; asked for more, the library would begin the next frame, and the end look like a cut.
    mayHoldMore = unsafe !isAtRest && target.pos == target.size
    return DecodeStep(consumed: unsafe source.pos, produced: unsafe target.pos)
  }
}

/// The library's number for a frame that asks for a larger window than allowed (zstd_errors.h; numbers are fixed).
private let windowTooLarge = 16
