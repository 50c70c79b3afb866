import LedgerModel

// What the two forms of `latency` for people say in words. CSV and JSON have the exact figures.

extension LatencyReport {
  /// What stands where nobody knows a figure.
  static let dash = "-"

  /// What stands behind a percentile that falls on an extreme.
  static let mark = "*"

  /// `call` or `span`.
  var thing: String { subject == .calls ? "call" : "span" }

  /// How many calls or spans there are in all.
  private var thingCount: Int { all.spans?.spans ?? all.counters.calls }

  /// Whether there is nothing to have a percentile of.
  var isEmpty: Bool { thingCount == 0 }

  /// What stands in place of a table where there is nothing.
  var emptiness: String {
    if selected != nil {
      var sentences = ["No \(thing) is selected."]
      if !settings.filters.isEmpty {
        sentences.append(
          "Names and values are compared letter by letter; without these conditions, --by KEY lists those that occur.")
      }
      if settings.from != nil || settings.to != nil, let earliest = inputs.earliest, let latest = inputs.latest {
        sentences.append("The inputs are about \(earliest.description) to \(latest.description).")
      }
      return sentences.joined(separator: " ")
    }
    if subject == .spans { return "There are no spans." }
    return "No span or log record tells of a call to a model."
      + (inputs.spans > 0 ? " With --spans all there are percentiles of spans of any kind." : "")
  }

  var heading: String {
    let title = (subject == .calls ? "latency by " : "latency of all spans by ") + keys.joined(separator: ", ")
    guard let sampling, !isEmpty else { return title }
    let weighted = "\(Figures.count(sampling.weightedCalls)) of \(Figures.plural(all.counters.calls, "call")) weighted"
    return "\(title), \(weighted)"
  }

  /// What is weighed, and what is left out.
  private var weighing: String? {
    guard let sampling else { return nil }
    guard sampling.weightedCalls > 0 else {
      return "No call says how it was sampled, so there is nothing to weigh, and no percentile."
    }
    var sentence = "Weighed by sampling: \(Figures.plural(sampling.weightedCalls, "call")) stand for "
    sentence += all.counters.adjustedCallsMicros.map { Figures.decimal(Int128($0), places: 6, shown: 0) } ?? "unknown"
    if sampling.unweightedCalls > 0 {
      sentence +=
        "; \(Figures.plural(sampling.unweightedCalls, "call")) do not say how they were sampled and are in no "
      sentence += "percentile"
    }
    return sentence + ". Other columns are of the calls that were kept."
  }

  /// In which order the groups stand, and what is left of them; `nil` where all stand there by their keys.
  private var ordering: String? {
    var sentence: String?
    if let order {
      sentence = "Groups are in order of \(order.words), the \(order.isAscending ? "smallest" : "largest") first"
    }
    if restCount > 0 {
      let others = restCount == 1 ? "the other one" : "the other \(Figures.count(restCount))"
      sentence = (sentence ?? "Groups are in order of their keys")
      let first = groups.count == 1 ? "the first one is" : "the first \(Figures.count(groups.count)) are"
      sentence? += "; \(first) shown, \(others) as one row"
    }
    return sentence.map { $0 + "." }
  }

  /// Counts, and how percentiles are to be read.
  var reading: String {
    let origin = "from \(Figures.plural(inputs.spans, "span")) of \(Figures.plural(inputs.files, "input"))"
    if isEmpty { return "0 \(thing)s, \(origin)." }
    let method =
      switch definition {
      case .nearestRank: "by nearest rank, over the \(thing)s that have a value"
      case .linear: "by linear interpolation, over the \(thing)s that have a value"
      }
    var sentence = "\(Figures.plural(thingCount, thing)) in \(Figures.plural(groupCount, "group")), "
    sentence += "\(origin). Percentiles are \(sampling == nil ? "exact" : "estimates"), \(method); times are UTC."
    return ([sentence] + [ordering, weighing].compactMap { $0 }).joined(separator: " ")
  }

