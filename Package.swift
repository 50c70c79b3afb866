// swift-tools-version: 6.2
import PackageDescription

// Data flows one way: bytes, records, columns, aggregates, findings, report. A room is a target, so this manifest keeps
// the doors shut: a new arrow here is a design decision and belongs into docs/architecture.md in the same change.

/// Tests decode hundreds of thousands of records, many of them damaged byte by byte: code that is not optimised takes several
/// times as long. Assertions stay. Under a sanitizer nothing is optimised, so that each access is seen.
let isOptimised = Context.environment["SPANLEDGER_UNOPTIMISED"] == nil
let quick: [SwiftSetting] =
  isOptimised ? [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))] : []
let quickC: [CSetting] = isOptimised ? [.unsafeFlags(["-O2"], .when(configuration: .debug))] : []

/// Pointers may appear only in the fenced rooms (memory, bytes, YAML); everywhere else an unsafe construct is an error.
let fenced: [SwiftSetting] = [.strictMemorySafety(), .swiftLanguageMode(.v6)] + quick
let safe: [SwiftSetting] = fenced + [.treatWarning("StrictMemorySafety", as: .error)]

func room(_ name: String, imports: [Target.Dependency], _ settings: [SwiftSetting] = safe) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

func tests(of room: String, _ imports: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(room)Tests",
    dependencies: [.byName(name: room), "LedgerTestSupport"] + imports,
    exclude: exclude,
    swiftSettings: [.swiftLanguageMode(.v6)])
}

let package = Package(
  name: "spanledger",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "spanledger", targets: ["spanledger"]),
    .library(name: "LedgerRun", targets: ["LedgerRun"]),
    .library(name: "LedgerBytes", targets: ["LedgerBytes", "LedgerOTLP"]),
    .library(name: "LedgerKernels", targets: ["LedgerKernels"]),
  ],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
  targets: [
    // Floors.
    .target(name: "CLedgerMasks", cSettings: quickC),
    room("LedgerMemory", imports: ["CLedgerMasks"], fenced),
    room("LedgerModel", imports: ["LedgerMemory"]),
    room("LedgerKernels", imports: ["LedgerMemory", "LedgerModel"]),

    // Bytes in.
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    room("LedgerBytes", imports: ["LedgerMemory", "LedgerModel", "CZstd", "CZlib", "CIsal"], fenced),

    // Records, columns.
    room("LedgerOTLP", imports: ["LedgerMemory", "LedgerModel"]),
    room("LedgerDialects", imports: ["LedgerMemory", "LedgerModel"]),
    room("LedgerColumns", imports: ["LedgerMemory", "LedgerModel"]),
    room("LedgerCalls", imports: ["LedgerMemory", "LedgerModel", "LedgerKernels", "LedgerColumns", "LedgerDialects"]),

    // Figures.
    room("LedgerPricing", imports: ["LedgerModel"]),
    room("LedgerPriceImport", imports: ["LedgerModel", "LedgerPricing"]),
    room(
      "LedgerAggregates",
      imports: ["LedgerMemory", "LedgerModel", "LedgerColumns", "LedgerCalls", "LedgerKernels", "LedgerPricing"]),
    room("LedgerBudgets", imports: ["LedgerModel", "LedgerAggregates"]),
    room(
      "LedgerAudit",
      imports: [
        "LedgerMemory", "LedgerModel", "LedgerColumns", "LedgerCalls", "LedgerKernels", "LedgerPricing",
        "LedgerAggregates",
      ]),
    room("LedgerReconcile", imports: ["LedgerMemory", "LedgerModel"]),

    // What a user sets.
    .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    room("LedgerYAML", imports: ["CYaml"], fenced),
    room(
      "LedgerConfiguration",
      imports: [
        "LedgerModel", "LedgerDialects", "LedgerAggregates", "LedgerBudgets", "LedgerYAML",
      ]),

    // Report out.
    room("LedgerReport", imports: ["LedgerModel"]),
    room(
      "LedgerRun",
      imports: [
        "LedgerMemory", "LedgerModel", "LedgerBytes", "LedgerOTLP", "LedgerDialects", "LedgerColumns", "LedgerCalls",
        "LedgerPricing", "LedgerAggregates", "LedgerBudgets", "LedgerAudit", "LedgerReconcile", "LedgerReport",
        "LedgerConfiguration",
      ]),
    .executableTarget(
      name: "spanledger",
      dependencies: [
        "LedgerModel", "LedgerBytes", "LedgerAggregates", "LedgerBudgets", "LedgerReport", "LedgerRun",
        "LedgerConfiguration", "LedgerPriceImport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: safe),

    // Tests.
    .executableTarget(
      name: "decode-count",
      dependencies: ["LedgerMemory", "LedgerModel", "LedgerBytes", "LedgerOTLP", "LedgerDialects", "LedgerColumns"],
      path: "Tests/guard", exclude: ["guard.sh", "baseline.txt"], swiftSettings: safe),
    .executableTarget(
      name: "kernel-probe", dependencies: ["LedgerKernels", "LedgerMemory", "LedgerModel"], path: "Tests/kernels",
      swiftSettings: safe),
    .executableTarget(
      name: "price-book-tool", dependencies: ["LedgerPriceImport", "LedgerPricing", "LedgerModel"],
      path: "Tests/LedgerPricingChecks/tool", swiftSettings: safe),
    .target(
      name: "LedgerTestSupport", dependencies: ["LedgerMemory", "LedgerModel", "LedgerColumns", "CZlib", "CZstd"],
      path: "Tests/LedgerTestSupport", swiftSettings: [.swiftLanguageMode(.v6)] + quick),
    tests(of: "LedgerMemory", ["CLedgerMasks"]),
    tests(of: "LedgerModel"),
    tests(of: "LedgerBytes"),
    tests(of: "LedgerOTLP", ["LedgerMemory", "LedgerModel"]),
    tests(of: "LedgerDialects", ["LedgerModel"]),
    tests(of: "LedgerColumns", ["LedgerMemory", "LedgerModel"]),
    tests(of: "LedgerYAML"),
    tests(of: "LedgerConfiguration", ["LedgerDialects", "LedgerModel"]),
    tests(of: "LedgerKernels"),
    tests(of: "LedgerPricing"),
    tests(of: "LedgerPriceImport", ["LedgerPricing"]),
    tests(of: "LedgerCalls", ["LedgerColumns", "LedgerModel"]),
    tests(of: "LedgerAggregates", ["LedgerCalls", "LedgerColumns", "LedgerModel", "LedgerPricing"]),
    tests(of: "LedgerBudgets", ["LedgerAggregates", "LedgerModel"]),
    tests(of: "LedgerAudit", ["LedgerCalls", "LedgerColumns", "LedgerModel", "LedgerPricing", "LedgerAggregates"]),
    tests(of: "LedgerReconcile"),
    tests(of: "LedgerReport", exclude: ["Golden"]),
    tests(
      of: "LedgerRun", ["LedgerAudit", "LedgerBytes", "LedgerReport", "LedgerOTLP", "LedgerMemory", "LedgerModel"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "LedgerRun", "LedgerBytes", "LedgerOTLP", "LedgerDialects", "LedgerMemory", "LedgerModel", "LedgerTestSupport",
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]),
  ]
)

// A build under a sanitizer is one of its own, and takes as long as any: it leaves out the tests that it does not run.
if let wanted = Context.environment["SPANLEDGER_TESTS"]?.split(separator: ",").map(String.init) {
  package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}
