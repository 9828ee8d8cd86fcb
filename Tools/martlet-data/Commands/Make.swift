import ArgumentParser
import Foundation
import Tensor
import ToolSupport

struct Make: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the small embedded data; running it again changes nothing.")

  @Option(help: "The folder to write to.")
  var output = "Data"

  func run() throws {
    for path in try EmbeddedData.write(to: URL(filePath: output)) { ToolMain.print(path.visible) }
  }
}
