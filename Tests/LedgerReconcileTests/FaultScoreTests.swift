import Foundation
import LedgerTestSupport
import Testing

@testable import LedgerReconcile

/// How often what is found is what was planted: singles at four loads and both temporalities, and pairs.
///
/// Takes minutes, and runs only where `SPANLEDGER_SCORE` names a file for the table; see docs/reconciliation.md.
struct FaultScoreTests {
  private struct Tally {
    var nights = 0
    var right = 0
    var found = 0
    var planted = 0
    var hits = 0

    mutating func add(_ codes: Set<String>, planted wanted: Set<String>) {
      nights += 1
      right += codes == wanted ? 1 : 0
      found += codes.count
      planted += wanted.count
      hits += codes.intersection(wanted).count
    }

    func row(_ name: String) -> String {
      func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "-" : String(format: "%.3f", Double(part) / Double(whole))
      }
      return "| \(name) | \(nights) | \(right) | \(share(hits, found)) | \(share(hits, planted)) |"
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SPANLEDGER_SCORE"] != nil))
  func `precision and recall`() throws {
    let path = try #require(ProcessInfo.processInfo.environment["SPANLEDGER_SCORE"])
    let every = ProcessInfo.processInfo.environment["SPANLEDGER_SCORE_EVERY"].flatMap { Int($0) } ?? 9
    var tallies: [(name: String, tally: Tally)] = [("clean nights", Tally()), ("single faults", Tally())]
    var byCode: [String: Tally] = [:]
    var wrong: [String] = []
    func judge(_ faults: [Fault], rate: Double, isDelta: Bool, seed: UInt64, into row: Int) {
      let codes = Set(
        SimulatedNight(faults, rate: rate, isDelta: isDelta, seed: seed, tellsMore: rate == 60 || faults.count > 1)
          .diagnosis.causes.map(\.code.rawValue))
      let wanted = Set(faults.compactMap(\.code))
      tallies[row].tally.add(codes, planted: wanted)
      if faults.count == 1, let code = wanted.first { byCode[code, default: Tally()].add(codes, planted: wanted) }
      if codes != wanted {
        wrong.append(
          "\(faults.map(\.name).joined(separator: " + ")), \(Int(rate)) calls an hour, "
            + "\(isDelta ? "delta" : "cumulative"): \(codes.sorted().joined(separator: ", "))")
      }
    }
    for fault in Fault.clean + Fault.all + Fault.units {
      for rate in [12.0, 60, 300, 1500] where rate >= fault.leastRate {
        for isDelta in [false, true] where fault.needsDelta ?? isDelta == isDelta {
          judge(
            [fault], rate: rate, isDelta: isDelta, seed: UInt64(rate) + (isDelta ? 1 : 0),
            into: fault.code == nil ? 0 : 1)
        }
      }
    }
    tallies.append(("pairs, one in \(every)", Tally()))
    for (number, pair) in Fault.pairs.enumerated() where number % every == 4 % every {
      let needs = pair.first.needsDelta ?? pair.second.needsDelta
      let isSampled = pair.first.code == "sampled-traces" || pair.second.code == "sampled-traces"
      judge(
        [pair.first, pair.second], rate: max(isSampled ? 1000 : 300, pair.first.leastRate, pair.second.leastRate),
        isDelta: needs ?? (number % 2 == 0), seed: UInt64(number), into: 2)
    }
    var text = "| nights | number | all right | precision | recall |\n| --- | ---: | ---: | ---: | ---: |\n"
    for row in tallies { text += row.tally.row(row.name) + "\n" }
    text += "\n| planted alone | nights | all right | precision | recall |\n| --- | ---: | ---: | ---: | ---: |\n"
    for (code, tally) in byCode.sorted(by: { $0.key < $1.key }) { text += tally.row("`\(code)`") + "\n" }
    if !wrong.isEmpty { text += "\nNot right:\n\n" + wrong.map { "- \($0)\n" }.joined() }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(tallies[0].tally.right == tallies[0].tally.nights)
    #expect(tallies[1].tally.right == tallies[1].tally.nights)
    #expect(tallies[2].tally.right * 100 >= tallies[2].tally.nights * 95)
  }
}
