import Foundation
import Kernels
import Testing

/// Every Float function against Double, on numbers spread over all bit patterns and beside every power of two.
@Suite struct FloatAccuracyTests {
  /// One bit pattern of each 40,009, and five around each power of two, of both signs: infinities and NaN among them.
  static let scanned: [Float] = {
    var numbers = stride(from: UInt64(0), to: 1 << 32, by: 40_009).map { Float(bitPattern: UInt32($0)) }
    for exponent in UInt32(0)...255 {
      for offset in UInt32(0)..<5 {
        let pattern = ((exponent << 23) &+ offset &- 2) & 0x7fff_ffff
        numbers += [Float(bitPattern: pattern), -Float(bitPattern: pattern)]
      }
    }
    return numbers
  }()

  @Test(arguments: FloatFunction.all)
  func isWithinItsLimitOnEveryLevel(_ function: FloatFunction) {
    let exact = Self.scanned.map { function.exact(Double($0)) }
    for level in KernelLevel.all {
      let got = level.apply(function.op, Self.scanned, function.parameter)
      var worst = 0.0, place = 0
      for i in exact.indices {
        let error = unitsInLastPlace(got[i], exact: exact[i])
        if error > worst { (worst, place) = (error, i) }
      }
      #expect(
        worst <= function.limit,
        "\(function.name)(\(Self.scanned[place])) = \(got[place]), exact \(exact[place]), on \(level.testDescription)")
    }
  }

  /// Sine and cosine where the multiple of π/2 that is taken off is large, and close to a multiple.
  @Test func anglesUpToTwoToThe24() {
    var angles = (0..<20_000).map { Float(16_777_216 - $0) }
    angles += (1..<20_000).map { Float(Double($0 * 521) * Double.pi / 2) }
    for level in KernelLevel.all {
      for (op, function) in [(MK_SIN, sin), (MK_COS, cos), (MK_TAN, tan)] as [(mk_unary_op, (Double) -> Double)] {
        let got = level.apply(op, angles)
        let worst = zip(got, angles).map { unitsInLastPlace($0, exact: function(Double($1))) }.max()!
        #expect(worst <= 0.52)
      }
    }
  }

  @Test func powersOfEverySize() {
    var source = Scatter(3)
    let pairs = (0..<60_000).map { _ in
      let base = Float(exp2(source.next() * 126)), exponent = Float(140 / log2(Double(base)) * source.next())
      return (base, exponent)
    }
    let exact = pairs.map { pow(Double($0.0), Double($0.1)) }
    for level in KernelLevel.all {
      let got = level.apply(MK_POW, pairs.map(\.0), pairs.map(\.1))
      #expect(zip(got, exact).map { unitsInLastPlace($0, exact: $1) }.max()! <= 0.52)
    }
  }

  @Test func anglesOfPoints() {
    let y = Self.scanned, x = Array(Self.scanned.reversed())
    let exact = zip(y, x).map { atan2(Double($0), Double($1)) }
    for level in KernelLevel.all {
      let got = level.apply(MK_ATAN2, y, x)
      #expect(zip(got, exact).map { unitsInLastPlace($0, exact: $1) }.max()! <= 0.52)
    }
  }
}
