import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// What the calls say for one key: a code each, in the order of what the codes mean.
public struct KeyColumn: Sendable {
  /// The code of each call.
  public let codes: CodeColumn
  /// What each code means; `nil` for *absent*, which comes first.
  public let texts: [String?]
}

/// Reads the keys of selected calls.
struct CallKeys: Sendable {
  let store: Store
  let calls: SettledCalls
  let rows: CallRows
  /// Who is whose parent; needed for the key `tool` alone.
  let index: SpanIndex?
  let workers: Workers

  /// What the calls say for a key. One that the side table must hold and does not (``GroupingKey/sideTableKey``) is a
  /// programmer error.
  func column(of key: GroupingKey) -> KeyColumn {
    switch key {
    case .service: column(ofScopes: store.scopes.map { store.resources[Int($0.resource)].serviceName })
    case .provider: KeyColumn(codes: rows.select(calls.provider, workers), texts: texts(store.texts.provider))
    case .operation: KeyColumn(codes: rows.select(calls.operation, workers), texts: texts(store.texts.operation))
    case .requestModel: KeyColumn(codes: rows.select(calls.requestModel, workers), texts: texts(store.texts.model))
    case .responseModel: KeyColumn(codes: rows.select(calls.responseModel, workers), texts: texts(store.texts.model))
    case .model: column(ofModels: texts(store.texts.model))
    case .environment: column(ofScopes: store.scopes.map { store.resources[Int($0.resource)].environment })
    case .scope: column(ofScopes: store.scopes.map(\.name))
    case .agent: column(texts(store.texts.agent)) { _, segment, segmentRow, _, _, _ in segment.agent[segmentRow] }
    case .tool: column(ofTools: ToolsAround(store, index))
    case .session, .user, .attribute: column(ofSideTable: key)
    case .errorType:
      column(texts(store.texts.errorType)) { _, segment, segmentRow, _, _, _ in segment.errorType[segmentRow] }
    case .stream:
      column(CallKeys.streamTexts) { row, _, _, _, _, _ in CallKeys.code(ofStream: calls.isStreaming(row)) }
    case .status:
      column(CallKeys.statusTexts) { _, _, _, spans, spanRow, _ in
        UInt32(spans.status(spanRow))
      }
    case .hour: column(ofWindows: .hour)
    case .day: column(ofWindows: .day)
    }
  }

  static let streamTexts = [nil, "false", "true"]
  static let statusTexts = ["unset", "ok", "error"] + (3..<16).map { String($0) }

  @inline(__always)
  static func code(ofStream isStreaming: Bool?) -> UInt32 { isStreaming.map { $0 ? 2 : 1 } ?? 0 }

  func texts(_ values: TextColumnValues) -> [String?] { [nil] + values.texts.dropFirst().map { $0 } }

  /// A column of what is answered for the row of each call, segment and row of its candidate, and those of its span.
  @inline(__always)
  private func column(
    _ texts: [String?], _ code: @Sendable (Int, CallSegment, Int, SpanSegment, Int, Int) -> UInt32
  ) -> KeyColumn {
    let codes = CodeColumn(rowCount: rows.count, cardinality: texts.count)
    let stretches = workers.stretches(of: rows.count)
    workers.run(stretches.count) { stretch in
      forEachCall(of: calls, rows, in: stretches[stretch], store) {
        index, row, segment, place, spans, spanRow, number in
        codes[index] = code(row, segment, place, spans, spanRow, number)
      }
    }
    return KeyColumn(codes: codes, texts: texts)
  }

  private func column(ofModels texts: [String?]) -> KeyColumn {
    let codes = CodeColumn(rowCount: rows.count, cardinality: texts.count)
    let stretches = workers.stretches(of: rows.count)
    workers.run(stretches.count) { stretch in
      for index in stretches[stretch] {
        let row = rows[index]
        let answered = calls.responseModel[row]
        codes[index] = answered != 0 ? answered : calls.requestModel[row]
      }
    }
    return KeyColumn(codes: codes, texts: texts)
  }

  /// A column of what the scope of each call says.
  private func column(ofScopes names: [String?]) -> KeyColumn {
    let (texts, codeOfScope) = CallKeys.codes(ofScopes: names)
    return column(texts) { _, _, _, spans, spanRow, _ in codeOfScope[Int(spans.scope[spanRow])] }
  }

