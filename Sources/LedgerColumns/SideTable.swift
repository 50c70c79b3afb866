import LedgerMemory
import LedgerModel

/// One column of the side table: what spans, or else their resources, say for one key that a run asked for.
///
/// Codes stand in segments that follow those of the spans, places of calls that only log records tell of included. A
/// segment in which no span says anything takes no memory, and what a resource says is kept once for all its spans.
public final class SideColumn: Sendable {
  /// What the column holds.
  public let key: SideTableKey
  /// The texts by code, in their order.
  public let texts: TextColumnValues
  fileprivate let segments: [SideSegment?]
  private let ofScope: [UInt32]

  fileprivate init(_ key: SideTableKey, _ texts: TextColumnValues, _ segments: [SideSegment?], ofScope: [UInt32]) {
    self.key = key
    self.texts = texts
    self.segments = segments
    self.ofScope = ofScope
  }

  /// The code of a span by its segment's number, its row there and its scope: what the span itself says, else what its
  /// resource says; 0 where neither says anything.
  @inline(__always)
  public func code(segment: Int, row: Int, scope: UInt32) -> UInt32 {
    if let codes = segments[segment], row < codes.codes.count {
      let own = codes.codes[row]
      if own != 0 { return own }
    }
    return ofScope[Int(scope)]
  }

  /// The code of a span; see ``code(segment:row:scope:)``.
  public func code(ofSpan span: UInt32, _ store: Store) -> UInt32 {
    let (segment, row) = store.locate(span: span)
    return code(segment: Int(span >> UInt32(SegmentLayout.rowBits)), row: row, scope: segment.scope[row])
  }

  /// How many rows hold a code of their own, and how many bytes they take.
  var size: (rows: Int, bytes: Int) {
    segments.reduce(into: (0, 0)) { sum, segment in
      guard let segment else { return }
      sum.0 += segment.codes.count
      sum.1 += segment.codes.count * segment.codes.bytesPerRow
    }
  }
}

/// The codes of one column for one segment of spans; made when the first span says something.
final class SideSegment: @unchecked Sendable {
  // Sound: as SpanSegment.
  let codes = CodeBuffer(capacity: SegmentLayout.rows)
}

/// The side table of one worker while it grows.
struct SideTableFiller: ~Copyable {
  private let entries: [SideTableRequest.Entry]
  private var columns: [Column]
  private var scratch = PaddedBytes()
  private var short = PaddedBytes()

  /// What is kept of one key.
  private struct Column {
    /// By segment of spans; of those that log records tell of.
    var spans: [SideSegment?] = []
    var logs: [SideSegment?] = []
    /// By row of the worker's resources.
    var ofResource: [UInt32] = []
    var texts = TextList()
  }

  /// A dictionary that several structures share the way of.
  private final class TextList {
    var dictionary = TextDictionary()
  }

  init(_ request: SideTableRequest) {
    entries = request.entries
    columns = request.entries.map { _ in Column() }
  }

  /// Notes what a resource says, which is the row of this number.
  mutating func add(_ resource: ResourceRecord, row: Int) {
    for column in columns.indices {
      while columns[column].ofResource.count <= row { columns[column].ofResource.append(0) }
      columns[column].ofResource[row] = code(of: resource.attributes, column)
    }
  }

  /// Forgets resources from a row on.
  mutating func truncateResources(to rows: Int) {
    for column in columns.indices where columns[column].ofResource.count > rows {
      columns[column].ofResource.removeSubrange(rows...)
    }
  }

  /// Notes what a span says.
  mutating func add(_ attributes: [AttributeValue], _ facts: SpanFacts, segment: Int, row: Int, isLog: Bool = false) {
    for column in columns.indices {
      let code =
        switch entries[column].key {
        case .attribute: code(of: attributes, column)
        case .session: code(of: facts.session, column)
        case .user: code(of: facts.user, column)
        }
      guard code != 0 else { continue }
      if isLog {
        SideTableFiller.set(code, &columns[column].logs, segment, row)
      } else {
        SideTableFiller.set(code, &columns[column].spans, segment, row)
      }
    }
  }

