import Autograd
import Tensor
import Testing

/// Each operation against five-point differences, on inputs in every layout.
@Suite struct OperationTableTests {
  @Test(arguments: OperationTable.all)
  func gradients(_ row: OperationRow) throws {
    for layout in Layout.allCases
    where layout.rank >= row.rank && (row.takesEmpty || layout != .empty)
      && !(row.choosesOne && layout == .rows)
    {
      // Kinks between two inputs are kept apart: no two numbers of a row are closer than the steps.
      let inputs = (0..<row.inputs).map { layout.tensor(low: row.low, high: row.high, salt: $0) }
      do {
        try gradientCheck(inputs, order: row.order, rtol: 2e-6, atol: 2e-7, row.apply)
      } catch {
        Issue.record("\(row) on \(layout) \(inputs.map(\.shape)): \(error)")
      }
    }
  }

  /// A layout of a small tensor.
  enum Layout: CaseIterable {
    case scalar, vector, one, matrix, transposed, everyOther, flipped, rows, columns, cube, empty

    var rank: Int {
      switch self {
      case .scalar: 0
      case .vector, .one, .everyOther, .flipped: 1
      case .cube: 3
      default: 2
      }
    }

    func tensor(low: Double, high: Double, salt: Int) -> Tensor<Double> {
      func fill(_ shape: Shape) -> Tensor<Double> {
        // A permutation of evenly spaced numbers: all different, and none near 0 unless the range says so.
        let count = Swift.max(shape.volume, 1)
        let scalars = (0..<shape.volume).map { item in
          let place = (item * 13 + salt * 5 + 3) % (count * 2 + 1)
          return low + (high - low) * (Double(place) + 0.37 + 0.21 * Double(salt)) / Double(count * 2 + 2)
        }
        return Tensor(scalars: scalars, shape: shape)
      }
      switch self {
      case .scalar: return fill([])
      case .vector: return fill([5])
      case .one: return fill([1])
      case .matrix: return fill([3, 4])
      case .transposed: return fill([4, 3]).transposed()
      case .everyOther: return fill([9])[stride(from: 0, to: 9, by: 2)]
      case .flipped: return fill([4]).flipped(axis: 0)
      case .rows: return fill([4]).broadcast(to: [2, 4])
      case .columns: return fill([3, 1])
      case .cube: return fill([2, 3, 2])
      case .empty: return fill([0, 3])
      }
    }
  }
}
