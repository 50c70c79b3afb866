import Foundation
import LedgerModel
import Testing

@testable import LedgerReport

/// A tag as a browser would see it.
private struct SeenTag {
  var name: String
  var attributes: [(name: String, value: String)]
  var isClosing: Bool
}

/// Reads tags the way a browser does: from `<` and a letter to `>`, quoted values skipped; style is raw text.
private func tags(of html: String) -> (tags: [SeenTag], styles: [String]) {
  let text = Array(html.unicodeScalars)
  var tags: [SeenTag] = []
  var styles: [String] = []
  var at = 0
  func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
  func word() -> String {
    var word = ""
    while at < text.count, !" \n\t/>=".unicodeScalars.contains(text[at]) {
      word.unicodeScalars.append(text[at])
      at += 1
    }
    return word
  }
  while at < text.count {
    guard text[at] == "<", at + 1 < text.count else {
      at += 1
      continue
    }
    let isClosing = text[at + 1] == "/"
    guard isLetter(text[isClosing ? at + 2 : at + 1]) else {
      at += 1
      continue
    }
    at += isClosing ? 2 : 1
    var tag = SeenTag(name: word().lowercased(), attributes: [], isClosing: isClosing)
    while at < text.count, text[at] != ">" {
      guard !" \n\t/".unicodeScalars.contains(text[at]) else {
        at += 1
        continue
      }
      let name = word()
      var value = ""
      if at < text.count, text[at] == "=" {
        at += 1
        if text[at] == "\"" {
          at += 1
          while text[at] != "\"" {
            value.unicodeScalars.append(text[at])
            at += 1
          }
          at += 1
        } else {
          value = word()
        }
      }
      tag.attributes.append((name, value))
    }
    at += 1
    tags.append(tag)
    if tag.name == "style", !isClosing {
      var style = ""
      while at < text.count, text[at] != "<" {
        style.unicodeScalars.append(text[at])
        at += 1
      }
      styles.append(style)
    }
  }
  return (tags, styles)
}

