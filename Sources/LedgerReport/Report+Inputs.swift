import LedgerModel

extension Report {
  /// What was read, all sources together.
  public struct Inputs: Hashable, Sendable {
    /// How many files and streams.
    public var files = 0
    /// Their size as stored.
    public var bytes: UInt64 = 0
    /// Their size after decompression; equal to ``bytes`` where nothing was compressed.
    public var bytesDecompressed: UInt64 = 0
    /// Export requests, documents or messages.
    public var records = 0
    /// Spans, duplicates included.
    public var spans = 0
    /// Metric data points.
    public var metricPoints = 0
    /// Log records.
    public var logRecords = 0
    /// The earliest time of anything that was read; `nil` where nothing has a time.
    public var earliest: UnixNanos?
    /// The latest time of anything that was read; `nil` where nothing has a time.
    public var latest: UnixNanos?
    /// One row per file or stream. ``SourcePosition/source`` of a problem is a row of this list.
    public var sources: [Source] = []

    /// No input at all.
    public init() {}

    /// The path of the source that a problem belongs to; `nil` where the position names no source.
    func path(of problem: Problem) -> String? {
      sources.indices.contains(problem.position.source) ? sources[problem.position.source].path : nil
    }
  }

  /// One file or stream that was read.
  public struct Source: Hashable, Sendable {
    /// The path as the user would recognise it, or `-` for standard input.
    public var path: String
    /// The encoding, such as `json` or `protobuf`; `nil` where it is unknown.
    public var format: String?
    /// How records are told apart, such as `lines`, `document` or `length-prefixed`; `nil` where unknown.
    public var framing: String?
    /// `gzip`, `zstd`, or `nil` for none.
    public var compression: String?
    /// Size as stored.
    public var bytes: UInt64 = 0
    /// Export requests, documents or messages.
    public var records = 0
    /// Spans.
    public var spans = 0
    /// Metric data points.
    public var metricPoints = 0
    /// Log records.
    public var logRecords = 0
    /// How many problems were counted in it.
    public var problems: UInt64 = 0

    /// A source of which only the path is known.
    public init(path: String) { self.path = path }
  }

  /// How the figures were made.
  public struct Settings: Hashable, Sendable {
    /// The length of the UTC windows.
    public var window: WindowSize
    /// Whose clocks tables and charts show; windows are those of UTC all the same.
    public var zone = ZoneRules.utc
    /// The start of the time range that was asked for; `nil` for no bound.
    public var from: UnixNanos?
    /// The first instant behind the range that was asked for; `nil` for no bound.
    public var to: UnixNanos?
    /// The price books in force, strongest first.
    public var priceBooks: [PriceBook] = []
    /// The day whose knowledge of prices was asked for (`YYYY-MM-DD`); `nil` for all that the books know.
    public var bookAsOf: String?
    /// The filters that were asked for, such as `service` and `checkout`, in the order given.
    public var filters: [Filter] = []

    /// The settings for windows of a length.
    public init(window: WindowSize) { self.window = window }
  }

  /// A price book that was used.
  public struct PriceBook: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its revision; `nil` where it is not known.
    public var revision: Int?
    /// How much it counts beside others: `shipped`, `catalogue`, `organisation` or `contract`; `nil` where it is not known.
    public var layer: String?
    /// Digest of its bytes in hexadecimal; `nil` where it was not taken.
    public var sha256: String?
    /// The date for which it was checked; `nil` where it does not say.
    public var asOf: String?

    /// A price book from its parts.
    public init(
      name: String, revision: Int? = nil, layer: String? = nil, sha256: String? = nil, asOf: String? = nil
    ) {
      self.name = name
      self.revision = revision
      self.layer = layer
      self.sha256 = sha256
      self.asOf = asOf
    }
  }

  /// A filter that limits what is counted.
  public struct Filter: Hashable, Sendable {
    /// What is compared, such as `service`.
    public var key: String
    /// What it must be.
    public var value: String

    /// A filter from its parts.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }
}
