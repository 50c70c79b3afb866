import LedgerModel
import LedgerReconcile
import LedgerReport

/// Says a cause in words: what it is, what it rests on, what to do.
struct CauseFinding {
  private let cause: DiagnosedCause

  init(_ cause: DiagnosedCause) { self.cause = cause }

  var finding: Report.Finding {
    let (title, message, remedy) = words
    var place = [Report.NamedFact("service", cause.service.map { .text($0) } ?? .unknown)]
    if let instance = cause.instance { place.append(Report.NamedFact("instance", .text(instance))) }
    if !cause.models.isEmpty {
      place.append(Report.NamedFact("model", .text(cause.models.joined(separator: ", "))))
    }
    if let operation = cause.operation { place.append(Report.NamedFact("operation", .text(operation))) }
    if cause.from != nil || cause.to != nil {
      place.append(Report.NamedFact("window", .period(from: cause.from, to: cause.to)))
    }
    var evidence = [Report.NamedFact("explains_share", .measure(cause.shareMicros, .micros))]
    evidence += cause.facts.map(CauseFinding.shown)
    if cause.isSettled { evidence.append(Report.NamedFact("set_right", .flag(true))) }
    if !cause.alternatives.isEmpty {
      evidence.append(
        Report.NamedFact("may_be_instead", .text(cause.alternatives.map(\.rawValue).joined(separator: ", "))))
    }
    var text = message
    if !cause.alternatives.isEmpty {
      text +=
        " The figures fit \(cause.alternatives.map(\.rawValue).joined(separator: " or ")) just as well; "
        + "nothing in the archive tells them apart."
    }
    let confidence: Report.Confidence =
      switch cause.confidence {
      case .low: .low
      case .medium: .medium
      case .high: .high
      }
    return Report.Finding(
      code: cause.code.rawValue, severity: cause.isSettled ? .info : .warning, confidence: confidence, title: title,
      message: text, place: place, evidence: evidence, remedy: remedy)
  }

  /// A fact as reports have it: money in dollars, times in seconds, by the unit that its name ends with.
  private static func shown(_ fact: CauseFact) -> Report.NamedFact {
    if case .count(let count) = fact.value {
      if fact.name.hasSuffix("_pico_usd") {
        return Report.NamedFact(String(fact.name.dropLast(9)) + "_usd", .money(PicoUSD(count)))
      }
      if fact.name.hasSuffix("_nanos") {
        return Report.NamedFact(
          String(fact.name.dropLast(6)) + "_seconds", .measure(Int64(clamping: count), .nanoseconds))
      }
    }
    return Report.NamedFact(fact.name, shown(fact.value))
  }

  private static func shown(_ value: CauseFact.Value) -> Report.Fact {
    switch value {
    case .count(let count): .count(Int64(clamping: count))
    case .micros(let share): .measure(share, .micros)
    case .nanos(let nanos): .measure(Int64(clamping: nanos), .nanoseconds)
    case .text(let text): .text(text)
    case .instant(let instant): .text(UnixNanos(instant).description)
    }
  }

  // MARK: Figures

  private func number(_ name: String) -> Int128? {
    for fact in cause.facts where fact.name == name { if case .count(let count) = fact.value { return Int128(count) } }
    return nil
  }

  private func count(_ name: String) -> String? { number(name).map { Figures.count($0) } }

  /// `1 call`, `2 calls`, or `some calls` where nobody knows how many.
  private func counted(_ name: String, _ one: String, _ many: String? = nil, some: String = "some") -> String {
    number(name).map { Figures.plural($0, one, many) } ?? "\(some) \(many ?? one + "s")"
  }

  private func text(_ name: String) -> String? {
    for fact in cause.facts where fact.name == name { if case .text(let text) = fact.value { return text } }
    return nil
  }

  private func micros(_ name: String) -> Int64? {
    for fact in cause.facts where fact.name == name { if case .micros(let share) = fact.value { return share } }
    return nil
  }

