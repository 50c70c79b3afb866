import CZlib
import CZstd
import LedgerMemory
import LedgerTestSupport
import Testing

@testable import LedgerBytes

struct DecoderTests {
  /// Decodes with so many bytes of input and room at a time.
  private func decode(_ bytes: [UInt8], _ decoder: any Decoder, input: Int, room: Int) -> (
    content: [UInt8], damage: String?, isAtRest: Bool
  ) {
    let buffer = PaddedBytes(bytes)
    var output = PaddedBytes()
    var taken = 0
    while true {
      let rest = buffer.view.slice(taken, min(taken + input, bytes.count))
      var step = DecodeStep(consumed: 0, produced: 0)
      _ = unsafe output.appendUnsafe(upTo: room) { target in
        unsafe rest.withUnsafeBytes { unsafe step = decoder.decode($0, into: target) }
        return step.produced
      }
      // Millions of steps: an expectation that holds costs more than the step.
      if step.consumed > rest.count || step.produced > room {
        Issue.record("no more is read and written than there is: \(step)")
      }
      taken += step.consumed
      if let damage = step.damage { return (output.view.bytes, damage.message, decoder.isAtRest) }
      if step.consumed == 0, step.produced == 0 { return (output.view.bytes, nil, decoder.isAtRest) }
    }
  }

