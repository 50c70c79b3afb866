import LedgerMemory
import LedgerModel

/// What stands between two records of a framing.
enum LengthMark: Equatable {
  /// A record of `length` bytes begins `header` bytes further on.
  case record(header: Int, length: UInt64)
  /// So many bytes that are no record and no damage: a line break, or the length of an empty record.
  case gap(Int)
  /// More bytes are needed to tell.
  case unfinished
  /// None of these.
  case invalid
}

/// How a framing writes the lengths of its records: what a ``LengthCutter`` has to be told.
///
/// No answer may depend on how much of the content happens to be at hand: where that is too little, the answer is that
/// more is needed (`nil`, or ``LengthMark/unfinished``). Where the content ends with the window there is always an answer,
/// except that a mark may be cut off.
protocol LengthSyntax {
  /// What stands at `at`.
  func mark(_ window: ByteView, at: Int, isAtEnd: Bool) -> LengthMark

  /// The first offset from `start` on, before `end`, where a mark is worth being looked at behind damage; `end` where
  /// there is none.
  func candidate(_ window: ByteView, from start: Int, to end: Int) -> Int

  /// Whether the mark at `at` is of a kind by which a record may be recognised where none was expected.
  func isEvidence(_ window: ByteView, at: Int, isAtEnd: Bool) -> Bool?

  /// Whether the record that the mark at `at` tells of begins as one should.
  func begins(_ window: ByteView, at: Int, header: Int, length: UInt64, isAtEnd: Bool) -> Bool?

  /// Whether the record of the mark at `at` is whole by itself and ends at `end`: dear, and asked only in doubt.
  func isWhole(_ window: ByteView, at: Int, header: Int, to end: Int) -> Bool

  /// Where the record begins that lies between a wrong mark at `at` and the next right one at `end`; `nil` where that is
  /// none.
  func remains(_ window: ByteView, at: Int, _ mark: LengthMark, to end: Int) -> Int?

  /// What a record is called, what is said where one is damaged, and what is missed where nothing can be told.
  static var texts: (record: String, damage: String, expected: String) { get }
}

/// Cuts where lengths say so, as long as they are right, and finds the next record where one is not.
///
/// A record is believed where another one begins behind it, or the content ends there, or where it is whole by itself.
/// Otherwise its length is damaged, and nothing behind it stands where it seems to: the next place is looked for where a
/// length and a record agree. What lies before that place is the record whose length is wrong, most often whole.
///
/// - What comes out does not depend on how the content is cut into windows: a place is judged when enough is at hand to
///   judge it once and for all, places are judged in their order, and no further than a limit counted from the damage.
/// - What is held in memory while the next record is looked for is no longer than a record may be, and seldom that long.
/// - Every damage is a problem that names its place, and where bytes are left out, the first and the last of them.
struct LengthCutter<Syntax: LengthSyntax> {
  private enum Place {
    case between
    /// Inside a record that is too long; this many bytes are still to come.
    case oversized(UInt64)
    /// The window begins at a mark that is wrong.
    case lost(Search)
    /// Behind a wrong mark that stood at this offset of the content, and more than can be kept.
    case skipping(from: UInt64, record: UInt64)
  }

  /// The search for the next record, from a wrong mark at the beginning of the window.
  private struct Search {
    var mark: LengthMark
    /// How far behind the mark the next record may begin, for what lies between to be kept.
    var reach: Int
    /// How far behind the mark all places were judged.
    var searched = 1
  }

  /// What is at hand of the content.
  private struct Stretch {
    var bytes: ByteView
    var base: UInt64
    var isAtEnd: Bool
    /// How long the content is, where that was known from the beginning.
    var contentBytes: UInt64?

    func position(_ at: Int) -> UInt64 { base + UInt64(at) }

    /// How much content there is from `at` on, where that is known. Only a length that was known from the beginning is
    /// asked: what is right must not depend on how much is at hand.
    func left(from at: Int) -> UInt64? { contentBytes.map { $0 - min(position(at), $0) } }
  }

  private let syntax: Syntax
  private var place = Place.between

  /// How much is held where nothing says that it is one record: several times what exporters put into one.
  private static var reachMax: Int { 16 << 20 }

  /// How many bytes may be missing in a record whose length reaches into the next one.
  private static var missingBytesMax: Int { 16 }

  init(_ syntax: Syntax) { self.syntax = syntax }

