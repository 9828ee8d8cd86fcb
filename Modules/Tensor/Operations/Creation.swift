import Kernels

extension Tensor {
  /// A tensor of uninitialized elements, row-major, that `body` fills.
  ///
  /// Every element has to be written. Decoders write straight into a tensor this way.
  public init<Failure: Error>(
    shape: Shape, initializingWith body: (UnsafeMutableBufferPointer<Scalar>) throws(Failure) -> Void
  ) throws(Failure) {
    let storage = Storage.uninitialized(shape, Scalar.scalarType)
    let start = storage.data.assumingMemoryBound(to: Scalar.self)
    try body(UnsafeMutableBufferPointer(start: start, count: storage.count))
    self.init(storage)
  }

  /// The scalars in row-major order, under a shape.
  ///
  /// Traps if the shape has not as many elements.
  public init(scalars: some Collection<Scalar>, shape: Shape) {
    guard scalars.count == shape.volume else {
      fail("Tensor(scalars:shape:): shape \(shape) has \(shape.volume) elements, \(scalars.count) scalars are given")
    }
    self.init(shape: shape) { buffer in _ = buffer.initialize(fromContentsOf: scalars) }
  }

  /// A tensor of rank 1 with these elements.
  public init(_ scalars: [Scalar]) { self.init(scalars: scalars, shape: [scalars.count]) }

  /// A tensor of rank 2 with these rows.
  ///
  /// Traps if the rows differ in length. `Tensor<Float>([])` is not this one: it has shape [0].
  @_disfavoredOverload
  public init(_ rows: [[Scalar]]) {
    let columns = rows.first?.count ?? 0
    if let row = rows.firstIndex(where: { $0.count != columns }) {
      fail("Tensor: ragged rows: row 0 has \(columns) elements, row \(row) has \(rows[row].count)")
    }
    self.init(shape: [rows.count, columns]) { buffer in
      for (index, row) in rows.enumerated() {
        _ = buffer[(index * columns)..<((index + 1) * columns)].initialize(fromContentsOf: row)
      }
    }
  }

  /// A tensor of rank 0.
  public init(_ scalar: Scalar) {
    let storage = Storage.uninitialized([], Scalar.scalarType)
    storage.data.storeBytes(of: scalar, as: Scalar.self)
    self.init(storage)
  }

  /// Every element has the same value.
  public static func full(_ shape: Shape, _ value: Scalar) -> Tensor {
    let storage = Storage.uninitialized(shape, Scalar.scalarType)
    storage.fill(with: value)
    return Tensor(storage)
  }

  /// Every element is 0, or false.
  public static func zeros(_ shape: Shape) -> Tensor { full(shape, .zeroScalar) }
  /// Every element is 1, or true.
  public static func ones(_ shape: Shape) -> Tensor { full(shape, .oneScalar) }
  /// Zeros of another tensor's shape.
  public static func zeros(like other: Tensor<some TensorScalar>) -> Tensor { zeros(other.shape) }
  /// Ones of another tensor's shape.
  public static func ones(like other: Tensor<some TensorScalar>) -> Tensor { ones(other.shape) }
  /// One value in another tensor's shape.
  public static func full(like other: Tensor<some TensorScalar>, _ value: Scalar) -> Tensor {
    full(other.shape, value)
  }
}

extension Tensor where Scalar: FloatingScalar {
  /// start, start + step, … up to `end`, which is left out; element i is start + i · step.
  ///
  ///     Tensor<Float>.arange(1, 2.5, step: 0.5)   // [1.0, 1.5, 2.0]
  ///
  /// ⌈(end − start) / step⌉ elements, counted in Double from the numbers as they are written, as in PyTorch: 0.1 is not
  /// rounded to a Float first. Traps if `step` is 0, and if one of them is not finite.
  public static func arange(_ start: Double, _ end: Double, step: Double = 1) -> Tensor { range(start, end, step) }

  /// 0, 1, … up to `end`, which is left out.
  public static func arange(_ end: Double) -> Tensor { range(0, end, 1) }
}

