/// A builder of HTML that cannot forget to escape: text and attribute values are always escaped, element names and
/// attribute names come from closed lists, and no attribute of that list can make a page load anything.
struct Markup {
  /// The elements a report uses.
  enum Tag: String {
    case a, article, aside, b, bdi, body, caption, circle, dd, desc, details, div, dl, dt, em, figcaption, figure
    case footer, g, h1, h2, h3, head, header, html, i, li, line, main, nav, ol, p, path, pattern, rect, script
    case section, small, span, style, summary, svg, table, tbody, td, text, tfoot, th, thead, title, tr, ul
  }

  /// An attribute with its value; made by the functions below only.
  struct Attribute {
    fileprivate let name: StaticString
    fileprivate let value: String

    static func id(_ value: String) -> Attribute { Attribute(name: "id", value: value) }
    static func classes(_ value: String) -> Attribute { Attribute(name: "class", value: value) }
    static func title(_ value: String) -> Attribute { Attribute(name: "title", value: value) }
    /// A link within the page.
    static func fragment(_ id: String) -> Attribute { Attribute(name: "href", value: "#" + id) }
    static func scope(_ value: StaticString) -> Attribute { Attribute(name: "scope", value: "\(value)") }
    static func columns(_ count: Int) -> Attribute { Attribute(name: "colspan", value: String(count)) }
    static func lang(_ value: StaticString) -> Attribute { Attribute(name: "lang", value: "\(value)") }
    static func aria(_ name: Aria, _ value: String) -> Attribute { Attribute(name: name.attribute, value: value) }
    static func exact(_ value: String) -> Attribute { Attribute(name: "data-exact", value: value) }
    static let focusable = Attribute(name: "tabindex", value: "0")
    /// Where an element begins, in permille of what holds it.
    static func left(permille: Int) -> Attribute {
      Attribute(name: "style", value: "left:\(decimalTenths(permille))%")
    }

    // Drawing.
    static func viewBox(width: Int, height: Int) -> Attribute {
      Attribute(name: "viewBox", value: "0 0 \(width) \(height)")
    }
    static let stretched = Attribute(name: "preserveAspectRatio", value: "none")
    static func data(_ value: String) -> Attribute { Attribute(name: "d", value: value) }
    /// A length in tenths of a unit.
    static func tenths(_ name: Length, _ value: Int) -> Attribute {
      Attribute(name: name.attribute, value: decimalTenths(value))
    }
    static func anchor(_ value: StaticString) -> Attribute { Attribute(name: "text-anchor", value: "\(value)") }
    static func fill(pattern id: String) -> Attribute { Attribute(name: "fill", value: "url(#\(id))") }
    static let userSpace = Attribute(name: "patternUnits", value: "userSpaceOnUse")
  }

  /// The attributes that speak to readers of the screen.
  enum Aria {
    case label, hidden, labelledBy, role
    fileprivate var attribute: StaticString {
      switch self {
      case .label: "aria-label"
      case .hidden: "aria-hidden"
      case .labelledBy: "aria-labelledby"
      case .role: "role"
      }
    }
  }

  /// The lengths of a drawing.
  enum Length {
    case x, y, width, height, x1, x2, y1, y2, cx, cy, r
    fileprivate var attribute: StaticString {
      switch self {
      case .x: "x"
      case .y: "y"
      case .width: "width"
      case .height: "height"
      case .x1: "x1"
      case .x2: "x2"
      case .y1: "y1"
      case .y2: "y2"
      case .cx: "cx"
      case .cy: "cy"
      case .r: "r"
      }
    }
  }

  /// What was built so far.
  private(set) var html = ""

  /// Adds text, escaped.
  mutating func text(_ text: String) { Markup.escape(text, into: &html) }

  /// Adds markup of our own, as it stands; a literal, so nothing from an archive can get here.
  mutating func own(_ literal: StaticString) { html += "\(literal)" }

  /// Adds an element with what the closure puts into it.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., content: (inout Markup) -> Void = { _ in }) {
    element(tag, attributes, content: content)
  }

  /// Adds an element with what the closure puts into it.
  mutating func element(_ tag: Tag, _ attributes: [Attribute], content: (inout Markup) -> Void) {
    html += "<" + tag.rawValue
    for attribute in attributes {
      html += " \(attribute.name)=\""
      Markup.escape(attribute.value, into: &html)
      html += "\""
    }
    html += ">"
    content(&self)
    html += "</" + tag.rawValue + ">"
    switch tag {
    case .tr, .table, .section, .div, .p, .figure, .h2, .h3, .svg, .path, .thead, .tbody, .tfoot, .header, .li, .rect:
      html += "\n"
    default: break
    }
  }

  /// Adds an element that holds text only.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., text: String) {
    element(tag, attributes) { $0.text(text) }
  }

  /// Escapes the five characters that mean something in text or in a quoted attribute, and replaces those that HTML
  /// forbids.
  static func escape(_ text: String, into html: inout String) {
    guard mayNeedEscapes(text) else { return html += text }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      case "\u{00}"..."\u{08}", "\u{0B}"..."\u{1F}", "\u{7F}"..."\u{9F}": html += "\u{FFFD}"
      default: html.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether any byte may belong to a character that is not written as it is; 0xC2 begins the upper control characters.
  private static func mayNeedEscapes(_ text: String) -> Bool {
    text.utf8.contains {
      $0 < 0x20 || $0 == 0x22 || $0 == 0x26 || $0 == 0x27 || $0 == 0x3C || $0 == 0x3E || $0 == 0x7F || $0 == 0xC2
    }
  }
}

/// Tenths as a decimal number: 125 is `12.5`.
func decimalTenths(_ value: Int) -> String {
  let (whole, tenth) = value.magnitude.quotientAndRemainder(dividingBy: 10)
  return (value < 0 ? "-" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")
}
