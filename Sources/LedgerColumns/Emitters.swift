import LedgerMemory
import LedgerModel

/// A resource, resolved: what emitted telemetry.
public struct Resource: Hashable, Sendable {
  /// Digest over all its attributes.
  public var digest: AttributeDigest
  /// `service.name`; `nil` where there is none.
  public var serviceName: String?
  /// `service.version`.
  public var serviceVersion: String?
  /// `service.instance.id`.
  public var serviceInstance: String?
  /// `deployment.environment.name`.
  public var environment: String?

  static func precedes(_ left: Resource, _ right: Resource) -> Bool {
    (left.serviceName ?? "", left.serviceVersion ?? "", left.serviceInstance ?? "", left.environment ?? "", left.digest)
      < (
        right.serviceName ?? "", right.serviceVersion ?? "", right.serviceInstance ?? "", right.environment ?? "",
        right.digest
      )
  }
}

/// A scope of one resource: which instrumentation wrote.
public struct Scope: Hashable, Sendable {
  /// Row of the resource.
  public var resource: UInt32
  /// The scope's name; `nil` where there is none.
  public var name: String?
  /// The scope's version.
  public var version: String?
  /// The schema URL of the scope, else of the resource.
  public var schemaURL: String?
  /// Digest over its attributes.
  public var digest: AttributeDigest
  /// A hash of the tail sampling policy that its attributes name; 0 where they name none.
  public var tailPolicy: UInt64 = 0
}

/// What came from a scope.
public struct ScopeUse: Hashable, Sendable {
  /// Spans, copies included.
  public var spans: UInt64 = 0
  /// Data points, those of no interest included.
  public var metricPoints: UInt64 = 0
  /// Log records.
  public var logRecords: UInt64 = 0
  /// Row of the dialects' table that the scope's name tells; 0 where it tells none.
  public var dialect: UInt8 = 0

  mutating func add(_ other: ScopeUse) {
    spans += other.spans
    metricPoints += other.metricPoints
    logRecords += other.logRecords
    dialect = max(dialect, other.dialect)
  }
}

/// A metric series: everything but the points.
public struct MetricSeriesKey: Hashable, Sendable {
  /// Row of the scope.
  public var scope: UInt32
  /// The metric's name.
  public var name: String
  /// The unit as written.
  public var unit: String
  /// The kind of points.
  public var kind: MetricKind
  /// How it counts.
  public var temporality: Temporality
  /// Whether it only grows.
  public var isMonotonic: Bool
  /// Digest over all point attributes.
  public var digest: AttributeDigest
  /// Which quantity it measures.
  public var family: MetricFamily
  /// Numerator of the factor to the canonical unit.
  public var scaleNumerator: Int64
  /// Denominator of that factor.
  public var scaleDenominator: Int64
  /// Which tokens it counts.
  public var tokenType: TokenType
  /// The operation; `nil` where not said.
  public var operation: String?
  /// The provider; `nil` where not said.
  public var provider: String?
  /// The model that was asked for; `nil` where not said.
  public var requestModel: String?
  /// The model that answered; `nil` where not said.
  public var responseModel: String?
  /// The error type; `nil` where not said.
  public var errorType: String?
  /// What was judged, for a metric of scores; `nil` where not said.
  public var evaluation: String?

  // Rows are in the order of their content, so that they do not depend on who met them first.
  static func precedes(_ left: MetricSeriesKey, _ right: MetricSeriesKey) -> Bool {
    if left.name != right.name { return left.name < right.name }
    if left.scope != right.scope { return left.scope < right.scope }
    if left.digest != right.digest { return left.digest < right.digest }
    if left.unit != right.unit { return left.unit < right.unit }
    return (left.kind.rawValue, left.temporality.rawValue, left.isMonotonic ? 1 : 0)
      < (right.kind.rawValue, right.temporality.rawValue, right.isMonotonic ? 1 : 0)
  }
}
