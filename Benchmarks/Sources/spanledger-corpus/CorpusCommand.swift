import CorpusMaker
import Foundation

@main
struct CorpusCommand {
  static let usage = """
    usage: spanledger-corpus --size SIZE --out DIR [--seed N] [--formats LIST]

      --size     what the traces take as JSON Lines: 20MB, 1GB, ...
      --out      the folder to write; each format gets a folder of its own in it
      --seed     whole number, default 1: the same seed and size give the same bytes
      --formats  of json, json.gz, json.zst, proto, proto.gz, proto.zst; default json,proto
    """

  static func main() {
    do {
      var size: Int?
      var folder: String?
      var seed: UInt64 = 1
      var formats: [CorpusFormat] = [.json, .proto]
      var arguments = CommandLine.arguments.dropFirst()
      while let name = arguments.popFirst() {
        guard name != "--help", let value = arguments.popFirst() else { throw UsageError(usage) }
        switch name {
        case "--size":
          size = parseSize(value)
        case "--out": folder = value
        case "--seed":
          guard let number = UInt64(value) else { throw UsageError("--seed: \(value) is no whole number") }
          seed = number
        case "--formats":
          formats = try value.split(separator: ",").map { name in
            guard let format = CorpusFormat(rawValue: String(name)) else {
              throw UsageError("--formats: \(name) is not one of json, json.gz, json.zst, proto, proto.gz, proto.zst")
            }
            return format
          }
        default: throw UsageError("\(name): no such option\n\n" + usage)
        }
      }
      guard let size, let folder else { throw UsageError(usage) }
      let start = Date()
      let truth = try Corpus(jsonBytes: size, seed: seed, formats: formats).write(to: folder)
      let seconds = Date().timeIntervalSince(start)
      let rate = Int(Double(truth.jsonBytes) / seconds / 1e6)
      print(
        "\(folder): \(truth.spans) spans, \(truth.totals.calls) calls, \(truth.traces) traces, "
          + "\(truth.jsonBytes / 1_000_000) MB of JSON, \(rate) MB/s")
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(2)
    }
  }
}

struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
