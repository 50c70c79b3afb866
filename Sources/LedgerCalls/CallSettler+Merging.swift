import LedgerColumns
import LedgerKernels
import LedgerMemory
import LedgerModel

// Spans of one call that do not lie inside each other.

extension CallSettler {
  /// One response told of by several spans in different places: application and gateway, two traces, two libraries that
  /// do not nest.
  ///
  /// - Parameter count: about how many name their response; none where it is 0.
  func mergeResponses(_ tokens: TokenColumns, count: Int) {
    if count < 2 { return }
    // Each worker looks through a share of the ids, which it tells by their first bits. All go over all of them, so that
    // many shares gain nothing.
    let shares = min(workers.count, 8)
    let repeated = workers.map(shares) { share in
      repeatedResponses(count: count / shares) { id in UInt64(share) == (id >> 32) &* UInt64(shares) >> 32 }
    }
    let reporters = repeated.allSatisfy(\.isEmpty) ? [] : reporterNumbers()
    for candidates in repeated {
      var start = 0
      while start < candidates.count {
        var end = start + 1
        while end < candidates.count, candidates[end].id == candidates[start].id { end += 1 }
        if end > start + 1 {
          let tellers = candidates[start..<end].map(\.candidate)
          if !isReused(byThoseOf: tellers, reporters, tokens) { merge(tellers, tokens) }
        }
        start = end
      }
    }
  }

  /// In so many traces one after the other nobody tells of one response.
  private static var mostTellings: Int { 8 }

  /// Whether an id is given to one response after the other, and so says nothing: local servers have few of them (Ollama
  /// counts to 999), test servers one for all.
  ///
  /// One library in one service tells of a response once, or a few times with the same input: while it is streamed, when it
  /// is fetched once more, when a session is written again. Two inputs are two responses; so are eight usages in eight
  /// traces, one after the other.
  private func isReused(byThoseOf candidates: [Int], _ reporters: [Int], _ tokens: TokenColumns) -> Bool {
    struct Telling {
      var candidate: Int
      var reporter: Int
      var start: UInt64
      var end: UInt64
      var trace: TraceID
    }
    var tellings: [Telling] = []
    for candidate in candidates {
      let (segment, row) = store.locate(call: UInt32(candidate))
      let (spans, spanRow) = store.locate(span: segment.span[row])
      // What a library writes as records is another telling than its spans, and may have no length.
      let isLog = candidate >= store.spanCallSegmentCount << CandidateLayout.rowBits
      guard let end = spans.end(spanRow) ?? (isLog ? spans.start[spanRow] : nil) else { continue }
      let reporter = reporters[Int(spans.scope[spanRow])]
      tellings.append(
        Telling(
          candidate: candidate, reporter: isLog ? reporter + reporters.count : reporter, start: spans.start[spanRow],
          end: end, trace: spans.traceID(spanRow)))
    }
    if tellings.count < 2 { return false }
    tellings.sort { ($0.reporter, $0.start, $0.end, $0.candidate) < ($1.reporter, $1.start, $1.end, $1.candidate) }
    var input: Int64?
    var last: Telling?  // of the same reporter, with usage, and begun when the one before it had ended
    var inTurn = 0
    for telling in tellings {
      let counts = tokens[telling.candidate]
      if counts.isUnknown { continue }
      if last?.reporter != telling.reporter { (input, last, inTurn) = (nil, nil, 0) }
      if let own = counts.input {
        if let input, input != own { return true }
        input = own
      }
      if last.map({ telling.start >= $0.end && telling.trace != $0.trace }) ?? true {
        inTurn += 1
        last = telling
        if inTurn == CallSettler.mostTellings { return true }
      }
    }
    return false
  }

  /// Merges candidates with one response id: each into the first one before it that tells of the same response.
  private func merge(_ candidates: [Int], _ tokens: TokenColumns) {
    var kept = ResponseTellers()
    for candidate in candidates.sorted(by: { knowsMore($0, than: $1, tokens) }) {
      let (segment, row) = store.locate(call: UInt32(candidate))
      if let teller = kept.teller(provider: segment.provider[row], tokens[candidate]) {
        set(candidate, .merged)
        lend(candidate, to: teller, tokens)
      } else {
        kept.add(candidate, provider: segment.provider[row], tokens[candidate])
      }
    }
  }