extension Tensor where Scalar: NumericScalar {
  /// The identity matrix: ones on the diagonal, [rows, columns] (square without `columns`).
  public static func eye(_ rows: Int, columns: Int? = nil) -> Tensor {
    var result = zeros([rows, columns ?? rows])
    let columns = columns ?? rows
    result.withUnsafeMutableScalars { buffer in
      for row in 0..<Swift.min(rows, columns) { buffer[row * columns + row] = 1 }
    }
    return result
  }

  /// start, start + step, … up to `end`, which is left out; element i is start + i · step.
  ///
  /// Traps if `step` is 0.
  @_disfavoredOverload
  public static func arange(_ start: Scalar, _ end: Scalar, step: Scalar = 1) -> Tensor {
    // A Double holds every other integer type.
    Scalar.scalarType == .int
      ? wholeNumbers(start, end, step) : range(start.asDouble, end.asDouble, step.asDouble)
  }

  /// 0, 1, … up to `end`, which is left out.
  @_disfavoredOverload
  public static func arange(_ end: Scalar) -> Tensor { arange(0, end) }

  private static func range(_ start: Double, _ end: Double, _ step: Double) -> Tensor {
    guard step != 0, step.isFinite else { fail("arange: step \(step): must be finite and not 0") }
    guard start.isFinite, end.isFinite else { fail("arange: \(start)..<\(end): must be finite") }
    let length = ((end - start) / step).rounded(.up)
    guard length < Double(1 << 48) else {
      fail("arange: \(start)..<\(end) by \(step): more elements than memory holds")
    }
    return ramp(Swift.max(Int(length), 0), start, step)
  }

  /// `count` elements evenly from `start` to `end`, both included.
  public static func linspace(_ start: Scalar, _ end: Scalar, count: Int) -> Tensor {
    guard count >= 0 else { fail("linspace: count \(count): must not be negative") }
    var result = ramp(
      count, start.asDouble, count > 1 ? (end.asDouble - start.asDouble) / Double(count - 1) : 0, spaced: true)
    if count > 1 { result.withUnsafeMutableScalars { $0[count - 1] = end } }
    return result
  }

  /// The same for Int, all of whose values count.
  private static func wholeNumbers(_ start: Scalar, _ end: Scalar, _ step: Scalar) -> Tensor {
    let (first, last, delta) = (
      unsafeBitCast(start, to: Int.self), unsafeBitCast(end, to: Int.self), unsafeBitCast(step, to: Int.self)
    )
    if delta > 0 ? first >= last : first <= last { return zeros([0]) }
    // From the least to the greatest Int there are more steps than an Int counts.
    let distance =
      delta > 0
      ? UInt(bitPattern: last) &- UInt(bitPattern: first)
      : UInt(bitPattern: first) &- UInt(bitPattern: last)
    let length = (distance - 1) / delta.magnitude + 1
    guard length < 1 << 48 else {
      fail("arange: \(start)..<\(end) by \(step): more elements than memory holds")
    }
    let storage = Storage.uninitialized([Int(length)], .int)
    let out = storage.data.assumingMemoryBound(to: Int.self)
    Parallelism.forEachRange(of: Int(length), grain: elementwiseGrain) { range in
      for item in range { out[item] = first &+ item &* delta }
    }
    return Tensor(storage)
  }

  private static func ramp(_ count: Int, _ start: Double, _ step: Double, spaced: Bool = false) -> Tensor {
    if spaced && !(Scalar.self is any FloatingScalar.Type) {
      return Tensor(scalars: (0..<count).map { Scalar(nearest: start + Double($0) * step) }, shape: [count])
    }
    let storage = Storage.uninitialized([count], Scalar.scalarType)
    let kernel = mk_ramp(Scalar.scalarType.kernelType)!
    let (data, size) = (storage.data, Scalar.scalarType.size)
    Parallelism.forEachRange(of: count, grain: elementwiseGrain) { range in
      kernel(data + range.lowerBound * size, range.lowerBound, range.count, start, step)
    }
    return Tensor(storage)
  }
}
