import LedgerMemory
import LedgerModel

/// The content of a compressed stream.
///
/// Whatever comes out before the data ends or breaks is delivered; then one complaint says where and why. Expansion is
/// bounded by ratio and by size.
final class DecompressedStream: ByteStream {
  private let compression: SourceFormat.Compression
  private let compressed: any ByteStream
  private let decoder: any Decoder
  /// The decoder, where it keeps content in place.
  private let zstd: ZstdStreamDecoder?
  private let limits: ReadLimits
  private let complaints: StreamComplaints
  private var input = PaddedBytes(capacity: inputBytes)
  private var inputTaken = 0
  private var inputIsAtEnd = false
  private var hasEnded = false
  private var consumed: UInt64 = 0
  /// What was decompressed here: nothing of frames that were taken out whole.
  private var produced: UInt64 = 0
  private var hasLentFrames = false

  /// Small enough for the second-level cache, large enough that calls do not count.
  private static let inputBytes = 128 << 10

  /// How long a frame may be to be taken out whole, before and after decompression: what a worker holds at a time.
  private static let frameBytesMax = 1 << 20
  private static let framesContentMax = 4 << 20

  init(
    _ compression: SourceFormat.Compression, of compressed: any ByteStream, limits: ReadLimits,
    complaints: StreamComplaints
  ) {
    self.compression = compression
    self.compressed = compressed
    self.limits = limits
    self.complaints = complaints
    zstd =
      compression == .zstd
      ? ZstdStreamDecoder(windowLogMax: limits.zstdWindowLog, piecesMax: PieceQueue.piecesMax) : nil
    decoder = zstd ?? compression.makeDecoder(limits)
  }

  func read(upTo length: Int, into bytes: inout PaddedBytes) -> Int {
    // What was decompressed before the end is delivered, too.
    while !hasEnded || waiting > 0 {
      let before = waiting
      let step = step(upTo: length, into: &bytes)
      if !hasEnded { account(for: step, decoded: step.produced + waiting - before) }
      if step.produced > 0 { return step.produced }
    }
    return 0
  }

  /// About `length` bytes where they were decompressed; `nil` where the next ones must be read, or none are left.
  func readInPlace(_ length: Int) -> ContentInPlace? {
    guard let zstd else { return nil }
    let wanted = min(length, ZstdStreamDecoder.pieceBytesMax)
    while !hasEnded, waiting < wanted {
      refill()
      let rest = input.view.dropping(inputTaken)
      guard let step = unsafe rest.withUnsafeBytes({ unsafe zstd.decodeInPlace($0) }) else { break }
      account(for: step, decoded: step.produced)
    }
    return zstd.takeInPlace()
  }

  private func refill() {
    guard inputTaken == input.count, !inputIsAtEnd else { return }
    input.removeAll()
    inputTaken = 0
    inputIsAtEnd = compressed.read(upTo: DecompressedStream.inputBytes, into: &input) == 0
  }

  /// How much was decompressed and is not delivered.
  private var waiting: Int { zstd?.waiting ?? 0 }

  /// Counts what a step did, and ends where nothing comes behind it. Content counts when it was decompressed, whoever asks for
  /// how much of it: so a limit is reached at the same place.
  private func account(for step: DecodeStep, decoded: Int) {
    inputTaken += step.consumed
    consumed += UInt64(step.consumed)
    produced += UInt64(decoded)
    if let damage = step.damage {
      end(damage.code, "is unreadable at its byte \(consumed): \(damage.message)")
    } else if step.produced == 0, step.consumed == 0 {
      if inputTaken < input.count {
        end(.damagedCompression, "is unreadable at its byte \(consumed): it makes no progress")
      } else if inputIsAtEnd {
        hasEnded = true
        if !decoder.isAtRest { end(.truncatedInput, "ends early, after \(byteText(consumed))") }
      }
    } else if produced > limits.decompressedBytes {
      end(.limitExceeded, "expands to more than \(limits.decompressedBytes) bytes")
    } else if limits.isExceeded(by: produced, from: consumed) {
      end(.limitExceeded, "expands more than \(limits.expansionRatio) times")
    }
  }

  /// Takes whole frames out of the stream, as they are: so many that about `length` bytes come out of them.
  ///
  /// - Returns: where they begin in the compressed data; `nil` where no frame begins, where the next one is long, or
  ///   where it is none that its header tells the end of. Then read the stream instead.
  func takeFrames(for length: Int, into packed: inout PaddedBytes) -> UInt64? {
    guard compression == .zstd, !hasEnded, decoder.isAtRest else { return nil }
    let offset = consumed
    var contentMax = 0
    while contentMax < length, let frame = nextFrame(), frame.contentBytesMax <= DecompressedStream.framesContentMax {
      packed.append(input.view.slice(inputTaken, inputTaken + frame.bytes))
      inputTaken += frame.bytes
      consumed += UInt64(frame.bytes)
      contentMax += frame.contentBytesMax
    }
    if packed.count > 0 { hasLentFrames = true }
    return packed.count > 0 ? offset : nil
  }