  /// The candidates whose response may have several of them, among those with some ids, by their ids; about how many these
  /// are is known.
  private func repeatedResponses(
    count: Int, _ isIncluded: (UInt64) -> Bool
  ) -> [(candidate: Int, id: UInt64)] {
    var repeated = RepeatedKeys(count: count)
    func forEachResponse(_ body: (Int, UInt64) -> Void) {
      for (number, segment) in store.calls.enumerated() {
        let base = number << CandidateLayout.rowBits
        segment.responseID.withSpan { ids in
          for row in ids.indices where ids[row] != 0 && isIncluded(ids[row]) && isCounted(base | row) {
            body(base | row, ids[row])
          }
        }
      }
    }
    forEachResponse { repeated.note($1) }
    var found: [(candidate: Int, id: UInt64)] = []
    forEachResponse { candidate, id in
      if repeated.mayRepeat(id) { found.append((candidate, id)) }
    }
    // By other bits once more: sorting those that only share a place with another one would take the longest.
    var again = RepeatedKeys(count: found.count)
    for (_, id) in found { again.note(id >> 20) }
    found.removeAll { !again.mayRepeat($0.id >> 20) }
    found.sort { ($0.id, $0.candidate) < ($1.id, $1.candidate) }
    return found
  }

  func knowsMore(_ left: Int, than right: Int, _ tokens: TokenColumns) -> Bool {
    let known = (tokens[left].knownCount, tokens[right].knownCount)
    if known.0 != known.1 { return known.0 > known.1 }
    // Of a stream told of while it ran and at its end, the end has the real counts.
    let sums = (tokens[left].sum, tokens[right].sum)
    if sums.0 != sums.1 { return sums.0 > sums.1 }
    let (a, i) = store.locate(call: UInt32(left))
    let (b, j) = store.locate(call: UInt32(right))
    let (spansA, rowA) = store.locate(span: a.span[i])
    let (spansB, rowB) = store.locate(span: b.span[j])
    // The later start is the inner one: nearer to the wire.
    if spansA.start[rowA] != spansB.start[rowB] { return spansA.start[rowA] > spansB.start[rowB] }
    return (spansA.traceID(rowA), spansA.spanID[rowA]) < (spansB.traceID(rowB), spansB.spanID[rowB])
  }

  // MARK: Twins

  /// Two libraries on one request whose spans have lost each other: no common trace, no response id on both sides. They
  /// are one call where they come from two scopes of one resource, one lies inside the other in time, and they agree in
  /// kind, model and all token counts (unknown on both sides included: streams without usage, failed calls); one span of
  /// each library. Equal counts alone never merge. Log records are no spans; who tells of the same call as they
  /// do has been found out before.
  ///
  /// Streams whose output has their first count on top (``addsFirstCount(_:)``) are looked at once more by their input, and
  /// those that lack it (``TokenCounts/lacksInput``) by their output.
  func mergeTwins(_ tokens: TokenColumns) {
    let hasSeveral = resourcesWithSeveralLibraries()
    guard hasSeveral.contains(true) else { return }
    let names = (libraries: libraryNumbers(), models: BareModels.numbers(store.texts.model))
    let lacksInput = mergeTwins(tokens, among: hasSeveral, names, alikeIn: .both)
    if !addingScopes.isEmpty { mergeTwins(tokens, among: hasSeveral, names, alikeIn: .input) }
    if lacksInput { mergeTwins(tokens, among: hasSeveral, names, alikeIn: .output) }
    if !handingScopes.isEmpty { mergeHandedOver(tokens, among: hasSeveral, names) }
  }

