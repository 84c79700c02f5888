// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nobody who builds or uses Foldout builds this: `make fuzz`, which sets
// FOLDOUT_ALL_TESTS for the product FoldoutCommand.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "Foldout", path: "../..")],
  targets: [
    .target(name: "LibFuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "LibFuzzer", .product(name: "FoldoutKit", package: "Foldout"),
        .product(name: "FoldoutCommand", package: "Foldout"),
      ]),
  ]
)
