// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds or tests spanledger builds this. Names differ from all of the parent's
// targets, because SwiftPM wants them unique across packages.

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6)]

let package = Package(
  name: "spanledger-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "spanledger", path: "..")],
  targets: [
    .systemLibrary(name: "BenchZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(name: "BenchZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "BenchIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    .systemLibrary(name: "BenchMemory"),
    .target(name: "CorpusMaker", dependencies: ["BenchZstd", "BenchZlib"], swiftSettings: settings),
    .target(
      name: "BenchWorkers", dependencies: [.product(name: "LedgerKernels", package: "spanledger")],
      swiftSettings: settings),
    .executableTarget(name: "spanledger-corpus", dependencies: ["CorpusMaker"], swiftSettings: settings),
    .executableTarget(
      name: "spanledger-bench",
      dependencies: [
        "CorpusMaker", "BenchWorkers", "BenchZstd", "BenchZlib", "BenchIsal",
        .product(name: "LedgerKernels", package: "spanledger"),
        .product(name: "LedgerBytes", package: "spanledger"), .product(name: "LedgerRun", package: "spanledger"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "spanledger-load", dependencies: [.product(name: "LedgerRun", package: "spanledger")],
      swiftSettings: settings),
    .executableTarget(
      name: "spanledger-groups", dependencies: ["BenchWorkers", .product(name: "LedgerRun", package: "spanledger")],
      swiftSettings: settings),
    .executableTarget(
      name: "spanledger-points", dependencies: ["BenchMemory", .product(name: "LedgerRun", package: "spanledger")],
      swiftSettings: settings),
    .testTarget(name: "CorpusMakerTests", dependencies: ["CorpusMaker"], swiftSettings: settings),
  ]
)
