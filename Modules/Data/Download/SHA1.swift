/// SHA-1 (FIPS 180-4).
struct SHA1: StreamingHash {
  static let isBigEndian = true
  var pending = PendingBlock()
  private(set) var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
  private var schedule = [UInt32](repeating: 0, count: 80)

  mutating func compress(_ block: UnsafeRawPointer) {
    schedule.withUnsafeMutableBufferPointer { w in
      for t in 0..<16 { w[t] = Self.word(block, t) }
      for t in 16..<80 { w[t] = rotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1) }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for t in 0..<80 {
        let (f, k): (UInt32, UInt32) =
          switch t {
          case ..<20: ((b & c) | (~b & d), 0x5a82_7999)
          case ..<40: (b ^ c ^ d, 0x6ed9_eba1)
          case ..<60: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
          default: (b ^ c ^ d, 0xca62_c1d6)
          }
        (a, b, c, d, e) = (rotateLeft(a, 5) &+ f &+ e &+ k &+ w[t], a, rotateLeft(b, 30), c, d)
      }
      for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
    }
  }
}
