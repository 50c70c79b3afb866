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
  ///
  /// Returns why it could not be written, in the system's words (a full disk, say); `nil` when done.
  @discardableResult public func write(_ text: String) -> String? {
    var text = text
    let number = text.withUTF8 { bytes in unsafe writeAll(UnsafeRawBufferPointer(bytes), to: rawValue) }
    guard let number, number != EPIPE else { return nil }
    return systemErrorText(number)
  }

  /// Fills the places of those standard streams that are closed, so that no file opened later takes one of them: reading and
  /// writing them goes on to fail. To be called before anything else is opened.
  public static func fillClosed() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      // It gets the lowest number that is free: all below are open.
      _ = unsafe withCString(Array("/dev/null".utf8)) {
        unsafe open($0, descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
      }
    }
  }

  /// Whether the stream is a terminal.
  public var isTerminal: Bool { isatty(rawValue) == 1 }
}

/// Writes all bytes; `nil` when done, else the system's number of the reason.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
  var at = 0
  while at < bytes.count {
    // Sound: `at` stays below the count, which the kernel is told.
    let written = unsafe platformWrite(descriptor, bytes.baseAddress.map { unsafe $0 + at }, bytes.count - at)
    if written < 0 {
      if errno == EINTR { continue }
      return errno
    }
    at += written
  }
  return nil
}

private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
