import CLedgerMasks

/// What the elements of JSON lists look like that were met before, and what stood behind each of them: for walking along
/// such lists as long as they go on as expected.
///
/// An element is known by its *opening*, the bytes before its value, and ends with its *closing*, the bytes behind it.
/// Rows are added and kept until all are forgotten; what is expected behind each changes all the time. Row 0 stands for
/// what is not known: it is never expected.
@safe
public struct ExpectedText: ~Copyable {
  // Sound: the rows are uniquely owned, and those below `count` hold a value; whatever row a caller names is checked.
  @usableFromInline nonisolated(unsafe) let rows: UnsafeMutablePointer<ledger_expectation>
  @usableFromInline nonisolated(unsafe) let values: UnsafeMutablePointer<ledger_found>
  private var pool = PaddedBytes()
  private let level = ledger_level()

  /// How many rows there are.
  public private(set) var count = 0

  /// How many rows there may be.
  public static let most = 1 << 13
  /// The longest opening.
  public static let openingMax = 192
  /// Openings up to here are compared without a loop: names of attributes have up to 64 characters, and their values' keys and
  /// punctuation some 30.
  static let shortMax = Int(LEDGER_EXPECT_SHORT)
  /// The longest closing.
  public static let closingMax = 8
  /// How many values a walk reports before it pauses.
  public static let valuesMax = 32

  /// Part of the tags of rows whose values are never plain; see ``Stretch/isPlain``.
  public static let specialTag: UInt32 = 1 << 31

  /// What stands between opening and closing.
  public enum Value: UInt8, Sendable {
    /// The inside of a string.
    case text
    /// 1 to 18 decimal digits.
    case digits
    /// A decimal number without exponent that has few digits.
    case number
    /// `true` or `false`.
    case truth
    /// Anything else: a walk ends before it.
    case other
  }

  /// A value that was passed.
  public struct Found {
    @usableFromInline let found: ledger_found
    @usableFromInline init(_ found: ledger_found) { self.found = found }

    /// Where it begins.
    @inlinable public var start: Int { Int(truncatingIfNeeded: found.value) }
    /// Where it ends.
    @inlinable public var end: Int { Int(truncatingIfNeeded: found.value_end) }
    /// The number as an integer or as the bits of a double; 1 for `true`. 0 for a text.
    @inlinable public var bits: UInt64 { found.bits }
    /// The row of its element.
    @inlinable public var row: Int { Int(truncatingIfNeeded: found.row) }
    /// Whether the text has backslashes.
    @inlinable public var isEscaped: Bool { found.is_escaped != 0 }
    /// What was said of its row.
    @inlinable public var tag: UInt32 { found.tag }
    /// Whether the text is known to be ASCII without backslashes; `true` for what is no text.
    @inlinable public var isASCII: Bool { found.is_ascii != 0 }
  }

  /// Where a walk along a list has come to.
  public struct Walk {
    /// The offset behind the last element; at first that behind the opening bracket.
    public var at: Int
    /// Whether the next element is the list's first.
    public var isFirst = true
    /// The row of the last element; 0 for one without, and at first one that stands for the beginning of the list.
    public var row: Int

    /// A walk that begins behind an opening bracket.
    @inlinable
    public init(at: Int, row: Int) {
      self.at = at
      self.row = row
    }
  }

  /// What a stretch of a walk came to.
  public struct Stretch {
    /// How many elements were passed.
    public var passed: Int
    /// How many values were found.
    public var found: Int
    /// Why it ended.
    public var end: End
    /// Whether all texts that were found are known to be ASCII without backslashes, and no value has a ``specialTag``.
    public var isPlain: Bool

    @usableFromInline
    init(passed: Int, found: Int, end: End, isPlain: Bool) {
      self.passed = passed
      self.found = found
      self.end = end
      self.isPlain = isPlain
    }

    /// What a walk came to in C.
    @inline(__always)
    init(_ walk: ledger_walk) {
      passed = Int(truncatingIfNeeded: walk.passed)
      found = Int(truncatingIfNeeded: walk.found)
      end =
        switch Int(walk.stop) {
        case LEDGER_WALK_OTHER: .other
        case LEDGER_WALK_FULL: .full
        default: .unexpected
        }
      isPlain = walk.all_plain != 0
    }
  }

  /// Why a stretch of a walk ended.
  public enum End {
    /// What comes is not as expected, or is the end of the list.
    case unexpected
    /// The element that comes has a value of another kind; its row is the first one expected.
    case other
    /// The values that were found have to be fetched.
    case full
  }

