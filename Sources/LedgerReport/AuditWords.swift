/// The codes of causes that pages show in another way than the others.
public enum AuditCode {
  /// Calls that report nothing: there is no wrong figure to show an example of.
  public static let notReported = "not-reported"
  /// What decimals leave out: it is no wrong price.
  public static let rounding = "rounding"
  /// What no cause explains.
  public static let unexplained = "unexplained"
  /// Causes that count spans which are no calls.
  public static let ofSpans: Set<String> = ["wrapper-double-count", "duplicate", "failed-attempt"]
}

/// What the causes of differences are called, and what to do about them.
public enum AuditWords {
  private struct Words {
    var title: String
    var meaning: String
    var remedy: String
  }

  private static func words(_ code: String) -> Words {
    switch code {
    case "wrapper-double-count":
      Words(
        title: "Wrapper double count", meaning: "a span around the call claims its cost again",
        remedy: "Add up costs of calls only, or switch off cost on agent and workflow spans.")
    case "duplicate":
      Words(
        title: "Duplicate",
        meaning: "a copy of a span, or another library's span of one request, claims its cost again",
        remedy: "Add up each span id once, and let one library instrument a client.")
    case "failed-attempt":
      Words(
        title: "Failed attempt", meaning: "an attempt that failed inside a call that went on claims a cost",
        remedy: "Ask the seller whether failed attempts are billed; leave them out of sums where they are not.")
    case "estimated-usage":
      Words(
        title: "Estimated usage", meaning: "the cost is that of an estimate of the tokens",
        remedy: "Have streams report their usage (stream_options.include_usage at OpenAI).")
    case "other-counts":
      Words(
        title: "Other counts", meaning: "the cost is that of the span's own counts, which another source corrects",
        remedy: "Compare the span's token counts with the response's usage.")
    case "response-cache":
      Words(
        title: "Gateway's cache", meaning: "a gateway answered from its own cache, and a real answer's cost is claimed",
        remedy: "Leave calls with a gateway cache hit out of spending.")
    case "model-mismatch":
      Words(
        title: "Model mismatch", meaning: "priced as another model",
        remedy: "Price by the model that answered, and check the emitter's table for the model's own row.")
    case "route":
      Words(
        title: "Route", meaning: "priced for another region or endpoint",
        remedy: "Give the emitter's table rows by route.")
    case "service-tier":
      Words(
        title: "Service tier or batch", meaning: "priced for another service tier, or as a batch",
        remedy: "Price by the tier that the response names.")
    case "stale-price":
      Words(
        title: "Stale price", meaning: "priced by a sheet of the model that held at another time",
        remedy: "Update the emitter's table of prices; costs that were written stay as they are.")
    case "context-tier":
      Words(
        title: "Context tier", meaning: "the price for long prompts was ignored, or taken where it does not hold",
        remedy: "Choose the tier by the length of each call's whole prompt.")
    case "cache-convention":
      Words(
        title: "Cache convention", meaning: "cached tokens were added to an input that holds them, or taken off twice",
        remedy: "Tell whether input holds cached tokens, and count them once.")
    case "cache-discount-ignored":
      Words(
        title: "Cache discount ignored", meaning: "tokens from the cache were charged like fresh input",
        remedy: "Update the library, or give its table a price for cached input.")
    case "cache-write-price":
      Words(
        title: "Price of cache writes", meaning: "tokens into the cache were charged at another rate",
        remedy: "Give the emitter's table prices for cache writes by lifetime.")
    case "cache-unbilled":
      Words(
        title: "Cached tokens not charged", meaning: "cached tokens were left out of the cost",
        remedy: "Add the cached tokens, which stand beside the input here.")
    case "cache-split-missing":
      Words(
        title: "Cached tokens not told",
        meaning: "the reported cost knows of cached tokens that the telemetry does not",
        remedy: "Update the library so that it writes cached token counts; list costs are upper bounds until then.")
    case "reasoning":
      Words(
        title: "Reasoning", meaning: "reasoning was added to an output that holds it, or left out",
        remedy: "Charge the output once, reasoning included.")
    case "flat-blended-rate":
      Words(
        title: "Flat rate", meaning: "one rate for all tokens",
        remedy: "Price input and output apart.")
    case "other-rates":
      Words(
        title: "Other rates", meaning: "rates that no sheet of the model has",
        remedy: "Compare the rates with your contract; put them into a price book if they hold.")
    case "markup":
      Words(
        title: "Factor", meaning: "all rates times one factor",
        remedy: "If it is a discount or a margin that you agreed, put it into a price book.")
    case "unit-slip":
      Words(
        title: "Unit slip", meaning: "off by a power of ten",
        remedy: "Check whether prices are per token, thousand or million, and in dollars or cents.")
    case "reported-zero":
      Words(
        title: "Zero reported", meaning: "nothing is claimed for a call that costs something",
        remedy: "Add the model to the emitter's table: an unknown price is no zero.")
    case "not-in-table":
      Words(
        title: "Not in the table", meaning: "the formula has no price for the model",
        remedy: "Add the model to the table.")
    case "rounding":
      Words(
        title: "Rounding", meaning: "less than one unit of the last digit",
        remedy: "Nothing, unless many small amounts are added up: then keep more digits.")
    case "unexplained":
      Words(
        title: "Unexplained", meaning: "no rule that was tried gives the figure",
        remedy: "Look at the examples, and tell us what the emitter does.")
    case "not-reported":
      Words(
        title: "Not reported", meaning: "calls with a list price that report no cost",
        remedy: "Nothing: the list cost stands.")
    case "unpriced-model":
      Words(
        title: "Unpriced model", meaning: "a cost is reported for a model that no book prices",
        remedy: "Add the model to a price book of your own.")
    case "unpriced-unit":
      Words(
        title: "Unpriced unit", meaning: "a cost is reported, and the book has no price for some of the tokens",
        remedy: "Add the missing price to a price book of your own.")
    case "unpriced-by-date":
      Words(
        title: "Unpriced by date", meaning: "a cost is reported for a time at which the book has no price",
        remedy: "Add the price of that time to a price book of your own.")
    case "open-price":
      Words(
        title: "Open price", meaning: "a cost is reported, and the list price depends on a route that is not told",
        remedy: "Have the instrumentation write the model as the endpoint knows it.")
    case "unknown-usage":
      Words(
        title: "Unknown usage", meaning: "a cost is reported, and the tokens are not known",
        remedy: "Have the instrumentation write token counts.")
    default: Words(title: code, meaning: code, remedy: "Look at the examples.")
    }
  }

