import Foundation
import LedgerMemory
import LedgerModel
import LedgerTestSupport
import Testing

@testable import LedgerBytes

/// Content whose bytes were written as other bytes: text of two or four bytes a character, lines of base64 or of hexadecimal
/// digits.
struct TranscodingTests {
  private static let text = (0..<40).map { #"{"items":[{"a":"é 😀 \#($0)"}]}"# + "\n" }.joined()
  private static let documents = text.split(separator: "\n").map(String.init)

  private static func data(_ text: String, _ encoding: String.Encoding) -> [UInt8] {
    Array(text.data(using: encoding) ?? Data())
  }

  private static func lines(_ digits: String, of length: Int) -> [UInt8] {
    var lines: [UInt8] = []
    for (index, digit) in digits.utf8.enumerated() {
      if index > 0, index % length == 0 { lines.append(0x0A) }
      lines.append(digit)
    }
    return lines + [0x0A]
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] { lines(Data(bytes).base64EncodedString(), of: 76) }

  private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    lines(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(), of: 60)
  }

  private static let mark = "\u{FEFF}"

  private static var writings: [(name: String, bytes: [UInt8])] {
    [
      ("text in UTF-16", data(mark + text, .utf16LittleEndian)), ("text in UTF-16", data(mark + text, .utf16BigEndian)),
      ("text in UTF-16", data("        {\"began\":\"in Latin letters\"}\n" + text, .utf16LittleEndian)),
      ("text in UTF-16", data("INFO a log in Latin letters that begins\n" + text, .utf16BigEndian)),
      ("text in UTF-32", data(mark + text, .utf32LittleEndian)), ("text in UTF-32", data(mark + text, .utf32BigEndian)),
      ("text in UTF-32", data(String(repeating: "{}\n", count: 12) + text, .utf32LittleEndian)),
      ("text in UTF-32", data(String(repeating: "{}\n", count: 12) + text, .utf32BigEndian)),
      ("lines of base64", base64(Array(text.utf8))), ("lines of hexadecimal digits", hexadecimal(Array(text.utf8))),
      ("lines of base64", base64(gzip(Array(text.utf8)))),
      ("lines of base64", base64(data(mark + text, .utf16BigEndian))),
    ]
  }

  @Test(arguments: batchSizes)
  func `text of other bytes is read as what it stands for`(batchBytes: Int) throws {
    for (name, bytes) in TranscodingTests.writings {
      for content in [bytes, zstd(bytes)] {
        let reading = try read(content, batchBytes: batchBytes)
        #expect(reading.format.encoding == .otlpJSON, "\(name)")
        #expect(reading.format.explanation.hasPrefix(name))
        #expect(reading.texts.filter { $0.contains("items") } == TranscodingTests.documents, "\(name)")
        #expect(reading.codes.allSatisfy { $0 == .foreignRecord }, "\(name): \(reading.problems)")
      }
    }
  }

  @Test func `messages behind lines of digits are read`() throws {
    let messages = (0..<9).map { message("m\($0)", filling: 40) }
    for bytes in [
      TranscodingTests.base64(messages.flatMap { $0 }), TranscodingTests.hexadecimal(messages.flatMap { $0 }),
    ] {
      let reading = try read(bytes)
      #expect(reading.format.framing == .raw)
      #expect(reading.records == messages)
      #expect(reading.problems == [])
    }
  }

  @Test func `a byte that is lost or too many costs no more than its record, and is told`() throws {
    for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian] {
      let whole = TranscodingTests.data(TranscodingTests.mark + TranscodingTests.text, encoding)
      for index in stride(from: 300, to: whole.count - 300, by: 97) {
        var less = whole
        less.remove(at: index)
        var more = whole
        more.insert(0x41, at: index)
        for bytes in [less, more] {
          let reading = try read(bytes)
          let found = Set(reading.texts).intersection(TranscodingTests.documents)
          #expect(found.count >= TranscodingTests.documents.count - 2, "\(encoding), byte \(index)")
          #expect(!reading.problems.isEmpty, "\(encoding), byte \(index)")
        }
      }
    }
  }

  @Test func `digits that are lost cost no more than their line`() throws {
    let whole = TranscodingTests.base64(Array(TranscodingTests.text.utf8))
    for index in stride(from: 600, to: whole.count - 100, by: 31) where whole[index] != 0x0A {
      var less = whole
      less.remove(at: index)
      var other = whole
      other[index] = 0x21
      for bytes in [less, other] {
        let reading = try read(bytes)
        let found = Set(reading.texts).intersection(TranscodingTests.documents)
        #expect(found.count >= TranscodingTests.documents.count - 3, "byte \(index)")
        #expect(reading.problems.contains { $0.message.hasPrefix("the lines of base64 ha") }, "byte \(index)")
      }
    }
  }

  @Test func `text that ends inside a character or has half of a pair is told`() throws {
    let whole = TranscodingTests.data(TranscodingTests.mark + "{\"a\":1}\n{\"b\":\"😀\"}\n", .utf16LittleEndian)
    let cut = try read(Array(whole.dropLast()))
    #expect(cut.texts == ["{\"a\":1}", "{\"b\":\"😀\"}"])
    #expect(
      cut.problems.map(\.message) == [
        "the text in UTF-16 ends inside a character at byte \(whole.count - 2) of the file or data"
      ])
    var half = whole
    let pair = try #require(half.indices.first { half[$0] == 0x3D && half[$0 + 1] == 0xD8 })
    half.removeSubrange(pair..<pair + 2)
    let reading = try read(half)
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":\"\u{FFFD}\"}"])
    #expect(reading.codes == [.invalidText])
  }

  @Test func `what only resembles other bytes stays what it is`() throws {
    // Lengths and tags with zeros between them; lines of one length that are no digits; few digits.
    let framed = bigEndian(0x7B) + message(ofBytes: 0x7B)
    #expect(try read(framed + framed).format.framing == .lengthPrefixed)
    #expect(try read([0x0A, 0x00, 0x0A, 0x00]).format.explanation.hasPrefix("text in") == false)
    let words = String(repeating: "words of 60 letters and blanks that are no digits of any ki\n", count: 9)
    #expect(try read(words).format.explanation.hasPrefix("text that is no JSON"))
    #expect(try read("deadbeef\ndeadbeef\n").format.encoding == .unsupported)
  }

  @Test func `layers of other bytes have a limit`() throws {
    var bytes = Array(TranscodingTests.text.utf8)
    for _ in 0..<6 { bytes = TranscodingTests.base64(bytes) }
    let reading = try read(bytes)
    #expect(reading.format.encoding == .unsupported)
    #expect(reading.records.isEmpty)
    #expect(!reading.problems.isEmpty)
  }
}