  /// A span that stands in its usual form: what is before its attributes, and how far the walk along those has come.
  public struct Span {
    @usableFromInline var span = ledger_span()
    /// Where the walk along the attributes has come to; behind the fields where ``hasAttributes`` is `false`.
    public fileprivate(set) var walk = Walk(at: 0, row: 0)
    /// What that walk came to.
    public fileprivate(set) var stretch = Stretch(passed: 0, found: 0, end: .unexpected, isPlain: true)
    /// A span of which nothing is known.
    public init() {}

    /// The first half of the trace's id.
    @inlinable public var traceHigh: UInt64 { span.trace_high }
    /// The second half of the trace's id.
    @inlinable public var traceLow: UInt64 { span.trace_low }
    /// The span's own id.
    @inlinable public var id: UInt64 { span.span }
    /// The id of its parent; 0 for none.
    @inlinable public var parent: UInt64 { span.parent }
    /// When it began.
    @inlinable public var startTime: UInt64 { span.start }
    /// When it ended.
    @inlinable public var endTime: UInt64 { span.end }
    /// Its flags; 0 where there are none.
    @inlinable public var flags: UInt32 { span.flags }
    /// The number of its kind.
    @inlinable public var kind: UInt8 { span.kind }
    /// Where its name begins, which has no backslashes.
    @inlinable public var nameStart: Int { Int(truncatingIfNeeded: span.name) }
    /// Where its name ends.
    @inlinable public var nameEnd: Int { Int(truncatingIfNeeded: span.name) &+ Int(span.name_length) }
    /// Whether the name is known to be ASCII.
    @inlinable public var isNameASCII: Bool { span.name_is_ascii != 0 }
    /// Whether attributes follow the fields.
    @inlinable public var hasAttributes: Bool { span.has_attributes != 0 }
    /// Whether the walk passed all attributes and then came to an empty status and the end of the span; it ends behind that.
    @inlinable public var isWhole: Bool { span.is_whole != 0 }
  }

  /// A table without rows.
  public init() {
    unsafe rows = .allocate(capacity: ExpectedText.most)
    unsafe values = .allocate(capacity: ExpectedText.valuesMax)
    unsafe values.initialize(repeating: ledger_found(), count: ExpectedText.valuesMax)
  }

  deinit {
    unsafe rows.deallocate()
    unsafe values.deallocate()
  }

  /// Forgets all rows.
  public mutating func removeAll() {
    count = 0
    pool.removeAll()
  }

  /// Adds a row and answers its number. Openings and closings that are too long, and too many rows, are programmer errors.
  ///
  /// - Parameter tag: handed on with each value of the row.
  public mutating func append(
    _ opening: ByteView, _ value: Value, closing: ByteView, isWanted: Bool, tag: UInt32 = 0
  ) -> Int {
    precondition(count < ExpectedText.most && opening.count <= ExpectedText.openingMax, "no room for what is expected")
    precondition(opening.count > 0 || value == .other, "an element begins with something")
    precondition(closing.count > 0 && closing.count <= ExpectedText.closingMax, "a closing has one to eight bytes")
    var row = ledger_expectation()
    row.opening = UInt32(pool.count)
    row.opening_length = UInt16(opening.count)
    row.closing = closing.loadUpTo8(at: 0, length: closing.count)
    row.closing_length = UInt8(closing.count)
    row.value = value.rawValue
    row.is_wanted = isWanted ? 1 : 0
    row.is_short = value != .other && opening.count <= ExpectedText.shortMax ? 1 : 0
    row.tag = tag
    pool.append(opening)
    unsafe (rows + count).initialize(to: row)
    count += 1
    return count - 1
  }

  /// The opening of a row.
  public func opening(of row: Int) -> ByteView {
    precondition(row >= 0 && row < count, "there is no such row")
    let start = unsafe Int(rows[row].opening)
    return pool.view.slice(start, start + Int(unsafe rows[row].opening_length))
  }

  /// How long the opening of a row is.
  @inlinable
  @inline(__always)
  public func openingLength(of row: Int) -> Int {
    precondition(row >= 0 && row < count, "there is no such row")
    return unsafe Int(rows[row].opening_length)
  }

  /// What stands between opening and closing in elements of a row.
  public func value(of row: Int) -> Value {
    precondition(row >= 0 && row < count, "there is no such row")
    return unsafe Value(rawValue: rows[row].value) ?? .other
  }

  /// Says that values of a row are not always of the same kind.
  public mutating func setOther(_ row: Int) {
    precondition(row >= 0 && row < count, "there is no such row")
    unsafe rows[row].value = Value.other.rawValue
    unsafe rows[row].is_short = 0
  }

