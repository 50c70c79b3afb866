#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error, unbuffered.
public enum StandardStream: Int32, Sendable {
  /// For data.
  case output = 1
  /// For talk.
  case error = 2

  /// Writes all of a text; where the reader has gone (`| head`), the rest is dropped.
  public func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = unsafe writeAll(UnsafeRawBufferPointer(bytes), to: rawValue) }
  }

  /// Whether the stream is a terminal.
  public var isTerminal: Bool { isatty(rawValue) == 1 }
}

/// Writes all bytes; `nil` when done, else the reason.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> String? {
  var at = 0
  while at < bytes.count {
    // Sound: `at` stays below the count, which the kernel is told.
    let written = unsafe platformWrite(descriptor, bytes.baseAddress.map { unsafe $0 + at }, bytes.count - at)
    if written < 0 {
      if errno == EINTR { continue }
      return systemErrorText(errno)
    }
    at += written
  }
  return nil
}

private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
