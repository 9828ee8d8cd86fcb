// swift-tools-version: 6.2
import PackageDescription

// A user's package: it depends on Martlet by path and picks modules. `check` builds and runs each program.
let package = Package(
  name: "Outside",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Martlet", path: "../..")],
  targets: [
    .program("tensor-only", on: ["Tensor"]),
    .program("pictures", on: ["Tensor", "Viz"]),
    .program("everything", on: ["Tensor", "Autograd", "NN", "Optim", "Data", "Train", "Viz"]),
    .program("inference", on: ["Tensor", "Autograd", "NN"]),
  ]
)

extension Target {
  static func program(_ name: String, on modules: [String]) -> Target {
    .executableTarget(name: name, dependencies: modules.map { .product(name: $0, package: "Martlet") })
  }
}
