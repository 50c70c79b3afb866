import LedgerKernels
import LedgerModel

/// The calls of a report from all sides: in all, by key, model, service, window, and model and window.
///
/// All sides are joined from one grouping, by key and window: each call is looked at once for all sums, and once for each
/// side and measure that has percentiles.
public struct CallBreakdown: Sendable {
  /// One side: groups with what their calls add up to, and with their distributions where the side has them.
  public struct Side: Sendable {
    /// The groups.
    public let grouping: Grouping
    /// The sums of each group.
    public let tallies: [CallTally]
    /// The distributions of each group; empty where the side has none.
    public internal(set) var distributions: [CallDistributions] = []

    /// The codes of each group, its sums, and its distributions.
    public var rows: [(codes: [UInt32], tally: CallTally, known: CallDistributions)] {
      grouping.keys.indices.map { (grouping.keys[$0], tallies[$0], distributions[$0]) }
    }
  }

  /// The windows that hold a call.
  public let windows: [TimeWindow]
  /// Everything.
  public private(set) var all: Side
  /// By service, provider, operation, request and response model.
  public private(set) var byKey: Side
  /// By provider and model.
  public private(set) var byModel: Side
  /// By service.
  public private(set) var byService: Side
  /// By window; only the durations have a distribution.
  public private(set) var byWindow: Side
  /// By provider, model and window; without distributions.
  public let byModelAndWindow: Side

  /// What all calls add up to.
  public var total: CallTally { all.tallies.first ?? CallTally() }

  /// Looks at the calls from all sides.
  public init(_ facts: CallFacts, window: WindowSize) {
    let code: CodeColumn
    (windows, code) = facts.windows(window)
    let finest = facts.groupedByKey(and: code)
    let tallies = facts.tallies(finest)
    func side(_ codes: ([UInt32]) -> [UInt32]) -> Side {
      let grouping = finest.joined(by: codes)
      return Side(grouping: grouping, tallies: facts.tallies(grouping, from: tallies))
    }
    all = side { _ in [0] }
    byKey = side { Array($0[0..<5]) }
    byModel = side { CallFacts.model(Array($0[0..<5])) }
    byService = side { [$0[0]] }
    byWindow = side { [$0[5]] }
    byModelAndWindow = side(CallFacts.model)
    let known = facts.distributions([all, byKey, byModel, byService].map(\.grouping))
    all.distributions = known[0]
    byKey.distributions = known[1]
    byModel.distributions = known[2]
    byService.distributions = known[3]
    byWindow.distributions = facts.durations(byWindow.grouping).map { duration in
      var known = CallDistributions()
      known.duration = duration
      return known
    }
  }
}
