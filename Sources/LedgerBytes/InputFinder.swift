import LedgerModel

/// Something to read: a file, or standard input.
public struct InputSource: Hashable, Sendable {
  /// The path as bytes, for the system may hold names that are not UTF-8; `-` for standard input.
  public let pathBytes: [UInt8]

  /// Whether this is standard input.
  public let isStandardInput: Bool

  /// The path for people; bytes that are not UTF-8 become `\xE9` and the like, so that different names stay different.
  public var path: String { shownPath(pathBytes) }

  /// A file by its path.
  public init(path: String) {
    self.init(pathBytes: Array(path.utf8))
  }

  /// A file by the bytes of its path.
  public init(pathBytes: [UInt8]) {
    self.pathBytes = pathBytes
    isStandardInput = false
  }

  /// Standard input.
  public static let standardInput = InputSource()

  private init() {
    pathBytes = [0x2D]
    isStandardInput = true
  }
}

/// An argument, or a folder on the way, that could not be read. The rest of the run goes on.
public struct InputFailure: Hashable, Sendable {
  /// The path or pattern, as the user wrote it or as it was found.
  public var path: String

  /// The code that reports show: always ``LedgerModel/ProblemCode/unreadableFile``.
  public var code: ProblemCode

  /// What was wrong, and what was done about it.
  public var message: String

  /// A failure from its parts.
  public init(path: String, code: ProblemCode, message: String) {
    self.path = path
    self.code = code
    self.message = message
  }
}

/// Turns the INPUT arguments of a command into the list of sources to read.
///
/// An argument is a file, a folder (walked recursively), a pattern with `*`, `?`, `[…]` or `**` (any number of folders;
/// expanded here, because a shell may have kept it quoted), or `-` for standard input. A path that exists is taken
/// literally, even if it holds pattern characters.
///
/// Walking skips names that start with a dot, follows symbolic links and reads regular files only. A link that leads nowhere
/// is a failure, and so is a pipe, a socket or a device: nothing is lost unseen. A file that is reached twice, under one name
/// or under several, is listed once, so that nothing is counted double.
public struct InputFinder {
  /// The sources, sorted by the bytes of their paths.
  public private(set) var sources: [InputSource] = []

  /// What could not be read, in order of the arguments.
  public private(set) var failures: [InputFailure] = []

  /// How many bytes the files among them have in all; of pipes and standard input nobody knows.
  public private(set) var fileBytes: UInt64 = 0

  private var found: [(source: InputSource, facts: PathFacts?)] = []

  /// Looks up all arguments.
  public init(_ arguments: [String]) {
    for (argument, path) in zip(arguments, argumentBytes(of: arguments)) { add(argument, path) }
    found.sort { $0.source.pathBytes.lexicographicallyPrecedes($1.source.pathBytes) }
    var identities: Set<PathFacts.Identity> = []
    for (source, facts) in found {
      if let facts {
        guard identities.insert(facts.identity).inserted else { continue }
        sources.append(source)
        // Files with holes may be of any size.
        fileBytes = max(fileBytes, fileBytes &+ facts.size)
      } else if !sources.contains(source) {
        sources.append(source)
      }
    }
    found = []
  }

  private mutating func add(_ argument: String, _ bytes: [UInt8]) {
    if argument == "-" {
      found.append((.standardInput, nil))
      return
    }
    let path = tidied(bytes)
    guard !path.isEmpty else {
      fail(path, "the path is empty; it was left out")
      return
    }
    do {
      add(path, try facts(of: path, followsLinks: true))
    } catch {
      guard GlobPattern.isPattern(path) else {
        fail(path, "\(systemErrorText(error.number)); it was left out")
        return
      }
      let before = found.count
      let failuresBefore = failures.count
      expand(path)
      if found.count == before, failures.count == failuresBefore {
        fail(path, "nothing matches this pattern; it was left out")
      }
    }
  }

  private mutating func add(_ path: [UInt8], _ facts: PathFacts) {
    switch facts.kind {
    case .folder: walk(path)
    case .file: found.append((InputSource(pathBytes: path), facts))
    case .other: found.append((InputSource(pathBytes: path), nil))
    }
  }

  private mutating func walk(_ root: [UInt8]) {
    let tree = tree(below: root)
    found += tree.files
    failures += tree.failures
  }

  /// What is in a folder and below it.
  private struct Tree {
    /// The folder itself and those below it, each once.
    var folders: [[UInt8]] = []
    var files: [(source: InputSource, facts: PathFacts?)] = []
    var failures: [InputFailure] = []
  }

