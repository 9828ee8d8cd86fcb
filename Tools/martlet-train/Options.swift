import ArgumentParser
import Foundation
import Tensor
import ToolSupport

/// The options that every job has.
struct Options: ParsableArguments {
  @Option(help: "Passes over the data; the job's own number if left out.")
  var epochs: Int?

  @Option(help: "The seed that every random number follows from.")
  var seed: UInt64 = 42

  @Option(
    help: ArgumentHelp("Where data are looked for first, then in $MARTLET_DATA and the user's cache.", valueName: "dir")
  )
  var data: String?

  @Option(help: ArgumentHelp("The folder that pictures are written to; it is made if need be.", valueName: "dir"))
  var output: String = "out"

  @Option(
    help: ArgumentHelp(
      "Where the run is kept while it trains, so that --resume can go on after an interruption.", valueName: "file"))
  var checkpoint: String?

  @Flag(help: "Go on from the file of --checkpoint, where there is one.")
  var resume = false

  @Option(help: "Threads; the number of cores if left out.")
  var threads: Int?

  @Flag(help: "Give the results as one line of JSON on standard output, progress on standard error.")
  var json = false

  @Flag(help: "No progress.")
  var quiet = false

  mutating func validate() throws {
    if let epochs, epochs < 1 { throw ValidationError("--epochs \(epochs): at least 1 is needed") }
    if resume && checkpoint == nil { throw ValidationError("--resume: --checkpoint FILE says where to go on from") }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): 1 to 1024 are possible")
    }
  }
}
