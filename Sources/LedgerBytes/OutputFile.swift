#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that could not be written.
public struct OutputFailure: Error, Hashable, Sendable {
  /// Which one.
  public var path: String
  /// Why, in the system's words.
  public var reason: String
}

/// Files that are written as a whole or not at all.
public enum OutputFile {
  // Sound, here and below: Swift hands a text to the C library ended by zero, for the length of the call; what is written is no
  // longer than the piece that it belongs to.
  /// Makes a folder and the folders around it; existing ones are fine.
  public static func makeFolder(_ path: String) throws(OutputFailure) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += part
      if unsafe mkdir(prefix, 0o777) != 0, errno != EEXIST {
        throw OutputFailure(path: prefix, reason: systemErrorText(errno))
      }
      prefix += "/"
    }
  }

  /// Writes a file aside and puts it in its place when it is complete, so that nobody ever reads half of it.
  public static func write(_ text: String, to path: String) throws(OutputFailure) {
    try write(to: path) { write in write(text) }
  }

  /// Writes a file piece by piece aside and puts it in its place when it is complete. Pieces after a failure are not written.
  ///
  /// - Parameter pieces: hands its argument one piece after the other.
  public static func write(to path: String, pieces: ((String) -> Void) -> Void) throws(OutputFailure) {
    let aside = "\(path).\(getpid()).tmp"
    let descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputFailure(path: path, reason: systemErrorText(errno)) }
    var reason: String?
    pieces { piece in
      guard reason == nil else { return }
      var piece = piece
      reason = piece.withUTF8 { unsafe writeAll(UnsafeRawBufferPointer($0), to: descriptor) }.map(systemErrorText)
    }
    if close(descriptor) != 0, reason == nil { reason = systemErrorText(errno) }
    if reason == nil, unsafe rename(aside, path) != 0 { reason = systemErrorText(errno) }
    if let reason {
      _ = unsafe unlink(aside)
      throw OutputFailure(path: path, reason: reason)
    }
  }
}
