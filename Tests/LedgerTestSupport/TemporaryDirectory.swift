import Foundation

/// A folder of its own for one test, removed with the value that stands for it.
public final class TemporaryDirectory: Sendable {
  /// The folder.
  public let url: URL

  /// Makes an empty folder. Throws where the system does not let it.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("spanledger-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file into the folder, folders on the way included, and returns where it is.
  @discardableResult
  public func write(_ data: Data, to path: String) throws -> URL {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file
  }
}
