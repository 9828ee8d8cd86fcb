public import Tensor

/// Tensors that hold numbers in every way that memory can lie: what an operation must not notice.
public enum Layouts {
  /// A layout by name, of one of several shapes.
  public struct Example<Scalar: TensorScalar>: Sendable, CustomStringConvertible {
    /// Which layout.
    public let name: String
    /// A view, or a contiguous tensor.
    public let tensor: Tensor<Scalar>

    /// The same elements, contiguous.
    public var copy: Tensor<Scalar> { Tensor(scalars: tensor.scalars, shape: tensor.shape) }

    /// The name and the shape.
    public var description: String { "\(name) \(tensor.shape)" }
  }

  /// Examples of every layout, from elements that `fill` gives for a shape.
  public static func examples<Scalar>(_ fill: (Shape) -> Tensor<Scalar>) -> [Example<Scalar>] {
    var result: [Example<Scalar>] = []
    func add(_ name: String, _ tensor: Tensor<Scalar>) { result.append(Example(name: name, tensor: tensor)) }
    add("scalar", fill([]))
    add("scalar view", fill([3, 4])[1, 2])
    add("vector", fill([17]))
    add("matrix", fill([7, 9]))
    add("transposed", fill([9, 7]).transposed())
    add("flipped", fill([7, 9]).flipped(axes: [0, 1]))
    add("columns", fill([7, 19])[0..., 3..<12])
    add("every other", fill([14, 27])[stride(from: 0, to: 14, by: 2), stride(from: 26, through: 0, by: -3)])
    add("row broadcast", fill([9]).broadcast(to: [7, 9]))
    add("column broadcast", fill([7, 1]).broadcast(to: [7, 9]))
    add("number broadcast", fill([]).broadcast(to: [7, 9]))
    add("rank 3", fill([2, 3, 4]))
    add("permuted", fill([4, 2, 3]).permuted(1, 2, 0))
    add("reversed axes", fill([4, 3, 2]).transposed())
    add("view of a view", fill([5, 6, 7])[1..., 2].transposed()[0..<6, 1...])
    add("new axis", fill([3, 4])[0..., .newAxis])
    add("rank 8", fill([1, 2, 1, 3, 1, 2, 1, 2]).permuted(7, 6, 5, 4, 3, 2, 1, 0))
    add("large", fill([130, 70]).transposed())
    add("empty", fill([0]))
    add("empty rows", fill([0, 3]))
    add("empty columns", fill([3, 0]).transposed())
    add("empty slice", fill([4, 5])[2..<2])
    return result
  }

  /// Examples that hold different small numbers.
  public static func numbers<Scalar: NumericScalar>(_: Scalar.Type) -> [Example<Scalar>] {
    examples { shape in
      var generator = RandomGenerator(seed: UInt64(shape.volume))
      let whole = Tensor<Int32>.randint(shape, in: 1..<50, using: &generator)
      return Scalar.self is any FloatingScalar.Type ? Tensor<Scalar>(whole) / Scalar(nearest: 4) : Tensor<Scalar>(whole)
    }
  }
}
