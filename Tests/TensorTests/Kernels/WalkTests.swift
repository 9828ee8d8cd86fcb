import Kernels
import Testing

/// How kernels walk: any count, in place, strides of zero and below, nothing written elsewhere.
@Suite struct WalkTests {
  @Test func everyCountGivesWhatOneByOneGives() {
    let x = Scatter.floats(70, scale: 3)
    for level in KernelLevel.all {
      for function in FloatFunction.all {
        let single = x.map { level.apply(function.op, [$0], function.parameter)[0] }
        for count in [0, 1, 2, 3, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 70] {
          let got = level.apply(function.op, Array(x[..<count]), function.parameter)
          #expect(identical(got, Array(single[..<count])), "\(function.name), \(count) elements")
        }
      }
    }
  }

  @Test func unaryInPlaceAndStrided() {
    let x = Scatter.floats(100, scale: 2)
    for level in KernelLevel.all {
      for op in [MK_NEG, MK_EXP, MK_SIN, MK_RELU, MK_SQRT] {
        let function = level.unary(op, MK_F32)!, whole = level.apply(op, x)
        var place = x
        place.withUnsafeMutableBufferPointer { function($0.baseAddress!, $0.baseAddress!, 1, 100, 0, 0) }
        #expect(identical(place, whole))
        let thirds: [Float] = filled(33) { function($0, x, 3, 33, 0, 0) }
        #expect(identical(thirds, (0..<33).map { whole[3 * $0] }))
        let backward: [Float] = x.withUnsafeBufferPointer { source in
          filled(100) { function($0, source.baseAddress! + 99, -1, 100, 0, 0) }
        }
        #expect(identical(backward, whole.reversed()))
        let constant: [Float] = filled(40) { function($0, x, 0, 40, 0, 0) }
        #expect(identical(constant, [Float](repeating: whole[0], count: 40)))
      }
    }
  }

  @Test func binaryOfAllStrides() {
    let a = Scatter.floats(200, seed: 1), b = Scatter.floats(200, seed: 2)
    for level in KernelLevel.all {
      for (op, function) in [(MK_SUB, -), (MK_DIV, /)] as [(mk_binary_op, (Float, Float) -> Float)] {
        let kernel = level.binary(op, MK_F32)!
        for (sa, sb) in [(1, 1), (1, 0), (0, 1), (0, 0), (2, 1), (1, 3), (-1, 1), (1, -2), (-2, -2)] {
          for n in [0, 1, 5, 16, 33, 60] {
            let (p, q) = (sa < 0 ? 199 : 0, sb < 0 ? 199 : 0)
            let got: [Float] = a.withUnsafeBufferPointer { a in
              b.withUnsafeBufferPointer { b in
                filled(n) { kernel($0, a.baseAddress! + p, sa, b.baseAddress! + q, sb, n) }
              }
            }
            let want: [Float] = (0..<n).map { function(a[p + sa * $0], b[q + sb * $0]) }
            #expect(got == want, "strides \(sa), \(sb), \(n)")
          }
        }
      }
    }
  }

  @Test func longFunctionsOfTwoWalkTheSame() {
    let a = Scatter.floats(60, seed: 1).map(abs), b = Scatter.floats(60, seed: 2)
    for level in KernelLevel.all {
      let whole = level.apply(MK_POW, a, b), kernel = level.binary(MK_POW, MK_F32)!
      for n in [1, 15, 16, 17, 60] {
        #expect(level.apply(MK_POW, Array(a[..<n]), Array(b[..<n])) == Array(whole[..<n]))
      }
      let halves: [Float] = filled(30) { kernel($0, a, 2, b, 2, 30) }
      #expect(halves == (0..<30).map { whole[2 * $0] })
      let squares: [Float] = filled(60) { kernel($0, a, 1, [Float(2)], 0, 60) }
      #expect(squares == a.map { $0 * $0 })
      var place = a
      place.withUnsafeMutableBufferPointer { kernel($0.baseAddress!, $0.baseAddress!, 1, b, 1, 60) }
      #expect(place == whole)
    }
  }

  @Test func sumsInPlace() {
    let a = Scatter.floats(50), b = Scatter.floats(50, seed: 9)
    for level in KernelLevel.all {
      let add = level.binary(MK_ADD, MK_F32)!
      var (left, right) = (a, b)
      left.withUnsafeMutableBufferPointer { add($0.baseAddress!, $0.baseAddress!, 1, b, 1, 50) }
      right.withUnsafeMutableBufferPointer { add($0.baseAddress!, a, 1, $0.baseAddress!, 1, 50) }
      #expect(left == zip(a, b).map(+))
      #expect(right == left)
    }
  }

  @Test func axpyAndRamp() {
    for level in KernelLevel.all {
      let axpy: mk_axpy_fn = level.functions.axpy[Int(MK_F32.rawValue)]!
      var y = Scatter.floats(40), x = Scatter.floats(40, seed: 5)
      let want = zip(y, x).map { $0 + 0.5 * $1 }
      axpy(&y, 1, x, 1, 40, 0.5)
      #expect(y == want)
      axpy(&x, 2, y, 0, 20, -1)
      let before = Scatter.floats(40, seed: 5)
      #expect(x == (0..<40).map { $0 % 2 == 0 ? before[$0] - y[0] : before[$0] })
      let integers: mk_axpy_fn = level.functions.axpy[Int(MK_I32.rawValue)]!
      var counts: [Int32] = [1, .max, 3]
      integers(&counts, 1, [Int32(5), 1, -1], 1, 3, 2)
      #expect(counts == [11, .min + 1, 1])
      let ramp: mk_ramp_fn = level.functions.ramp[Int(MK_F32.rawValue)]!
      let tenths: [Float] = filled(30) { ramp($0, 7, 30, 1, 0.1) }
      let steps: [Float] = (7..<37).map { (index: Int) in Float(1 + Double(index) * 0.1) }
      #expect(tenths == steps)
      let whole: [Int64] = filled(20) { (level.functions.ramp[Int(MK_I64.rawValue)]!)($0, 1 << 40, 20, -3, 2) }
      let wanted: [Int64] = (0..<20).map { (index: Int64) in -3 + 2 * ((1 << 40) + index) }
      #expect(whole == wanted)
    }
  }
}
