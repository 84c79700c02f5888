// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "Nets",
  products: [.library(name: "Nets", targets: ["Nets"])],
  dependencies: [
    .package(name: "Foldout", path: "../.."),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .target(name: "Nets", plugins: [.plugin(name: "FoldoutPictures", package: "Foldout")])
  ]
)
