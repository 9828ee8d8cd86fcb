import Kernels

/// A function of one number, by the name that the kernels know.
package enum UnaryFunction: UInt32, CaseIterable, Sendable {
  case negate, absolute, sign, square, floor, ceil
  case round, relu, clamp, reciprocal, sqrt, rsqrt
  case exp, expm1, log, log1p, log2, log10
  case sin, cos, tan, asin, acos, atan
  case sinh, cosh, tanh, sigmoid, silu, softplus
  case erf, gelu, geluTanh, leakyReLU, elu, powScalar
  case not, isNaN, isFinite, isInfinite

  var kernel: mk_unary_op { mk_unary_op(rawValue) }

  /// Elements that are worth handing to another thread.
  var grain: Int { self.rawValue >= UnaryFunction.exp.rawValue ? 1 << 13 : 1 << 16 }
}

extension Tensor {
  /// f(x; p, q) of every element.
  @inline(__always)
  package func map(_ function: UnaryFunction, _ p: Double = 0, _ q: Double = 0) -> Tensor {
    Tensor(Storage.unary(function.kernel, storage, nil, p, q, grain: function.grain))
  }

  /// A truth value of every element.
  @inline(__always)
  package func test(_ function: UnaryFunction) -> Tensor<Bool> {
    Tensor<Bool>(Storage.unary(function.kernel, storage, .bool, grain: function.grain))
  }
}

extension Tensor where Scalar: FloatingScalar {
  /// gradient · f′(x; p, q), in one pass; `y` is f(x).
  package static func gradient(
    of function: UnaryFunction, _ gradient: Tensor, x: Tensor, y: Tensor, _ p: Double = 0, _ q: Double = 0
  ) -> Tensor {
    Tensor(Storage.unaryGradient(function, gradient.storage, x.storage, y.storage, p, q))
  }
}

extension Storage {
  /// gradient · f′(x; p, q), in one pass; all of one shape.
  static func unaryGradient(
    _ function: UnaryFunction, _ gradient: Storage, _ x: Storage, _ y: Storage, _ p: Double, _ q: Double
  ) -> Storage {
    let kernel = mk_unary_gradient(function.kernel, x.type.kernelType)!
    let (g, x, y) = (gradient.contiguous(), x.contiguous(), y.contiguous())
    let result = Storage.uninitialized(x.shape, x.type)
    let (out, size) = (result.data, x.type.size)
    let (gd, xd, yd) = (g.data, x.data, y.data)
    withExtendedLifetime((g, x, y)) {
      Parallelism.forEachRange(of: result.count, grain: function.grain) { range in
        let first = range.lowerBound &* size
        kernel(out + first, gd + first, xd + first, yd + first, range.count, p, q)
      }
    }
    return result
  }
}
