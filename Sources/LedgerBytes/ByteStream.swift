import LedgerMemory
import LedgerModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that come one after the other.
protocol ByteStream: AnyObject {
  /// Appends up to `length` bytes (at least one is asked for) and returns how many; 0 only at the end.
  func read(upTo length: Int, into bytes: inout PaddedBytes) -> Int
}

/// What went wrong in a stream. Streams write it down; whoever reads them turns it into a problem with a position.
struct StreamComplaint {
  var code: ProblemCode
  var message: String
  /// The compression whose content ended so, where the stream does not know how much came out in all: then the message says
  /// what happened, and whoever puts the content together adds that (``SourceFormat/Compression/endText(_:produced:)``).
  var ended: SourceFormat.Compression?

  /// What is said of a payload that cannot be decompressed.
  var ofPayload: String { "the payload of a line cannot be decompressed: \(message); what came out was used" }
}

/// Where the streams of one source write their complaints.
final class StreamComplaints {
  private(set) var all: [StreamComplaint] = []

  func add(_ code: ProblemCode, _ message: String) { add(StreamComplaint(code: code, message: message)) }

  func add(_ complaint: StreamComplaint) { all.append(complaint) }

  func removeAll() -> [StreamComplaint] {
    defer { all = [] }
    return all
  }
}

/// A file or pipe, read from beginning to end, once.
///
/// A regular file is read up to the size it had when it was opened: one that is being written to is taken as it was.
final class FileStream: ByteStream, @unchecked Sendable {
  // Sound: ``read(at:upTo:into:)`` touches nothing that changes; everything else is for one thread at a time, which
  // whoever reads the stream from beginning to end sees to.
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private let complaints: StreamComplaints
  private var hasFailed = false

  /// The size at opening, `nil` for a pipe.
  let size: UInt64?

  /// How many bytes were read so far.
  private(set) var position: UInt64 = 0

  /// Opens a source.
  init(_ input: InputSource, complaints: StreamComplaints) throws(PathFailure) {
    self.complaints = complaints
    if input.isStandardInput {
      descriptor = STDIN_FILENO
      ownsDescriptor = false
    } else {
      descriptor = unsafe withCString(input.pathBytes) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
      ownsDescriptor = true
    }
    guard descriptor >= 0 else { throw PathFailure(number: errno) }
    if input.isStandardInput, fcntl(descriptor, F_GETFL) & O_ACCMODE == O_WRONLY { throw PathFailure(number: EBADF) }
    var status = stat()
    let number = unsafe fstat(descriptor, &status) == 0 ? 0 : errno
    let facts = facts(of: status)
    if number != 0 || facts.kind == .folder {
      // A class that throws before it is whole has no deinit.
      if ownsDescriptor { close(descriptor) }
      throw PathFailure(number: number != 0 ? number : EISDIR)
    }
    // Standard input may be a file that somebody else has read a part of, so its size says nothing.
    size = facts.kind == .file && !input.isStandardInput ? facts.size : nil
  }

  deinit {
    if ownsDescriptor, descriptor >= 0 { close(descriptor) }
  }

  func read(upTo length: Int, into bytes: inout PaddedBytes) -> Int {
    guard !hasFailed else { return 0 }
    var length = length
    if let size { length = Int(min(UInt64(length), size - position)) }
    guard length > 0 else { return 0 }
    let read = readOnce(at: size == nil ? nil : position, upTo: length, into: &bytes)
    if let complaint = read.complaint {
      hasFailed = true
      complaints.add(complaint.code, complaint.message)
    }
    position += UInt64(read.count)
    return read.count
  }

  /// Appends the bytes from an offset on, fewer than `length` only where the file ends or fails. Any thread may ask for
  /// any bytes of a regular file; nothing is remembered.
  func read(at offset: UInt64, upTo length: Int, into bytes: inout PaddedBytes) -> (
    count: Int, complaint: StreamComplaint?
  ) {
    var count = 0
    while count < length {
      let read = readOnce(at: offset + UInt64(count), upTo: length - count, into: &bytes)
      count += read.count
      if read.count == 0 { return (count, read.complaint) }
    }
    return (count, nil)
  }