  /// The row that is expected first behind `row`; 0 for none.
  public func first(after row: Int) -> Int {
    precondition(row >= 0 && row < count, "there is no such row")
    return unsafe Int(rows[row].next.0)
  }

  /// Says that `next` stood behind `row`: it is expected there first from now on.
  public mutating func expect(_ next: Int, after row: Int) {
    precondition(row >= 0 && row < count && next > 0 && next < count, "there is no such row")
    let fresh = UInt16(next)
    let old = unsafe rows[row].next
    // Whoever is named twice would push out another one.
    var kept = (fresh, old.0, old.1, old.2)
    if old.0 == fresh {
      kept = old
    } else if old.1 == fresh {
      kept = (fresh, old.0, old.2, old.3)
    } else if old.2 == fresh {
      kept = (fresh, old.0, old.1, old.3)
    }
    unsafe rows[row].next = kept
  }

  /// Goes on along a list as long as its elements are expected; values of wanted rows are then found by
  /// ``found(_:)``. A row that was not the first one expected becomes it.
  @inlinable
  @inline(__always)
  public mutating func advance(_ walk: inout Walk, along text: ByteView, wantsAll: Bool) -> Stretch {
    precondition(UInt(bitPattern: walk.at) <= UInt(bitPattern: text.count), "a walk outside its view")
    precondition(UInt(bitPattern: walk.row) < UInt(bitPattern: count), "there is no such row")
    // Nothing may be known of what comes: exporters have layouts that cannot be learned.
    if unsafe rows[walk.row].next.0 == 0 {
      return Stretch(passed: 0, found: 0, end: .unexpected, isPlain: true)
    }
    return stretch(of: &walk, text, wantsAll)
  }

  @usableFromInline
  mutating func stretch(of walk: inout Walk, _ text: ByteView, _ wantsAll: Bool) -> Stretch {
    var state = ledger_walk()
    state.end = UInt64(truncatingIfNeeded: walk.at)
    state.row = UInt32(truncatingIfNeeded: walk.row)
    state.is_first = walk.isFirst ? 1 : 0
    unsafe withGround(text, wantsAll) { unsafe ledger_walk_expected($0, &state) }
    take(state, &walk)
    return Stretch(state)
  }

  @inline(__always)
  private func take(_ state: ledger_walk, _ walk: inout Walk) {
    walk.at = Int(truncatingIfNeeded: state.end)
    walk.row = Int(truncatingIfNeeded: state.row)
    walk.isFirst = state.is_first != 0
  }

  /// Calls `body` with what all walks need.
  @inline(__always)
  private func withGround<Result>(
    _ text: ByteView, _ wantsAll: Bool, _ body: (UnsafePointer<ledger_ground>) -> Result
  ) -> Result {
    // Sound: text and pool may be read past their ends, followers are rows, and there is room for so many values.
    var ground = unsafe ledger_ground(
      text: text.base, count: text.count, pool: pool.view.base, rows: rows, found: values, room: ExpectedText.valuesMax,
      level: level, wants_all: wantsAll ? 1 : 0)
    return unsafe body(&ground)
  }

  /// How many rows there are for the names of spans.
  public static let nameRows = 256

  /// Which of ``nameRows`` rows the attributes of spans of a name begin with.
  @inlinable
  @inline(__always)
  public static func nameRow(_ name: ByteView) -> Int {
    Int(ledger_name_row(name.loadUpTo8(at: 0, length: name.count), name.count))
  }

  /// Reads the span whose opening brace ends at `start` where it stands in the form in which nearly all exporters write it,
  /// and begins a walk along its attributes. Answers `false` where it does not: then nothing has happened, and `span` has no
  /// meaning.
  ///
  /// - Parameter firstRow: the first of the rows of names; see ``nameRow(_:)``.
  public mutating func read(
    _ span: inout Span, at start: Int, in text: ByteView, firstRow: Int, wantsAll: Bool
  ) -> Bool {
    precondition(UInt(bitPattern: start) <= UInt(bitPattern: text.count), "a span outside its view")
    precondition(firstRow >= 0 && firstRow + ExpectedText.nameRows <= count, "there are no such rows")
    var state = ledger_walk()
    state.end = UInt64(truncatingIfNeeded: start)
    guard unsafe withGround(text, wantsAll, { unsafe ledger_walk_span($0, UInt32(firstRow), &span.span, &state) }) != 0
    else { return false }
    take(state, &span.walk)
    span.stretch = Stretch(state)
    return true
  }

  /// A value of the last stretch; `index` must be below the number of values found.
  @inlinable
  @inline(__always)
  public func found(_ index: Int) -> Found {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: ExpectedText.valuesMax), "a value that was not found")
    return unsafe Found(values[index])
  }
}
