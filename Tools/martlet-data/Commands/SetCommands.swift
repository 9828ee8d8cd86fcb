import ArgumentParser
import Data
import Foundation
import Tensor
import ToolSupport

/// Where data are looked for, as every command that names a set takes it.
struct DataOptions: ParsableArguments {
  @Option(help: "A folder to look in before $MARTLET_DATA and the cache; download writes there.")
  var data: String?

  var folder: URL? { data.map { URL(filePath: $0) } }

  static func set(_ name: String) throws -> KnownSet {
    if let set = KnownSet.named(name) { return set }
    let known = KnownSet.all.map(\.name).joined(separator: ", ")
    throw ValidationError("there is no data set '\(name)'; there are \(known)")
  }
}

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the data sets, and where their files are.")

  @OptionGroup var options: DataOptions

  func run() {
    for set in KnownSet.all {
      ToolMain.print("\(set.name)  \(set.summary)")
      for file in set.files {
        let place = DataFolder.locate(file.name, of: set.name, directory: options.folder)
        ToolMain.print("  \(file.name): \(place?.filePath.visible ?? "not here")")
      }
    }
    let places = DataFolder.searched(options.folder).map(\.filePath)
    ToolMain.print("looked for in \(places.joined(separator: ", "))".visible)
  }
}

struct DownloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "download", abstract: "Fetches a data set, unless it is there already.")

  @Argument(help: "The name of the set.")
  var name: String

  @OptionGroup var options: DataOptions

  func run() throws {
    let isTerminal = isatty(STDERR_FILENO) != 0
    let files = try DataOptions.set(name).download(to: options.folder) { file, done, total in
      guard isTerminal else { return }
      let share = total.map { " of \($0 / 1024) KB" } ?? " KB"
      ToolMain.show("\r\(file): \(done / 1024)\(share)   ")
    }
    if isTerminal { ToolMain.show("\r\u{1b}[K") }
    for file in files { ToolMain.print(file.filePath.visible) }
  }
}

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks that the files of a data set are what their publisher gave out.")

  @Argument(help: "The name of the set.")
  var name: String

  @OptionGroup var options: DataOptions

  func run() throws {
    let set = try DataOptions.set(name)
    var broken: [String] = []
    for file in set.files {
      let isRight = try set.verify(file, directory: options.folder)
      let place = DataFolder.locate(file.name, of: set.name, directory: options.folder)?.filePath ?? file.name
      ToolMain.print("\(isRight ? "right" : "WRONG")  \(place.visible)")
      if !isRight { broken.append(place) }
    }
    if let first = broken.first {
      throw DataError.malformed(file: first, place: .whole, reason: "the content is not what was published")
    }
  }
}
