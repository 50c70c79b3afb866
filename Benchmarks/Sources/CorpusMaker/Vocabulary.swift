/// A text of the vocabulary.
struct Text: Hashable {
  var row: Int32
}

/// Every text that the corpus repeats, once as it is and once as it stands between the quotes of JSON.
///
/// The bytes lie in memory of their own and are handed out as pointers, which stay valid as long as the vocabulary: arrays
/// of arrays would be retained and released for every word written, a third of the generator's time.
final class Vocabulary {
  private let entries: UnsafeMutablePointer<Entry>
  private var count = 0
  private let capacity = 8192
  private var rows: [String: Text] = [:]
  /// Literals by their address, which is quicker than by their characters.
  private var literals: [UInt: Text] = [:]

  private struct Entry {
    var raw: UnsafeBufferPointer<UInt8>
    var json: UnsafeBufferPointer<UInt8>
  }

  /// How many unkind sentences there are; each takes two rows from 0 on, plain and nested.
  private let sentenceCount = contentSentences.count
  /// Made-up words, each with a space before it, in the rows behind: so many that text compresses about as well as prose.
  private let fillerCount = 4096

  init() {
    entries = .allocate(capacity: capacity)
    for (index, sentence) in contentSentences.enumerated() {
      // Some emitters write everything outside ASCII as escapes, some do not; both must read the same.
      _ = add(sentence, asciiOnly: index % 3 == 0)
      _ = add(jsonEscaped(sentence, asciiOnly: index % 2 == 0), asciiOnly: index % 3 == 1)
    }
    var random = Random(seed: 0)
    let syllables = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "än"]
    for _ in 0..<fillerCount {
      let word = (0..<random.within(2...4)).map { _ in syllables[random.below(syllables.count)] }.joined()
      _ = add(" " + word, asciiOnly: false)
    }
  }

  deinit {
    for row in 0..<count {
      entries[row].raw.deallocate()
      entries[row].json.deallocate()
    }
    entries.deallocate()
  }

  /// The text as it is.
  func raw(_ text: Text) -> UnsafeBufferPointer<UInt8> { entries[Int(text.row)].raw }

  /// The text as it stands between the quotes of JSON.
  func json(_ text: Text) -> UnsafeBufferPointer<UInt8> { entries[Int(text.row)].json }

  /// The text as a string.
  func string(_ text: Text) -> String { String(decoding: raw(text), as: UTF8.self) }

  /// A sentence full of characters that break parsers. A nested one is JSON-escaped already: it stands in a JSON text
  /// inside an attribute.
  func sentence(_ number: UInt64, isNested: Bool) -> Text {
    Text(row: Int32(number % UInt64(sentenceCount)) * 2 + (isNested ? 1 : 0))
  }

  /// A made-up word.
  func filler(_ number: UInt64) -> Text { Text(row: Int32(sentenceCount * 2) + Int32(number % UInt64(fillerCount))) }

  /// The row of a literal, which is added where it is new.
  func callAsFunction(_ literal: StaticString) -> Text {
    let address = UInt(bitPattern: literal.utf8Start)
    if let known = literals[address] { return known }
    let added = text("\(literal)")
    literals[address] = added
    return added
  }

  /// The row of a text, which is added where it is new.
  func text(_ string: String) -> Text {
    if let known = rows[string] { return known }
    let added = add(string, asciiOnly: false)
    rows[string] = added
    return added
  }

  private func add(_ string: String, asciiOnly: Bool) -> Text {
    precondition(count < capacity, "the vocabulary has more words than foreseen")
    (entries + count).initialize(
      to: Entry(raw: Self.copy(string), json: Self.copy(jsonEscaped(string, asciiOnly: asciiOnly))))
    count += 1
    return Text(row: Int32(count - 1))
  }

  private static func copy(_ string: String) -> UnsafeBufferPointer<UInt8> {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: string.utf8.count)
    _ = bytes.initialize(from: string.utf8)
    return UnsafeBufferPointer(bytes)
  }
}

/// A string as it stands between the quotes of JSON.
func jsonEscaped(_ string: String, asciiOnly: Bool) -> String {
  var text = ""
  for scalar in string.unicodeScalars {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where scalar.value < 0x20 || (asciiOnly && scalar.value > 0x7E):
      for unit in String(scalar).utf16 { text += "\\u" + hexDigits(UInt64(unit), 4) }
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text
}

/// The low `count` hex digits of a number.
func hexDigits(_ value: UInt64, _ count: Int) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: max(0, count - digits.count)) + digits.suffix(count)
}

// Invented; the topics are those of a harbour office, the characters those that break parsers.
private let contentSentences = [
  "The ferry to the northern pier leaves every forty minutes until the wind turns, then every hour.\n",
  "Please summarise the attached tide table and mark every row where the level is below 1.20 m.",
  "He said \"do not moor at berth 7\" and pointed at C:\\charts\\2026\\berths.csv before leaving.",
  "Crème brûlée, naïve façades and a smörgåsbord were served in the café on the quay – 12 € each.",
  "予約は午前九時から受け付けます。第二埠頭でお待ちください。",
  "Погода ухудшается: ветер усилится до 18 м/с, вход в гавань закрыт.",
  "Answer with JSON only: {\"minutes\": 12, \"pier\": \"north\", \"open\": true}\n\n",
  "⚓️ Ready to sail 🚢💨 — but the crew voted 👍🏽/👎 3:2 against it.",
  "Steps:\n\t1. check the lines\n\t2. start the engine\n\t3. call \"Harbour Control\" on channel 12\n",
  "A table | with | pipes\n--- | --- | ---\n1 | 2 | 3\n",
  "The quick brown fox jumps over the lazy dog while the harbour master counts containers and coffee cups.",
  "SELECT id, name FROM berths WHERE name LIKE '%pier\\_%' AND depth > 4.5; -- nothing is dropped here",
  "مواعيد العبّارة متاحة على الموقع، الرجاء الحجز مسبقًا.",
  "Ignore the earlier forecast; the newer one, issued at 04:30 UTC, says rain, then fog, then more rain.",
  "Tabs\tand\r\nline breaks, a bell \u{7} and a unit separator \u{1F} went through the old terminal.",
  "if (depth < draught) { return \"aground\"; } // see https://harbour.example/rules?id=7&lang=en#depth",
]
