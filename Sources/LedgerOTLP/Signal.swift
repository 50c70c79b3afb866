/// What a record of OTLP carries.
public enum Signal: UInt8, CaseIterable, Hashable, Sendable {
  /// Spans.
  case traces
  /// Data points.
  case metrics
  /// Log records.
  case logs
  /// Profiles; recognised and skipped.
  case profiles
}

/// A set of signals: one record may carry several, and a file may mix them.
public struct SignalSet: OptionSet, Hashable, Sendable {
  /// One bit for each signal, by its raw value.
  public var rawValue: UInt8

  /// A set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The set of one signal.
  public init(_ signal: Signal) { rawValue = 1 << signal.rawValue }

  /// Spans.
  public static let traces = SignalSet(.traces)
  /// Data points.
  public static let metrics = SignalSet(.metrics)
  /// Log records.
  public static let logs = SignalSet(.logs)
  /// Profiles.
  public static let profiles = SignalSet(.profiles)

  /// The names of the signals, in order.
  public var names: [String] { Signal.allCases.filter { contains(SignalSet($0)) }.map { "\($0)" } }
}
