import BenchZlib
import BenchZstd

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The corpus could not be written.
public struct CorpusError: Error, CustomStringConvertible {
  /// What happened, to which file.
  public var description: String

  init(_ description: String) { self.description = description }
}

/// The encodings and compressions a corpus can be written in. Raw values name the option and the folder.
public enum CorpusFormat: String, CaseIterable, Sendable {
  /// JSON Lines, one export request a line.
  case json
  /// JSON Lines in one gzip stream.
  case jsonGzip = "json.gz"
  /// JSON Lines in one zstd frame.
  case jsonZstd = "json.zst"
  /// Protobuf messages, each after its length in 4 bytes, big endian.
  case proto
  /// The same in one gzip stream.
  case protoGzip = "proto.gz"
  /// The same in one zstd frame.
  case protoZstd = "proto.zst"

  /// Whether it is a form of JSON.
  public var isJSON: Bool { self == .json || self == .jsonGzip || self == .jsonZstd }

  var fileSuffix: String {
    switch self {
    case .json: "jsonl"
    case .jsonGzip: "jsonl.gz"
    case .jsonZstd: "jsonl.zst"
    case .proto: "pb"
    case .protoGzip: "pb.gz"
    case .protoZstd: "pb.zst"
    }
  }
}

/// A file that grows, compressed on the way where its format says so.
final class OutputFile {
  private let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var compressor: (any Compressor)?

  init(path: String, format: CorpusFormat) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CorpusError("\(path): cannot be created (\(String(cString: strerror(errno))))") }
    pending.reserveCapacity(2 << 20)
    switch format {
    case .json, .proto: compressor = nil
    case .jsonZstd, .protoZstd: compressor = try ZstdCompressor()
    case .jsonGzip, .protoGzip: compressor = try GzipCompressor()
    }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws {
    pending.append(contentsOf: bytes)
    if pending.count >= 1 << 20 { try flush(isLast: false) }
  }

  /// Writes what is left and closes the file.
  func close() throws {
    try flush(isLast: true)
    guard Self.closeDescriptor(descriptor) == 0 else { throw CorpusError("\(path): cannot be closed") }
  }

  private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.close(descriptor)
    #else
      Darwin.close(descriptor)
    #endif
  }

  private func flush(isLast: Bool) throws {
    if compressor != nil {
      try compressor?.compress(pending, isLast: isLast) { try self.writeAll($0) }
    } else {
      try pending.withUnsafeBytes { try writeAll($0) }
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      #if canImport(Glibc)
        let written = Glibc.write(descriptor, base, rest.count)
      #else
        let written = Darwin.write(descriptor, base, rest.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        throw CorpusError("\(path): cannot be written (\(String(cString: strerror(errno))))")
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}

private protocol Compressor {
  mutating func compress(
    _ bytes: [UInt8], isLast: Bool, _ write: (UnsafeRawBufferPointer) throws -> Void) throws
}

/// One zstd frame, level 3, as the Collector's exporter uses.
private final class ZstdCompressor: Compressor {
  private let context: OpaquePointer
  private var output = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())

  init() throws {
    guard let context = ZSTD_createCCtx() else { throw CorpusError("zstd: no memory for a context") }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3)
  }

  deinit { ZSTD_freeCCtx(context) }

  func compress(
    _ bytes: [UInt8], isLast: Bool, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try bytes.withUnsafeBytes { source in
      var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
      var isDone = false
      while !isDone {
        try output.withUnsafeMutableBytes { target in
          var buffer = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
          let left = ZSTD_compressStream2(context, &buffer, &input, isLast ? ZSTD_e_end : ZSTD_e_continue)
          guard ZSTD_isError(left) == 0 else { throw CorpusError("zstd: \(String(cString: ZSTD_getErrorName(left)))") }
          try write(UnsafeRawBufferPointer(rebasing: target[..<buffer.pos]))
          isDone = isLast ? left == 0 : input.pos == input.size
        }
      }
    }
  }
}

/// One gzip stream, level 4: the ratio of the default within a tenth, in half the time.
private final class GzipCompressor: Compressor {
  private let stream: UnsafeMutablePointer<z_stream>
  private var output = [UInt8](repeating: 0, count: 256 << 10)

  init() throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 + 16: the largest window, with a gzip header.
    let status = deflateInit2_(
      stream, 4, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw CorpusError("zlib: no compressor (\(status))") }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func compress(
    _ bytes: [UInt8], isLast: Bool, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var source = bytes
    try source.withUnsafeMutableBufferPointer { source in
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(source.count)
      var isDone = false
      while !isDone {
        try output.withUnsafeMutableBufferPointer { target in
          stream.pointee.next_out = target.baseAddress
          stream.pointee.avail_out = UInt32(target.count)
          let status = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw CorpusError("zlib: compression failed (\(status))")
          }
          let filled = target.count - Int(stream.pointee.avail_out)
          try write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<filled]))
          isDone = isLast ? status == Z_STREAM_END : stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
        }
      }
    }
  }
}
