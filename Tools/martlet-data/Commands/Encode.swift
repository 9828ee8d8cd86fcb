import ArgumentParser
import Data
import Foundation
import Tensor
import ToolSupport

struct Encode: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes features of two tables: standardized numbers, one column for each category.",
    discussion: """
      The rows of both tables are put together without the target. Numeric columns are standardized, their missing values \
      become 0; the others become columns of 0 and 1, one of them for missing values.
      """)

  @Argument(help: "The table with the target.")
  var train: String

  @Argument(help: "The table without.")
  var test: String

  @Option(help: "The column that is to be predicted.")
  var target: String

  @Option(help: "A column that is left out; may be given more than once.")
  var drop: [String] = []

  @Option(help: "A string that stands for a missing value, instead of pandas' list; may be given more than once.")
  var missing: [String] = []

  @Option(help: "Where the features go, as a NumPy array of float64.")
  var npy: String

  @Option(help: "Where the names of the features go, one a line.")
  var columns: String?

  func run() throws {
    let strings = missing.isEmpty ? CSVFormat.missingStrings : missing
    let train = try DataFrame(csv: train, missing: strings), test = try DataFrame(csv: test, missing: strings)
    for name in drop + [target] where train.columnIndex(name) == nil {
      throw ValidationError("\(self.train) has no column '\(name)'; 'martlet-data info \(self.train)' lists them")
    }
    let features = try Encode.features(train, test, without: Set(drop + [target]))
    if features.columnNames.isEmpty { throw ValidationError("--target and --drop leave no column of \(self.train)") }
    let encoded = features.getDummies(dummyNA: true)
    try encoded.tensor(as: Double.self).save(npy: npy)
    if let columns { try WholeFile.write(encoded.columnNames.flatMap { Array("\($0)\n".utf8) }, to: columns) }
    ToolMain.print("\(encoded.rowCount) rows, \(encoded.shape.columns) columns: \(npy.visible)")
  }

  /// The columns that both tables have, standardized and filled.
  static func features(_ train: DataFrame, _ test: DataFrame, without names: Set<String>) throws -> DataFrame {
    let kept = train.columnNames.filter { !names.contains($0) }
    for name in kept where test.columnIndex(name) == nil {
      throw ValidationError("the second table has no column '\(name)'; --drop \(name) leaves it out of the first")
    }
    var all = DataFrame.concat([train[columns: kept], test[columns: kept]])
    let numeric = all.columnNames(where: \.isNumeric)
    all.standardize(numeric)
    all.fillMissing(numeric, with: 0)
    return all
  }
}