  /// What zlib makes of one gzip member.
  private func inflated(_ bytes: [UInt8]) -> (content: [UInt8], isWhole: Bool) {
    var stream = z_stream()
    inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: 1 << 20)
    return input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        let result = inflate(&stream, Z_NO_FLUSH)
        return (Array(target.prefix(target.count - Int(stream.avail_out))), result == Z_STREAM_END)
      }
    }
  }

  /// Bytes of every kind: repeated, random, texts.
  private func content(_ generator: inout SplitMix64, count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes += [UInt8](repeating: UInt8.random(in: 0...255, using: &generator), count: 300)
      case 1: bytes += (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      default: bytes += Array("\"gen_ai.usage.input_tokens\":\(bytes.count),".utf8)
      }
    }
    return Array(bytes.prefix(count))
  }

  @Test func `gzip comes out the same however it is fed`() {
    var generator = SplitMix64(seed: 5)
    for count in [0, 1, 300, 70_000, 200_000] {
      let plain = content(&generator, count: count)
      let bytes = gzip(plain) + gzip(plain) + [0, 0]
      let steps = [(1, 100), (100, 1), (7, 7), (1000, 3), (1 << 20, 1 << 20), (1 << 20, 65536), (13, 1 << 20)]
      for (input, room) in steps {
        guard count < 100_000 || input * room > 1000 else { continue }
        let result = decode(bytes, GzipDecoder(), input: input, room: room)
        #expect(result.content == plain + plain, "\(count) bytes, \(input) at a time into \(room)")
        #expect(result.damage == nil)
        #expect(result.isAtRest)
      }
    }
  }

  @Test func `all parts of a gzip header are stepped over`() {
    let plain = Array("{\"a\":1}".utf8)
    let body = Array(gzip(plain).dropFirst(10))
    let start: [UInt8] = [0x1F, 0x8B, 8]
    let rest: [UInt8] = [1, 2, 3, 4, 0, 3]
    let extra: [UInt8] = [5, 0, 1, 2, 3, 4, 5]
    let name = Array("traces.jsonl".utf8) + [0]
    let long = [UInt8](repeating: 0x61, count: 100_000) + [0]
    var headers = [
      start + [0x08] + rest + name, start + [0x10] + rest + name, start + [0x04] + rest + extra,
      start + [0x1C] + rest + extra + name + name, start + [0x08] + rest + long, start + [0x01] + rest,
    ]
    for header in [start + [0x02] + rest, start + [0x1E] + rest + extra + name + name] {
      let checksum = unsafe header.withUnsafeBufferPointer { unsafe crc32(0, $0.baseAddress, UInt32($0.count)) }
      headers.append(header + [UInt8(checksum & 0xFF), UInt8(checksum >> 8 & 0xFF)])
    }
    for header in headers {
      for input in [1, 3, 13, 15, 1 << 20] {
        let result = decode(header + body + header + body, GzipDecoder(), input: input, room: 1000)
        #expect(result.content == plain + plain, "flags \(header[3]), \(input) at a time")
        #expect(result.damage == nil)
        #expect(result.isAtRest)
      }
    }
  }

  @Test func `no more of damaged gzip is taken than there is, wherever it ends`() {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<40 {
      var bytes = gzip(content(&generator, count: 600))
      let place = Int.random(in: 10..<bytes.count, using: &generator)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      for end in place + 1...bytes.count {
        _ = decode(Array(bytes.prefix(end)), GzipDecoder(), input: 1 << 20, room: 64 << 10)
      }
    }
  }

  @Test func `what is wrong with a gzip header is said`() {
    let body = Array(gzip([1, 2, 3]).dropFirst(10))
    let rest: [UInt8] = [1, 2, 3, 4, 0, 3]
    for (header, text) in [
      ([0x1F, 0x8C, 8, 0], "invalid header of a member"), ([0x1F, 0x8B, 7, 0], "unknown compression method"),
      ([0x1F, 0x8B, 8, 0x20], "unknown flags in the header of a member"),
      ([0x1F, 0x8B, 8, 0x02], "wrong checksum of the header of a member"),
    ] as [([UInt8], String)] {
      for input in [1, 1 << 20] {
        // Two bytes more, which are a wrong checksum where the flags announce one.
        let bytes = header + rest + (header[3] == 2 ? [0, 0] : []) + body
        let result = decode(bytes, GzipDecoder(), input: input, room: 1000)
        #expect(result.damage == text)
        #expect(result.content.isEmpty)
      }
    }
  }

  /// A copy from before the beginning may be noticed when it was counted already, so the last bytes before it are left out:
  /// as many as the longest copy has, and eight.
  @Test func `of damaged gzip comes out what zlib gets out but for its end, and nothing else`() {
    var generator = SplitMix64(seed: 17)
    for count in [400, 150_000] {
      let plain = content(&generator, count: count)
      let bytes = gzip(plain)
      for _ in 0..<150 {
        var damaged = bytes
        damaged[Int.random(in: 10..<bytes.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
        if Bool.random(using: &generator) {
          damaged.removeLast(Int.random(in: 0..<bytes.count - 20, using: &generator))
        }
        let expected = inflated(damaged)
        for (input, room) in [(1 << 20, 1 << 20), (1000, 999), (77, 1), (5000, 70_000)] {
          let result = decode(damaged, GzipDecoder(), input: input, room: room)
          #expect(expected.content.starts(with: result.content))
          #expect(result.content.count >= expected.content.count - 266)
          #expect((result.damage == nil && result.isAtRest) == expected.isWhole)
        }
      }
    }
  }

  @Test func `the end of a zstd frame is told from its headers`() {
    var generator = SplitMix64(seed: 23)
    var contents = [[], [7], content(&generator, count: 1000), content(&generator, count: 400_000)]
    contents.append([UInt8](repeating: 0x20, count: 300_000))
    contents.append((0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
    for plain in contents {
      for hasContentSize in [false, true] {
        for hasChecksum in [false, true] {
          let frame = zstd(plain, hasContentSize: hasContentSize, hasChecksum: hasChecksum)
          #expect(ZSTD_findFrameCompressedSize(frame, frame.count) == frame.count)
          let buffer = PaddedBytes(frame + [0x28, 0xB5, 0x2F, 0xFD, 0xFF])
          guard case .whole(let found) = ZstdFrame.look(at: buffer.view) else {
            Issue.record("the frame of \(plain.count) bytes was not found")
            continue
          }
          #expect(found.bytes == frame.count)
          #expect(found.contentBytesMax >= plain.count)
          for cut in stride(from: 0, to: frame.count, by: max(1, frame.count / 50)) {
            #expect(ZstdFrame.look(at: buffer.view.slice(0, cut)) == .unfinished)
          }
        }
      }
    }
    let skippable = PaddedBytes(skippableFrame([1, 2, 3]) + [9])
    #expect(ZstdFrame.look(at: skippable.view) == .whole(ZstdFrame(bytes: 11, contentBytesMax: 0)))
    let other = PaddedBytes(Array("{\"a\":1}\n{\"b\":2}".utf8))
    #expect(ZstdFrame.look(at: other.view) == .none)
  }
}