  /// Whether spans tell of half of what metrics count: so it is, too, where metrics count every call twice.
  private var isHalf: Bool {
    guard let low = micros("kept_share_low"), let high = micros("kept_share_high") else { return false }
    return low <= 500_000 && 500_000 <= high
  }

  private func percent(_ name: String) -> String {
    for fact in cause.facts where fact.name == name {
      if case .micros(let share) = fact.value { return decimalText((share + 500) / 1000, places: 1) + " %" }
    }
    return "an unknown share"
  }

  private func offset(_ name: String) -> String? {
    for fact in cause.facts where fact.name == name {
      guard case .nanos(let nanos) = fact.value else { continue }
      let seconds = Int64(nanos.magnitude / 1_000_000_000)
      let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
      let amount =
        seconds % 60 != 0 || seconds < 60
        ? (seconds >= 3600 ? "\(hours) h " : "") + (seconds >= 60 ? "\(minutes) min " : "") + "\(seconds % 60) s"
        : hours == 0 ? "\(minutes) min" : minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min"
      return amount + (nanos > 0 ? " ahead" : " behind")
    }
    return nil
  }

  private var stretches: String { Figures.plural(number("stretches") ?? 1, "stretch", "stretches") }
  private var service: String { cause.service.map { "service \($0)" } ?? "a service without a name" }
  private var host: String { cause.instance.map { "instance \($0) of \(service)" } ?? service }
  private var period: String {
    cause.from == nil || cause.to == nil ? "some time" : Figures.period(from: cause.from, to: cause.to)
  }

  // MARK: Words

