import Foundation
import LedgerTestSupport
import Testing

/// What pages name has to be there.
@Suite struct HouseTests {
  private static let pages: [URL] =
    ["README.md", "CHANGELOG.md", "Benchmarks/README.md", "fixtures/README.md", "Tests/fuzz/README.md"]
    .map { Repository.root.appending(path: $0) } + Repository.files(below: Repository.root.appending(path: "docs"))

  private func text(_ page: URL) throws -> String { try String(contentsOf: page, encoding: .utf8) }

  /// Scenario: links of pages to files beside them.
  /// Guarantees: each leads somewhere; every page of `docs/` is in the README's list, and none twice.
  @Test func `relative links lead somewhere`() throws {
    for page in Self.pages {
      for match in try text(page).matches(of: #/\]\(([^)\s#]+)[^)\s]*\)/#) where !match.1.contains("://") {
        let target = page.deletingLastPathComponent().appending(path: String(match.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page.lastPathComponent): \(match.1)")
      }
    }
    let rows = try text(Repository.root.appending(path: "README.md")).matches(of: #/\n\| \[docs\/([^\]]+)\]/#).map {
      String($0.1)
    }
    #expect(rows.sorted() == Repository.names(in: Repository.root.appending(path: "docs")))
  }

  /// Scenario: the page about the structure, which names types.
  /// Guarantees: each is declared somewhere, or is a room.
  @Test func `types that the architecture names exist`() throws {
    let root = Repository.root
    var names = Set(Repository.names(in: root.appending(path: "Sources")))
    for folder in ["Sources", "Tests"] {
      for file in Repository.files(below: root.appending(path: folder)) where file.pathExtension == "swift" {
        let words = try text(file).split { !($0.isLetter || $0.isNumber || $0 == "_") }
        for (word, next) in zip(words, words.dropFirst())
        where ["struct", "class", "enum", "protocol", "actor", "typealias"].contains(word) {
          names.insert(String(next))
        }
      }
    }
    let page = try text(root.appending(path: "docs/architecture.md"))
    let named = page.matches(of: #/`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)`/#).map { String($0.1) }
    #expect(named.count > 50)
    #expect(named.filter { !names.contains($0) } == [])
  }

  /// Scenario: every page that tells of options.
  /// Guarantees: some verb's help has each, but for lines that run another program.
  @Test func `options that pages name exist`() throws {
    var known: Set<Substring> = []
    let prices = ["list", "match", "explain", "lint", "diff", "import"].map { ["prices", $0] }
    for verb in [[], ["report"], ["latency"], ["audit"], ["reconcile"], ["inspect"], ["export"]] + prices {
      let help = try BuiltCommand().run(verb + ["--help"])
      #expect(help.status == 0)
      known.formUnion(String(decoding: help.output, as: UTF8.self).matches(of: #/--[a-z][a-z-]+/#).map(\.output))
    }
    for page in Self.pages where page.lastPathComponent == "README.md" || page.path.contains("/docs/") {
      if page.path.contains("Benchmarks") || page.path.contains("Tests/") { continue }
      for line in try text(page).split(separator: "\n") where !line.contains("swift ") && !line.contains("python3 ") {
        for option in line.matches(of: #/(?:^|[^\w-])(--[a-z][a-z-]+)/#) {
          #expect(known.contains(option.1), "\(page.lastPathComponent): \(option.1)")
        }
      }
    }
  }
}
