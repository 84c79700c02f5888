import Foundation
import ModelFamilies

// Writes members of the families as files: write-families DIRECTORY COUNT… [--only NAME]
// With --list, prints their names.

var arguments = Array(CommandLine.arguments.dropFirst())
if arguments == ["--list"] {
  for family in Family.all { print("\(family.name).\(family.isKeras ? "json" : "onnx")") }
  exit(0)
}
var only: String?
if let place = arguments.firstIndex(of: "--only"), place + 1 < arguments.count {
  only = arguments[place + 1]
  arguments.removeSubrange(place...(place + 1))
}
let counts = arguments.dropFirst().compactMap { Int($0) }
guard let directory = arguments.first, !counts.isEmpty else {
  FileHandle.standardError.write(Data("usage: write-families DIRECTORY COUNT… [--only NAME]\n".utf8))
  exit(2)
}
try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
for family in Family.all where only == nil || only == family.name {
  for count in counts {
    let path = "\(directory)/\(family.name)-\(count).\(family.isKeras ? "json" : "onnx")"
    guard !FileManager.default.fileExists(atPath: path) else { continue }
    try Data(family.bytes(count)).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
