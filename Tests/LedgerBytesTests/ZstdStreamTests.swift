import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerBytes

#if canImport(Glibc)
  import Glibc
#endif

/// Long zstd streams are decompressed where their content stays; the decoder of single records says what must come out.
struct ZstdStreamTests {
  private struct Result: Equatable {
    var content: [UInt8]
    var damage: String?
    var isAtRest: Bool
  }

  private func makeDecoder() -> ZstdStreamDecoder { ZstdStreamDecoder(windowLogMax: 27, piecesMax: 2) }

  /// Decodes with so many bytes of input and room at a time.
  private func decode(_ bytes: [UInt8], _ decoder: any Decoder, input: Int, room: Int) -> Result {
    let buffer = PaddedBytes(bytes)
    var output = PaddedBytes()
    var taken = 0
    while true {
      let rest = buffer.view.slice(taken, min(taken + input, bytes.count))
      let step = decode(rest, decoder, room: room, into: &output)
      taken += step.consumed
      if step.damage != nil || (step.consumed == 0 && step.produced == 0) {
        return Result(content: output.view.bytes, damage: step.damage?.message, isAtRest: decoder.isAtRest)
      }
    }
  }

  private func decode(
    _ input: ByteView, _ decoder: any Decoder, room: Int, into output: inout PaddedBytes
  ) -> DecodeStep {
    var step = DecodeStep(consumed: 0, produced: 0)
    _ = unsafe output.appendUnsafe(upTo: room) { target in
      unsafe input.withUnsafeBytes { unsafe step = decoder.decode($0, into: target) }
      return step.produced
    }
    return step
  }

  /// Decodes in place, in pieces of about `length` bytes, each of which is read when two more were handed out.
  private func decodeInPlace(_ bytes: [UInt8], _ decoder: ZstdStreamDecoder, input: Int, length: Int) -> Result {
    let buffer = PaddedBytes(bytes)
    var output = PaddedBytes()
    var held: [ContentInPlace] = []
    var taken = 0
    var damage: String?
    while damage == nil {
      let rest = { buffer.view.slice(taken, min(taken + input, bytes.count)) }
      while damage == nil, decoder.waiting < length {
        guard let step = unsafe rest().withUnsafeBytes({ unsafe decoder.decodeInPlace($0) }) else { break }
        taken += step.consumed
        damage = step.damage?.message
        if step.consumed == 0, step.produced == 0 { break }
      }
      if let piece = decoder.takeInPlace() {
        held.append(piece)
        if held.count == 3 { output.append(held.removeFirst().view) }
      } else {
        for piece in held { output.append(piece.view) }
        held = []
        guard damage == nil else { break }
        let step = decode(rest(), decoder, room: length, into: &output)
        taken += step.consumed
        damage = step.damage?.message
        if step.consumed == 0, step.produced == 0 { break }
      }
    }
    for piece in held { output.append(piece.view) }
    return Result(content: output.view.bytes, damage: damage, isAtRest: decoder.isAtRest)
  }

  private func isBeginning(_ bytes: [UInt8], of whole: [UInt8]) -> Bool { Array(whole.prefix(bytes.count)) == bytes }

  private let steps = [(1 << 20, 1 << 20), (128 << 10, 2 << 20), (1000, 999), (77, 100_000), (70_000, 77)]

  private func random(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
    return Array(bytes.prefix(count))
  }

  private func text(_ count: Int) -> [UInt8] {
    Array((0...count / 30).flatMap { "{\"input_tokens\":\($0 &* 7919 % 100_003),\"a\":1}\n".utf8 }.prefix(count))
  }

