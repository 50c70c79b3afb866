import Foundation
import LedgerTestSupport
import Testing

@Suite
struct CommandTests {
  /// Scenario: help, for the command and for its verbs.
  /// Guarantees: exit status 0, and a text that names the verbs and their options.
  @Test func `help is there for every verb`() throws {
    let command = try BuiltCommand()
    let help = try command.run(["--help"])
    #expect(help.status == 0)
    for verb in ["report", "latency", "inspect"] {
      #expect(String(decoding: help.output, as: UTF8.self).contains(verb))
      let run = try command.run([verb, "--help"])
      #expect(run.status == 0)
      #expect(String(decoding: run.output, as: UTF8.self).contains("--"))
    }
  }

  /// Scenario: options that do not exist, values that cannot be.
  /// Guarantees: exit status 2, a message, and nothing written.
  @Test(arguments: [["--no-such-option"], ["--window", "7m"], ["--from", "yesterday"], ["--jobs", "none"]])
  func `a usage error writes nothing`(options: [String]) throws {
    let folder = try TemporaryDirectory()
    let target = folder.url.appendingPathComponent("out")
    let run = try BuiltCommand().run(
      ["report", Repository.fixture("night/deck-notes").path, "--out", target.path] + options)
    #expect(run.status == 2)
    #expect(!run.messages.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  /// Scenario: an input that does not exist, alone and beside one that does.
  /// Guarantees: alone it is status 4; beside another it is status 3 and listed, and the other is used.
  @Test func `a missing input is listed and the rest is used`() throws {
    let missing = Repository.fixture("night/no-such-service/traces.jsonl")
    let folder = try TemporaryDirectory()
    let alone = try BuiltCommand().run([
      "report", missing.path, "--out", folder.url.appendingPathComponent("out").path,
    ])
    #expect(alone.status == 4)
    #expect(!alone.messages.isEmpty)
    let run = try ReportRun([missing, Repository.fixture("night/deck-notes")])
    #expect(run.outcome.status == 3)
    #expect(run.report.totals.calls == 21)
    #expect(run.report.problems.map(\.code) == ["unreadable-file"])
  }

  /// Scenario: a folder in which there is no file, alone and beside an input that can be used.
  /// Guarantees: alone it is status 4 for every verb that reads inputs; beside another it is status 3 and listed; either way
  /// the text says which folder, and what to look at.
  @Test(arguments: ["report", "latency", "audit", "reconcile", "inspect", "export"])
  func `an empty folder is no usable input`(verb: String) throws {
    let folder = try TemporaryDirectory()
    let empty = folder.url.appendingPathComponent("empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    let options = verb == "report" ? ["--out", folder.url.appendingPathComponent("out").path] : []
    for (others, status) in [([], Int32(4)), ([Repository.fixture("night/deck-notes").path], 3)] {
      let run = try BuiltCommand().run([verb, empty.path] + others + options)
      #expect(run.status == status, "\(verb): \(run.messageText)")
      let said = (String(decoding: run.output, as: UTF8.self) + run.messageText)
        .split { $0 == "\n" || $0 == " " }.joined(separator: " ")
      #expect(said.contains("no file was found in it: check that it is the folder"), "\(verb): \(said)")
      #expect(said.contains(empty.path), "\(verb)")
    }
  }

  /// Scenario: a run without --quiet whose output is a pipe.
  /// Guarantees: standard output holds a short summary without colour; nothing there moves a cursor.
  @Test func `the summary is plain text`() throws {
    let folder = try TemporaryDirectory()
    let run = try BuiltCommand().run([
      "report", NightTests.folder.path, "--out", folder.url.appendingPathComponent("out").path,
    ])
    #expect(run.status == 0, "\(run.messageText)")
    #expect(run.output.count > 50)
    #expect(!run.output.contains(0x1B))
    #expect(!run.output.contains(0x0D))
    #expect(!run.messages.contains(0x1B))
  }

  /// Scenario: the HTML report of a night.
  /// Guarantees: one file that asks nothing of any network, with the figures in its text.
  @Test func `the HTML report is one file that asks for nothing`() throws {
    let run = try ReportRun([NightTests.folder])
    let html = String(decoding: run.html, as: UTF8.self)
    #expect(html.contains("<!DOCTYPE html>") || html.contains("<!doctype html>"))
    #expect(html.contains("harbour-handbook"))
    let loading = ["src=\"http", "src='http", "src=\"//", "href=\"http", "href=\"//", "@import", "url(http", "fetch("]
    for loading in loading {
      #expect(!html.contains(loading), "\(loading)")
    }
  }

  /// Scenario: the verb's filters.
  /// Guarantees: a filtered report holds the figures of that service alone.
  @Test func `a service filter leaves that service`() throws {
    let report = try ReportRun([NightTests.folder], options: ["--service", "ferry-desk"]).report
    #expect(report.totals.calls == 69)
    #expect(Set(report.groups.compactMap(\.key.service)) == ["ferry-desk"])
  }
}
