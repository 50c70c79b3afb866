import CYaml

/// libyaml's events, put together as one tree.
struct YAMLParser: ~Copyable {
  /// A list or mapping that has not ended yet.
  private struct Open {
    var isMapping: Bool
    /// Of a mapping: a key, its value, the next key.
    var nodes: [YAMLNode] = []
    /// Where each key stands first.
    var keys: [String: (line: Int, column: Int)] = [:]
    /// How many values had been read when it began.
    var before: Int
    /// How deep it is so far, itself included.
    var depth = 1
    var anchor: String?
    var line: Int
    var column: Int

    var content: YAMLNode.Content {
      guard isMapping else { return .sequence(nodes) }
      return .mapping(stride(from: 0, to: nodes.count - 1, by: 2).map { (nodes[$0], nodes[$0 + 1]) })
    }
  }

  private var open: [Open] = []
  /// A value, how many values it stands for, and how deep they stand in each other: 0 for a text.
  private typealias Measured = (node: YAMLNode, size: Int, depth: Int)

  private var anchors: [String: Measured] = [:]
  /// How many values there are, aliases written out.
  private var count = 0
  private var root: YAMLNode?

  static func document(of text: String) throws(YAMLError) -> YAMLNode? {
    let bytes = Array(text.utf8)
    // The closure of the pointer hands on no typed errors.
    let result = unsafe bytes.withUnsafeBufferPointer { bytes -> Result<YAMLNode?, YAMLError> in
      guard let yaml = unsafe ledger_yaml_new(bytes.baseAddress, bytes.count) else {
        return .failure(YAMLError(reason: .noMemory, line: 1, column: 1))
      }
      defer { unsafe ledger_yaml_free(yaml) }
      do throws(YAMLError) {
        var parser = YAMLParser()
        while let part = try unsafe next(yaml) { try parser.take(part) }
        return .success(parser.root)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// One event, in Swift's own types.
  private struct Part {
    var kind: yaml_event_type_t
    var text = ""
    var anchor: String?
    var line: Int
    var column: Int
  }

  /// What stands next; `nil` at the end.
  private static func next(_ yaml: UnsafeMutablePointer<ledger_yaml>) throws(YAMLError) -> Part? {
    var raw = unsafe ledger_yaml_part()
    let isRead = unsafe ledger_yaml_next(yaml, &raw) != 0
    let text = unsafe String(decoding: UnsafeBufferPointer(start: raw.text, count: raw.text_length), as: UTF8.self)
    let (line, column) = unsafe (Int(raw.line) + 1, Int(raw.column) + 1)
    guard isRead else { throw YAMLError(reason: .syntax(text), line: line, column: column) }
    let kind = unsafe yaml_event_type_t(UInt32(raw.kind))
    guard kind != YAML_STREAM_END_EVENT else { return nil }
    return Part(
      kind: kind, text: text, anchor: unsafe raw.anchor.map { unsafe String(cString: $0) }, line: line, column: column)
  }

  private mutating func take(_ part: Part) throws(YAMLError) {
    switch part.kind {
    case YAML_SCALAR_EVENT:
      let node = YAMLNode(.scalar(part.text), line: part.line, column: part.column)
      try add((node, 1, 0), anchor: part.anchor, at: part)
    case YAML_ALIAS_EVENT:
      guard let known = anchors[part.text] else {
        throw YAMLError(reason: .syntax("found undefined alias"), line: part.line, column: part.column)
      }
      try add(known, anchor: nil, at: part)
    case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
      try checkDepth(1, at: part)
      open.append(
        Open(
          isMapping: part.kind == YAML_MAPPING_START_EVENT, before: count, anchor: part.anchor, line: part.line,
          column: part.column))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      guard let ended = open.popLast() else { break }
      let node = YAMLNode(ended.content, line: ended.line, column: ended.column)
      let inside = count - ended.before
      count = ended.before
      try add((node, inside + 1, ended.depth), anchor: ended.anchor, at: part)
    case YAML_DOCUMENT_START_EVENT where root != nil:
      throw YAMLError(reason: .secondDocument, line: part.line, column: part.column)
    default: break
    }
  }

  private func checkDepth(_ depth: Int, at part: Part) throws(YAMLError) {
    guard open.count + depth <= YAMLError.depthLimit else {
      throw YAMLError(reason: .tooDeep, line: part.line, column: part.column)
    }
  }

  private mutating func add(_ value: Measured, anchor: String?, at part: Part) throws(YAMLError) {
    try checkDepth(value.depth, at: part)
    count += value.size
    guard count <= YAMLError.nodeLimit else {
      throw YAMLError(reason: .tooManyValues, line: part.line, column: part.column)
    }
    if let anchor { anchors[anchor] = value }
    guard let last = open.indices.last else {
      root = value.node
      return
    }
    open[last].depth = max(open[last].depth, value.depth + 1)
    if open[last].isMapping, open[last].nodes.count.isMultiple(of: 2), case .scalar(let key) = value.node.content {
      if let first = open[last].keys[key] {
        throw YAMLError(reason: .repeatedKey(key), line: first.line, column: first.column)
      }
      open[last].keys[key] = (part.line, part.column)
    }
    open[last].nodes.append(value.node)
  }
}
