import CZlib
import CZstd

/// Compresses bytes, as the writers of archives do.
public enum Packing {
  /// One gzip member; with 15 window bits a zlib stream instead.
  public static func gzip(_ bytes: [UInt8], level: Int32 = 6, windowBits: Int32 = 31) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
    let count = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "the output has room for everything")
        return target.count - Int(stream.avail_out)
      }
    }
    return Array(output.prefix(count))
  }

  /// One zstd frame.
  public static func zstd(
    _ bytes: [UInt8], hasContentSize: Bool = true, windowLog: Int32 = 0, hasChecksum: Bool = true
  ) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, hasContentSize ? 1 : 0)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, hasChecksum ? 1 : 0)
    if windowLog > 0 {
      ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
      ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 0)
    }
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress2(context, &output, output.count, bytes, bytes.count)
    precondition(ZSTD_isError(count) == 0, "the output has room for everything")
    return Array(output.prefix(count))
  }
}
