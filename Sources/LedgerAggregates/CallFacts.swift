import LedgerCalls
import LedgerColumns
import LedgerModel
import LedgerPricing

/// The selected calls with everything that figures are made of, one array per fact: service, time, measures, cost.
///
/// Made once per run; every grouping and distribution reads from here.
public struct CallFacts: Sendable {
  /// The store the calls are from.
  public let store: Store
  /// The settled calls.
  public let calls: SettledCalls

  /// Rows of ``calls`` that are selected.
  public private(set) var rows: [Int] = []
  /// Code of the service of each selected call; 0 absent. Texts in ``serviceNames``.
  public private(set) var service: [UInt32] = []
  /// Code of the model that answered, else of the one asked for.
  public private(set) var model: [UInt32] = []
  /// Start of each call; 0 unknown.
  public private(set) var start: [UInt64] = []
  /// Duration in nanoseconds; `nil` where unknown or zero (spans that are written like log lines have none).
  public private(set) var duration: [Int64?] = []
  /// Start to first token in nanoseconds.
  public private(set) var timeToFirstToken: [Int64?] = []
  /// Millionths of an output token per second.
  public private(set) var outputTokensPerSecond: [Int64?] = []
  /// Picoseconds per output token.
  public private(set) var timePerOutputToken: [Int64?] = []
  /// What each call costs.
  public private(set) var cost: [CallCost] = []
  /// The services by code.
  public let serviceNames: [String]

  /// Collects the facts of the selected calls and prices them.
  public init(store: Store, calls: SettledCalls, selection: Selection, prices: CallPricer) {
    self.store = store
    self.calls = calls
    let services = ServiceCodes(store)
    serviceNames = services.names
    var prices = prices
    for row in 0..<calls.count {
      let (segment, spanRow) = store.locate(span: calls.span[row])
      let serviceCode = services.code(ofScope: segment.scope[spanRow])
      let started = segment.start[spanRow]
      guard selection.includes(instant: started), selection.includes(service: services.name(serviceCode)) else {
        continue
      }
      let provider = store.texts.provider[calls.provider[row]]
      let requestModel = store.texts.model[calls.requestModel[row]]
      let responseModel = store.texts.model[calls.responseModel[row]]
      guard
        !selection.narrowsCalls
          || selection.includes(provider: provider, requestModel: requestModel, responseModel: responseModel)
      else { continue }
      rows.append(row)
      service.append(serviceCode)
      model.append(calls.responseModel[row] != 0 ? calls.responseModel[row] : calls.requestModel[row])
      start.append(started)
      // A sum over several requests is no call: its tokens count, its times mean nothing.
      let nanos = segment.duration[spanRow]
      let isTimed = calls.isCall[row] && nanos != unknownDuration && nanos > 0
      let known = isTimed ? Int64(exactly: nanos) : nil
      // Emitters that say a time to first token for calls that do not stream mean the whole duration.
      let firstToken = calls.isStreaming[row] == false ? nil : calls.timeToFirstToken[row]
      let validFirstToken = known.flatMap { total in firstToken.flatMap { $0 > 0 && $0 <= total ? $0 : nil } }
      duration.append(known)
      timeToFirstToken.append(validFirstToken)
      let tokens = calls.tokens[row]
      outputTokensPerSecond.append(CallFacts.rate(tokens, duration: known, firstToken: validFirstToken))
      timePerOutputToken.append(CallFacts.pace(tokens, duration: known, firstToken: validFirstToken))
      cost.append(prices.cost(ofCall: row, in: calls, store: store, at: started))
    }
  }

  /// Output tokens per second: (output − reasoning) / (duration − time to first token) where the latter is known, else
  /// output / duration; in millionths, rounded down. Reasoning comes before the first token that is shown.
  static func rate(_ tokens: TokenCounts, duration: Int64?, firstToken: Int64?) -> Int64? {
    guard let output = tokens.output, let duration else { return nil }
    let generated = firstToken == nil ? output : output - (tokens.reasoning ?? 0)
    let generation = duration - (firstToken ?? 0)
    guard generated > 0, generation > 0 else { return nil }
    return Int64(exactly: Int128(generated) * 1_000_000_000_000_000 / Int128(generation))
  }

  /// Time per output token: (duration − time to first token) / (output − reasoning − 1), for calls with a known time to
  /// first token and at least two such tokens; in picoseconds, rounded down.
  static func pace(_ tokens: TokenCounts, duration: Int64?, firstToken: Int64?) -> Int64? {
    guard let output = tokens.output, let duration, let firstToken, duration > firstToken else { return nil }
    let generated = output - (tokens.reasoning ?? 0)
    guard generated > 1 else { return nil }
    return Int64(exactly: Int128(duration - firstToken) * 1000 / Int128(generated - 1))
  }

  /// How many calls are selected.
  public var count: Int { rows.count }

  /// The end of a call; `nil` where unknown.
  public func end(_ index: Int) -> UInt64? {
    let (segment, row) = store.locate(span: calls.span[rows[index]])
    return segment.end(row)
  }
}

/// Codes for the services of a store, in the order of their names.
struct ServiceCodes {
  let names: [String]
  private let codeOfScope: [UInt32]

  init(_ store: Store) {
    let distinct = Set(store.resources.compactMap(\.serviceName)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    names = [""] + distinct
    let codes = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt32($0 + 1)) })
    codeOfScope = store.scopes.map { scope in
      store.resources[Int(scope.resource)].serviceName.flatMap { codes[$0] } ?? 0
    }
  }

  func code(ofScope scope: UInt32) -> UInt32 { codeOfScope[Int(scope)] }
  func name(_ code: UInt32) -> String? { code == 0 ? nil : names[Int(code)] }
}
