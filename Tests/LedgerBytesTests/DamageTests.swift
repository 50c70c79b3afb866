import LedgerModel
import Testing

@testable import LedgerBytes

/// What comes out behind damage, where limits are met: the same however the content is read, within the limits, and what
/// is left out is named.
struct DamageTests {
  /// So small that everything is larger.
  static let limits = {
    var limits = ReadLimits()
    limits.recordBytes = 2000
    limits.headBytes = 64
    limits.headBytesMax = 256
    return limits
  }()

  static let sizes = [1, 37, 64, 1000, 1 << 20]

  /// Reads in all sizes of batches, plain and compressed, and requires the same of all.
  private func readAlways(_ bytes: [UInt8], _ limits: ReadLimits = DamageTests.limits) throws -> Reading {
    let expected = try read(bytes, limits: limits)
    for (content, form) in [(bytes, "plain"), (gzip(bytes), "gzip"), (zstd(bytes), "zstd")] {
      for size in DamageTests.sizes {
        let reading = try read(content, limits: limits, batchBytes: size)
        let comment: Comment = "\(form), batches of \(size)"
        #expect(reading.records == expected.records, comment)
        #expect(reading.ranges.map(\.sourceByteOffset) == expected.ranges.map(\.sourceByteOffset), comment)
        #expect(reading.ranges.map(\.record) == expected.ranges.map(\.record), comment)
        #expect(reading.ranges.map(\.isTruncated) == expected.ranges.map(\.isTruncated), comment)
        #expect(reading.problems == expected.problems, comment)
        #expect(reading.records.allSatisfy { $0.count <= limits.recordBytes }, comment)
      }
    }
    return expected
  }

  /// Bytes in which no framing begins a record.
  private static func rubble(_ count: Int) -> [UInt8] { Array(repeating: 0xFF, count: count) }

  static let framings = Writing.binary.indices.filter {
    Writing.binary[$0].recordCompression == nil && Writing.binary[$0].name != .newlineSeparated
  }

  @Test(arguments: framings, [false, true])
  func `more damage than a record may be long is left out, and named from its first byte to its last`(
    row: Int, isAtEnd: Bool
  ) throws {
    let writing = Writing.binary[row]
    let (first, second, third) = (message("first"), message("second", filling: 60), message("third"))
    let whole = writing.write([first, second])
    for count in [2001, 2002, 2064, 9000] {
      let rest = isAtEnd ? [] : writing.write([third])
      let reading = try readAlways(whole + DamageTests.rubble(count) + rest)
      #expect(reading.records == (isAtEnd ? [first, second] : [first, second, third]))
      #expect(reading.ranges.map(\.record) == (isAtEnd ? [0, 1] : [0, 1, 3]))
      #expect(reading.codes == [.unreadableRecord])
      #expect(reading.problems.first?.position.byteOffset == UInt64(whole.count))
      #expect(reading.problems.first?.position.record == 2)
      let place = "; bytes \(whole.count) to \(whole.count + count - 1) were left out"
      #expect(reading.problems.first?.message.hasSuffix(place) == true, "\(reading.problems)")
    }
  }

  @Test(arguments: framings)
  func `what lies before the next record is kept as long as a record may be`(row: Int) throws {
    let writing = Writing.binary[row]
    let (first, last) = (message("first"), message("last", filling: 60))
    for count in 1990...2001 {
      let whole = writing.write([first])
      let reading = try readAlways(whole + DamageTests.rubble(count) + writing.write([last]))
      let isKept = count <= 2000 && writing.name != .raw
      #expect(reading.records.count == (isKept ? 3 : 2), "\(count) bytes")
      #expect(reading.whole.first == first)
      #expect(reading.whole.last == last)
      #expect(reading.ranges.last?.record == 2)
      #expect(reading.codes == [.unreadableRecord])
    }
  }

  @Test func `a long last element that is cut off is used, whether the length of the content is known or not`() throws {
    let first = message("first")
    let last = message("last", filling: 18 << 20)
    for content in [first + last.dropLast(1 << 20), gzip(first + last.dropLast(1 << 20))] {
      let reading = try read(content)
      #expect(reading.ranges.map(\.count) == [first.count, last.count - 1 << 20])
      #expect(reading.ranges.map(\.isTruncated) == [false, true])
      #expect(reading.codes == [.truncatedInput])
    }
  }

