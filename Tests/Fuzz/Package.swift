// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the sanitizer's flags must not reach those who depend on Martlet.
let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Martlet", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [.product(name: "Tensor", package: "Martlet"), .product(name: "Data", package: "Martlet")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
  ])