struct ReportHTMLTests {
  @Test(arguments: ["night", "empty", "nasty"])
  func `the page loads nothing and runs nothing`(name: String) throws {
    let report = try #require(GoldenReportTests.reports.first { $0.name == name }).report
    let html = report.html()
    let (tags, styles) = tags(of: html)
    let allowed: Set = [
      "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav", "aside", "div",
      "p", "h1", "h2", "h3", "ul", "li", "dl", "dt", "dd", "a", "b", "i", "bdi", "span", "small", "figure",
      "figcaption", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "svg", "path", "rect", "line", "circle",
      "text",
    ]
    let attributes: Set = [
      "lang", "charset", "http-equiv", "content", "name", "id", "class", "title", "href", "scope", "tabindex", "role",
      "style", "aria-label", "aria-labelledby", "aria-hidden", "data-exact", "viewBox", "preserveAspectRatio", "d", "x",
      "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "text-anchor",
    ]
    for tag in tags {
      #expect(allowed.contains(tag.name), "element \(tag.name)")
      for attribute in tag.attributes {
        #expect(attributes.contains(attribute.name), "attribute \(attribute.name) of \(tag.name)")
        if attribute.name == "href" { #expect(attribute.value.hasPrefix("#")) }
        if attribute.name == "style" { #expect(attribute.value.hasPrefix("left:") && attribute.value.count < 14) }
      }
    }
    #expect(styles.count == 1)
    for style in styles {
      #expect(!style.contains("url("))
      #expect(!style.contains("@import"))
      #expect(!style.contains("@font-face"))
    }
    let policy = tags.first { $0.attributes.contains { $0.value == "Content-Security-Policy" } }
    let content = try #require(policy?.attributes.first { $0.name == "content" }?.value)
    #expect(content.hasPrefix("default-src 'none';"))
    #expect(!content.contains("http"))
  }

  @Test(arguments: ["night", "empty", "nasty"])
  func `every element that is opened is closed in order, and links lead somewhere`(name: String) throws {
    let report = try #require(GoldenReportTests.reports.first { $0.name == name }).report
    let (tags, _) = tags(of: report.html())
    var open: [String] = []
    for tag in tags where tag.name != "meta" {
      if tag.isClosing {
        #expect(open.last == tag.name)
        open.removeLast()
      } else {
        open.append(tag.name)
      }
    }
    #expect(open.isEmpty)
    let ids = tags.flatMap { $0.attributes.filter { $0.name == "id" }.map(\.value) }
    #expect(Set(ids).count == ids.count, "an id twice")
    for tag in tags {
      for attribute in tag.attributes where attribute.name == "href" || attribute.name == "aria-labelledby" {
        #expect(ids.contains(attribute.value.filter { $0 != "#" }), "\(attribute.value)")
      }
    }
  }

  @Test func `names from an archive stay text`() {
    let html = ReportSample.nasty().html()
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!html.contains("<script"))
    #expect(!html.contains("<img"))
    #expect(html.contains("\\u{202E}gpt-4o\\u{202C}"), "a turned direction is shown, not obeyed")
    for scalar in html.unicodeScalars {
      #expect(scalar.value >= 0x20 || scalar == "\n")
      #expect(!(0x202A...0x202E).contains(scalar.value))
    }
  }

  @Test func `text keeps a contrast of 4.5 to 1 in light, in dark and on paper`() {
    let css = "\(Stylesheet.text)"
    var schemes: [[String: UInt32]] = []
    for block in css.split(separator: ":root {").dropFirst() {
      var colours: [String: UInt32] = [:]
      for rule in block.prefix(while: { $0 != "}" }).split(separator: ";") {
        let parts = rule.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
        guard parts.count == 2, parts[1].hasPrefix("#") else { continue }
        let digits = parts[1].dropFirst()
        let full = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
        colours[parts[0]] = UInt32(full, radix: 16)
      }
      schemes.append(colours)
    }
    #expect(schemes.count == 3)
    // Relative luminance and contrast as WCAG 2.2 defines them.
    func luminance(_ colour: UInt32) -> Double {
      let parts = [16, 8, 0].map { shift -> Double in
        let part = Double((colour >> UInt32(shift)) & 0xFF) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    func contrast(_ one: UInt32, _ other: UInt32) -> Double {
      let lights = [luminance(one), luminance(other)].sorted()
      return (lights[1] + 0.05) / (lights[0] + 0.05)
    }
    for scheme in schemes {
      for ink in ["--ink", "--soft", "--amber", "--bad", "--link"] {
        guard let text = scheme[ink] ?? schemes[0][ink] else { continue }
        for ground in ["--paper", "--wash"] {
          #expect(contrast(text, scheme[ground] ?? 0) >= 4.5, "\(ink) on \(ground)")
        }
      }
    }
  }

  @Test func `header cells say for what they are headers`() {
    let (tags, _) = tags(of: ReportSample.night(quarters: 4).html())
    for tag in tags where tag.name == "th" && !tag.isClosing {
      #expect(tag.attributes.contains { $0.name == "scope" && ["col", "row"].contains($0.value) })
    }
  }

  @Test func `a report of any size makes a page below two megabytes`() {
    var report = ReportSample.night(quarters: 4)
    let slices = report.windows[0].models
    report.windows = (0..<2000).map { index in
      var window = report.windows[index % 4]
      window.window = WindowSize.quarterHour.window(
        holding: UnixNanos(ReportSample.nightStart + UInt64(index) * WindowSize.quarterHour.nanos))
      window.models = slices
      return window
    }
    report.groups = (0..<1000).map { index in
      var group = report.groups[index % 8]
      group.key.service = "service \(index)"
      return group
    }
    report.inputs.sources = Array(repeating: report.inputs.sources[0], count: 1000)
    report.problems = Array(repeating: report.problems[0], count: 1000)
    report.reconciliation.windows = (0..<1000).map { _ in
      var row = report.reconciliation.windows[0]
      row.comparison.metrics = 1
      return row
    }
    #expect(report.html().utf8.count < 2_000_000)
    #expect(report.markdown().utf8.count < 2_000_000)
  }
}
