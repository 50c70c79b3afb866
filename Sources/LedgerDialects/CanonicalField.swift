import LedgerModel

/// What an attribute can say, in the engine's words. Each has one slot while a record is read.
enum CanonicalField: UInt8, CaseIterable, Sendable {
  /// Nothing but the dialect.
  case marker

  // What the span is.
  case operationClass
  case provider
  case requestModel
  case responseModel
  /// A model that answered, or was asked for: depends on whether another source names the one asked for.
  case servedModel
  case responseID

  // Usage.
  case inputTokens
  case outputTokens
  case totalTokens
  case cacheReadTokens
  case cacheWriteTokens
  case reasoningTokens
  /// Input apart from the cache; proves that the input beside it includes the cache.
  case uncachedTokens
  /// All of these at once, as JSON in the provider's own shape.
  case usage
  case reportedCost
  case inputCost
  case outputCost

  // Time and outcome.
  case timeToFirstToken
  case duration
  case isStreaming
  case finishReason
  case errorType
  case serviceTier

  // Who and what.
  case session
  case user
  case agent
  case tool
  /// A name whose meaning depends on what kind of span it is on.
  case entity
  case retrievedCount
  case serverAddress

  // Judgements.
  case evaluationName
  case evaluationScore
  case evaluationLabel
  /// A family of indexed judgements.
  case annotations
  /// A family of judgements by name.
  case qualities
  case groundedness

  // Sampling.
  case samplingRate
  case samplingThreshold
  case samplingRandomness
  case samplerType
  case samplerRate
  case tailPolicy
  case tailDecision

  // Beside spans.
  case tokenType
  case eventName
  case serviceName
  case serviceVersion
  case serviceInstance
  case environment
  case sdkName

  // Details: what only some calls say. In the order of `CallDetail`.
  case temperature
  case maxTokens
  case contextWindow
  case cacheWriteFiveMinuteTokens
  case cacheWriteOneHourTokens
  case audioInputTokens
  case audioOutputTokens
  case imageInputTokens
  case isUsageEstimated
  case isResponseCacheHit
  case outputType
  /// The finish reason in the emitter's own word.
  case writtenFinishReason

  // On log records that tell of calls. They stand behind what has a bit of its own among those of what was said: theirs
  // are bits that nobody asks for.
  /// The id of a request, where it is not that of the response.
  case requestID
  /// What a request was made for: one prompt, one turn.
  case turn
  case attempt
  case eventKind
  case eventTime
  case eventSequence
  /// Whether what the record tells of went well.
  case success
  /// Prompts of tools, apart from the input.
  case toolInputTokens

  /// The first of the details.
  static var firstDetail: UInt8 { CanonicalField.temperature.rawValue }

  /// The bits of all details in a word with a bit for each field.
  static var detailBits: UInt64 { ~0 &<< UInt64(firstDetail) }

  /// The field of a detail.
  init(_ detail: CallDetail) {
    self = CanonicalField(rawValue: CanonicalField.firstDetail + detail.rawValue) ?? .marker
  }
}

/// How the value of an attribute is written.
enum ValueForm: UInt8, Sendable {
  /// Its presence is all that matters.
  case presence
  /// Text; empty counts as absent. Whole numbers become their digits.
  case text
  /// A whole number that is not negative: an integer, its digits, or a double (rounded down).
  case count
  /// A truth value, or its word.
  case flag
  /// A truth value of which only *true* says anything.
  case trueFlag
  case seconds
  case milliseconds
  case microseconds
  case nanoseconds
  /// A time in a unit that depends on the emitter.
  case timeInDialectUnit
  /// An instant in RFC 3339, perhaps quoted; read as the time since the span began.
  case instant
  /// Milliseconds since 1970; read as the time since the span began.
  case epochMilliseconds
  case dollars
  case microDollars
  /// JSON of costs by part; `total` wins, else the parts add up.
  case costDetails
  /// A word for what the span is.
  case operationWord
  /// `ai.<function>` and `ai.<function>.do<Request>`.
  case vercelOperation
  /// The name of a class of Haystack's.
  case componentType
  /// A provider; frameworks and agents are no providers.
  case provider
  /// A provider before the first dot.
  case providerWithInterface
  /// A model with its provider before a slash: where a router sent the request, whatever name its caller used.
  case providerOfModel
  case finishReason
  /// A list; its length.
  case length
  /// The numbers in a family of indexed names; how many there are.
  case indexes
  /// An HTTP status; 400 and above is an error.
  case httpStatus
  /// A level; `ERROR` is an error.
  case level
  /// `true`, or a text that is no word for *no*: something went wrong.
  case errorSign
  /// A number in millionths, not below zero.
  case millionths
  /// What an answer is: text, JSON, an image, speech.
  case outputType
  /// A score or a verdict.
  case score
  /// A name that belongs to a family of judgements.
  case judgement
  /// A judgement whose name the row says.
  case namedJudgement
  /// A word for what the input includes: `inclusive` is all of it.
  case inputSemantics
  /// JSON of judgements, each an object with `name` and `value`; only in the scopes of the row's dialect.
  case judgementsJSON
  /// JSON usage in a provider's shape.
  case usageJSON
  /// JSON usage that the emitter brought into one shape for all providers: its names tell nothing of what it includes.
  case normalizedUsageJSON
  /// JSON usage in disjoint parts, or in a provider's shape.
  case disjointUsageJSON
  /// A sign that documents were looked for.
  case retrievalSign
  /// A Python dictionary in text form, usage details.
  case usagePython
  /// A text that is not empty and no word for *no*, a flag that is set, or a structure: something went wrong. What it says
  /// is not kept.
  case failureSign
  /// One in so many was kept; rounded to a whole number, and 1 from 0 down.
  case keptOneIn
  /// The probability of having been kept, above 0 and at most 1.
  case keptProbability
  /// The same in percent.
  case keptPercent
}