  /// What a cause is called.
  public static func title(_ code: String) -> String { words(code).title }

  /// What a cause means, as half a sentence.
  public static func meaning(_ code: String) -> String { words(code).meaning }

  /// What to do about a cause.
  public static func remedy(_ code: String) -> String { words(code).remedy }

  /// Why a call has no price, as half a sentence.
  public static func reason(_ reason: String) -> String {
    switch reason {
    case "missing-model": "the calls name no model"
    case "unknown-model": "no price book has the model"
    case "ambiguous-model": "several sellers have the model, and the provider chooses none of them"
    case "unpriced-by-date": "the book has no price for the time of the calls"
    case "self-hosted": "the model runs on hardware of one's own"
    case "open-route": "the price depends on a route that the calls do not tell"
    case "contradictory-usage": "details of the usage are larger than the whole"
    case "open-cached-details": "whether audio or images were cached is not told"
    case "listed-unpriced": "the book knows the model and leaves it unpriced"
    default:
      reason.hasPrefix("unpriced-class-")
        ? "the book has no price for tokens of the class \(reason.dropFirst("unpriced-class-".count))" : reason
    }
  }

  /// What to do about calls without a price.
  public static func remedy(reason: String) -> String {
    switch reason {
    case "missing-model": "Have the instrumentation write the model."
    case "ambiguous-model": "Have the instrumentation name the provider."
    case "unpriced-by-date": "Add the price of that time to a price book of your own."
    case "self-hosted": "Nothing, or add a price of your own."
    default: "Add the price to a price book of your own."
    }
  }

  /// Why a change could not apply to calls, as half a sentence.
  public static func obstacle(_ code: String) -> String {
    switch code {
    case "unpriced-now": "they have no list price as they are"
    case "not-billed": "nothing is billed for them"
    case "streamed": "they stream, and batches cannot"
    case "unknown-model": "no price book has the model at that time"
    case "tier-not-offered": "no price book has the model's prices on that service tier"
    case "no-cached-tokens": "they have no cached tokens that this would change"
    case "unpriced-then": "some of their tokens would have no price"
    default: code
    }
  }

  /// What a state is called.
  public static func state(_ code: String) -> String {
    switch code {
    case "free": "Free by offer"
    case "unpriced-model": "Unpriced model"
    case "unpriced-unit": "Unpriced unit"
    case "unpriced-by-date": "Unpriced by date"
    case "open-price": "Open price"
    case "unknown-usage": "Unknown usage"
    default: code
    }
  }
}
