extension Tensor: CustomStringConvertible {
  /// The text that PyTorch prints: rows aligned, four digits, scientific where one number is more than a thousand times
  /// another, above 10⁸ or below 10⁻⁴, and only the three outer positions of each axis beyond 1000 elements.
  ///
  ///     print(Tensor<Float>([1, 2.5]))     // tensor([1.0000, 2.5000])
  ///     print(Tensor<Int32>([1, 2]))       // tensor([1, 2], dtype=Int32)
  ///
  /// The type is named where the elements do not show it: for every type but Float and Bool. Truth values are Swift's.
  public var description: String {
    var text = "tensor(" + TensorText(self).body(indent: 7)
    var suffixes: [String] = []
    if count == 0 && rank != 1 { suffixes.append("size=(\(shape.map(String.init).joined(separator: ", ")))") }
    if Scalar.scalarType != .float && Scalar.scalarType != .bool {
      suffixes.append("dtype=\(Scalar.scalarType.name)")
    }
    let start = text.utf8.lastIndex(of: UInt8(ascii: "\n")).map { text.utf8.index(after: $0) } ?? text.startIndex
    var column = text.utf8.distance(from: start, to: text.endIndex) + 2
    for suffix in suffixes {
      if column + suffix.utf8.count + 2 > TensorText<Scalar>.lineWidth {
        text += ",\n" + String(repeating: " ", count: 7) + suffix
        column = 7 + suffix.utf8.count
      } else {
        text += ", " + suffix
        column += suffix.utf8.count + 2
      }
    }
    return text + ")"
  }
}

/// The elements of a tensor as rows of text.
struct TensorText<Scalar: TensorScalar> {
  static var lineWidth: Int { 80 }
  private static var threshold: Int { 1000 }
  private static var edge: Int { 3 }

  private let tensor: Tensor<Scalar>
  private let isSummarized: Bool
  private let format: ElementText<Scalar>

  init(_ tensor: Tensor<Scalar>) {
    self.tensor = tensor
    isSummarized = tensor.count > Self.threshold
    format = ElementText((isSummarized ? Self.edges(of: tensor) : tensor).scalars)
  }

  func body(indent: Int) -> String { tensor.count == 0 ? "[]" : text(tensor, indent) }

  /// The positions that are shown, of every axis.
  private static func edges(of tensor: Tensor<Scalar>) -> Tensor<Scalar> {
    var result = tensor
    for axis in 0..<tensor.rank where tensor.shape[axis] > 2 * edge {
      let length = tensor.shape[axis]
      result = .concat(
        [
          result.sliced(axis: axis, start: 0, step: 1, length: edge),
          result.sliced(axis: axis, start: length - edge, step: 1, length: edge),
        ], axis: axis)
    }
    return result
  }

  private func text(_ part: Tensor<Scalar>, _ indent: Int) -> String {
    if part.rank == 0 { return format.padded(part.item()) }
    let length = part.shape[0]
    let isCut = isSummarized && length > 2 * Self.edge
    let shown = isCut ? Array(0..<Self.edge) + Array((length - Self.edge)..<length) : Array(0..<length)
    if part.rank == 1 {
      let scalars = part.scalars
      var items = shown.map { format.padded(scalars[$0]) }
      if isCut { items.insert(" ...", at: Self.edge) }
      return lines(items, indent)
    }
    var items = shown.map { text(part[$0], indent + 1) }
    if isCut { items.insert("...", at: Self.edge) }
    let separator = "," + String(repeating: "\n", count: part.rank - 1) + String(repeating: " ", count: indent + 1)
    return "[" + items.joined(separator: separator) + "]"
  }

  /// As many items on a line as the width allows.
  private func lines(_ items: [String], _ indent: Int) -> String {
    let perLine = Swift.max(1, (Self.lineWidth - indent) / (format.width + 2))
    let lines = stride(from: 0, to: items.count, by: perLine).map {
      items[$0..<Swift.min($0 + perLine, items.count)].joined(separator: ", ")
    }
    return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }
}