  @Test func `a document is as long as it may be, or skipped, however it is read`() throws {
    for count in 1900...2100 where count < 1910 || (1990...2010).contains(count) || count > 2090 {
      let long = #"{"a":"\#(String(repeating: "x", count: count - 8))"}"#
      let reading = try readAlways(Array("{\n\"first\":1}\n\(long)\n{\"last\":1}".utf8))
      #expect(reading.records.count == (count <= 2000 ? 3 : 2), "\(count) bytes")
      #expect(reading.codes == (count <= 2000 ? [] : [.limitExceeded]))
    }
  }

  @Test func `a document that breaks off near the limit or beyond is the same, however it is read`() throws {
    for count in Array(1930...2070) + [3000, 6000] {
      let filler = String(repeating: "x", count: count)
      for broken in [#"{"a":["\#(filler)"}]}"#, "{\"a\":\"\(filler)\n{\"b\":1}\n", "{\"a\":1\(filler)\n{\"b\":1}\n"] {
        let reading = try readAlways(Array("{\n\"first\":1}\n\(broken)\n{\"last\":1}".utf8))
        #expect(reading.texts.first == "{\n\"first\":1}")
        #expect(reading.texts.last == #"{"last":1}"#)
        #expect(reading.codes.contains(.unreadableRecord))
      }
    }
  }

  @Test func `what stands before a bracket is known, however much white space lies between`() throws {
    for count in [0, 1, 63, 64, 65, 200, 3000] {
      let space = String(repeating: " ", count: count)
      for start in 0..<66 {
        let filler = String(repeating: "x", count: 2100 + start)
        // A value may begin behind the comma, and none behind the number.
        let sound = "{\"a\":\"\(filler)\",\"b\":[1,\(space)\n{\"c\":1}]}"
        let cutOff = "{\"a\":\"\(filler)\",\"b\":1\(space)\n{\"c\":1}"
        let reading = try read("{\n\"first\":1}\n\(sound)\n{\"last\":1}", limits: DamageTests.limits, batchBytes: 1)
        #expect(reading.texts == ["{\n\"first\":1}", #"{"last":1}"#])
        let other = try read("{\n\"first\":1}\n\(cutOff)\n{\"last\":1}", limits: DamageTests.limits, batchBytes: 1)
        #expect(other.texts == ["{\n\"first\":1}", #"{"c":1}"#, #"{"last":1}"#], "\(count) spaces, \(start)")
      }
    }
  }

  @Test(arguments: [SourceFormat.Compression.gzip, .zstd])
  func `a compressed record is cut off at the limit`(compression: SourceFormat.Compression) throws {
    let records = [message("first"), message("long", filling: 100_000), message("last")]
    let writing = Writing.binary.first { $0.recordCompression == compression }
    let reading = try read(#require(writing).write(records), limits: DamageTests.limits)
    #expect(reading.records == [records[0], Array(records[1].prefix(2000)), records[2]])
    #expect(reading.ranges.map(\.isTruncated) == [false, true, false])
    #expect(reading.codes == [.limitExceeded])
  }

  @Test(arguments: framings.filter { Writing.binary[$0].name != .raw })
  func `texts inside of damaged messages are no records, requests beside them are`(row: Int) throws {
    let writing = Writing.binary[row]
    // A tool's arguments, behind their own length, as texts in messages are.
    let arguments = Array(#"{"city":"Oslo","days":3}"#.utf8)
    let inner = field(1, field(1, field(1, Array("name".utf8))) + field(2, varint(arguments.count) + arguments))
    let request = Array(#"{"items":[{"a":1}]}"#.utf8)
    for place in 1..<4 {
      let records = [inner, inner, request, inner, request]
      var bytes = writing.write(Array(records.prefix(place)))
      var damaged = writing.write([records[place]])
      // The length becomes another one; a varint keeps its number of bytes.
      damaged[writing.name == .varintDelimited ? 0 : writing.name == .grpc ? 4 : 3] ^= 0x20
      bytes += damaged + writing.write(Array(records.dropFirst(place + 1)))
      let reading = try read(bytes)
      #expect(reading.format.framing == writing.name, "\(reading.format.explanation)")
      #expect(!reading.records.contains(arguments), "record \(place)")
      #expect(reading.records.count == 5, "record \(place): \(reading.ranges)")
      #expect(Array(reading.records.suffix(4 - place)) == Array(records.suffix(4 - place)), "record \(place)")
      #expect(reading.codes == [.unreadableRecord], "record \(place)")
    }
  }
}
