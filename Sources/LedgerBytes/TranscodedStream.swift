import LedgerMemory
import LedgerModel

/// A way to write bytes as other bytes that is undone before anything is looked for in them. It is no compression: nothing
/// gets shorter, and nothing says where it is damaged.
enum Transcoding: Equatable {
  /// Text of two or four bytes a character, as some systems redirect what a program prints.
  case utf16(isBig: Bool)
  case utf32(isBig: Bool)
  /// Lines of base64, and of hexadecimal digits, all of one length.
  case base64
  case hexadecimal

  /// What it is, for people.
  var title: String {
    switch self {
    case .utf16: "text in UTF-16"
    case .utf32: "text in UTF-32"
    case .base64: "lines of base64"
    case .hexadecimal: "lines of hexadecimal digits"
    }
  }

  /// What the first bytes of a content show; `nil` where they are none of these.
  init?(_ content: ByteView) {
    let head = content.slice(0, min(content.count, ContentMagic.headBytes))
    if head.startsWith(0xFF, 0xFE, 0, 0) || Transcoding.isText(head, width: 4, at: 0) {
      self = .utf32(isBig: false)
    } else if head.startsWith(0, 0, 0xFE, 0xFF) || Transcoding.isText(head, width: 4, at: 3) {
      self = .utf32(isBig: true)
    } else if head.startsWith(0xFF, 0xFE) || Transcoding.isText(head, width: 2, at: 0) {
      self = .utf16(isBig: false)
    } else if head.startsWith(0xFE, 0xFF) || Transcoding.isText(head, width: 2, at: 1) {
      self = .utf16(isBig: true)
    } else if let lines = Transcoding.lines(of: head) {
      self = lines
    } else {
      return nil
    }
  }

  /// Whether the first characters are those of Latin text, each in as many bytes, of which one is not zero. A length may be
  /// like that once, and so may a tag: there must be as many as there can be, and not only white space.
  private static func isText(_ head: ByteView, width: Int, at place: Int) -> Bool {
    let count = min(head.count, 32 * width) / width * width
    guard count >= 2 * width else { return false }
    var hasText = false
    for at in 0..<count {
      let byte = head[at]
      if at % width != place {
        guard byte == 0 else { return false }
      } else if byte > 0x20, byte < 0x7F {
        hasText = true
      } else if !isJSONSpace(byte) {
        return false
      }
    }
    return hasText
  }

  /// Lines of one length, as tools break them, with nothing but letters of base64 or hexadecimal digits. One of several may be
  /// damaged.
  private static func lines(of head: ByteView) -> Transcoding? {
    guard head.count > 0, base64Value(head[0]) != nil else { return nil }
    var lines: [ByteView] = []
    var at = 0
    while at < head.count {
      let lineEnd = head.firstIndex(of: 0x0A, from: at) ?? head.count
      lines.append(head.slice(at, head.endOfText(from: at, to: lineEnd)))
      at = lineEnd + 1
    }
    guard lines.count >= 2 else { return nil }
    let last = lines.removeLast()
    let length = lines.count > 2 ? lines.map(\.count).sorted()[lines.count / 2] : lines[0].count
    guard length >= 56, length <= 80, length % 4 == 0, last.count <= length else { return nil }
    let whole = lines.filter { $0.count == length && $0.bytes.allSatisfy { base64Value($0) != nil } }
    guard whole.count >= lines.count - (lines.count > 3 ? 1 : 0),
      last.bytes.allSatisfy({ base64Value($0) != nil || $0 == 0x3D }) || lines.count > 3
    else { return nil }
    let isHexadecimal = whole.allSatisfy { $0.bytes.allSatisfy { hexadecimalValue($0) != nil } }
    return isHexadecimal ? .hexadecimal : .base64
  }
}

/// The content of a stream that was written in another way; see ``Transcoding``.
///
/// Damage is told once, with its place. What is damaged in one line or one character costs no other one.
final class TranscodedStream: ByteStream {
  private let transcoding: Transcoding
  private let stream: any ByteStream
  private let complaints: StreamComplaints
  private var input = PaddedBytes()
  private var output = PaddedBytes()
  private var taken = 0
  private var hasEnded = false
  /// How many bytes were undone.
  private var consumed: UInt64 = 0
  private var hasComplained = false
  // Of a line: the bits that are no whole byte yet, how many these are, and how many digits there were.
  private var pending: UInt32 = 0
  private var pendingBits: UInt32 = 0
  private var digits = 0
  /// Whether a line ended that is no whole number of bytes: damage, unless it is the last one.
  private var hasOddEnd = false

  private static let inputBytes = 128 << 10

  init(_ transcoding: Transcoding, of stream: any ByteStream, complaints: StreamComplaints) {
    self.transcoding = transcoding
    self.stream = stream
    self.complaints = complaints
  }

  func read(upTo length: Int, into bytes: inout PaddedBytes) -> Int {
    while taken == output.count, !hasEnded { refill() }
    let count = min(length, output.count - taken)
    bytes.append(output.view.slice(taken, taken + count))
    taken += count
    return count
  }