  /// What scopes say, in order, absent first, and the place of each scope's word in it.
  static func codes(ofScopes names: [String?]) -> (texts: [String?], codeOfScope: [UInt32]) {
    let distinct = Set(names.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0 + 1)) })
    return ([nil] + distinct, names.map { $0.flatMap { codes[$0] } ?? 0 })
  }

  private func column(ofSideTable key: GroupingKey) -> KeyColumn {
    guard let column = key.sideTableKey.flatMap({ store.sideColumn($0) }) else {
      preconditionFailure("\(key.rawValue) was not kept when the store was loaded")
    }
    return self.column(texts(column.texts)) { _, _, _, spans, spanRow, number in
      column.code(segment: number, row: spanRow, scope: spans.scope[spanRow])
    }
  }

  private func column(ofTools tools: ToolsAround) -> KeyColumn {
    // What is found on the way up is remembered, so one after the other.
    let codes = CodeColumn(rowCount: rows.count, cardinality: store.texts.tool.count)
    forEachCall(of: calls, rows, in: 0..<rows.count, store) { index, _, _, _, _, spanRow, number in
      codes[index] = tools.code(ofSpan: UInt32(number << SegmentLayout.rowBits | spanRow))
    }
    return KeyColumn(codes: codes, texts: texts(store.texts.tool))
  }

  // MARK: Time

  /// A column of the windows that calls start in, in order of time; absent for calls without a start.
  private func column(ofWindows size: WindowSize) -> KeyColumn {
    // Calls come about in the order of time: mostly the window is that of the call before, which costs no division.
    let nanos = size.nanos
    let stretches = workers.stretches(of: rows.count)
    let found = workers.map(stretches.count) { stretch -> Set<UInt32> in
      var found: Set<UInt32> = []
      var last: Range<UInt64> = 0..<0
      forEachCall(of: calls, rows, in: stretches[stretch], store) { _, _, _, _, spans, spanRow, _ in
        let start = spans.start[spanRow]
        if start == 0 || last.contains(start) { return }
        let number = start / nanos
        last = CallKeys.window(number, nanos)
        found.insert(UInt32(number))
      }
      return found
    }
    let sorted = found.reduce(into: Set<UInt32>()) { $0.formUnion($1) }.sorted()
    let places = WindowPlaces(sorted)
    let codes = CodeColumn(rowCount: rows.count, cardinality: sorted.count + 1)
    workers.run(stretches.count) { stretch in
      var last: Range<UInt64> = 0..<0
      var code: UInt32 = 0
      forEachCall(of: calls, rows, in: stretches[stretch], store) { index, _, _, _, spans, spanRow, _ in
        let start = spans.start[spanRow]
        if start == 0 { return }
        if !last.contains(start) {
          let number = start / nanos
          last = CallKeys.window(number, nanos)
          code = places.code(of: UInt32(number))
        }
        codes[index] = code
      }
    }
    return KeyColumn(codes: codes, texts: [nil] + sorted.map { CallKeys.text(ofWindow: UInt64($0), size) })
  }

  static func text(ofWindow number: UInt64, _ size: WindowSize) -> String {
    let text = UnixNanos(number * size.nanos).description
    return size == .day ? String(text.prefix(10)) : text
  }

  static func window(_ number: UInt64, _ nanos: UInt64) -> Range<UInt64> {
    // The last window of all ends where 64 bits do.
    let (end, isBeyond) = (number * nanos).addingReportingOverflow(nanos)
    return number * nanos..<(isBeyond ? .max : end)
  }
}

/// The places of windows among those that hold a call: a table where the numbers lie close together, as those of a night
/// do.
private struct WindowPlaces: Sendable {
  private let first: UInt32
  private let table: [UInt32]
  private let others: [UInt32: UInt32]

  init(_ numbers: [UInt32]) {
    first = numbers.first ?? 0
    let span = Int((numbers.last ?? 0) - first) + 1
    guard span <= 1 << 20 else {
      table = []
      others = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, UInt32($0 + 1)) })
      return
    }
    var table = [UInt32](repeating: 0, count: span)
    for (place, number) in numbers.enumerated() { table[Int(number - first)] = UInt32(place + 1) }
    self.table = table
    others = [:]
  }

  func code(of number: UInt32) -> UInt32 {
    table.isEmpty ? others[number] ?? 0 : table[Int(number - first)]
  }
}

/// The tools that are at work around spans.
private final class ToolsAround {
  private let index: SpanIndex
  /// Code and one of the tool of each span that is asked about or lies on the way; 0 not yet known.
  private let known: RowBuffer<UInt32>
  private var path: [UInt32] = []

  private static let isOnPath = UInt32.max

  init(_ store: Store, _ index: SpanIndex?) {
    guard let index else { preconditionFailure("tools are looked for around spans: an index is needed") }
    self.index = index
    known = RowBuffer(zeroed: store.spans.count << SegmentLayout.rowBits)
    for stage in store.stages {
      for row in 0..<stage.count where stage.tool[row] != 0 { known[Int(stage.span[row])] = stage.tool[row] + 1 }
    }
  }

  /// The tool of the span, else of the nearest one around it that has one; 0 for none. Spans that are each other's
  /// ancestors have none but their own.
  func code(ofSpan span: UInt32) -> UInt32 {
    path.removeAll(keepingCapacity: true)
    var at = span
    var code: UInt32 = 0
    while true {
      let value = known[Int(at)]
      if value == ToolsAround.isOnPath { break }
      if value != 0 {
        code = value - 1
        break
      }
      known[Int(at)] = ToolsAround.isOnPath
      path.append(at)
      guard let parent = index.parent(of: at) else { break }
      at = parent
    }
    for span in path { known[Int(span)] = code + 1 }
    return code
  }
}

extension CallFacts {
  /// What the selected calls say for a key; see ``CallKeys/column(of:)``.
  public func column(of key: GroupingKey) -> KeyColumn {
    if key == .service {
      return KeyColumn(codes: service, texts: [nil] + serviceNames.dropFirst().map { $0 })
    }
    return keys.column(of: key)
  }
}