  /// LlamaIndex's spans of streams end when the stream is handed over and know no usage; the client, which may send its
  /// request only then, tells of the same call in a span that lies behind. Each goes with the first stream of another
  /// library that begins while it lasts or right behind it, and names the same model.
  private func mergeHandedOver(
    _ tokens: TokenColumns, among hasSeveral: [Bool], _ names: (libraries: [Int], models: [UInt32])
  ) {
    struct Place: Hashable {
      var resource: UInt32
      var operationClass: OperationClass
    }
    var handed: [Place: [Twin]] = [:]
    var streams: [Place: [Twin]] = [:]
    for number in 0..<store.spanCallSegmentCount {
      CallSettler.forEachCandidate(of: store, in: number) { candidate, segment, row, spans, spanRow in
        let own = operationClass(candidate)
        let scope = spans.scope[spanRow]
        let resource = store.scopes[Int(scope)].resource
        guard isCounted(candidate), own.isModelRequest, segment.isStreaming(row) == true, hasSeveral[Int(resource)],
          spans.start[spanRow] != 0, spans.duration[spanRow] != unknownDuration
        else { return }
        let place = Place(resource: resource, operationClass: own)
        let twin = Twin(candidate, store, names.libraries, names.models)
        if !handingScopes.contains(scope) {
          streams[place, default: []].append(twin)
        } else if tokens[candidate].isUnknown {
          handed[place, default: []].append(twin)
        }
      }
    }
    for (place, handed) in handed {
      var streams = HandedStreams(streams[place] ?? [])
      for handed in handed.sorted(by: { Twin.isEarlier($0, than: $1) }) {
        guard let stream = streams.take(for: handed) else { continue }
        set(handed.candidate, .twin)
        lend(handed.candidate, to: stream.candidate, tokens)
      }
    }
  }

  /// In which of their counts twins are alike.
  private enum Likeness {
    case both
    case input
    case output
  }

  /// - Returns: whether any candidate lacks its input.
  @discardableResult
  private func mergeTwins(
    _ tokens: TokenColumns, among hasSeveral: [Bool], _ names: (libraries: [Int], models: [UInt32]),
    alikeIn likeness: Likeness
  ) -> Bool {
    var lacksInput = false
    func forEachKey(_ body: (TwinKey, Int) -> Void) {
      for number in 0..<store.spanCallSegmentCount {
        CallSettler.forEachCandidate(of: store, in: number) { candidate, _, _, spans, spanRow in
          let own = operationClass(candidate)
          guard isCounted(candidate), own.isModelRequest, spans.start[spanRow] != 0,
            spans.duration[spanRow] != unknownDuration
          else { return }
          let resource = store.scopes[Int(spans.scope[spanRow])].resource
          guard hasSeveral[Int(resource)] else { return }
          let counts = tokens[candidate]
          if likeness != .both, counts.input == nil || counts.output == nil { return }
          if counts.lacksInput { lacksInput = true }
          body(
            TwinKey(
              resource: resource, operationClass: own, input: likeness == .output ? nil : counts.input,
              output: likeness == .input ? nil : counts.output),
            candidate)
        }
      }
    }
    var repeated = RepeatedKeys(count: store.calls.reduce(0) { $0 + $1.count })
    forEachKey { key, _ in repeated.note(key.mixed) }
    var groups: [TwinKey: [Int]] = [:]
    forEachKey { key, candidate in
      if repeated.mayRepeat(key.mixed) { groups[key, default: []].append(candidate) }
    }
    for members in groups.values where members.count > 1 {
      let twins = members.map { candidate in
        var twin = Twin(candidate, store, names.libraries, names.models)
        switch likeness {
        case .both: break
        case .input: twin.side = addsFirstCount(candidate) ? 1 : 2
        case .output: twin.side = tokens[candidate].lacksInput ? 1 : 2
        }
        return twin
      }
      let pairs = TwinSearch(twins).pairs { outer, inner in
        // Of two that differ in output, one has more by what it added.
        likeness != .input || hasAddedCount(outer, beside: inner, tokens) || hasAddedCount(inner, beside: outer, tokens)
      }
      for (outer, inner) in pairs {
        set(outer, .twin)
        lend(outer, to: inner, tokens)
      }
    }
    return lacksInput
  }

  /// Whether the output of a candidate is that of another one of the same call, and its own first count.
  func hasAddedCount(_ candidate: Int, beside other: Int, _ tokens: TokenColumns) -> Bool {
    guard addsFirstCount(candidate), !addsFirstCount(other), let output = tokens[candidate].output,
      let known = tokens[other].output
    else { return false }
    return output > known && tokens[candidate].input == tokens[other].input
  }

