import LedgerCalls
import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

/// Keys of calls as one small number: each key has a place in it, as digits have. What a call says for all keys together
/// is then found in tables, without a column for each key.
struct DenseKeys: Sendable {
  /// Where a key is read.
  private enum Source {
    /// From the span's scope; the codes of all scopes, at their place in the number.
    case scope([UInt32])
    /// From the combination of names; the codes of all combinations, at their place in the number.
    case names([UInt32])
    case agent, errorType, stream, status
    case window(WindowSize, first: UInt64)
  }

  private struct Key {
    var source: Source
    var cardinality: Int
    var stride = 1
  }

  /// Larger numbers are not made: tables of them would not stay in memory that is near.
  private static let most = 1 << 20
  /// How many windows there is room for.
  private static let windows = 1 << 10

  private var keys: [Key] = []
  /// What the codes of each key mean, those of windows apart; absent first.
  private let texts: [[String?]]
  /// All numbers are below.
  let count: Int

  /// `nil` for keys that have to be looked for elsewhere, or too many codes.
  ///
  /// - Parameter start: when one of the calls begins. Others may lie a good while before and after.
  init?(_ names: [GroupingKey], _ reader: CallKeys, around start: UInt64) {
    let store = reader.store
    var texts: [[String?]] = []
    var count = 1
    for name in names {
      var source: Source
      let words: [String?]
      switch name {
      case .service:
        (words, source) = DenseKeys.scopes(store.scopes.map { store.resources[Int($0.resource)].serviceName })
      case .environment:
        (words, source) = DenseKeys.scopes(store.scopes.map { store.resources[Int($0.resource)].environment })
      case .scope: (words, source) = DenseKeys.scopes(store.scopes.map(\.name))
      case .provider: (words, source) = (reader.texts(store.texts.provider), .names(reader.calls.provider.codes))
      case .operation: (words, source) = (reader.texts(store.texts.operation), .names(reader.calls.operation.codes))
      case .requestModel: (words, source) = (reader.texts(store.texts.model), .names(reader.calls.requestModel.codes))
      case .responseModel: (words, source) = (reader.texts(store.texts.model), .names(reader.calls.responseModel.codes))
      case .model:
        let models = reader.calls.names.combinations.map(\.model)
        (words, source) = (reader.texts(store.texts.model), .names(models))
      case .agent: (words, source) = (reader.texts(store.texts.agent), .agent)
      case .errorType: (words, source) = (reader.texts(store.texts.errorType), .errorType)
      case .stream: (words, source) = (CallKeys.streamTexts, .stream)
      case .status: (words, source) = (CallKeys.statusTexts, .status)
      case .hour: (words, source) = DenseKeys.windows(.hour, around: start)
      case .day: (words, source) = DenseKeys.windows(.day, around: start)
      case .tool, .session, .user, .attribute: return nil
      }
      let stride = UInt32(truncatingIfNeeded: count)
      if case .scope(let codes) = source { source = .scope(codes.map { $0 &* stride }) }
      if case .names(let codes) = source { source = .names(codes.map { $0 &* stride }) }
      keys.append(Key(source: source, cardinality: words.count, stride: count))
      texts.append(words)
      let (product, isBeyond) = count.multipliedReportingOverflow(by: words.count)
      guard !isBeyond, product <= DenseKeys.most else { return nil }
      count = product
    }
    self.texts = texts
    self.count = count
  }

  private static func scopes(_ names: [String?]) -> ([String?], Source) {
    let (texts, codes) = CallKeys.codes(ofScopes: names)
    return (texts, .scope(codes))
  }

  private static func windows(_ size: WindowSize, around start: UInt64) -> ([String?], Source) {
    let middle = start / size.nanos
    // What windows are called is found out when it is known which of them hold a call.
    let first = middle - min(middle, UInt64(windows / 2))
    return ([String?](repeating: nil, count: windows + 1), .window(size, first: first))
  }

  /// For each of some numbers the codes that it is made of, and what the codes of each key mean, in this order.
  func decoded(_ numbers: [UInt32]) -> (codes: [[UInt32]], texts: [[String?]]) {
    var codes = numbers.map { number in keys.map { UInt32(Int(number) / $0.stride % $0.cardinality) } }
    var texts = texts
    for (place, key) in keys.enumerated() {
      guard case .window(let size, let first) = key.source else { continue }
      // Only windows that hold a call have a code.
      let found = Set(codes.map { $0[place] }).subtracting([0]).sorted()
      let known = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, UInt32($0 + 1)) })
      for group in codes.indices { codes[group][place] = known[codes[group][place]] ?? 0 }
      texts[place] = [nil] + found.map { CallKeys.text(ofWindow: first + UInt64($0) - 1, size) }
    }
    return (codes, texts)
  }

  /// Writes the numbers of the calls of a run; `false` where one of them begins in no window that there is room for.
  func fill(_ numbers: inout MutableSpan<UInt32>, _ run: CallRun, _ calls: SettledCalls) -> Bool {
    for index in 0..<run.count { numbers[index] = 0 }
    var isInside = true
    for key in keys {
      let stride = UInt32(truncatingIfNeeded: key.stride)
      switch key.source {
      case .scope(let codes):
        run.withSpanRows { run.spans.scope.addLookedUp($0, in: codes.span, to: &numbers) }
      case .names(let codes):
        run.withNames { addLookedUp($0, in: codes.span, to: &numbers) }
      case .agent:
        for index in 0..<run.count { numbers[index] &+= run.segment.agent[run.place(index)] &* stride }
      case .errorType:
        for index in 0..<run.count { numbers[index] &+= run.segment.errorType[run.place(index)] &* stride }
      case .stream:
        run.withKinds { kinds in
          for index in kinds.indices {
            numbers[index] &+= CallKeys.code(ofStream: CallKind(bits: kinds[index]).isStreaming) &* stride
          }
        }
      case .status:
        for index in 0..<run.count { numbers[index] &+= UInt32(run.spans.status(run.spanRow(index))) &* stride }
      case .window(let size, let first):
        let isKnown = addWindows(&numbers, run, size.nanos, first: first, stride)
        isInside = isInside && isKnown
      }
    }
    return isInside
  }

  private func addWindows(
    _ numbers: inout MutableSpan<UInt32>, _ run: CallRun, _ nanos: UInt64, first: UInt64, _ stride: UInt32
  ) -> Bool {
    // Calls come about in the order of time: mostly all of a run begin in one window, else in that of the call before,
    // which costs no division.
    var last: Range<UInt64> = 0..<0
    var code: UInt32 = 0
    func turn(to start: UInt64) -> Bool {
      let number = start / nanos
      last = CallKeys.window(number, nanos)
      let place = number &- first
      code = (UInt32(truncatingIfNeeded: place) &+ 1) &* stride
      return place < UInt64(DenseKeys.windows)
    }
    return run.withStarts { starts in
      if let range = unsignedExtremes(of: starts), range.lowerBound != 0 {
        if !turn(to: range.lowerBound) { return false }
        if last.contains(range.upperBound) {
          for index in starts.indices { numbers[index] &+= code }
          return true
        }
      }
      for index in starts.indices {
        let start = starts[index]
        if start == 0 { continue }
        if !last.contains(start), !turn(to: start) { return false }
        numbers[index] &+= code
      }
      return true
    }
  }
}
