import ArgumentParser
import Data
import ToolSupport
import Viz

struct GalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery", abstract: "Writes a picture of every chart with its program beside it, or one picture.")

  @Argument(help: "A picture's name, such as overview; without it all are written, with their programs.")
  var name: String?

  @Option(
    name: [.short, .long], help: "The folder to write into, made where it does not exist; with a name, the picture.")
  var output = "Docs/Gallery"

  @Option(help: "png, svg or pdf.", transform: VizArgument.pictureFormat)
  var format = PictureFormat.png

  mutating func validate() throws {
    if let name, !Gallery.entries.contains(where: { $0.name == name }) {
      let names = Gallery.entries.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no picture '\(name)'; there are \(names)")
    }
    if name != nil, PictureFormat(path: output) == nil {
      throw ValidationError("--output \(output): end the name in .png, .svg or .pdf")
    }
  }

  func run() throws {
    if let entry = Gallery.entries.first(where: { $0.name == name }) {
      try entry.figure().write(to: output)
      return
    }
    let programs = try GalleryPrograms()
    try OutputFolder.make(output)
    var index = "# Gallery\n\nEvery picture with the program that draws it; `martlet-plot gallery` writes them.\n"
    func add(_ name: String, _ title: String, _ ending: String) throws {
      let program = try programs.program(name)
      try write(program, "\(name).swift")
      index += "\n## \(title)\n\n![\(title)](\(name).\(ending))\n\n```swift\n\(program)```\n"
    }
    for entry in Gallery.entries {
      try entry.figure().write(to: "\(output)/\(entry.name).\(format.rawValue)")
      try add(entry.name, entry.title, format.rawValue)
    }
    try AnimationExample.descent().write(to: "\(output)/descent.png")
    try add("descent", "Gradient descent", "png")
    try write(index, "README.md")
  }

  private func write(_ text: String, _ name: String) throws {
    try WholeFile.write(Array(text.utf8), to: "\(output)/\(name)")
  }
}
