/// Finds where values over a grid cross a level: marching squares, with the pieces joined into curves.
///
/// A point at the level counts as above it. In a cell whose corners alternate, the mean of the corners decides which
/// corners are joined.
struct ContourTracer {
  private let grid: GridData
  /// For each edge of the grid the edges that curves lead to from it; -1 for none. The edge from a point to its right
  /// neighbour has twice the point's number, the one to the neighbour in the next row one more.
  private var links: [(Int32, Int32)]

  init(_ grid: GridData) {
    self.grid = grid
    links = Array(repeating: (-1, -1), count: grid.z.count * 2)
  }

  /// Curves along which z equals the level; of a closed one the last point is the first. Cells with a missing corner have
  /// none.
  mutating func curves(at level: Double) -> [[(x: Double, y: Double)]] {
    let starts = link(level)
    defer { for edge in starts { links[edge] = (-1, -1) } }
    var visited = Set<Int>(minimumCapacity: starts.count)
    var curves: [[(x: Double, y: Double)]] = []
    // Curves that end at the rim first, from their ends; what is left is closed.
    for isOpen in [true, false] {
      for start in starts where !visited.contains(start) && (!isOpen || links[start].1 < 0) {
        var curve = [crossing(start, level)]
        visited.insert(start)
        var edge = Int(links[start].0)
        while edge >= 0, visited.insert(edge).inserted {
          curve.append(crossing(edge, level))
          let next = links[edge]
          edge = Int(visited.contains(Int(next.0)) ? next.1 : next.0)
        }
        if !isOpen { curve.append(curve[0]) }
        if curve.count > 1 { curves.append(curve) }
      }
    }
    return curves
  }

  private mutating func link(_ level: Double) -> [Int] {
    let (rows, columns, z) = (grid.rows, grid.columns, grid.z)
    var touched: [Int] = []
    func join(_ a: Int, _ b: Int, _ links: inout [(Int32, Int32)]) {
      for (edge, other) in [(a, b), (b, a)] {
        if links[edge].0 < 0 {
          links[edge].0 = Int32(other)
          touched.append(edge)
        } else {
          links[edge].1 = Int32(other)
        }
      }
    }
    guard rows > 1, columns > 1 else { return [] }
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let point = row * columns + column
        let (a, b, c, d) = (z[point], z[point + 1], z[point + columns + 1], z[point + columns])
        let code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)
        guard code != 0, code != 15, !(a.isNaN || b.isNaN || c.isNaN || d.isNaN) else { continue }
        let (top, right, bottom, left) = (2 * point, 2 * point + 3, 2 * (point + columns), 2 * point + 1)
        switch code {
        case 1, 14: join(left, top, &links)
        case 2, 13: join(top, right, &links)
        case 4, 11: join(right, bottom, &links)
        case 8, 7: join(bottom, left, &links)
        case 3, 12: join(left, right, &links)
        case 6, 9: join(top, bottom, &links)
        default:
          let isJoined = a / 4 + b / 4 + c / 4 + d / 4 >= level
          if (code == 5) == isJoined {
            join(top, right, &links)
            join(bottom, left, &links)
          } else {
            join(left, top, &links)
            join(right, bottom, &links)
          }
        }
      }
    }
    return touched
  }

  /// Where the level lies on an edge; next to a corner without a finite value, at the other corner.
  private func crossing(_ edge: Int, _ level: Double) -> (x: Double, y: Double) {
    let from = edge / 2
    let to = edge % 2 == 0 ? from + 1 : from + grid.columns
    let (a, b) = (grid.z[from], grid.z[to])
    let share: Double
    if !a.isFinite || !b.isFinite {
      share = a.isFinite ? 0 : 1
    } else {
      // Halves, for the difference of two large values may overflow.
      let whole = b / 2 - a / 2
      share = whole == 0 ? 0.5 : min(1, max(0, (level / 2 - a / 2) / whole))
    }
    return (
      grid.x[from] + (grid.x[to] - grid.x[from]) * share, grid.y[from] + (grid.y[to] - grid.y[from]) * share
    )
  }
}

extension GridData {
  /// The grid with a rim of points below every level around it, at the places of its outermost points; missing values
  /// are below every level too. Curves on it are closed, and bound what is at or above the level.
  func rimmed() -> GridData {
    let (height, width) = (rows + 2, columns + 2)
    var (xs, ys, zs) = ([Double](), [Double](), [Double]())
    for row in 0..<height {
      for column in 0..<width {
        let (r, c) = (min(max(row - 1, 0), rows - 1), min(max(column - 1, 0), columns - 1))
        let isRim = row == 0 || column == 0 || row == height - 1 || column == width - 1
        let value = z[r * columns + c]
        xs.append(x[r * columns + c])
        ys.append(y[r * columns + c])
        zs.append(isRim || value.isNaN ? -.infinity : value)
      }
    }
    return GridData(rows: height, columns: width, x: xs, y: ys, z: zs)
  }
}
