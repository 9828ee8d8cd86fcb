import Kernels
import Testing

/// Copies, fills, transpositions, rows by index.
@Suite struct KernelMemoryTests {
  private func checkCopies<S: KernelScalar & Equatable>(_ level: KernelLevel, _ make: (Int) -> S) {
    let size = MemoryLayout<S>.size, x = (0..<120).map(make)
    for n in [0, 1, 2, 15, 16, 17, 40] {
      for (so, sx) in [(1, 1), (1, 2), (2, 1), (1, 0), (1, -1), (3, -2), (-1, 1)] {
        let (from, to) = (sx < 0 ? 100 : 0, so < 0 ? n - 1 : 0)
        guard n > 0 || so > 0 else { continue }
        var out = [S](repeating: S.guardValue, count: 130), want = out
        out.withUnsafeMutableBufferPointer { out in
          x.withUnsafeBufferPointer {
            level.functions.copy(out.baseAddress! + to, so, $0.baseAddress! + from, sx, n, size)
          }
        }
        for i in 0..<n { want[to + so * i] = x[from + sx * i] }
        #expect(out == want, "\(S.self), strides \(so), \(sx)")
      }
      for so in [1, 3] {
        var out = [S](repeating: S.guardValue, count: 130), want = out
        withUnsafePointer(to: make(7)) { level.functions.fill(&out, so, $0, n, size) }
        for i in 0..<n { want[so * i] = make(7) }
        #expect(out == want)
      }
    }
  }

  @Test func copiesAndFills() {
    for level in KernelLevel.all {
      checkCopies(level) { UInt8(truncatingIfNeeded: $0) }
      checkCopies(level) { Float($0) }
      checkCopies(level) { Int64($0) }
    }
  }

  private func checkTransposition<S: KernelScalar & Equatable>(
    _ level: KernelLevel, _ rows: Int, _ columns: Int, _ make: (Int) -> S
  ) {
    let (ldx, ldo) = (columns + 3, rows + 2), x = (0..<(rows * ldx)).map(make)
    var out = [S](repeating: S.guardValue, count: columns * ldo), want = out
    level.functions.transpose(&out, ldo, x, ldx, rows, columns, MemoryLayout<S>.size)
    for r in 0..<rows { for c in 0..<columns { want[c * ldo + r] = x[r * ldx + c] } }
    #expect(out == want, "\(S.self), \(rows) by \(columns)")
  }

  @Test(arguments: [(0, 4), (1, 1), (1, 50), (16, 16), (15, 33), (32, 17), (130, 70), (64, 200)])
  func transpositions(_ rows: Int, _ columns: Int) {
    for level in KernelLevel.all {
      checkTransposition(level, rows, columns) { UInt8(truncatingIfNeeded: $0 &* 7) }
      checkTransposition(level, rows, columns) { Float($0) }
      checkTransposition(level, rows, columns) { Double($0) }
    }
  }

  @Test func rowsByIndex() {
    let x = (0..<60).map(Float.init), index: [Int32] = [5, 0, 5, 11, 3]
    for level in KernelLevel.all {
      let f = level.functions
      let rows: [Float] = filled(20) { f.gather_rows($0, x, 16, 20, index, 5) }
      let wanted = index.flatMap { (i: Int32) -> [Float] in Array(x[(5 * Int(i))..<(5 * Int(i) + 4)]) }
      #expect(rows == wanted)
      let pixels = (0..<240).map { UInt8($0) }
      let scaled: [Float] = filled(90) { f.gather_rows_u8_f32($0, pixels, 18, 20, index, 5, 1 / 255, -0.5) }
      for (at, value) in scaled.enumerated() {
        let pixel = pixels[20 * Int(index[at / 18]) + at % 18]
        #expect(abs(Double(value) - (Double(pixel) / 255 - 0.5)) <= 1.2e-7)
      }
      let along: [Float] = filled(5) { f.gather($0, x, 3, index, 1, 5, 4) }
      let thirds = index.map { (i: Int32) -> Float in x[3 * Int(i)] }
      #expect(along == thirds)
      let skipped: [Int64] = filled(3) { f.gather($0, (0..<30).map(Int64.init), 1, index, 2, 3, 8) }
      #expect(skipped == [5, 5, 3])
    }
  }

  /// Rows that are named twice are added twice, in order.
  @Test func addingToRowsByIndex() {
    let index: [Int32] = [2, 0, 2, 2], x = Scatter.floats(4 * 19)
    for level in KernelLevel.all {
      let add: mk_scatter_add_fn = level.functions.scatter_add[Int(MK_F32.rawValue)]!
      var y = [Float](repeating: 1, count: 3 * 20), want = y
      add(&y, 20, x, 19, index, 4)
      for (i, row) in index.enumerated() { for c in 0..<19 { want[20 * Int(row) + c] += x[19 * i + c] } }
      #expect(y == want)
      let integers: mk_scatter_add_fn = level.functions.scatter_add[Int(MK_U8.rawValue)]!
      var bytes: [UInt8] = [250, 1]
      integers(&bytes, 1, [UInt8(3), 4, 5], 1, [Int32(0), 1, 0], 3)
      #expect(bytes == [2, 5])
    }
  }
}
