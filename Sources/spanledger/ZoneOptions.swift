import ArgumentParser
import FoundationEssentials
import LedgerModel

/// Whose clocks a report shows.
struct ZoneOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Show times on the clocks of this zone, such as Europe/Berlin or UTC+05:30 (default: UTC). Windows stay those of \
      UTC.
      """, valueName: "zone"))
  var zone: String?

  var rules: ZoneRules { zone.flatMap(SystemZones.rules) ?? .utc }

  func validate() throws {
    guard let zone, SystemZones.rules(zone) == nil else { return }
    throw ValidationError(
      "--zone: \(SystemZones.folder) has no zone \(zone). Names are like Europe/Berlin or UTC+05:30.")
  }
}

/// The zone data base of the system.
enum SystemZones {
  static var folder: String { ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo" }

  /// A zone by its name, or of a fixed offset; `nil` where there is none.
  static func rules(_ name: String) -> ZoneRules? {
    ZoneRules(fixed: name) ?? file(name).flatMap { ZoneRules(name: name, file: $0) }
  }

  /// The file of a zone; `nil` where there is none of that name.
  static func file(_ name: String) -> [UInt8]? {
    guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")), data.count < 1 << 20 else { return nil }
    return Array(data)
  }
}