  /// The next frame, where all of it is there or can be read soon.
  private func nextFrame() -> ZstdFrame? {
    while true {
      switch ZstdFrame.look(at: input.view.dropping(inputTaken)) {
      case .whole(let frame): return frame
      case .none: return nil
      case .unfinished:
        guard !inputIsAtEnd, input.count - inputTaken < DecompressedStream.frameBytesMax else { return nil }
        input.removeFirst(inputTaken)
        inputTaken = 0
        inputIsAtEnd = compressed.read(upTo: DecompressedStream.inputBytes, into: &input) == 0
      }
    }
  }

  private func step(upTo length: Int, into bytes: inout PaddedBytes) -> DecodeStep {
    refill()
    var step = DecodeStep(consumed: 0, produced: 0)
    let rest = input.view.dropping(inputTaken)
    _ = unsafe bytes.appendUnsafe(upTo: length) { room in
      unsafe rest.withUnsafeBytes { unsafe step = decoder.decode($0, into: room) }
      return step.produced
    }
    return step
  }

  private func end(_ code: ProblemCode, _ what: String) {
    hasEnded = true
    if hasLentFrames {
      complaints.add(StreamComplaint(code: code, message: what, ended: compression))
    } else {
      complaints.add(code, compression.endText(what, produced: produced))
    }
  }
}

extension SourceFormat.Compression {
  /// Why nothing more comes out of compressed data, and how much came.
  func endText(_ what: String, produced: UInt64) -> String {
    "the \(rawValue) data \(what); the \(byteText(produced)) that came out before \(produced == 1 ? "was" : "were") used"
  }
}

extension ReadLimits {
  /// Whether `produced` bytes are too many to come out of `consumed` ones.
  func isExceeded(by produced: UInt64, from consumed: UInt64) -> Bool {
    produced > expansionFreeBytes && produced / max(consumed, 1) >= expansionRatio
  }
}

/// Decompresses single records, one after the other, with decoders that are kept.
final class RecordInflater: @unchecked Sendable {
  // Sound: it belongs to one batch or one caller, and goes with it.
  private let limits: ReadLimits
  private var decoders: [SourceFormat.Compression: any Decoder] = [:]

  init(_ limits: ReadLimits) { self.limits = limits }

  /// Appends the content of one compressed record.
  ///
  /// - Returns: what went wrong, or `nil`. What came out before that stays appended.
  func inflate(
    _ record: ByteView, _ compression: SourceFormat.Compression, into bytes: inout PaddedBytes
  ) -> StreamComplaint? {
    let decoder = decoder(of: compression)
    var taken = 0
    var produced = 0
    // Room grows with what has come out, never with what the record claims to hold.
    var room = max(64 << 10, min(record.count * 4, 4 << 20))
    while true {
      let rest = record.dropping(taken)
      var step = DecodeStep(consumed: 0, produced: 0)
      _ = unsafe bytes.appendUnsafe(upTo: room) { output in
        unsafe rest.withUnsafeBytes { unsafe step = decoder.decode($0, into: output) }
        return step.produced
      }
      taken += step.consumed
      produced += step.produced
      if produced > limits.recordBytes {
        bytes.truncate(to: bytes.count - (produced - limits.recordBytes))
        return StreamComplaint(code: .limitExceeded, message: "it expands to more than \(limits.recordBytes) bytes")
      }
      if let damage = step.damage {
        return StreamComplaint(
          code: damage.code, message: "\(damage.message), at byte \(taken) of \(record.count) compressed ones")
      }
      if limits.isExceeded(by: UInt64(produced), from: UInt64(taken)) {
        return StreamComplaint(
          code: .limitExceeded, message: "it expands more than \(limits.expansionRatio) times")
      }
      if step.consumed == 0, step.produced == 0 {
        if taken == record.count, decoder.isAtRest { return nil }
        return StreamComplaint(
          code: .truncatedInput, message: "it ends early, after \(taken) of \(record.count) compressed bytes")
      }
      room = max(room, min(produced, 16 << 20))
    }
  }

  /// The same for a record that may also be written as it is.
  func inflateIfCompressed(
    _ record: ByteView, _ compression: SourceFormat.Compression, into bytes: inout PaddedBytes
  ) -> StreamComplaint? {
    guard case .compressed(compression)? = ContentMagic(record) else {
      bytes.append(record)
      return nil
    }
    return inflate(record, compression, into: &bytes)
  }

  /// Appends the content of whole frames.
  ///
  /// - Returns: how many bytes were read, and what went wrong. What came out before that stays appended.
  func inflateFrames(_ frames: ByteView, into bytes: inout PaddedBytes) -> (consumed: Int, damage: StreamComplaint?) {
    let decoder = decoder(of: .zstd)
    var taken = 0
    while true {
      let rest = frames.dropping(taken)
      var step = DecodeStep(consumed: 0, produced: 0)
      // Room for a block.
      _ = unsafe bytes.appendUnsafe(upTo: 128 << 10) { output in
        unsafe rest.withUnsafeBytes { unsafe step = decoder.decode($0, into: output) }
        return step.produced
      }
      taken += step.consumed
      if step.damage != nil || (step.consumed == 0 && step.produced == 0) { return (taken, step.damage) }
    }
  }

  private func decoder(of compression: SourceFormat.Compression) -> any Decoder {
    if let known = decoders[compression] {
      known.restart()
      return known
    }
    let fresh = compression.makeDecoder(limits)
    decoders[compression] = fresh
    return fresh
  }
}
