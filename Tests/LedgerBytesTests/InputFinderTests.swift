import Foundation
import LedgerModel
import Testing

@testable import LedgerBytes

struct InputFinderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in [
      "b.jsonl", "a.jsonl", "Z.jsonl", "day1/traces.jsonl", "day1/metrics.pb", "day1/.hidden.jsonl",
      "day2/deep/er/logs.jsonl.gz", ".git/config.jsonl", "ä.jsonl", "odd[1].jsonl", "odd1.jsonl",
    ] { try folder.write(name) }
  }

  /// The paths found, without the folder of the test.
  private func find(_ arguments: String...) -> [String] {
    let finder = InputFinder(arguments.map { $0 == "-" ? $0 : folder.path + "/" + $0 })
    return finder.sources.map { $0.path.replacingOccurrences(of: folder.path + "/", with: "") }
  }

  private func failures(_ arguments: String...) -> [InputFailure] {
    InputFinder(arguments.map { folder.path + "/" + $0 }).failures
  }

  @Test func `a folder is walked in order of bytes, without what is hidden`() {
    #expect(
      find("") == [
        "Z.jsonl", "a.jsonl", "b.jsonl", "day1/metrics.pb", "day1/traces.jsonl", "day2/deep/er/logs.jsonl.gz",
        "odd1.jsonl", "odd[1].jsonl", "ä.jsonl",
      ])
  }

  @Test func `what is reached twice is listed once`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/latest.jsonl", withDestinationPath: "day1/traces.jsonl")
    #expect(
      find("day1", "day1/", "day1/./traces.jsonl", "day1//metrics.pb", "latest.jsonl", "day1/*.pb")
        == ["day1/metrics.pb", "day1/traces.jsonl"])
  }

  @Test func `the bytes of files are counted, each file once`() throws {
    let size = UInt64(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/day1/traces.jsonl")).count)
    #expect(size > 0)
    func bytes(_ arguments: String...) -> UInt64 {
      InputFinder(arguments.map { folder.path + "/" + $0 }).fileBytes
    }
    try folder.write("day1/metrics.pb", Array("a longer text".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/latest.jsonl", withDestinationPath: "day1/traces.jsonl")
    #expect(bytes("day1/traces.jsonl") == size)
    #expect(bytes("latest.jsonl", "day1", "day1/traces.jsonl") == size + 13)
    #expect(InputFinder(["-"]).fileBytes == 0)
  }

  @Test func `links to folders and to files are followed, and make no loop`() throws {
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder.path + "/day2/self", withDestinationPath: "../day2")
    try manager.createSymbolicLink(atPath: folder.path + "/day2/up", withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: folder.path + "/day2/file", withDestinationPath: "../a.jsonl")
    try manager.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "day1")
    #expect(find("day2") == ["day2/deep/er/logs.jsonl.gz", "day2/file"])
    #expect(find("link") == ["link/metrics.pb", "link/traces.jsonl"])
    #expect(find("**/*.pb") == ["day1/metrics.pb"])
    #expect(failures("day2", "link").isEmpty)
  }

  /// What lies behind a link is not lost, and is read once: by its own name where there is one, else by that of the first
  /// link.
  @Test func `what only links lead to is found once`() throws {
    let manager = FileManager.default
    try folder.write("links/other/own.jsonl")
    try manager.createSymbolicLink(atPath: folder.path + "/links/b", withDestinationPath: "../day1")
    try manager.createSymbolicLink(atPath: folder.path + "/links/c", withDestinationPath: "../day1")
    try manager.createSymbolicLink(atPath: folder.path + "/links/a", withDestinationPath: "other")
    try manager.createSymbolicLink(atPath: folder.path + "/day1/back", withDestinationPath: "../links")
    let expected = ["links/b/metrics.pb", "links/b/traces.jsonl", "links/other/own.jsonl"]
    #expect(find("links") == expected)
    #expect(find("links/**") == expected)
    #expect(find("links/**/*.jsonl") == Array(expected.dropFirst()))
    #expect(failures("links").isEmpty)
  }

  @Test func `many links to many folders are followed once each`() throws {
    let manager = FileManager.default
    for number in 0..<12 { try folder.write("net/\(number)/x.jsonl") }
    for from in 0..<12 {
      for to in 0..<12 {
        try manager.createSymbolicLink(atPath: folder.path + "/net/\(from)/to\(to)", withDestinationPath: "../\(to)")
      }
    }
    #expect(find("net") == (0..<12).map { "net/\($0)/x.jsonl" }.sorted())
  }

  @Test func `a pipe in a folder is named, for it is left out`() throws {
    #expect(mkfifo(folder.path + "/day1/pipe", 0o600) == 0)
    #expect(find("day1") == ["day1/metrics.pb", "day1/traces.jsonl"])
    let failures = failures("day1")
    #expect(failures.map(\.path) == [folder.path + "/day1/pipe"])
    #expect(
      failures.map(\.message) == ["it is no file and no folder, but a pipe, a socket or a device; it was left out"])
  }

  @Test func `what cannot be looked at is named`() throws {
    // Two halves of a path that together are longer than the system takes: root may look at everything else.
    let half = String(repeating: "/" + String(repeating: "d", count: 200), count: 12)
    try folder.write("low\(half)/last.jsonl")
    try folder.write("high\(half)/first.jsonl")
    #expect(rename(folder.path + "/low", folder.path + "/high\(half)/low") == 0)
    #expect(find("high") == ["high\(half)/first.jsonl"])
    let failures = failures("high")
    #expect(failures.count == 1)
    #expect(failures.first?.path.hasPrefix(folder.path + "/high\(half)/low/ddd") == true)
    #expect(failures.first?.message == "it cannot be looked at: \(systemErrorText(ENAMETOOLONG)); it was left out")
    #expect(rename(folder.path + "/high\(half)/low", folder.path + "/low") == 0)
  }

  @Test func `a link that leads nowhere is reported where a pattern matches it`() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/day2/gone", withDestinationPath: "nowhere")
    #expect(find("day2/*") == ["day2/deep/er/logs.jsonl.gz"])
    #expect(
      failures("day2/g*", "day?/gone").map(\.message)
        == Array(
          repeating: "what this link leads to cannot be read: \(systemErrorText(ENOENT)); it was left out", count: 2))
  }

  @Test func `a link that leads nowhere is reported and the rest goes on`() throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/day2/gone", withDestinationPath: "nowhere")
    #expect(find("day2") == ["day2/deep/er/logs.jsonl.gz"])
    let failures = failures("day2", "day1")
    #expect(failures.map(\.path) == [folder.path + "/day2/gone"])
    #expect(failures.first?.code == .unreadableFile)
    #expect(
      failures.first?.message == "what this link leads to cannot be read: \(systemErrorText(ENOENT)); it was left out")
  }

  @Test(arguments: [
    ("*.jsonl", ["Z.jsonl", "a.jsonl", "b.jsonl", "odd1.jsonl", "odd[1].jsonl", "ä.jsonl"]),
    ("?.jsonl", ["Z.jsonl", "a.jsonl", "b.jsonl", "ä.jsonl"]),
    ("[ab].jsonl", ["a.jsonl", "b.jsonl"]),
    ("[!a-b].jsonl", ["Z.jsonl", "ä.jsonl"]),
    ("[^a-z].jsonl", ["Z.jsonl", "ä.jsonl"]),
    (
      "**/*.jsonl*",
      [
        "Z.jsonl", "a.jsonl", "b.jsonl", "day1/traces.jsonl", "day2/deep/er/logs.jsonl.gz", "odd1.jsonl",
        "odd[1].jsonl", "ä.jsonl",
      ]
    ),
    ("day?/**", ["day1/metrics.pb", "day1/traces.jsonl", "day2/deep/er/logs.jsonl.gz"]),
    ("day*", ["day1/metrics.pb", "day1/traces.jsonl", "day2/deep/er/logs.jsonl.gz"]),
    ("**/**/er/*", ["day2/deep/er/logs.jsonl.gz"]),
    ("day1/.*", ["day1/.hidden.jsonl"]),
    ("odd[1].jsonl", ["odd[1].jsonl"]),
    ("odd[[]1].*", ["odd[1].jsonl"]),
  ])
  func `patterns are expanded`(pattern: String, expected: [String]) {
    #expect(find(pattern) == expected, "\(pattern)")
  }

  @Test func `a missing path is reported and the rest goes on`() {
    #expect(find("nowhere.jsonl", "a.jsonl") == ["a.jsonl"])
    let found = failures("nowhere.jsonl", "no*where", "a.jsonl")
    #expect(found.map(\.code) == [.unreadableFile, .unreadableFile])
    #expect(
      found.map(\.message) == [
        "No such file or directory; it was left out", "nothing matches this pattern; it was left out",
      ])
  }

  @Test func `a dash is standard input, once`() {
    #expect(find("-", "a.jsonl", "-") == ["-", "a.jsonl"].sorted { $0 < $1 })
    #expect(InputFinder(["-"]).sources == [.standardInput])
  }

  @Test(arguments: [
    ("*", "", true), ("*", "a", true), ("a*b*c", "aXbYbc", true), ("a*b*c", "aXbYb", false), ("?", "é", true),
    ("[]x]", "]", true), ("[a-", "[a-", true), (#"\*"#, "*", true), (#"\*"#, "a", false), ("*a", ".a", false),
    ("**", "abc", true), ("[!x]", "x", false), ("*.gz", "a.jsonl.gz", true), ("", "", true), ("a", "", false),
  ])
  func `one part of a pattern matches one name`(pattern: String, name: String, expected: Bool) {
    #expect(GlobPattern(Array(pattern.utf8)).matches(Array(name.utf8)) == expected, "\(pattern) and \(name)")
  }

  @Test func `a name that is not UTF-8 is found and can be opened`() throws {
    let path = Array(folder.path.utf8) + [0x2F, 0x64, 0x61, 0x79, 0x31, 0x2F, 0xFF, 0x2E, 0x6A]
    guard let file = fopen(path.map { CChar(bitPattern: $0) } + [0], "w") else { return }
    fputs("{}\n", file)
    fclose(file)
    let sources = InputFinder([folder.path + "/day1"]).sources
    #expect(sources.contains { $0.pathBytes == path })
    // Two names that are not UTF-8 do not look the same.
    #expect(sources.contains { $0.path.hasSuffix("/day1/\\xFF.j") })
    #expect(InputSource(pathBytes: [0x61, 0xC3, 0xA9, 0xC3, 0x28, 0xE2, 0x82, 0x62]).path == "aé\\xC3(\\xE2\\x82b")
    let source = RecordSource(InputSource(pathBytes: path), index: 0, probe: NestedFieldsProbe())
    #expect(source.open().framing == .jsonLines)
  }
}
