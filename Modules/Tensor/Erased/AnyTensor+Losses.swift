import Kernels

/// A loss of each element of a prediction and a target, by the name that the kernels know.
package enum ElementLoss {
  case squared, absolute
  /// d²/2 where |d| is below a limit, straight beyond it.
  case huber(Double)
  /// Cross-entropy of a logit and a target in 0...1, with the weight of the positive class.
  case binaryCrossEntropy(Double)

  fileprivate var kernel: mk_loss_op {
    switch self {
    case .squared: MK_SQUARED
    case .absolute: MK_ABSOLUTE
    case .huber: MK_HUBER
    case .binaryCrossEntropy: MK_BINARY_CROSS_ENTROPY
    }
  }

  fileprivate var parameter: Double {
    switch self {
    case .squared, .absolute: 0
    case .huber(let p), .binaryCrossEntropy(let p): p
    }
  }
}

/// Elements from which a loss is shared among threads, and the blocks that its sum is made of then.
private let lossGrain = 1 << 14

extension AnyTensor {
  /// The loss of each element, of two tensors of one shape.
  package static func losses(_ loss: ElementLoss, _ x: AnyTensor, _ target: AnyTensor) -> AnyTensor {
    let kernel = mk_loss(loss.kernel, x.type.kernelType)!
    let (x, t) = (x.contiguous().storage, target.contiguous().storage)
    let result = Storage.uninitialized(x.shape, x.type)
    let (out, xd, td, size) = (result.data, x.data, t.data, x.type.size)
    Parallelism.forEachRange(of: result.count, grain: lossGrain) { range in
      let first = range.lowerBound &* size
      kernel(out + first, xd + first, td + first, range.count, loss.parameter)
    }
    withExtendedLifetime((x, t)) {}
    return AnyTensor(result)
  }

  /// The sum of the losses of all elements divided by a number: rank 0.
  package static func lossSum(
    _ loss: ElementLoss, _ x: AnyTensor, _ target: AnyTensor, dividedBy divisor: Double
  ) -> AnyTensor {
    let kernel = mk_loss_sum(loss.kernel, x.type.kernelType)!
    if x.isContiguous && target.isContiguous && x.count <= lossGrain {
      return scalar(kernel(x.storage.data, target.storage.data, x.count, loss.parameter) / divisor, x.type)
    }
    let (x, t) = (x.contiguous().storage, target.contiguous().storage)
    let (xd, td, size, count, parameter) = (x.data, t.data, x.type.size, x.count, loss.parameter)
    var sum = 0.0
    if count <= lossGrain {
      sum = kernel(xd, td, count, parameter)
    } else {
      // Blocks of a fixed length, added in their order: the same bits on any number of threads.
      let blocks = (count + lossGrain - 1) / lossGrain
      let sums = Storage.uninitialized([blocks], .double)
      let start = UnsafeMutableRawPointer(sums.data).assumingMemoryBound(to: Double.self)
      Parallelism.forEachRange(of: blocks, grain: 1) { range in
        for block in range {
          let first = block * lossGrain
          let length = Swift.min(lossGrain, count - first)
          start[block] = kernel(xd + first * size, td + first * size, length, parameter)
        }
      }
      for block in 0..<blocks { sum += start[block] }
      withExtendedLifetime(sums) {}
    }
    withExtendedLifetime((x, t)) {}
    return scalar(sum / divisor, x.type)
  }

  /// scale · gradient · the derivative of each element's loss; `gradient` is one number, or one for each element.
  package static func lossGradient(
    _ loss: ElementLoss, _ gradient: AnyTensor, _ x: AnyTensor, _ target: AnyTensor, scale: Double
  ) -> AnyTensor {
    let kernel = mk_loss_gradient(loss.kernel, x.type.kernelType)!
    if gradient.rank == 0 && x.isContiguous && target.isContiguous && x.count <= lossGrain {
      let result = Storage.uninitialized(like: x.storage, x.type)
      kernel(
        result.data, nil, x.storage.data, target.storage.data, x.count, loss.parameter, scale * gradient.number)
      return AnyTensor(result)
    }
    let (x, t) = (x.contiguous().storage, target.contiguous().storage)
    let isSingle = gradient.count == 1 && gradient.rank == 0
    let factor = isSingle ? scale * gradient.number : scale
    let g = gradient.contiguous().storage
    let result = Storage.uninitialized(x.shape, x.type)
    let (out, gd, xd, td) = (result.data, isSingle ? nil : g.data, x.data, t.data)
    let (size, parameter) = (x.type.size, loss.parameter)
    Parallelism.forEachRange(of: result.count, grain: lossGrain) { range in
      let first = range.lowerBound &* size
      kernel(out + first, gd.map { $0 + first }, xd + first, td + first, range.count, parameter, factor)
    }
    withExtendedLifetime((x, t, g)) {}
    return AnyTensor(result)
  }

