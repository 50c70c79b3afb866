import LedgerModel

/// Which model name joins the two sides of a service.
public enum ModelLabel: Hashable, Sendable {
  /// The model that answered; the one that was asked for where no answer is known.
  case responseElseRequest
  /// The model that was asked for; the one that answered where no request is known.
  case requestElseResponse
  /// No name: the metrics do not tell models apart, so the calls of all models stand together.
  case withoutModel

  /// The name by this label, `nil` where neither is known.
  func name(request: String?, response: String?) -> String? {
    switch self {
    case .withoutModel: nil
    case .responseElseRequest: response ?? request
    case .requestElseResponse: request ?? response
    }
  }
}

/// By which names the two sides of a service and family are joined.
public struct Joining: Hashable, Sendable {
  /// The model.
  public var model = ModelLabel.responseElseRequest
  /// Whether providers are told apart: both sides name them everywhere, and the same ones.
  public var byProvider = false
  /// Whether operations are told apart, by the same rule.
  public var byOperation = false

  /// Calls are joined by the model that answered, else the one that was asked for.
  public init() {}

  func line(provider: String?, operation: String?, request: String?, response: String?) -> ComparedLine {
    ComparedLine(
      provider: byProvider ? provider : nil, operation: byOperation ? operation : nil,
      model: model.name(request: request, response: response))
  }
}

/// A service and a family: where one joining and one metric name are chosen.
struct ServiceFamily: Hashable {
  var service: String?
  var family: MetricFamily
}

/// What the calls of each service name.
struct TracedNames: Sendable {
  private struct Names {
    var providers: Set<String?> = []
    var operations: Set<String?> = []
  }
  private var byService: [String?: Names] = [:]

  mutating func add(service: String?, provider: String?, operation: String?) {
    byService[service, default: Names()].providers.insert(provider)
    byService[service, default: Names()].operations.insert(operation)
  }

  fileprivate func providers(_ service: String?) -> Set<String?> { byService[service]?.providers ?? [] }
  fileprivate func operations(_ service: String?) -> Set<String?> { byService[service]?.operations ?? [] }
}

/// The joinings of all services and families that have metrics.
struct Joinings: Sendable {
  private(set) var all: [ServiceFamily: Joining] = [:]

  subscript(service: String?, family: MetricFamily) -> Joining {
    all[ServiceFamily(service: service, family: family)] ?? Joining()
  }

  func line(of series: MetricSeries) -> ComparedLine {
    switch series.family {
    case .hallucinations: ComparedLine()
    case .qualityScore: ComparedLine(evaluation: series.evaluation)
    default:
      self[series.service, series.family].line(
        provider: series.provider, operation: series.operation, request: series.requestModel,
        response: series.responseModel)
    }
  }

  func line(of key: CallKey, _ quantity: ComparedQuantity) -> ComparedLine {
    switch quantity {
    case .hallucinations: ComparedLine()
    case .evaluations, .scores: ComparedLine(evaluation: key.evaluation)
    default:
      self[key.service, quantity.family].line(
        provider: key.provider, operation: key.operation, request: key.requestModel, response: key.responseModel)
    }
  }

  /// The joining per service and family of the series that are compared.
  ///
  /// The model that answered joins best, because price and behaviour hang on it. But where series of successful calls name
  /// only the model that was asked for, their calls would stand under another name than in the traces; then the request's
  /// name joins both sides, provided that every series that names a model has it. Series of failed calls have no say: a
  /// call that failed has no answer in the traces either. Where no series names any model, none joins.
  ///
  /// Providers and operations are told apart where every series and every call of the service names one, and both sides
  /// name the same ones. Where the names differ, nothing says whether calls are missing or are named otherwise.
  init(_ judged: [JudgedSeries], _ traced: TracedNames) {
    struct Evidence {
      var allNameResponse = true
      var allNameRequest = true
      var anyNamesModel = false
      var providers: Set<String?> = []
      var operations: Set<String?> = []
    }
    var evidence: [ServiceFamily: Evidence] = [:]
    for candidate in judged where candidate.ignored == nil {
      let series = candidate.series
      var known = evidence[ServiceFamily(service: series.service, family: series.family)] ?? Evidence()
      let namesModel = series.requestModel != nil || series.responseModel != nil
      if namesModel { known.anyNamesModel = true }
      if namesModel, series.errorType == nil {
        if series.responseModel == nil { known.allNameResponse = false }
        if series.requestModel == nil { known.allNameRequest = false }
      }
      known.providers.insert(series.provider)
      known.operations.insert(series.operation)
      evidence[ServiceFamily(service: series.service, family: series.family)] = known
    }
    for (place, known) in evidence {
      var joining = Joining()
      if !known.anyNamesModel {
        joining.model = .withoutModel
      } else if !known.allNameResponse, known.allNameRequest {
        joining.model = .requestElseResponse
      }
      joining.byProvider = !known.providers.contains(nil) && known.providers == traced.providers(place.service)
      joining.byOperation = !known.operations.contains(nil) && known.operations == traced.operations(place.service)
      all[place] = joining
    }
  }
}
