/// What one record turned out to hold.
public struct RecordOutcome: Hashable, Sendable {
  /// The signals seen. A record without any item (`{}`, an empty message) has none.
  public var signals = SignalSet()

  /// How many spans were handed to the sink.
  public var spans: UInt64 = 0

  /// How many data points were handed to the sink.
  public var points: UInt64 = 0

  /// How many log records were handed to the sink.
  public var logs: UInt64 = 0

  /// How many JSON values of the record hold no OTLP.
  public var foreignValues: UInt64 = 0

  /// What the first of them looks like; `nil` where there is none. Also set for an exporter's response, which is no
  /// problem but no data either.
  public var foreign: ForeignKind?

  /// What of other formats was read as if it were OTLP.
  public var adapted = AdaptedFormats()

  /// Whether the record is damaged: what came before the damage was delivered.
  public var isDamaged = false

  /// An outcome of nothing seen.
  public init() {}

  /// How many spans, data points and log records were handed to the sink.
  public var items: UInt64 { spans + points + logs }
}

/// The formats that are no OTLP and are read all the same, as a set.
public struct AdaptedFormats: OptionSet, Hashable, Sendable {
  /// One bit for each format.
  public var rawValue: UInt8

  /// A set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Jaeger's JSON.
  public static let jaeger = AdaptedFormats(rawValue: 1)
  /// Objects of the JavaScript SDK.
  public static let jsSDK = AdaptedFormats(rawValue: 2)
  /// OTLP's spans outside of its lists.
  public static let bareSpans = AdaptedFormats(rawValue: 4)

  /// The formats by name, in order.
  public var kinds: [ForeignKind] {
    (contains(.jaeger) ? [.jaeger] : []) + (contains(.jsSDK) ? [.jsSDK] : [])
      + (contains(.bareSpans) ? [.bareSpans] : [])
  }
}