  /// Blocks that are compressed, stored and repeated; frames that tell their size and window, and others.
  private func frames() -> [(name: String, bytes: [UInt8], content: [UInt8])] {
    let (text, random) = (text(400_000), random(300_000, seed: 3))
    let zeros = [UInt8](repeating: 0, count: 500_000)
    let mixed = text + random + zeros + text
    let plain = zstd(mixed, hasContentSize: false)
    let bare = zstd(text, hasContentSize: false, hasChecksum: false)
    return [
      ("text", zstd(text, hasContentSize: false), text),
      ("random bytes", zstd(random, hasContentSize: false), random),
      ("zeros", zstd(zeros, hasContentSize: false), zeros),
      ("no content", zstd([], hasContentSize: false), []),
      ("all kinds of blocks", plain, mixed),
      ("a size that is told", zstd(mixed, windowLog: 20), mixed),
      ("a large window", Packing.zstdStream(mixed, windowLog: 24), mixed),
      ("a window for itself", Packing.zstdStream(mixed, windowLog: 17), mixed),
      ("several frames", plain + zstd(text) + skippableFrame([1, 2, 3]) + bare + [0, 0], mixed + text + text),
    ]
  }

  @Test func `frames have the windows that they were asked for`() {
    for windowLog in [17, 22, 24] {
      let bytes = PaddedBytes(Packing.zstdStream(text(100_000), windowLog: Int32(windowLog)))
      let header = ZstdFrameHeader(bytes.view)
      #expect(header?.windowBytes == 1 << UInt64(windowLog))
      #expect(header?.contentBytes == nil)
    }
  }

  @Test func `zstd comes out the same however it is fed`() {
    for (name, bytes, content) in frames() {
      for (input, room) in steps {
        let expected = Result(content: content, damage: nil, isAtRest: true)
        let what = "\(name), \(input) at a time into \(room)"
        #expect(decode(bytes, makeDecoder(), input: input, room: room) == expected, "\(what)")
        #expect(decodeInPlace(bytes, makeDecoder(), input: input, length: room) == expected, "\(what), in place")
      }
    }
  }

  @Test func `what came before a cut comes out`() {
    for (name, bytes, content) in frames() {
      for end in stride(from: 0, to: bytes.count, by: max(bytes.count / 16, 1)) + [5, 6, 9, 10, 11] {
        let cut = Array(bytes.prefix(end))
        let expected = decode(cut, ZstdDecoder(windowLogMax: 27), input: 1 << 20, room: 1 << 20)
        #expect(expected.damage == nil)
        for (input, room) in steps.prefix(3) {
          let result = decode(cut, makeDecoder(), input: input, room: room)
          #expect(decodeInPlace(cut, makeDecoder(), input: input, length: room) == result)
          let what = "\(name), cut at \(end), \(input) at a time into \(room)"
          #expect(result.damage == nil && result.isAtRest == expected.isAtRest, "\(what)")
          // The other one holds back as many bytes of a block that is stored as the header of a block has.
          #expect(result.content.count - expected.content.count <= 3, "\(what)")
          #expect(isBeginning(expected.content, of: result.content), "\(what)")
          #expect(isBeginning(result.content, of: content), "\(what)")
        }
      }
    }
  }

  @Test func `what came before damage comes out, and no more`() {
    var generator = SplitMix64(seed: 29)
    for (name, bytes, _) in frames() {
      for _ in 0..<20 {
        var damaged = bytes
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        damaged[place] ^= UInt8.random(in: 1...255, using: &generator)
        let expected = decode(damaged, ZstdDecoder(windowLogMax: 27), input: 1 << 20, room: 1 << 20)
        for (input, room) in steps.prefix(3) {
          let what = "\(name), damaged at \(place), \(input) at a time into \(room)"
          let result = decode(damaged, makeDecoder(), input: input, room: room)
          #expect(decodeInPlace(damaged, makeDecoder(), input: input, length: room) == result, "\(what), in place")
          #expect(result.content == expected.content && result.isAtRest == expected.isAtRest, "\(what)")
          // For some damage, there are two texts in the library.
          #expect((result.damage == nil) == (expected.damage == nil), "\(what)")
        }
      }
    }
  }

