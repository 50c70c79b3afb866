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

  /// One zstd frame, written a bit at a time: so its window is as large as it was asked to be, whatever its size. Content is
  /// referred to over long distances.
  public static func zstdStream(_ bytes: [UInt8], windowLog: Int32) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
    ZSTD_CCtx_setParameter(context, ZSTD_c_enableLongDistanceMatching, 1)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count) + 1024)
    return bytes.withUnsafeBytes { input in
      output.withUnsafeMutableBytes { room in
        var target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        var source = ZSTD_inBuffer(src: input.baseAddress, size: bytes.count / 2, pos: 0)
        ZSTD_compressStream2(context, &target, &source, ZSTD_e_continue)
        source.size = bytes.count
        let left = ZSTD_compressStream2(context, &target, &source, ZSTD_e_end)
        precondition(left == 0, "the output has room for everything")
        return Array(room.prefix(target.pos))
      }
    }
  }
}