  private func refill() {
    output.removeAll()
    taken = 0
    hasEnded = stream.read(upTo: TranscodedStream.inputBytes, into: &input) == 0
    let count =
      switch transcoding {
      case .utf16(let isBig): decodeUTF16(isBig)
      case .utf32(let isBig): decodeUTF32(isBig)
      case .base64: decodeDigits(bits: 6, base64Value)
      case .hexadecimal: decodeDigits(bits: 4, hexadecimalValue)
      }
    if hasEnded, count < input.count { complain(at: count, "ends inside a character", .truncatedInput) }
    consumed += UInt64(count)
    input.removeFirst(count)
    output.pad()
  }

  private func complain(at offset: Int, _ what: String, _ code: ProblemCode = .unreadableRecord) {
    guard !hasComplained else { return }
    hasComplained = true
    complaints.add(code, "the \(transcoding.title) \(what) at byte \(consumed + UInt64(offset)) of the file or data")
  }

  private func append(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x80 {
      output.append(byte: UInt8(scalar.value))
    } else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(byte: byte) }
    }
  }

  /// Decodes what is there of whole characters, and answers how many bytes they take.
  private func decodeUTF16(_ isBig: Bool) -> Int {
    let view = input.view
    func unit(_ at: Int) -> UInt32 {
      let value = view.load16(at: at)
      return UInt32(isBig ? value.byteSwapped : value)
    }
    var at = 0
    while at + 2 <= view.count {
      let first = unit(at)
      if first & 0xF800 != 0xD800 {
        if first & 0xFF == 0, first != 0 {
          guard at + TranscodedStream.shiftedCharacters * 2 <= view.count || hasEnded else { break }
          if isShifted(at, isBig, width: 2) {
            complain(at: at, "lacks a byte or has one too many")
            at += 1
            continue
          }
        }
        append(Unicode.Scalar(first) ?? "\u{FFFD}")
        at += 2
        continue
      }
      guard at + 4 <= view.count || hasEnded else { break }
      let second = at + 4 <= view.count ? unit(at + 2) : 0
      if first & 0xFC00 == 0xD800, second & 0xFC00 == 0xDC00 {
        append(Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)) ?? "\u{FFFD}")
        at += 4
      } else {
        complain(at: at, "has half of a pair", .invalidText)
        append("\u{FFFD}")
        at += 2
      }
    }
    return at
  }

  /// How many characters tell that they are shifted.
  private static let shiftedCharacters = 8

  /// Whether Latin characters stand from here on, each of them a byte or more beside its place: a byte is missing before them,
  /// or too many. No language has so many characters behind each other, not all the same, whose lowest byte is zero.
  private func isShifted(_ start: Int, _ isBig: Bool, width: Int) -> Bool {
    let view = input.view
    guard start + TranscodedStream.shiftedCharacters * width <= view.count else { return false }
    let place = isBig ? width - 2 : 1
    let characters = stride(from: start, to: start + TranscodedStream.shiftedCharacters * width, by: width)
    return characters.allSatisfy { at in
      (0..<width).allSatisfy { $0 == place ? view[at + $0] > 0 && view[at + $0] < 0x7F : view[at + $0] == 0 }
    } && characters.contains { view[$0 + place] != view[start + place] }
  }

  private func decodeUTF32(_ isBig: Bool) -> Int {
    let view = input.view
    var at = 0
    while at + 4 <= view.count {
      let value = isBig ? view.load32(at: at).byteSwapped : view.load32(at: at)
      if value & 0xFF == 0, value != 0 {
        guard at + TranscodedStream.shiftedCharacters * 4 <= view.count || hasEnded else { break }
        if isShifted(at, isBig, width: 4) {
          complain(at: at, "lacks a byte or has one too many")
          at += 1
          continue
        }
      }
      if let scalar = Unicode.Scalar(value) {
        append(scalar)
        at += 4
      } else {
        // A byte is missing or too many: the next character that is one is looked for.
        complain(at: at, "has something that is no character")
        at += 1
      }
    }
    return at
  }

  /// Decodes lines of digits. What is no digit stands for a zero, so that what follows keeps its place; lines begin anew.
  private func decodeDigits(bits: UInt32, _ value: (UInt8) -> UInt8?) -> Int {
    let view = input.view
    for at in 0..<view.count {
      let byte = view[at]
      if isJSONSpace(byte) {
        // Groups of four digits, or of two, make whole bytes.
        if byte == 0x0A {
          hasOddEnd = hasOddEnd || digits % (bits == 6 ? 4 : 2) != 0
          endLine()
        }
        continue
      }
      if byte == 0x3D {
        // Padding ends a text, and another one may follow.
        endLine()
        continue
      }
      let digit = value(byte)
      if digit == nil { complain(at: at, "has something else") }
      if hasOddEnd { complain(at: at, "has a line before it that lacks digits or has too many,") }
      pending = pending << bits | UInt32(digit ?? 0)
      pendingBits += bits
      digits += 1
      if pendingBits >= 8 {
        pendingBits -= 8
        output.append(byte: UInt8(truncatingIfNeeded: pending >> pendingBits))
      }
    }
    return view.count
  }

  private func endLine() {
    (pending, pendingBits, digits) = (0, 0, 0)
  }
}
