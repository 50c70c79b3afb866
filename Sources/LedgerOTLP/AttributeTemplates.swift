import LedgerMemory
import LedgerModel

/// The beginnings of attributes that were met, and what stood behind each of them.
///
/// Exporters write the same attributes in the same order over and over. Where the text goes on as it did before, a
/// comparison of bytes says which attribute it is, of which type, and where its value begins; finding that out anew costs
/// several times as much. A template is only a guess at bytes that are compared: what it says of them was found out by
/// reading them in the general way.
struct AttributeTemplates: ~Copyable {
  /// What is known of an attribute with a certain beginning. Few bytes: it is fetched for every attribute that is kept.
  struct Template {
    /// The bytes behind the value.
    fileprivate var closing: UInt64 = 0
    /// Where lists with it begin: spans of one name have attributes of their own.
    fileprivate var first: UInt16 = 0
    /// The number that the dialects gave its name; without meaning where they do not know it.
    var key = AttributeKey(0)
    /// Whether the dialects know its name.
    var isKnown = false
    /// The type of its value; `empty` where the value has to be read in the general way. An array is one of a single string.
    var kind = AttributeValue.Kind.empty
    fileprivate var objectOffset: UInt8 = 0
    fileprivate var nameOffset: UInt8 = 0
    fileprivate var suffixOffset: UInt8 = 0
    fileprivate var nameEndOffset: UInt8 = 0
    fileprivate var valueObjectOffset: UInt8 = 0

    /// What goes along with its values.
    fileprivate var tag: ExpectedTag { ExpectedTag(key: key, kind: kind, hasSuffix: suffixOffset < nameEndOffset) }

    /// From the beginning of the element on: where its object begins.
    @inline(__always)
    var objectStart: Int { Int(objectOffset) }
    /// Where its name begins.
    @inline(__always)
    var nameStart: Int { Int(nameOffset) }
    /// Where that part of the name begins that is not the dialects' but the family's index.
    @inline(__always)
    var suffixStart: Int { Int(suffixOffset) }
    /// Where its name ends.
    @inline(__always)
    var nameEnd: Int { Int(nameEndOffset) }
    /// Where the object of its value begins.
    @inline(__always)
    var valueObjectStart: Int { Int(valueObjectOffset) }
  }

  /// Where an attribute stands, and what it is.
  struct Sight {
    /// The row that stands for the beginning of its list.
    var first: Int
    /// Where the comma before it or the opening bracket ends; the other places count from the same origin.
    var origin: Int
    /// Where its object begins, its name begins and ends, the object of its value begins, and its value.
    var objectStart: Int
    var nameStart: Int
    var nameEnd: Int
    var valueObjectStart: Int
    var valueStart: Int
    /// What the dialects know of the name; `nil` for nothing.
    var match: AttributeKeyIndex.Match?
    var kind: AttributeValue.Kind
  }

  /// Rows that stand for the beginning of a list: row 0 for what is not known, one for each of some span names, one for
  /// lists of events.
  private static let starts = 1 + ExpectedText.nameRows + 1

  private var expected = ExpectedText()
  private var templates: [Template] = []
  /// Rows by the hash of their bytes; 0 is free.
  private var slots: [Int32] = []

  init() { forget() }

  private mutating func forget() {
    expected.removeAll()
    templates = [Template](repeating: Template(), count: AttributeTemplates.starts)
    let none = ByteView.empty
    let closing = PaddedBytes([0])
    closing.withView { closing in
      for _ in 0..<AttributeTemplates.starts { _ = expected.append(none, .other, closing: closing, isWanted: false) }
    }
    slots = [Int32](repeating: 0, count: 2 * ExpectedText.most)
  }

  /// The row for the beginning of a span's attributes.
  @inline(__always)
  static func start(spanName name: ByteView) -> Int { 1 &+ ExpectedText.nameRow(name) }

  /// The row for the beginning of an event's attributes.
  static let eventStart = 1 + ExpectedText.nameRows