  /// Goes through a folder and all folders below it, each once, so that links that lead back make no loop: what is around the
  /// folder was not asked for. Those that links lead to come last, in order of the links: what can be reached without a link
  /// goes by that name.
  private mutating func tree(below root: [UInt8]) -> Tree {
    var tree = Tree()
    var visited = ancestors(of: root)
    var folders = [root]
    var linked: [[UInt8]] = []
    while let folder = folders.popLast() ?? linked.popLast() {
      let place = folder.isEmpty ? [0x2E] : folder
      let facts = look(at: place)
      if let failure = facts.failure { tree.failures.append(failure) }
      guard let identity = facts.target?.identity, visited.insert(identity).inserted else { continue }
      tree.folders.append(folder)
      for name in list(folder) where name.first != 0x2E {
        let path = joined(folder, name)
        let facts = look(at: path)
        if let failure = facts.failure { tree.failures.append(failure) }
        switch facts.target?.kind {
        case .folder where facts.isLink: linked.append(path)
        case .folder: folders.append(path)
        case .file: tree.files.append((InputSource(pathBytes: path), facts.target))
        case .other:
          tree.failures.append(
            InputFinder.failure(
              path, "it is no file and no folder, but a pipe, a socket or a device; it was left out"))
        case nil: break
        }
      }
      if folders.isEmpty { linked.sort { $1.lexicographicallyPrecedes($0) } }
    }
    return tree
  }

  private mutating func expand(_ pattern: [UInt8]) {
    var parts = pattern.split(separator: 0x2F).map { Array($0) }
    // `a/**/**/b` means `a/**/b`, and costs less.
    parts = parts.indices.filter { $0 == 0 || parts[$0] != starStar || parts[$0 - 1] != starStar }.map { parts[$0] }
    expand(below: pattern.first == 0x2F ? [0x2F] : [], parts[...])
  }

  private mutating func expand(below folder: [UInt8], _ parts: ArraySlice<[UInt8]>) {
    guard let part = parts.first else {
      if let facts = target(of: folder) { add(folder, facts) }
      return
    }
    let rest = parts.dropFirst()
    if part == starStar {
      guard !rest.isEmpty else {
        walk(folder.isEmpty ? [0x2E] : folder)
        return
      }
      // What else is in these folders is not asked for.
      for folder in tree(below: folder).folders { expand(below: folder, rest) }
    } else if GlobPattern.isPattern(part) {
      let pattern = GlobPattern(part)
      for name in list(folder) where pattern.matches(name) { expand(below: joined(folder, name), rest) }
    } else {
      let path = joined(folder, part)
      guard let facts = target(of: path), rest.isEmpty || facts.kind == .folder else { return }
      expand(below: path, rest)
    }
  }

  private mutating func list(_ folder: [UInt8]) -> [[UInt8]] {
    do {
      return try names(inFolder: folder.isEmpty ? [0x2E] : folder)
    } catch {
      // A pattern such as `*/x.jsonl` meets plain files on its way: they are no folders, and that is no failure.
      if error.number != notAFolder {
        fail(folder, "the folder cannot be listed: \(systemErrorText(error.number)); it was left out")
      }
      return []
    }
  }

  /// What a path that was met on the way leads to; `nil`, with a failure, where that cannot be found out.
  private mutating func target(of path: [UInt8]) -> PathFacts? {
    let facts = look(at: path)
    if let failure = facts.failure { failures.append(failure) }
    return facts.target
  }

  /// What a path that was met on the way leads to, or why nobody knows. Neither where it leads nowhere and is no link: what
  /// vanishes between listing and looking was not there.
  private func look(at path: [UInt8]) -> (target: PathFacts?, isLink: Bool, failure: InputFailure?) {
    var isLink = false
    do throws(PathFailure) {
      let own = try facts(of: path, followsLinks: false)
      isLink = own.kind == .other
      return (isLink ? try facts(of: path, followsLinks: true) : own, isLink, nil)
    } catch {
      isLink = isLink && (try? facts(of: path, followsLinks: false)) != nil
      if !isLink, error.number == noSuchPath || error.number == notAFolder { return (nil, false, nil) }
      let what = isLink ? "what this link leads to cannot be read" : "it cannot be looked at"
      return (
        nil, isLink, InputFinder.failure(path, "\(what): \(systemErrorText(error.number)); it was left out")
      )
    }
  }

  private mutating func fail(_ path: [UInt8], _ message: String) {
    failures.append(InputFinder.failure(path, message))
  }

  private static func failure(_ path: [UInt8], _ message: String) -> InputFailure {
    InputFailure(path: shownPath(path), code: .unreadableFile, message: message)
  }
}

/// The folders that a folder is in, up to the root of the system.
private func ancestors(of folder: [UInt8]) -> Set<PathFacts.Identity> {
  var known: Set<PathFacts.Identity> = []
  var path = folder.isEmpty ? [0x2E] : folder
  var last = try? facts(of: path, followsLinks: true).identity
  while true {
    path = joined(path, [0x2E, 0x2E])
    guard let next = try? facts(of: path, followsLinks: true).identity, next != last, known.insert(next).inserted else {
      return known
    }
    last = next
  }
}

private let starStar: [UInt8] = [0x2A, 0x2A]

/// `folder/name`, without a slash too many.
private func joined(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
  if folder.isEmpty { return name }
  return folder.last == 0x2F ? folder + name : folder + [0x2F] + name
}

/// The path without doubled slashes, `.` parts and a slash at the end, so that one file has one spelling.
private func tidied(_ path: [UInt8]) -> [UInt8] {
  guard !path.isEmpty else { return [] }
  let parts = path.split(separator: 0x2F).filter { $0.elementsEqual([0x2E]) == false }
  let joined = Array(parts.joined(separator: [0x2F]))
  if path[0] == 0x2F { return [0x2F] + joined }
  return joined.isEmpty ? [0x2E] : joined
}
