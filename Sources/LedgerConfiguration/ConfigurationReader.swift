import Yams

/// Reads nodes of YAML as what a setting asks for, and says where one is something else.
struct ConfigurationReader {
  let path: String

  /// The document, `nil` where there is none.
  func compose(_ yaml: String) throws(ConfigurationError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw self.error(of: error)
    } catch {
      throw ConfigurationError(path: path, line: 1, column: 1, message: "this is no YAML")
    }
  }

  private func error(of error: YamlError) -> ConfigurationError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(path: path, line: mark.line, column: mark.column, message: "this is no YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      ConfigurationError(
        path: path, line: context.mark.line, column: context.mark.column,
        message: "\(list(duplicates.sorted().map { "'\($0)'" })) stands twice in this mapping")
    case .reader(let problem, _, _, _):
      ConfigurationError(path: path, line: 1, column: 1, message: "this is no YAML: \(problem)")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      ConfigurationError(path: path, line: 1, column: 1, message: "this is no YAML")
    }
  }

  /// An error at a node.
  func error(_ node: Node, _ message: String) -> ConfigurationError {
    ConfigurationError(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message)
  }

  // MARK: Shapes

  /// The members of a mapping whose keys are texts, in order.
  func members(_ node: Node, _ what: String) throws(ConfigurationError) -> [(key: Node, name: String, value: Node)] {
    guard case .mapping(let mapping) = node else { throw error(node, "\(what) must be a mapping of names to values") }
    var members: [(key: Node, name: String, value: Node)] = []
    for (key, value) in mapping { members.append((key, try text(key, "a name"), value)) }
    return members
  }

  /// The members of a mapping whose keys are known words.
  func mapping<Key: CaseIterable & RawRepresentable<String>>(
    _ node: Node, _ what: String, of keys: Key.Type, called kind: String
  ) throws(ConfigurationError) -> [(key: Key, value: Node)] {
    var members: [(key: Key, value: Node)] = []
    for member in try self.members(node, what) {
      guard let key = Key(rawValue: member.name) else {
        throw unknown(member.key, member.name, kind, Key.allCases.map(\.rawValue))
      }
      members.append((key, member.value))
    }
    return members
  }

  /// The elements of a list.
  func elements(_ node: Node, _ what: String) throws(ConfigurationError) -> [Node] {
    guard case .sequence(let sequence) = node else { throw error(node, "\(what) must be a list") }
    return Array(sequence)
  }

  /// A text that is not empty.
  func text(_ node: Node, _ what: String) throws(ConfigurationError) -> String {
    guard case .scalar(let scalar) = node else { throw error(node, "\(what) must be a text") }
    guard !scalar.string.isEmpty else { throw error(node, "\(what) must not be empty") }
    guard scalar.string.utf8.count <= ConfigurationReader.longestName else {
      throw error(node, "\(what) has more than \(ConfigurationReader.longestName) bytes")
    }
    return scalar.string
  }

  static let longestName = 256

  /// A word of a vocabulary.
  func word<Word: CaseIterable & RawRepresentable<String>>(
    _ node: Node, _ kind: String, of words: Word.Type
  ) throws(ConfigurationError) -> Word {
    let name = try text(node, "a \(kind)")
    guard let word = Word(rawValue: name) else { throw unknown(node, name, kind, Word.allCases.map(\.rawValue)) }
    return word
  }

  // MARK: Words

  /// An error about a word that is not known: with the nearest one that is, or else with all of them.
  func unknown(_ node: Node, _ word: String, _ kind: String, _ known: [String]) -> ConfigurationError {
    let nearest = known.map { (word: $0, distance: distance(word, $0)) }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    let message = "there is no \(kind) '\(word)'"
    if let nearest, nearest.distance <= max(2, nearest.word.count / 3), nearest.distance < nearest.word.count {
      return error(node, "\(message); did you mean '\(nearest.word)'?")
    }
    return error(node, "\(message); there \(known.count == 1 ? "is" : "are") \(list(known))")
  }

  /// Words as a sentence lists them.
  func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  /// How many letters must be put in, left out, exchanged, or swapped with their neighbour, to make one word of another.
  private func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.lowercased().unicodeScalars), Array(right.lowercased().unicodeScalars))
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var next = [row + 1]
      for (column, other) in right.enumerated() {
        var steps = min(last[column] + (scalar == other ? 0 : 1), last[column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          steps = min(steps, beforeLast[column - 1] + 1)
        }
        next.append(steps)
      }
      beforeLast = last
      last = next
    }
    return last[right.count]
  }
}