  /// The memory goes round several times, and what is referred to lies as far back as the window reaches.
  @Test(arguments: [20, 22, 23]) func `content lies where it was while pieces are read`(windowLog: Int) {
    // The library finds nothing in the first MiB of the window.
    let distance = max((1 << windowLog) - (9 << 17), 300_000)
    let once = random(distance - 200, seed: 7)
    var content: [UInt8] = []
    for _ in 0..<(24 << 20) / distance { content += once + text(200) }
    let bytes = Packing.zstdStream(content, windowLog: Int32(windowLog))
    #expect(bytes.count < content.count / 2, "the window reaches back to the last turn")
    for length in [100_000, 2 << 20] {
      let result = decodeInPlace(bytes, makeDecoder(), input: 128 << 10, length: length)
      #expect(result.content == content, "window of \(1 << windowLog), pieces of \(length)")
      #expect(result.isAtRest)
    }
    #expect(decode(bytes, makeDecoder(), input: 128 << 10, room: 1 << 20).content == content)
  }

  /// A block that says it repeats a byte two million times, or whose matches are longer than any block.
  @Test func `a damaged block writes nothing where others read`() throws {
    let good = text(9 << 20)
    let bytes = Packing.zstdStream(good, windowLog: 20)
    let buffer = PaddedBytes(bytes)
    let header = try #require(ZstdFrameHeader(buffer.view))
    // The frame's blocks one after the other, as many as fill the memory more than once, then the damaged one.
    var at = header.bytes
    var blocks: [Range<Int>] = []
    while at + 3 <= bytes.count {
      let block = ZstdBlockHeader(UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16)
      blocks.append(at..<at + 3 + block.blockBytes)
      at += 3 + block.blockBytes
      if block.isLast { break }
    }
    let repeated = UInt32(((2 << 20) - 1) << 3 | 1 << 1)
    let damage = [UInt8(repeated & 0xFF), UInt8(repeated >> 8 & 0xFF), UInt8(repeated >> 16), 0x21]
    let decoder = makeDecoder()
    let end = blocks[blocks.count - 2].upperBound
    let expected = decode(Array(bytes.prefix(end)), ZstdDecoder(windowLogMax: 27), input: 1 << 20, room: 1 << 20)
    let result = decodeInPlace(Array(bytes.prefix(end)) + damage, decoder, input: 128 << 10, length: 2 << 20)
    #expect(result.content == expected.content)
    #expect(result.damage != nil)
  }

  /// Whoever holds a piece may read it where it lies.
  @Test func `a piece is read only when the one that lies there was given back`() throws {
    let queue = PieceQueue(workers: 2)
    let count = Locked(0)
    #expect(
      startThread {
        while queue.put({ _ in
          let number = count.withLock { $0 }
          return Piece(number: number, isLast: number == 9, filePosition: 0, bytesRead: 0)
        }) { count.withLock { $0 += 1 } }
      })
    guard case .block(let first) = queue.hold(waits: true) else {
      Issue.record("there is a first piece")
      return
    }
    for _ in 1...PieceQueue.piecesMax {
      guard case .block(let block) = queue.hold(waits: true) else { continue }
      queue.giveBack(block)
    }
    // If the thread went on, it would have a piece soon.
    var isBusy = true
    for _ in 0..<100 {
      if case .block = queue.hold(waits: false) { isBusy = false }
      usleep(500)
    }
    #expect(isBusy)
    #expect(count.withLock { $0 } == PieceQueue.piecesMax + 1)
    queue.giveBack(first)
    var rest = 0
    while case .block(let block) = queue.hold(waits: true) {
      queue.giveBack(block)
      rest += 1
    }
    #expect(rest == 9 - PieceQueue.piecesMax)
  }

  @Test func `a decoder starts anew`() {
    let (first, second) = (text(300_000), random(200_000, seed: 9))
    let decoder = makeDecoder()
    _ = decode(Array(zstd(first, hasContentSize: false).prefix(50_000)), decoder, input: 1 << 20, room: 1000)
    decoder.restart()
    #expect(decoder.isAtRest)
    let result = decode(zstd(second, hasContentSize: false), decoder, input: 1 << 20, room: 1 << 20)
    #expect(result == Result(content: second, damage: nil, isAtRest: true))
  }
}
