#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Pages of 2 MiB for memory that is touched from end to end: asking the system for a page of 4 KiB at a time takes longer
/// than filling it.
enum LargePages {
  /// How large they are.
  static let bytes = 2 << 20

  /// Tells the system that large pages are welcome; a wish, without effect where it has none.
  @unsafe
  static func prefer(at memory: UnsafeMutableRawPointer, bytes: Int) {
    #if os(Linux)
      let page = 4096
      let start = (UInt(bitPattern: memory) + UInt(page - 1)) & ~UInt(page - 1)
      let end = (UInt(bitPattern: memory) + UInt(bytes)) & ~UInt(page - 1)
      guard let place = unsafe UnsafeMutableRawPointer(bitPattern: start), end > start else { return }
      _ = unsafe madvise(place, Int(end - start), 14)  // MADV_HUGEPAGE
    #endif
  }
}