  private var words: (title: String, message: String, remedy: String?) {
    switch cause.code {
    case .timezoneShift, .clockSkew: return clock
    case .sampledTraces:
      let isKnown = text("rate_source") == "spans"
      return (
        "Traces of \(service) are sampled",
        "Metrics count every call; spans tell of \(percent("kept_share")) of them (95 % interval \(percent("kept_share_low")) to "
          + "\(percent("kept_share_high"))). "
          + (isKnown
            ? "The spans say that they were kept at \(percent("rate")), which fits."
            : "The spans do not say at which rate they were kept; the estimate is \(percent("rate")), and it holds over the whole range."
              + (isHalf
                ? " Two libraries that meter the same calls look the same: together they count each of them twice."
                : "")),
        isKnown
          ? "Nothing is wrong. Read totals from metrics, or weigh the spans: adjusted figures stand beside the counted ones."
          : "Have the sampler write its threshold into the trace state, or set the rate in the configuration file under sampling."
            + (isHalf ? " Where nothing is sampled, turn the metrics of all libraries but one off." : "")
      )
    case .missingStreamUsage where text("estimated") != nil:
      return (
        "One side estimates the tokens of streams of \(service)",
        "Both sides count the same calls, and where their tokens differ there are streams, by no more than these used: "
          + "one side has their usage from the provider, the other one estimates it. Where several libraries meter these calls, "
          + "it may be one of them that estimates.",
        "Ask the provider for usage in streams (stream_options.include_usage), so that no library has to estimate it."
      )
    case .missingStreamUsage where text("streams_told_by") != nil:
      return (
        "Metrics of \(service) lack the tokens of some calls",
        "The tokens of \(counted("streams", "call")) are in spans and not in the metric, input and output of the same "
          + "ones: so it is with streams whose usage a library does not record. The spans do not say which calls these are.",
        "Update the instrumentation library, or read these tokens from spans."
      )
    case .missingStreamUsage:
      return text("missing_on") == "metrics"
        ? (
          "Metrics of \(service) lack the tokens of streams",
          "The tokens of \(counted("streams", "streamed call")) are in spans and not in the metric: it counts calls that do not stream.",
          "Update the instrumentation library, or read the tokens of streams from spans."
        )
        : (
          "Spans of \(service) lack the usage of streams",
          "Metrics count tokens of \(counted("streams", "call")) whose spans tell none; mostly streams that were not asked for their usage.",
          "Ask the provider for usage in streams (stream_options.include_usage), or update the instrumentation library."
        )
    case .duplicateSpans:
      return cause.isSettled
        ? (
          "Spans of \(service) were exported more than once",
          "\(counted("copies", "copy of a span was", "copies of spans were", some: "Some")) left out. A plain sum over spans would lie above the metrics by "
            + "\(count("input_tokens") ?? "0") input and \(count("output_tokens") ?? "0") output tokens.",
          "Exports that are answered with an error after they were stored are sent again: look at the collector's queue and at retries."
        )
        : (
          "Metrics of \(service) count copies of spans",
          "The metrics fit only if \(counted("copies", "copy of a span is", "copies of spans are")) counted as calls: they are made from spans, after the copies arose.",
          "Remove copies before metrics are made from spans."
        )
    case .missingTraceWindow:
      return (
        "Spans of \(host) are missing from \(period)",
        "Metrics count calls of which no span is left, in \(stretches) of time; elsewhere both sides agree.",
        "Look for files of that time, and for exports that failed, on the side of traces."
      )
    case .missingMetricWindow:
      return (
        "Points of \(host) are missing from \(period)",
        "Calls ended that no point counts, in \(stretches) of time. "
          + "Points that count differences do not make good for one that is lost.",
        "Look for files of that time, and for exports that failed, on the side of metrics; cumulative temporality survives the loss of a point."
      )
    case .counterResetLoss:
      return (
        "What \(host) counted before a restart is lost",
        "Its counters began anew \(counted("restarts", "time")) without an export of what was counted last.",
        "Let the process flush its meter provider when it ends, and export more often."
      )
    case .untracedService: return untraced
    case .unmeteredService: return unmetered
    case .modelLabelMismatch:
      return (
        "Metrics of \(service) name models differently from its spans",
        "Metrics say \(text("metrics_say") ?? "nothing"), spans say \(text("traces_say") ?? "nothing"). Taken together they agree.",
        "Give metrics both gen_ai.request.model and gen_ai.response.model, as the spans have them."
      )
    case .cachedTokenSemantics:
      let isLess = text("metrics_leave_out") == "cached"
      return (
        "Cached tokens of \(service) are part of the input on one side only",
        isLess
          ? "The metrics leave cached tokens out of the input, in which the spans count them "
            + "(\(count("cache_read_tokens") ?? "0") read, \(count("cache_write_tokens") ?? "0") written)."
          : "The metrics count cached tokens beside the input that holds them already "
            + "(\(count("cache_read_tokens") ?? "0") read, \(count("cache_write_tokens") ?? "0") written).",
        isLess
          ? "Add the metrics of cached tokens before costs are worked out from metrics."
          : "Do not add the metrics of cached tokens to the input."
      )
    case .reasoningTokenSemantics:
      return (
        "Reasoning tokens of \(service) are part of the output on one side only",
        "The metrics \(text("metrics_leave_out") == "reasoning" ? "leave out" : "count once more") "
          + "\(count("reasoning_tokens") ?? "the") reasoning tokens that the output of the spans holds.",
        "Read the output from spans, or correct it by the reasoning tokens."
      )
    case .totalTokenType:
      return (
        "Metrics of \(service) have a total beside input and output",
        "\(counted("series", "series counts", "series count", some: "Some")) \(count("total_tokens") ?? "the same") tokens once more under a type of their own. They are left out; "
          + "a plain sum over types would be twice as high.",
        "Leave the type total out of sums over token types."
      )
    case .unitMismatch:
      return (
        "\(quantity.prefix(1).uppercased())\(quantity.dropFirst()) of \(service) are not in the unit that its metrics say",
        "On average metrics and spans differ by a factor of \(text("metrics_times_too_large") ?? "a thousand"), as \(UnitWords.example(quantity)) do.",
        UnitWords.remedy(quantity)
      )
    case .errorsNotMetered: return errors
    case .wrapperDoubleCount:
      return cause.isSettled
        ? (
          "Spans around calls of \(service) repeat their usage",
          "\(counted("wrapper_spans", "span of an agent, or of a second library, repeats", "spans of agents, or of a second library, repeat", some: "Some")) "
            + "\(count("input_tokens") ?? "0") input and "
            + "\(count("output_tokens") ?? "0") output tokens of the calls inside them. They are left out; a plain sum over spans would lie above the metrics.",
          "Sum up the spans of calls only."
        )
        : (
          "Metrics of \(service) count calls more than once",
          count("counted_times").map { "Metrics are \($0) times what the spans of calls say." }
            ?? "Metrics fit only if the usage of \(counted("wrapper_spans", "span", some: "the")) around calls is counted beside that of the calls.",
          "Record usage once, where the call is made, and not again in agents or in a second library."
        )
    case .unexplainedDifference:
      return (
        "A difference of \(service) is not explained",
        "No known cause, and no set of them, explains what is left between metrics and spans.",
        "Look at the windows and series below in which it lies."
      )
    }
  }

