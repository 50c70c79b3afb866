#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says about an error number, for instance "No such file or directory".
func systemErrorText(_ number: Int32) -> String {
  // Sound: the text ends by zero and is copied at once; those of numbers that the system knows are constants.
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}

/// A number of bytes in words.
func byteText(_ count: some BinaryInteger) -> String { count == 1 ? "1 byte" : "\(count) bytes" }

/// A path for people: text where it is UTF-8, and `\xE9` for a byte that is none.
func shownPath(_ path: [UInt8]) -> String {
  if let text = String(validating: path, as: UTF8.self) { return text }
  var text = ""
  var decoder = UTF8()
  var bytes = path[...].makeIterator()
  var at = 0
  while true {
    switch decoder.decode(&bytes) {
    case .scalarValue(let scalar):
      text.unicodeScalars.append(scalar)
      at += UTF8.width(scalar)
    case .emptyInput: return text
    case .error:
      text +=
        "\\x" + String(path[at] >> 4, radix: 16, uppercase: true) + String(path[at] & 15, radix: 16, uppercase: true)
      at += 1
      decoder = UTF8()
      bytes = path[at...].makeIterator()
    }
  }
}

/// The bytes of arguments of this process, which Swift hands over as text: where one is not UTF-8, its text is not the name
/// that was given. Arguments that are not of this process stay the text that they are.
func argumentBytes(of arguments: [String]) -> [[UInt8]] {
  guard arguments.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) else {
    return arguments.map { Array($0.utf8) }
  }
  var given: [[UInt8]] = []
  // Sound: the system hands over as many arguments as it says, each ended by zero, and nobody changes them.
  let (count, list) = unsafe (CommandLine.argc, CommandLine.unsafeArgv)
  for index in 0..<Int(count) {
    guard let argument = unsafe list[index] else { continue }
    given.append(
      unsafe Array(UnsafeBufferPointer(start: argument, count: strlen(argument))).map { UInt8(bitPattern: $0) })
  }
  return arguments.map { argument in
    let bytes = Array(argument.utf8)
    guard argument.unicodeScalars.contains("\u{FFFD}"),
      let place = given.firstIndex(where: { $0 != bytes && String(decoding: $0, as: UTF8.self) == argument })
    else { return bytes }
    // Two names may look the same.
    return given.remove(at: place)
  }
}

/// What a path leads to.
enum PathKind {
  case file
  case folder
  /// A pipe, socket or device: read when asked for by name, never found by walking.
  case other
}

/// What is known of a path: kind and identity.
struct PathFacts {
  /// The pair that tells two names of one file from two files.
  struct Identity: Hashable {
    var device: UInt64
    var node: UInt64
  }

  var kind: PathKind
  var identity: Identity
  var size: UInt64
}

/// The error number of a path part that is no folder.
let notAFolder: Int32 = ENOTDIR

/// The error number of a path at which there is nothing.
let noSuchPath: Int32 = ENOENT

/// Why a path could not be looked at.
struct PathFailure: Error {
  var number: Int32
}

/// Looks at a path, following symbolic links or not.
func facts(of path: [UInt8], followsLinks: Bool) throws(PathFailure) -> PathFacts {
  var status = stat()
  // Sound: the path is ended by zero, and the structure is our own and of the size that the system expects.
  let result = unsafe withCString(path) { pointer in
    followsLinks ? unsafe stat(pointer, &status) : unsafe lstat(pointer, &status)
  }
  guard result == 0 else { throw PathFailure(number: errno) }
  return facts(of: status)
}

/// The same for a status that was asked for already.
func facts(of status: stat) -> PathFacts {
  let kind: PathKind
  switch status.st_mode & S_IFMT {
  case S_IFREG: kind = .file
  case S_IFDIR: kind = .folder
  default: kind = .other
  }
  let identity = PathFacts.Identity(device: UInt64(truncatingIfNeeded: status.st_dev), node: UInt64(status.st_ino))
  return PathFacts(kind: kind, identity: identity, size: UInt64(max(status.st_size, 0)))
}

/// The names in a folder without `.` and `..`, sorted by bytes.
func names(inFolder path: [UInt8]) throws(PathFailure) -> [[UInt8]] {
  // Sound: the folder is closed once, behind its last use; an entry is read before the next one is asked for.
  guard let folder = unsafe withCString(path, { unsafe opendir($0) }) else { throw PathFailure(number: errno) }
  defer { unsafe closedir(folder) }
  var names: [[UInt8]] = []
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { raw in
      // The name ends with a zero byte inside d_name: readdir(3) promises that.
      unsafe Array(raw.prefix { $0 != 0 })
    }
    if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
  }
  return names.sorted { $0.lexicographicallyPrecedes($1) }
}

/// Calls `body` with the path as a C string, which must not escape it.
func withCString<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
  let terminated = path.map { CChar(bitPattern: $0) } + [0]
  return unsafe terminated.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("a terminated path is never empty") }
    return unsafe body(base)
  }
}
