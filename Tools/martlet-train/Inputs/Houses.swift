import Data
import Foundation

extension KaggleHouse {
  /// The house prices of Kaggle's competition where they are, or the small tables that the project brings along: those of
  /// `--data` at once, others where nothing else is to be had.
  init(_ run: JobRun) throws {
    let asked = try run.dataFolder()
    if let asked, FileManager.default.fileExists(atPath: asked.appendingPathComponent("houses.csv").path) {
      self = try Self(embedded: asked)
      return
    }
    do {
      self = try KaggleHouse(directory: asked)
    } catch let error as DataError {
      guard error.isAbsence, let folder = JobRun.embedded("houses.csv", asked) else { throw error }
      run.warn("the house prices are \(error.absence); using the tables in \(folder.path)")
      self = try Self(embedded: folder)
    }
  }

  private init(embedded folder: URL) throws {
    self.init(
      train: try DataFrame(csv: folder.appendingPathComponent("houses.csv")),
      test: try DataFrame(csv: folder.appendingPathComponent("houses-test.csv")))
  }
}
