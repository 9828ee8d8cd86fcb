// swift-tools-version: 6.2
import PackageDescription

// The layers, lowest first: a module may import what stands after `on:`, and nothing else.
let libraries: [Target] = [
  .module("Tensor", on: ["Kernels", "OpenBLAS"]),
  .module("Autograd", on: ["Tensor"]),
  .module("NN", on: ["Tensor", "Autograd"]),
  .module("Optim", on: ["Tensor", "Autograd"]),
  .module("Data", on: ["Tensor", "Kernels", "Zlib", "Archive"]),
  .module("Viz", on: ["Tensor", "Kernels", "Cairo", "PNG"], exclude: ["Text/DejaVuSans.license.txt"]),
  .module("Train", on: ["Tensor", "Autograd", "NN", "Optim", "Data"]),
]
let tools: [Target] = [
  .toolSupport("ToolSupport", on: ["Tensor"]),
  .tool("martlet-train", on: ["Tensor", "Autograd", "NN", "Optim", "Data", "Train", "Viz"]),
  .tool("martlet-plot", on: ["Tensor", "Data", "Viz"]),
  .tool("martlet-data", on: ["Tensor", "Data"]),
  .tool("bench", on: ["Tensor", "Autograd", "NN", "Optim", "Data", "Train", "Viz", "PNG"], exclude: ["peers"]),
]
let foundations: [Target] = [
  .kernels("Kernels"),
  .system("OpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev", brew: "openblas"),
  .system("Zlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
  .system("Archive", pkgConfig: "libarchive", apt: "libarchive-dev", brew: "libarchive"),
  .system("PNG", pkgConfig: "libpng", apt: "libpng-dev", brew: "libpng"),
  .system("Cairo", pkgConfig: "cairo", apt: "libcairo2-dev", brew: "cairo"),
]

let package = Package(
  name: "Martlet",
  platforms: [.macOS(.v15)],
  products: libraries.map { .library(name: $0.name, targets: [$0.name]) }
    + tools.filter { $0.type == .executable }.map { .executable(name: $0.name, targets: [$0.name]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: foundations + libraries + tools
    + [.support("TestSupport", on: ["Tensor"])] + libraries.map(Target.tests) + [.documentationTests(of: libraries)]
    + [.toolTests("ToolTests", of: ["martlet-train", "martlet-plot", "martlet-data"])]
)

extension Target {
  static func module(_ name: String, on dependencies: [Dependency], exclude: [String] = []) -> Target {
    .target(
      name: name, dependencies: dependencies, path: "Modules/\(name)", exclude: ["README.md"] + exclude,
      swiftSettings: language)
  }

  static func tool(_ name: String, on dependencies: [Dependency], exclude: [String] = []) -> Target {
    .executableTarget(
      name: name, dependencies: dependencies + ["ToolSupport", argumentParser],
      path: "Tools/\(name)", exclude: ["README.md"] + exclude, swiftSettings: language)
  }

  /// What the tools share: how they start, end and report.
  static func toolSupport(_ name: String, on dependencies: [Dependency]) -> Target {
    .target(name: name, dependencies: dependencies + [argumentParser], path: "Tools/\(name)", swiftSettings: language)
  }

  /// The suite of a module sees what the module sees, the module itself, and the shared helpers.
  static func tests(of module: Target) -> Target {
    .testTarget(
      name: "\(module.name)Tests",
      dependencies: module.dependencies + [.byName(name: module.name), "TestSupport"],
      path: "Tests/\(module.name)Tests", swiftSettings: language)
  }

  /// The programs that the documentation shows, compiled, and what compares the two.
  static func documentationTests(of modules: [Target]) -> Target {
    .testTarget(
      name: "DocsTests", dependencies: modules.map { .byName(name: $0.name) } + ["TestSupport"],
      path: "Tests/DocsTests", swiftSettings: language)
  }

  /// Runs the tools as a user does, and so depends on them being built.
  static func toolTests(_ name: String, of tools: [Dependency]) -> Target {
    .testTarget(name: name, dependencies: tools + ["TestSupport"], path: "Tests/\(name)", swiftSettings: language)
  }

  /// What the suites share. Programs are run by a library that tests alone need.
  static func support(_ name: String, on dependencies: [Dependency]) -> Target {
    .target(
      name: name, dependencies: dependencies + [.product(name: "Subprocess", package: "swift-subprocess")],
      path: "Tests/\(name)", swiftSettings: language)
  }

  /// C, and only here: loops over plain pointers.
  ///
  /// They are optimized in debug builds too: without, exp of an array takes 22 times as long. SwiftPM has no setting for
  /// that which a dependency may use; `-Wp,` hands the flag to the compiler proper.
  static func kernels(_ name: String) -> Target {
    .target(
      name: name, path: "Modules/\(name)", exclude: ["README.md"],
      cSettings: [.treatAllWarnings(as: .error), .enableWarning("p,-O2", .when(configuration: .debug))])
  }

  static func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
    .systemLibrary(
      name: name, path: "Modules/System/\(name)", pkgConfig: pkgConfig,
      providers: [.apt([apt]), .brew([brew])])
  }

  private static var argumentParser: Dependency {
    .product(name: "ArgumentParser", package: "swift-argument-parser")
  }

  private static var language: [SwiftSetting] {
    [
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("ExistentialAny"),
      .treatAllWarnings(as: .error),
    ]
  }
}
