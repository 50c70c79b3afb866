#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are small enough to be held as a whole, such as what an option names.
public enum WholeFile {
  /// Why a file was not read.
  public enum Failure: Error, Hashable, Sendable {
    /// It cannot be read, in the system's words.
    case unreadable(reason: String)
    /// It is larger than its like can be.
    case tooLarge
  }

  private static let pieceBytes = 1 << 18

  /// The bytes of a file, or of a pipe. One that is too large is not read, a pipe no further than that it shows.
  ///
  /// - Parameter limit: how many bytes it may have.
  public static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(reason: systemErrorText(errno)) }
    defer { close(descriptor) }
    var status = stat()
    // Sound: the structure is the caller's own, and of the size that the system expects.
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(reason: systemErrorText(errno)) }
    guard status.st_size <= limit else { throw .tooLarge }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    while true {
      let (piece, number) = piece(of: descriptor)
      if let number { throw .unreadable(reason: systemErrorText(number)) }
      if piece.isEmpty { return bytes }
      guard piece.count <= limit - bytes.count else { throw .tooLarge }
      bytes += piece
    }
  }

  /// The next bytes, none at the end; or the number of an error.
  private static func piece(of descriptor: Int32) -> (bytes: [UInt8], error: Int32?) {
    var number: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: pieceBytes) { room, count in
      // Sound: the system writes no more than there is room for, and says how much it wrote.
      var got = unsafe read(descriptor, room.baseAddress, pieceBytes)
      while got < 0, errno == EINTR { got = unsafe read(descriptor, room.baseAddress, pieceBytes) }
      if got < 0 { number = errno }
      count = max(got, 0)
    }
    return (bytes, number)
  }
}
