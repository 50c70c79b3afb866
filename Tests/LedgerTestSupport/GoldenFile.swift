import Foundation

/// A file that holds what an output must be, letter by letter.
///
/// With `SPANLEDGER_RECORD=1` in the environment the file is written instead of compared. Recording counts as a
/// difference, so a run that recorded never passes.
public struct GoldenFile: Sendable {
  /// The file.
  public let url: URL

  /// Whether this run records.
  public static var isRecording: Bool { ProcessInfo.processInfo.environment["SPANLEDGER_RECORD"] == "1" }

  /// A golden file by its path from the root of the repository.
  public init(_ path: String) {
    url = Repository.root.appendingPathComponent(path)
  }

  /// A golden file anywhere.
  public init(at url: URL) {
    self.url = url
  }

  /// What is wrong with `output`, for a person to read; `nil` where it is what the file holds.
  public func difference(to output: Data) -> String? {
    if GoldenFile.isRecording {
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try output.write(to: url)
        return "\(url.lastPathComponent) was recorded; look at the change, then run again without SPANLEDGER_RECORD"
      } catch {
        return "\(url.path) could not be recorded: \(error)"
      }
    }
    guard let golden = try? Data(contentsOf: url) else {
      return "\(url.path) is missing; SPANLEDGER_RECORD=1 records it"
    }
    return firstDifference(expected: golden, found: output).map { "\(url.lastPathComponent): \($0)" }
  }

  /// As ``difference(to:)``, for text.
  public func difference(to output: String) -> String? {
    difference(to: Data(output.utf8))
  }
}

/// The first line in which two texts part, with both versions of it; `nil` where they are equal.
///
/// To be compared with `nil` in an expectation: one that compares the texts themselves would work out a full difference of
/// all their bytes when it fails, which takes minutes for a report.
public func firstDifference(expected: Data, found: Data) -> String? {
  if expected == found { return nil }
  let left = expected.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let right = found.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let number = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
  let line = { (lines: [Data]) in
    number < lines.count ? String(decoding: lines[number].prefix(400), as: UTF8.self) : "(no line)"
  }
  return "line \(number + 1) differs\n  expected: \(line(left))\n  found:    \(line(right))"
}
