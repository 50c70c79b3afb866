import LedgerYAML

/// Reads nodes of YAML as what a setting asks for, and says where one is something else.
struct ConfigurationReader {
  let path: String

  /// The document, `nil` where there is none.
  func compose(_ yaml: String) throws(ConfigurationError) -> YAMLNode? {
    do {
      return try YAMLNode(document: yaml)
    } catch {
      let message =
        switch error.reason {
        case .syntax(let problem): "this is no YAML: \(problem)"
        case .repeatedKey(let key): "'\(key)' stands twice in this mapping"
        case .secondDocument: "a second document begins here, and only one is read"
        case .tooManyValues: "with all aliases written out, there are more than \(YAMLError.nodeLimit) values"
        case .tooDeep: "lists and mappings stand in each other more than \(YAMLError.depthLimit) times"
        case .noMemory: "there is not enough memory to read this"
        }
      throw ConfigurationError(path: path, line: error.line, column: error.column, message: message)
    }
  }

  /// An error at a node.
  func error(_ node: YAMLNode, _ message: String) -> ConfigurationError {
    ConfigurationError(path: path, line: node.line, column: node.column, message: message)
  }

  // MARK: Shapes

  /// The members of a mapping whose keys are texts, in order.
  func members(
    _ node: YAMLNode, _ what: String
  ) throws(ConfigurationError) -> [(key: YAMLNode, name: String, value: YAMLNode)] {
    guard case .mapping(let mapping) = node.content else {
      throw error(node, "\(what) must be a mapping of names to values")
    }
    var members: [(key: YAMLNode, name: String, value: YAMLNode)] = []
    for (key, value) in mapping { members.append((key, try text(key, "a name"), value)) }
    return members
  }

  /// The members of a mapping whose keys are known words.
  func mapping<Key: CaseIterable & RawRepresentable<String>>(
    _ node: YAMLNode, _ what: String, of keys: Key.Type, called kind: String
  ) throws(ConfigurationError) -> [(key: Key, value: YAMLNode)] {
    var members: [(key: Key, value: YAMLNode)] = []
    for member in try self.members(node, what) {
      guard let key = Key(rawValue: member.name) else {
        throw unknown(member.key, member.name, kind, Key.allCases.map(\.rawValue))
      }
      members.append((key, member.value))
    }
    return members
  }

  /// The elements of a list.
  func elements(_ node: YAMLNode, _ what: String) throws(ConfigurationError) -> [YAMLNode] {
    guard case .sequence(let elements) = node.content else { throw error(node, "\(what) must be a list") }
    return elements
  }

  /// A text that is not empty.
  func text(_ node: YAMLNode, _ what: String) throws(ConfigurationError) -> String {
    guard case .scalar(let text) = node.content else { throw error(node, "\(what) must be a text") }
    guard !text.isEmpty else { throw error(node, "\(what) must not be empty") }
    guard text.utf8.count <= ConfigurationReader.longestName else {
      throw error(node, "\(what) has more than \(ConfigurationReader.longestName) bytes")
    }
    return text
  }

  static let longestName = 256

  /// A word of a vocabulary.
  func word<Word: CaseIterable & RawRepresentable<String>>(
    _ node: YAMLNode, _ kind: String, of words: Word.Type
  ) throws(ConfigurationError) -> Word {
    let name = try text(node, "a \(kind)")
    guard let word = Word(rawValue: name) else { throw unknown(node, name, kind, Word.allCases.map(\.rawValue)) }
    return word
  }

  // MARK: Words

  /// An error about a word that is not known: with the nearest one that is, or else with all of them.
  func unknown(_ node: YAMLNode, _ word: String, _ kind: String, _ known: [String]) -> ConfigurationError {
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