  /// Reads a span in its usual form; see ``ExpectedText/read(_:at:in:firstRow:wantsAll:)``.
  @inline(__always)
  mutating func read(_ span: inout ExpectedText.Span, at start: Int, in text: ByteView, wantsAll: Bool) -> Bool {
    expected.read(&span, at: start, in: text, firstRow: 1, wantsAll: wantsAll)
  }

  /// Goes on along a list as long as its elements are expected; see ``ExpectedText/advance(_:along:wantsAll:)``.
  @inline(__always)
  mutating func advance(_ walk: inout ExpectedText.Walk, along text: ByteView, wantsAll: Bool) -> ExpectedText.Stretch {
    expected.advance(&walk, along: text, wantsAll: wantsAll)
  }

  /// A value that was passed just now.
  @inline(__always)
  func found(_ index: Int) -> ExpectedText.Found { expected.found(index) }

  /// Where the element begins that a value belongs to.
  @inline(__always)
  func elementStart(of found: ExpectedText.Found) -> Int { found.start &- openingLength(of: found.row) }

  /// What is known of attributes of a row.
  @inline(__always)
  subscript(row: Int) -> Template { templates[row] }

  /// How long the beginning of attributes of a row is.
  func openingLength(of row: Int) -> Int { expected.openingLength(of: row) }

  /// The row that is expected first behind another one.
  func first(after row: Int) -> Int { expected.first(after: row) }

  /// Remembers what stood behind the attribute of row `last`, and answers its row; 0 where it is not kept.
  ///
  /// - Parameters:
  ///   - sight: the attribute, in `text`.
  ///   - value: how its value is written.
  ///   - closing: the bytes behind the value.
  mutating func learn(
    _ sight: Sight, in text: ByteView, _ value: ExpectedText.Value, closing: ByteView, after last: Int
  ) -> Int {
    let opening = text.slice(sight.origin, sight.valueStart)
    guard opening.count <= ExpectedText.openingMax, closing.count <= ExpectedText.closingMax else { return 0 }
    var last = last
    if expected.count == ExpectedText.most {
      forget()
      if last >= AttributeTemplates.starts { last = 0 }
    }
    // All of it lies in the opening, which is shorter than 256 bytes.
    func offset(_ place: Int) -> UInt8 { UInt8(truncatingIfNeeded: place &- sight.origin) }
    var template = Template()
    template.closing = closing.loadUpTo8(at: 0, length: closing.count)
    template.first = UInt16(truncatingIfNeeded: sight.first)
    template.kind = sight.kind
    template.objectOffset = offset(sight.objectStart)
    template.nameOffset = offset(sight.nameStart)
    template.nameEndOffset = offset(sight.nameEnd)
    template.suffixOffset = template.nameEndOffset
    template.valueObjectOffset = offset(sight.valueObjectStart)
    if let match = sight.match {
      template.isKnown = true
      template.key = match.key
      template.suffixOffset = offset(sight.nameStart &+ match.length)
    }
    let row = self.row(of: opening, value, closing, template)
    expected.expect(row, after: last)
    return row
  }

  private mutating func row(
    of opening: ByteView, _ value: ExpectedText.Value, _ closing: ByteView, _ template: Template
  ) -> Int {
    let mask = slots.count - 1
    let seed = foldedProduct(UInt64(truncatingIfNeeded: template.first), template.closing ^ 0x9E37_79B9_7F4A_7C15)
    var slot = Int(truncatingIfNeeded: opening.stableHash(seed: seed)) & mask
    while slots[slot] != 0 {
      let row = Int(slots[slot])
      let known = templates[row]
      if known.first == template.first, known.closing == template.closing, expected.opening(of: row) == opening {
        if expected.value(of: row) != value {
          expected.setOther(row)
          templates[row].kind = .empty
        }
        return row
      }
      slot = (slot + 1) & mask
    }
    let row = expected.append(
      opening, value, closing: closing, isWanted: template.isKnown, tag: template.tag.bits)
    slots[slot] = Int32(row)
    templates.append(template)
    return row
  }
}
