import LedgerMemory

/// What a source holds, as found by looking at its bytes; its name plays no part.
public struct SourceFormat: Hashable, Sendable {
  /// How records are written. Raw values are the stable names of reports.
  public enum Encoding: String, CaseIterable, Hashable, Sendable {
    /// JSON documents.
    case otlpJSON = "otlp-json"
    /// Protobuf messages.
    case otlpProtobuf = "otlp-protobuf"
    /// Nothing, or white space.
    case empty = "empty"
    /// Something that cannot be read; the explanation says what and what to do.
    case unsupported = "unsupported"
  }

  /// How records are told from each other. Raw values are the stable names of reports.
  public enum Framing: String, CaseIterable, Hashable, Sendable {
    /// One JSON document a line.
    case jsonLines = "json-lines"
    /// Lines of Docker's JSON file log, each with a line of a process in it.
    case dockerLog = "docker-log"
    /// Lines of Kubernetes' container logs (CRI), each with a line of a process behind time and stream.
    case criLog = "cri-log"
    /// Lines with a request as payload of an object: standard output of serverless functions, records of a queue.
    case envelopes = "envelopes"
    /// JSON documents one after the other, over as many lines as they like.
    case jsonDocuments = "json-documents"
    /// JSON arrays whose elements are the records.
    case jsonArray = "json-array"
    /// A four-byte length before each record, big-endian or little-endian.
    case lengthPrefixed = "length-prefixed"
    /// The same, each record a zstd frame of its own.
    case lengthPrefixedZstd = "length-prefixed-zstd"
    /// A varint length before each record.
    case varintDelimited = "varint-delimited"
    /// The five-byte frames of gRPC: a flag, then a four-byte big-endian length.
    case grpc = "grpc"
    /// Protobuf fields one after the other; every top-level element is a record.
    case raw = "raw"
    /// The same with line breaks between messages.
    case newlineSeparated = "newline-separated"
    /// No records, hence no framing.
    case none = "none"
  }

  /// A compression that is read.
  public enum Compression: String, CaseIterable, Hashable, Sendable {
    /// Gzip, one or more members (RFC 1952).
    case gzip = "gzip"
    /// A zlib stream (RFC 1950).
    case zlib = "zlib"
    /// Zstandard, one or more frames (RFC 8878).
    case zstd = "zstd"
  }

  /// How records are written.
  public var encoding: Encoding

  /// How records are told from each other.
  public var framing: Framing

  /// The compressions from the outside in; the one of single records comes last. Empty: not compressed.
  public var compression: [Compression]

  /// Why the bytes were taken for this, or what the user can do where they cannot be read. Never repeats content.
  public var explanation: String

  /// A format from its parts.
  public init(encoding: Encoding, framing: Framing, compression: [Compression], explanation: String) {
    self.encoding = encoding
    self.framing = framing
    self.compression = compression
    self.explanation = explanation
  }

  /// The compressions for reports: `none`, one name, or several joined by `+`.
  public var compressionName: String {
    compression.isEmpty ? "none" : compression.map(\.rawValue).joined(separator: "+")
  }
}

/// Says whether bytes look like a message of the expected schema.
///
/// This room cuts bytes into records and does not know what is in them; whoever knows the schema answers these
/// questions, and the answers settle the framing where lengths and brackets alone leave a choice.
public protocol MessageProbe: Sendable {
  /// Whether `message` looks like a message.
  ///
  /// - Parameters:
  ///   - message: the bytes of a whole message, or its beginning.
  ///   - isComplete: `true`: all lengths must end inside `message`; `false`: the last ones may reach beyond its end.
  func plausibility(of message: ByteView, isComplete: Bool) -> Bool

  /// Whether a JSON object, or its beginning, is a document of the schema by the names that are in it.
  ///
  /// - Parameter document: begins with the object's brace; what follows the object is not looked at.
  func opensRequest(_ document: ByteView) -> Bool

  /// Whether a JSON object, or its beginning, is one item of such a document, which stands for itself.
  ///
  /// - Parameter document: begins with the object's brace; what follows the object is not looked at.
  func opensItem(_ document: ByteView) -> Bool
}