  /// One call of the system: at an offset, or wherever a pipe is.
  private func readOnce(at offset: UInt64?, upTo length: Int, into bytes: inout PaddedBytes) -> (
    count: Int, complaint: StreamComplaint?
  ) {
    var complaint: StreamComplaint?
    let count = unsafe bytes.appendUnsafe(upTo: length) { room in
      while true {
        // Sound: the pointer and the length are those of the room that was made for us.
        let count =
          if let offset {
            unsafe pread(descriptor, room.baseAddress, length, off_t(offset))
          } else {
            unsafe Platform.read(descriptor, room.baseAddress, length)
          }
        if count >= 0 { return count }
        if errno == EINTR { continue }
        complaint = StreamComplaint(
          code: .unreadableFile,
          message: "reading failed after \(byteText(offset ?? position)): \(systemErrorText(errno));"
            + " what was read before is used")
        return 0
      }
    }
    return (count, complaint)
  }
}

/// `read(2)` under a name that a method called `read` does not hide.
private enum Platform {
  static func read(_ descriptor: Int32, _ base: UnsafeMutableRawPointer?, _ length: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, base, length)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, base, length)
    #else
      unsafe Darwin.read(descriptor, base, length)
    #endif
  }
}

/// A stream whose first bytes can be looked at before they are read.
final class HeadedStream: ByteStream {
  private let rest: any ByteStream
  private var head = PaddedBytes()
  private var taken = 0

  /// The stream that goes on where the head ends, once the head was read; `nil` before.
  var whole: (any ByteStream)? { taken == head.count && !headIsAll ? rest : nil }

  /// Whether the head is all there is.
  private(set) var headIsAll = false

  init(_ rest: any ByteStream) { self.rest = rest }

  /// The first bytes. Valid until the stream is read or looked at further.
  var headView: ByteView { head.view.dropping(taken) }

  /// Makes the head `wanted` bytes long, where there are so many.
  func look(ahead wanted: Int) {
    while !headIsAll, head.count - taken < wanted {
      if rest.read(upTo: wanted - (head.count - taken), into: &head) == 0 { headIsAll = true }
    }
  }

  /// A hole: bytes that nobody wrote, as they stand before what was written where a log was cut under its writer, or that
  /// were lost with the power. Fewer zeros may be empty records.
  private static let holeBytesMin = 512

  /// Passes over a hole at the beginning, but for its last few bytes, which may belong to a length; answers how many bytes
  /// these were.
  ///
  /// - Parameter most: about how many zeros are looked at.
  func passHole(keeping kept: Int, most: UInt64) -> UInt64 {
    look(ahead: HeadedStream.holeBytesMin)
    guard headView.leadingZeros >= HeadedStream.holeBytesMin else { return 0 }
    var passed: UInt64 = 0
    while true {
      look(ahead: 64 << 10)
      let zeros = headView.leadingZeros
      let goesOn = zeros == headView.count && !headIsAll && passed < most
      passed += UInt64(max(zeros - kept, 0))
      drop(max(zeros - kept, 0))
      if !goesOn { return passed }
    }
  }

  /// Passes over bytes of the head.
  func drop(_ count: Int) {
    head.removeFirst(taken + count)
    taken = 0
  }

  func read(upTo length: Int, into bytes: inout PaddedBytes) -> Int {
    let left = head.count - taken
    guard left > 0 else { return headIsAll ? 0 : rest.read(upTo: length, into: &bytes) }
    let count = min(left, length)
    bytes.append(head.view.slice(taken, taken + count))
    taken += count
    if taken == head.count {
      head = PaddedBytes()
      taken = 0
    }
    return count
  }
}

extension ByteView {
  /// How many zero bytes it begins with.
  fileprivate var leadingZeros: Int {
    var at = 0
    while at < count, self[at] == 0 { at += 1 }
    return at
  }
}
