import Data
import Foundation
import Tensor
import ToolSupport

/// The house prices of Kaggle's competition where they are, or the small tables that the project brings along.
struct Houses {
  let train: DataFrame, test: DataFrame

  init(_ run: JobRun) throws {
    let asked = try run.dataFolder()
    do {
      let houses = try KaggleHouse(directory: asked)
      (train, test) = (houses.train, houses.test)
    } catch let error as DataError {
      guard error.isAbsence, let folder = JobRun.embedded("houses.csv", asked) else { throw error }
      run.say("the house prices are \(error.absence); using the tables in \(folder.path)")
      train = try DataFrame(csv: folder.appendingPathComponent("houses.csv"))
      test = try DataFrame(csv: folder.appendingPathComponent("houses-test.csv"))
    }
  }

  /// Numbers standardized, their missing values 0, categories as columns of 0 and 1: of the houses with a price, and of
  /// those without.
  func features() -> (train: Tensor<Float>, test: Tensor<Float>) {
    var all = DataFrame.concat([train.dropping(["Id", "SalePrice"]), test.dropping(["Id"])])
    let numeric = all.columnNames(where: \.isNumeric)
    all.standardize(numeric)
    all.fillMissing(numeric, with: 0)
    let x = all.getDummies(dummyNA: true).tensor()
    return (x[0..<train.rowCount], x[train.rowCount...])
  }
}