  /// The selection in words; `nil` where everything is selected.
  var selected: String? {
    // Conditions name their keys themselves.
    var parts = settings.filters.map { ($0.key == "where" ? "" : "\($0.key) ") + Shown.line($0.value) }
    if let from = settings.from { parts.append("from \(from.description)") }
    if let to = settings.to { parts.append("to \(to.description)") }
    return parts.isEmpty ? nil : "Only: \(parts.joined(separator: ", "))."
  }

  /// The rows that are shown, in order, each with what it is called.
  var titledRows: [(title: String, row: Row)] {
    groups.map { (title(of: $0), $0) } + (rest.map { [(restTitle, $0)] } ?? []) + [("all", all)]
  }

  /// What the row of groups without one of their own is called.
  var restTitle: String { Figures.plural(restCount, "other group") }

  private func title(of row: Row) -> String {
    // Without a key there is one group, and it is everything.
    row.key.isEmpty ? "all" : zip(keys, row.key).map { name($0, $1) }.joined(separator: "  ")
  }

  /// What a group is called for one of its keys.
  func name(_ key: String, _ value: String?) -> String {
    guard let value else {
      // An attribute is called as it is written; "no stream" would say that there was none.
      if key.hasPrefix("attr:") { return "no \(key)" }
      return key == "stream" ? "streaming not known" : "no \(key.replacing("_", with: " "))"
    }
    switch key {
    case "hour": return value.prefix(10) + " " + value.dropFirst(11).prefix(5)
    case "stream": return value == "true" ? "streamed" : "not streamed"
    case "status": return "status \(value)"
    case "kind": return "kind \(value)"
    default: return Shown.line(value)
    }
  }

  func tokens(_ value: Int64?) -> String {
    value.map { Figures.compact(Int128($0), isTrimmed: false) } ?? LatencyReport.dash
  }

  func cost(_ counters: Report.Counters) -> String {
    counters.costUSD.map { Figures.dollars($0) } ?? LatencyReport.dash
  }

  /// A value of a measure; the unit of a rate is in its title.
  func figure(_ value: Int64?, _ measure: Measure, _ distribution: Drawn) -> String {
    guard let value else { return LatencyReport.dash }
    return measure == .outputTokensPerSecond
      ? Figures.significant(Int128(value), places: distribution.unit.decimalPlaces)
      : Figures.measure(value, distribution.unit)
  }

  /// What the marks mean; `nil` where there are none.
  var markMeaning: String? {
    let drawn = titledRows.flatMap { $0.row.drawn.compactMap { $0 } }
    func marked(_ extreme: Percentile.Extreme) -> String? {
      let known = percentiles.indices.filter { place in
        drawn.contains { $0.extremes(percentiles)[place] == extreme }
      }
      if known.isEmpty { return nil }
      let needs = known.enumerated().map { number, place in
        let count = Figures.count(percentiles[place].leastCount ?? 0)
        return "\(percentileTitles[place]) \(number == 0 ? "takes at least \(count) values" : count)"
      }
      return "the \(extreme == .largest ? "largest" : "smallest") one (\(needs.joined(separator: ", ")))"
    }
    let meanings = [marked(.largest), marked(.smallest)].compactMap { $0 }
    return meanings.isEmpty
      ? nil : "\(LatencyReport.mark) Too few values to tell it from \(meanings.joined(separator: " or "))."
  }

  /// How many calls cost more than a percentile can hold; `nil` where none does. They are in the sums.
  var beyondMeaning: String? {
    guard subject == .calls, sampling == nil, let place = measures.firstIndex(where: { $0 == .cost }) else {
      return nil
    }
    let count = all.counters.callsPriced - (all.distributions[place]?.count ?? 0)
    guard count > 0 else { return nil }
    let (costs, are) = count == 1 ? ("costs", "is") : ("cost", "are")
    return
      "\(Figures.plural(count, "call")) \(costs) more than $9,223,372 and \(are) in no percentile of cost, but in the "
      + "sums."
  }

  /// How the lines of intervals are to be read; `nil` where there are none.
  var intervalMeaning: String? {
    guard hasIntervals else { return nil }
    return "95 % from, to: the percentile of whatever produces the values lies between them, with a confidence of "
      + "at least 95 %; \(LatencyReport.dash) where there are too few values for that."
  }
}
