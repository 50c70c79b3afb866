/// How much of a source is believed before reading stops: input is hostile until read.
///
/// Every limit, when reached, costs one problem of code `limit-exceeded` and what lies behind it, never the run.
public struct ReadLimits: Hashable, Sendable {
  /// The longest record, in bytes after decompression. A longer one is skipped and reading goes on behind it.
  public var recordBytes = 1 << 30

  /// How many times larger than its compressed form data may become…
  public var expansionRatio: UInt64 = 1000

  /// …once so many bytes came out. Small files may expand as they like.
  public var expansionFreeBytes: UInt64 = 64 << 20

  /// How many bytes one compressed file may expand to.
  public var decompressedBytes: UInt64 = 64 << 30

  /// How many bytes more than they take themselves the lines of a log that are read at once may expand to.
  public var unwrappedBytes = 256 << 20

  /// The largest zstd window, as a power of two: 27 is 128 MiB, which is what a decoder must be able to keep in memory.
  public var zstdWindowLog: Int32 = 27

  /// How many compressions may lie around each other.
  public var compressionLayers = 3

  /// How many bytes the detection of the framing looks at, at least, where there are so many.
  public var headBytes = 256 << 10

  /// How far that head may grow until one record fits.
  public var headBytesMax = 64 << 20

  /// The limits in force unless said otherwise.
  public init() {}
}
