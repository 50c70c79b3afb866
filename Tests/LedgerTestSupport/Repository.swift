import Foundation

/// Where things lie in the repository that the tests are built from.
public enum Repository {
  /// The folder with Package.swift.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder of `fixtures/`, by its path from there.
  public static func fixture(_ path: String) -> URL {
    root.appendingPathComponent("fixtures").appendingPathComponent(path)
  }

  /// The names in a folder, in order; none where it cannot be read.
  public static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// All regular files below a folder, in the order of their paths; none where it cannot be read.
  public static func files(below folder: URL) -> [URL] {
    names(in: folder).flatMap { name -> [URL] in
      let entry = folder.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: entry.path, isDirectory: &isFolder) else { return [] }
      return isFolder.boolValue ? files(below: entry) : [entry]
    }
  }
}