  /// The only element, widened.
  package var number: Double {
    type == .float ? Double(storage.data.load(as: Float.self)) : storage.data.load(as: Double.self)
  }
}

/// What the cross-entropy with labels takes beside logits and labels.
package struct CrossEntropyOptions {
  let smoothing: Double
  let ignoreIndex: Int32
  /// One for each class.
  let weight: AnyTensor?

  package init(smoothing: Double, ignoreIndex: Int32, weight: AnyTensor?) {
    self.smoothing = smoothing
    self.ignoreIndex = ignoreIndex
    self.weight = weight?.contiguous()
  }
}

extension AnyTensor {
  /// The cross-entropy of each row of logits [rows, classes] with its label. The labels have been checked.
  package func crossEntropy(_ labels: Tensor<Int32>, _ options: CrossEntropyOptions) -> AnyTensor {
    let result = Storage.uninitialized([storage.length(0)], type)
    crossEntropy(labels, options, loss: result.data, gradient: nil, factor: nil, scale: 1)
    return AnyTensor(result)
  }

  /// Its gradient times `scale` and, if there is one, the row's own factor.
  package func crossEntropyGradient(
    _ labels: Tensor<Int32>, _ options: CrossEntropyOptions, factor: AnyTensor?, scale: Double
  ) -> AnyTensor {
    let result = Storage.uninitialized(shape, type)
    let factor = factor?.contiguous()
    crossEntropy(labels, options, loss: nil, gradient: result.data, factor: factor?.storage.data, scale: scale)
    withExtendedLifetime(factor) {}
    return AnyTensor(result)
  }

  private func crossEntropy(
    _ labels: Tensor<Int32>, _ options: CrossEntropyOptions, loss: UnsafeMutableRawPointer?,
    gradient: UnsafeMutableRawPointer?, factor: UnsafeMutableRawPointer?, scale: Double
  ) {
    let (x, y) = (contiguous().storage, labels.storage.contiguous())
    let (rows, classes, size) = (x.length(0), x.length(1), type.size)
    let settings = mk_cross_entropy_options(
      smoothing: options.smoothing, scale: scale, ignore_index: options.ignoreIndex)
    let (xd, yd) = (x.data, y.data.assumingMemoryBound(to: Int32.self))
    let weights = options.weight?.storage.data
    let isFloat = type == .float
    Parallelism.forEachRange(of: rows, grain: (1 << 13) / (classes + 40) + 1) { range in
      let row = range.lowerBound
      func at(_ start: UnsafeMutableRawPointer?, _ offset: Int) -> UnsafeMutableRawPointer? {
        start.map { $0 + offset * size }
      }
      let (l, g, f) = (at(loss, row), at(gradient, row * classes), at(factor, row))
      let input = xd + row * classes * size
      if isFloat {
        mk_cross_entropy_f32(
          l?.assumingMemoryBound(to: Float.self), g?.assumingMemoryBound(to: Float.self),
          input.assumingMemoryBound(to: Float.self), yd + row, weights?.assumingMemoryBound(to: Float.self),
          f?.assumingMemoryBound(to: Float.self), range.count, classes, settings)
      } else {
        mk_cross_entropy_f64(
          l?.assumingMemoryBound(to: Double.self), g?.assumingMemoryBound(to: Double.self),
          input.assumingMemoryBound(to: Double.self), yd + row, weights?.assumingMemoryBound(to: Double.self),
          f?.assumingMemoryBound(to: Double.self), range.count, classes, settings)
      }
    }
    withExtendedLifetime((x, y, options.weight)) {}
  }
}
