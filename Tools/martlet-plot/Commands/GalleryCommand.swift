import ArgumentParser
import Foundation
import ToolSupport
import Viz

struct GalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery", abstract: "Writes a picture of every chart with its program beside it.")

  @Option(name: [.short, .long], help: "The folder to write into; it is made where it does not exist.")
  var output = "Docs/Gallery"

  @Option(help: "png, svg or pdf.", transform: VizArgument.pictureFormat)
  var format = PictureFormat.png

  func run() throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw ToolError(.cannotWrite, "--output \(output): the folder cannot be made")
    }
    var index = "# Gallery\n\nEvery picture with the program that draws it; `martlet-plot gallery` writes them.\n"
    for entry in Gallery.entries {
      try entry.figure().write(to: "\(output)/\(entry.name).\(format.rawValue)")
      let program = (GalleryPrograms.texts[entry.name] ?? "") + "\n"
      try write(program, "\(entry.name).swift")
      index += "\n## \(entry.title)\n\n![\(entry.title)](\(entry.name).\(format.rawValue))\n\n```swift\n\(program)```\n"
    }
    try AnimationExample.descent().write(to: "\(output)/descent.png")
    let program = (GalleryPrograms.texts["descent"] ?? "") + "\n"
    try write(program, "descent.swift")
    index += "\n## Animation\n\n![Gradient descent](descent.png)\n\n```swift\n\(program)```\n"
    try write(index, "README.md")
  }

  private func write(_ text: String, _ name: String) throws {
    do {
      try text.write(toFile: "\(output)/\(name)", atomically: true, encoding: .utf8)
    } catch {
      throw ToolError(.cannotWrite, "\(output)/\(name): cannot be written")
    }
  }
}
