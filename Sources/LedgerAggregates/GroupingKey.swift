import LedgerModel

/// What calls can be grouped and filtered by.
public enum GroupingKey: Hashable, Sendable {
  /// `service.name` of the resource.
  case service
  /// The provider.
  case provider
  /// The operation.
  case operation
  /// The model asked for.
  case requestModel
  /// The model that answered.
  case responseModel
  /// The model that answered, else the one asked for.
  case model
  /// `deployment.environment.name` of the resource.
  case environment
  /// The agent.
  case agent
  /// The tool at work: the call's own span where it is a tool's, else the nearest span around it that is.
  case tool
  /// The user.
  case user
  /// The session or conversation.
  case session
  /// The UTC hour of the start.
  case hour
  /// The UTC day of the start.
  case day
  /// The error type; absent where the call did not fail.
  case errorType
  /// Whether the response was streamed.
  case stream
  /// The name of the instrumentation scope.
  case scope
  /// The status of the span: unset, ok or error.
  case status
  /// An attribute of the call's span, else of its resource.
  case attribute(String)

  /// All keys that have names of their own, in the order in which they are listed.
  public static let named: [GroupingKey] = [
    .service, .provider, .operation, .requestModel, .responseModel, .model, .environment, .agent, .tool, .user,
    .session, .hour, .day, .errorType, .stream, .scope, .status,
  ]

  /// What stands before the name of an attribute.
  public static let attributePrefix = "attr:"

  /// What has to be kept of spans so that calls can be grouped by the key; `nil` for what is always there.
  public var sideTableKey: SideTableKey? {
    switch self {
    case .attribute(let name): .attribute(name)
    case .session: .session
    case .user: .user
    default: nil
    }
  }
}

extension GroupingKey: RawRepresentable {
  /// The key as it is written: a name, or `attr:` and the name of an attribute.
  public var rawValue: String {
    switch self {
    case .service: "service"
    case .provider: "provider"
    case .operation: "operation"
    case .requestModel: "request_model"
    case .responseModel: "response_model"
    case .model: "model"
    case .environment: "environment"
    case .agent: "agent"
    case .tool: "tool"
    case .user: "user"
    case .session: "session"
    case .hour: "hour"
    case .day: "day"
    case .errorType: "error_type"
    case .stream: "stream"
    case .scope: "scope"
    case .status: "status"
    case .attribute(let name): GroupingKey.attributePrefix + name
    }
  }

  /// The key that is written so; `nil` where there is none.
  public init?(rawValue: String) {
    if rawValue.hasPrefix(GroupingKey.attributePrefix) {
      let name = String(rawValue.dropFirst(GroupingKey.attributePrefix.count))
      if name.isEmpty { return nil }
      self = .attribute(name)
      return
    }
    guard let key = GroupingKey.named.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = key
  }
}