  mutating func cut(
    _ window: ByteView, at base: UInt64, isAtEnd: Bool, into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Cut {
    let stretch = Stretch(bytes: window, base: base, isAtEnd: isAtEnd, contentBytes: state.contentBytes)
    var at = 0
    while at < window.count {
      let next: Int? =
        switch place {
        case .between: take(stretch, at: at, into: &ranges, &state)
        case .oversized(let left): pass(stretch, at: at, left)
        case .lost(let search): resume(stretch, at: at, search, into: &ranges, &state)
        case .skipping(let start, let record): skip(stretch, at: at, from: start, record, &state)
        }
      guard let next else { break }
      at = next
    }
    if isAtEnd, case .skipping(let start, let record) = place {
      reportSkipped(from: start, to: base + UInt64(window.count), record, &state)
      place = .between
    }
    return Cut(consumed: at)
  }

  // MARK: Steps; each answers the offset where the next one begins, or `nil` where more bytes are needed

  /// Takes the record whose mark stands at `at`.
  private mutating func take(
    _ stretch: Stretch, at: Int, into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Int? {
    let (window, isAtEnd) = (stretch.bytes, stretch.isAtEnd)
    let mark = syntax.mark(window, at: at, isAtEnd: isAtEnd)
    let reach = min(state.recordBytesMax, LengthCutter.reachMax)
    func lose(reach: Int) -> Int {
      place = .lost(Search(mark: mark, reach: reach))
      return at
    }
    let header: Int
    let length: UInt64
    switch mark {
    case .gap(let bytes):
      return at + bytes
    case .invalid:
      return lose(reach: reach)
    case .unfinished:
      guard isAtEnd else { return nil }
      state.reportTruncation(
        at: stretch.position(at), record: state.nextRecord,
        "the content ends inside a length, \(byteText(window.count - at)) behind the last whole \(Syntax.texts.record); "
          + "those were left out")
      return window.count
    case .record(let bytes, let claim):
      (header, length) = (bytes, claim)
    }
    let begin = at + header
    // A length is only a claim: what is left of the content, where that is known, bounds it.
    let isTooLong = stretch.left(from: begin).map { length > $0 } ?? false
    // Of a long record the beginning must look like one before its end is waited for.
    if isTooLong || length > UInt64(RecordSigns.lookahead) {
      guard let isRight = syntax.begins(window, at: at, header: header, length: length, isAtEnd: isAtEnd) else {
        return nil
      }
      guard isRight else { return lose(reach: reach) }
    }
    if isTooLong { return lose(reach: length > UInt64(state.recordBytesMax) ? reach : state.recordBytesMax) }
    if length > UInt64(state.recordBytesMax) {
      state.skipOversized(at: stretch.position(at))
      place = .oversized(length)
      return begin
    }
    guard length <= UInt64(window.count - begin) else {
      // The content ends in what looks like a record: all of it is at hand.
      return isAtEnd ? lose(reach: state.recordBytesMax) : nil
    }
    let end = begin + Int(length)
    guard let isBorder = isBorder(stretch, at: end) else { return nil }
    if isBorder {
      append(stretch, begin, end, isTruncated: false, into: &ranges, &state)
      return end
    }
    // Bytes that are missing in a record make its length reach into the next one. Such a record may still look whole, and a
    // whole one may end in what looks like the beginning of another: then that other one decides.
    let isWhole = syntax.isWhole(window, at: at, header: header, to: end)
    for near in max(begin + 1, end - LengthCutter.missingBytesMax)..<end {
      guard let isFound = startsRecord(stretch, at: near) else { return nil }
      if !isFound { continue }
      if isWhole {
        guard let isNearWhole = holdsWholeRecord(stretch, at: near, reach: reach) else { return nil }
        if !isNearWhole { continue }
      }
      keep(stretch, at, mark, to: near, into: &ranges, &state)
      return near
    }
    guard isWhole else { return lose(reach: reach) }
    append(stretch, begin, end, isTruncated: false, into: &ranges, &state)
    return end
  }

  /// Passes over a record that is too long, of which `left` bytes are to come.
  private mutating func pass(_ stretch: Stretch, at: Int, _ left: UInt64) -> Int {
    let length = min(left, UInt64(stretch.bytes.count - at))
    place = left == length ? .between : .oversized(left - length)
    return at + Int(length)
  }

  /// Looks for the next record behind the wrong mark at `at`.
  private mutating func resume(
    _ stretch: Stretch, at: Int, _ search: Search, into ranges: inout [RecordRange], _ state: inout CutState
  ) -> Int? {
    let left = stretch.bytes.count - at
    let isBeyondReach = left > search.reach
    let end = isBeyondReach ? at + search.reach + 1 : stretch.bytes.count
    let next = nextRecord(stretch, from: at + search.searched, to: end)
    if next.isFound {
      keep(stretch, at, search.mark, to: next.offset, into: &ranges, &state)
      place = .between
      return next.offset
    }
    if next.offset == end {
      if isBeyondReach {
        place = .skipping(from: stretch.position(at), record: state.takeRecord())
        return end
      }
      if stretch.isAtEnd {
        handOutRest(stretch, at, search.mark, into: &ranges, &state)
        place = .between
        return end
      }
    }
    place = .lost(Search(mark: search.mark, reach: search.reach, searched: next.offset - at))
    return nil
  }

  /// Looks for the next record behind what was too long to be kept.
  private mutating func skip(
    _ stretch: Stretch, at: Int, from start: UInt64, _ record: UInt64, _ state: inout CutState
  ) -> Int? {
    let next = nextRecord(stretch, from: at, to: stretch.bytes.count)
    if next.isFound {
      reportSkipped(from: start, to: stretch.position(next.offset), record, &state)
      place = .between
      return next.offset
    }
    return next.offset > at ? next.offset : nil
  }

  // MARK: What is right

  /// Whether a record, or what may stand before one, or the end of the content is at `at`; `nil` where more bytes are
  /// needed to tell.
  private func isBorder(_ stretch: Stretch, at: Int) -> Bool? {
    if at == stretch.bytes.count { return stretch.isAtEnd || stretch.left(from: at) == 0 ? true : nil }
    switch syntax.mark(stretch.bytes, at: at, isAtEnd: stretch.isAtEnd) {
    case .gap: return true
    case .unfinished: return stretch.isAtEnd ? true : nil
    case .invalid: return false
    case .record(let header, let length):
      if let left = stretch.left(from: at + header), length > left { return false }
      return syntax.begins(stretch.bytes, at: at, header: header, length: length, isAtEnd: stretch.isAtEnd)
    }
  }

  /// Whether a record stands at `at`, where none is expected; `nil` where more bytes are needed to tell.
  private func startsRecord(_ stretch: Stretch, at: Int) -> Bool? {
    guard let isEvidence = syntax.isEvidence(stretch.bytes, at: at, isAtEnd: stretch.isAtEnd) else { return nil }
    return isEvidence ? isBorder(stretch, at: at) : false
  }

  /// Whether a record stands at `at` that is whole by itself, or longer than `reach`; `nil` where more bytes are needed to
  /// tell.
  private func holdsWholeRecord(_ stretch: Stretch, at: Int, reach: Int) -> Bool? {
    guard case .record(let header, let length) = syntax.mark(stretch.bytes, at: at, isAtEnd: stretch.isAtEnd) else {
      return false
    }
    if length > UInt64(reach) { return true }
    let end = at + header + Int(length)
    if end > stretch.bytes.count { return stretch.isAtEnd ? false : nil }
    return syntax.isWhole(stretch.bytes, at: at, header: header, to: end)
  }

  /// The first place from `start` on, before `end`, where a record begins; or the first that cannot be judged yet, or
  /// `end`.
  private func nextRecord(_ stretch: Stretch, from start: Int, to end: Int) -> (offset: Int, isFound: Bool) {
    var at = start
    while at < end {
      at = syntax.candidate(stretch.bytes, from: at, to: end)
      guard at < end else { break }
      guard let isFound = startsRecord(stretch, at: at) else { return (at, false) }
      if isFound { return (at, true) }
      at += 1
    }
    return (end, false)
  }

  // MARK: Handing out

  /// What lies between a wrong mark and the next right one.
  private func keep(
    _ stretch: Stretch, _ at: Int, _ mark: LengthMark, to end: Int, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    guard let begin = syntax.remains(stretch.bytes, at: at, mark, to: end) else {
      reportSkipped(from: stretch.position(at), to: stretch.position(end), state.takeRecord(), &state)
      return
    }
    state.report(
      .unreadableRecord, at: stretch.position(at), record: state.nextRecord,
      "\(Syntax.texts.damage); the \(Syntax.texts.record) was taken to end where the next one begins")
    append(stretch, begin, end, isTruncated: false, into: &ranges, &state)
  }

  /// The content ends behind a mark that is wrong or that reaches too far.
  private func handOutRest(
    _ stretch: Stretch, _ at: Int, _ mark: LengthMark, into ranges: inout [RecordRange], _ state: inout CutState
  ) {
    let (offset, count) = (stretch.position(at), stretch.bytes.count)
    guard case .record(let header, let length) = mark else {
      state.report(
        .unreadableRecord, at: offset, record: state.nextRecord,
        "\(Syntax.texts.expected) was expected; nothing behind this place can be told apart, so it was left out")
      return
    }
    let available = UInt64(count - at - header)
    if length > available {
      state.reportTruncation(
        at: offset, record: state.nextRecord,
        "the content ends \(byteText(length - available)) before its last \(Syntax.texts.record) does; what is whole in it "
          + "was used")
    } else {
      state.report(
        .unreadableRecord, at: offset, record: state.nextRecord,
        "\(Syntax.texts.damage), and no other \(Syntax.texts.record) follows; what is whole in it was used")
    }
    append(stretch, at + header, count, isTruncated: true, into: &ranges, &state)
  }

  private func reportSkipped(from start: UInt64, to end: UInt64, _ record: UInt64, _ state: inout CutState) {
    state.report(
      .unreadableRecord, at: start, record: record,
      "\(Syntax.texts.damage); bytes \(start) to \(end - 1) were left out")
  }

  private func append(
    _ stretch: Stretch, _ begin: Int, _ end: Int, isTruncated: Bool, into ranges: inout [RecordRange],
    _ state: inout CutState
  ) {
    guard begin < end else { return }
    ranges.append(
      RecordRange(
        offset: begin, count: end - begin, sourceByteOffset: stretch.position(begin), record: state.takeRecord(),
        line: nil, isTruncated: isTruncated))
  }
}