  private var quantity: String { text("quantity") ?? "durations" }

  private enum UnitWords {
    static func example(_ quantity: String) -> String {
      switch quantity {
      case "costs": "dollars and cents"
      case "scores": "shares and percent"
      default: "seconds and milliseconds"
      }
    }

    static func remedy(_ quantity: String) -> String {
      switch quantity {
      case "costs": "Record costs in the unit of the instrument, and let it say which: USD."
      case "scores": "Record scores on one scale, on spans and in metrics."
      default: "Record times in the unit of the instrument; those of the conventions are in seconds."
      }
    }
  }

  private var clock: (String, String, String?) {
    let offset = offset("offset_seconds") ?? "apart"
    var message = "Both sides coincide when metrics are taken to be stamped \(offset)"
    if let later = self.offset("later_offset_seconds") {
      message += ", and \(later) later on, as where daylight saving changes"
    }
    message += "; as stamped they do not. "
    if cause.code == .timezoneShift {
      message += "Such an offset is that of a time zone: one side writes local time as if it were UTC."
      return (
        "Metrics of \(host) are stamped \(offset) of its spans", message,
        "Find out which side is right, and let the other one write UTC: set TZ=UTC for its exporter or host, or have it use time since the epoch."
      )
    }
    message += "Such an offset is that of a wrong clock."
    return (
      "Metrics of \(host) are stamped \(offset) of its spans", message,
      "Synchronise the clocks of the host and of whatever stamps its metrics (NTP)."
    )
  }

  private var untraced: (String, String, String?) {
    if let value = text("value") {
      return (
        "Calls of \(service) are in metrics only", "No span tells of the model \(value), which metrics count.",
        "Trace these calls, or leave them out of the comparison."
      )
    }
    return (
      "Of \(service) metrics alone tell", "Metrics count its calls or tokens, and no span tells of any of them.",
      "Turn on its traces, look for their files, or check that both signals name the service alike."
    )
  }

  private var unmetered: (String, String, String?) {
    if let by = text("by"), let value = text("value") {
      return (
        "Some calls of \(service) are in no metric",
        "\(counted("calls", "call", some: "The")) with the \(by.replacing("_", with: " ")) \(value) \(number("calls") == 1 ? "is" : "are") in spans and not in metrics.",
        "Update the instrumentation library: it meters only a part of the APIs that it traces."
      )
    }
    return (
      "Of \(service) no metric tells",
      "Spans tell of \(counted("calls", "call", some: "its")); other services have metrics, this one has none.",
      "Turn on its metrics, look for their files, or check that both signals name the service alike."
    )
  }

  private var errors: (String, String, String?) {
    if number("failed_calls_without_spans") != nil {
      let missing = counted("failed_calls_without_spans", "failed call")
      return (
        "Failed calls of \(service) have no spans", "Metrics count \(missing) of which no span tells.",
        "Some libraries never end the span of a call that failed: update them, and take error rates from metrics until then."
      )
    }
    return (
      "Failed calls of \(service) are not metered alike",
      "\(counted("failed_calls", "call failed by its span", "calls failed by their spans", some: "Some")); in metrics: \(text("in_metrics") ?? "not counted").",
      "Take error rates from spans, and update the instrumentation library."
    )
  }
}