  /// Whether a candidate's output may be more than what was written: OpenLLMetry adds the count of a stream's first message
  /// to that of its end, though Anthropic's counts at the end are of the whole stream. Some of its streams do not say that
  /// they are.
  private func addsFirstCount(_ candidate: Int) -> Bool {
    let (segment, row) = store.locate(call: UInt32(candidate))
    guard segment.isStreaming(row) != false else { return false }
    let (spans, spanRow) = store.locate(span: segment.span[row])
    return addingScopes.contains(spans.scope[spanRow])
  }

  /// Only a resource in which two libraries report requests can have twins; most have one.
  private func resourcesWithSeveralLibraries() -> [Bool] {
    var isReporting = [Bool](repeating: false, count: store.scopes.count)
    let found = workers.map(store.spanCallSegmentCount) { number in
      var scopes: [UInt32] = []
      var isSeen = [Bool](repeating: false, count: store.scopes.count)
      CallSettler.forEachCandidate(of: store, in: number) { candidate, _, _, spans, spanRow in
        let scope = spans.scope[spanRow]
        if !isSeen[Int(scope)], isCounted(candidate) {
          isSeen[Int(scope)] = true
          scopes.append(scope)
        }
      }
      return scopes
    }
    for scope in found.joined() { isReporting[Int(scope)] = true }
    var library = [String?](repeating: nil, count: store.resources.count)
    var hasSeveral = [Bool](repeating: false, count: store.resources.count)
    for (scope, reports) in zip(store.scopes, isReporting) where reports {
      let name = scope.name ?? ""
      if library[Int(scope.resource)].map({ $0 != name }) ?? false { hasSeveral[Int(scope.resource)] = true }
      library[Int(scope.resource)] = name
    }
    return hasSeveral
  }

  /// A number for each library in a service, by scope.
  private func reporterNumbers() -> [Int] {
    struct Reporter: Hashable {
      var service: String?
      var library: String?
    }
    var numbers: [Reporter: Int] = [:]
    return store.scopes.map { scope in
      let reporter = Reporter(service: store.resources[Int(scope.resource)].serviceName, library: scope.name)
      let number = numbers[reporter] ?? numbers.count
      numbers[reporter] = number
      return number
    }
  }

  /// A number for each name of a library, by scope.
  private func libraryNumbers() -> [Int] {
    var numbers: [String?: Int] = [:]
    return store.scopes.map { scope in
      let number = numbers[scope.name] ?? numbers.count
      numbers[scope.name] = number
      return number
    }
  }
}

/// Those spans with one response id that tell of different responses.
///
/// Ids are a provider's own: two providers may give the same one. But who stands between (a gateway, a cloud) may have
/// another name for the provider, so under other names it is one response where the counts agree. Looked up by what must
/// agree, so that thousands of spans with one id cost no more than others.
private struct ResponseTellers {
  private struct Counts: Hashable {
    var input: Int64?
    var output: Int64?
  }

  private var all: [Int] = []
  private var byProvider: [UInt32: Int] = [:]  // places in `all`
  private var byCounts: [Counts: Int] = [:]
  private var firstUnknown: Int?

  /// The first one that tells of the same response as a span of this provider (0 absent) with these counts.
  func teller(provider: UInt32, _ tokens: TokenCounts) -> Int? {
    if provider == 0 || tokens.isUnknown { return all.first }
    let places = [
      byProvider[provider], byProvider[0], byCounts[Counts(input: tokens.input, output: tokens.output)], firstUnknown,
    ]
    return places.compactMap { $0 }.min().map { all[$0] }
  }

  mutating func add(_ candidate: Int, provider: UInt32, _ tokens: TokenCounts) {
    let place = all.count
    all.append(candidate)
    if byProvider[provider] == nil { byProvider[provider] = place }
    if tokens.isUnknown {
      firstUnknown = firstUnknown ?? place
    } else {
      let counts = Counts(input: tokens.input, output: tokens.output)
      if byCounts[counts] == nil { byCounts[counts] = place }
    }
  }
}