  private static func set(_ code: UInt32, _ segments: inout [SideSegment?], _ number: Int, _ row: Int) {
    while segments.count <= number { segments.append(nil) }
    let segment = segments[number] ?? SideSegment()
    segments[number] = segment
    segment.codes.pad(to: row)
    segment.codes.append(code)
  }

  /// Forgets spans from a row of a segment on.
  mutating func truncateSpans(segment: Int, row: Int) {
    for column in columns.indices {
      let kept = row > 0 ? segment + 1 : segment
      if columns[column].spans.count > kept { columns[column].spans.removeSubrange(kept...) }
      if row > 0, columns[column].spans.count == kept, let last = columns[column].spans[segment],
        last.codes.count > row
      {
        last.codes.truncate(to: row)
      }
    }
  }

  private mutating func code(of attributes: [AttributeValue], _ column: Int) -> UInt32 {
    guard let selector = entries[column].selector else { return 0 }
    for attribute in attributes where selector.selects(attribute) {
      if attribute.kind == .string { return code(of: attribute.text, column) }
      scratch.removeAll()
      scratch.append(valueOf: attribute)
      scratch.pad()
      return code(ofScratchIn: column)
    }
    return 0
  }

  private mutating func code(ofScratchIn column: Int) -> UInt32 {
    if scratch.count <= LongText.limit { return columns[column].texts.dictionary.code(of: scratch.view) }
    return code(ofLong: scratch.view, column)
  }

  private mutating func code(of text: ByteView, _ column: Int) -> UInt32 {
    text.count <= LongText.limit ? columns[column].texts.dictionary.code(of: text) : code(ofLong: text, column)
  }

  private mutating func code(ofLong text: ByteView, _ column: Int) -> UInt32 {
    short.removeAll()
    LongText.append(text, to: &short)
    return columns[column].texts.dictionary.code(of: short.view)
  }

  // MARK: Joining

  /// How many rows share the text of ``TextDictionary/others``.
  var overflowCount: UInt64 { columns.reduce(0) { $0 + $1.texts.dictionary.overflowCount } }

  /// What a worker brings to the joined table.
  func parts() -> [SidePart] {
    columns.map {
      SidePart(texts: $0.texts.dictionary.texts(), spans: $0.spans, logs: $0.logs, ofResource: $0.ofResource)
    }
  }
}

/// One column of one worker.
struct SidePart {
  var texts: [String]
  var spans: [SideSegment?]
  var logs: [SideSegment?]
  var ofResource: [UInt32]
}

/// What joining needs to know of a worker.
struct SideWorker {
  var parts: [SidePart]
  var spanSegments: Int
  var logSegments: Int
  /// The joined row of each of its resources.
  var resourceRows: [Int]
}

extension SideColumn {
  /// Joins the columns of all workers: texts in their order, segments in the order of the joined spans, resources by their
  /// joined rows.
  static func join(
    _ keys: [SideTableKey], _ workers: [SideWorker], scopes: [Scope], resourceCount: Int, _ pool: Workers
  ) -> [SideColumn] {
    keys.indices.map { column in
      let (values, maps) = TextColumnValues.join(workers.map { $0.parts[column].texts })
      var ofResource = [UInt32](repeating: 0, count: resourceCount)
      for (worker, map) in zip(workers, maps) {
        for (row, code) in worker.parts[column].ofResource.enumerated() where code != 0 {
          // The digest of all attributes tells resources apart, so that workers agree; the greater only makes sure.
          let place = worker.resourceRows[row]
          ofResource[place] = max(ofResource[place], map[Int(code)])
        }
      }
      func padded(_ segments: [SideSegment?], _ count: Int) -> [SideSegment?] {
        segments + Array(repeating: nil, count: max(0, count - segments.count))
      }
      let segments =
        workers.flatMap { padded($0.parts[column].spans, $0.spanSegments) }
        + workers.flatMap { padded($0.parts[column].logs, $0.logSegments) }
      let mapOf =
        zip(workers, maps).flatMap { Array(repeating: $1, count: $0.spanSegments) }
        + zip(workers, maps).flatMap { Array(repeating: $1, count: $0.logSegments) }
      let all = segments
      pool.run(all.count) { number in all[number]?.codes.rewrite(mapOf[number]) }
      return SideColumn(keys[column], values, segments, ofScope: scopes.map { ofResource[Int($0.resource)] })
    }
  }
}
