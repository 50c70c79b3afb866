import LedgerMemory
import LedgerModel

extension SideTableKey {
  /// The name of the attribute, where it is one.
  var attributeName: String? {
    if case .attribute(let name) = self { return name }
    return nil
  }
}

extension SideTableRequest {
  /// A request for some keys, each once, found by an index that knows all their names. An attribute that holds content
  /// (``ContentAttributes``) is a programmer error: whoever takes names from users has to refuse it.
  init(_ keys: [SideTableKey], _ index: AttributeKeyIndex) {
    var seen: Set<SideTableKey> = []
    self.init(
      keys.filter { seen.insert($0).inserted }.map { key in
        guard let name = key.attributeName else { return Entry(key: key, selector: nil) }
        precondition(!ContentAttributes.contains(name), "content is not kept")
        return Entry(key: key, selector: SideTableRequest.selector(of: name, index))
      })
  }

  private static func selector(of name: String, _ index: AttributeKeyIndex) -> AttributeSelector? {
    let bytes = Array(name.utf8)
    return PaddedBytes(bytes).withView { view in
      index.match(view).map { AttributeSelector(key: $0.key, suffix: Array(bytes[$0.length...])) }
    }
  }
}
