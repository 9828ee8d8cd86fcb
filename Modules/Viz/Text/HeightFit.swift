/// Moves the heights of outlines to whole pixels: the foot, the height of small letters, of capitals and of tall ones.
///
/// Small text is sharp where its level strokes begin at a pixel's edge. Between the fixed heights the outline is
/// stretched evenly; widths are left alone, so the spacing of the letters does not change.
struct HeightFit {
  /// Heights of the font, 1/2048 em. Round letters reach a little beyond; the overshoot is taken back.
  private static let zones: [(flat: Double, overshoot: Double)] = [
    (-426, -426), (0, -29), (1120, 1147), (1493, 1520), (1556, 1556),
  ]

  private let pixels: [Double]
  private let unit: Double
  private let pixel: Double

  /// `size` is the em, `pixel` the size of a pixel, both in points.
  init(size: Double, pixel: Double) {
    unit = size / OutlineFont.unitsPerEm
    self.pixel = pixel
    let unit = unit
    pixels = Self.zones.map { ($0.flat * unit / pixel).rounded() }
  }

  /// The height above the line, in points, of a height in the font's units.
  func callAsFunction(_ height: Double) -> Double {
    let zones = Self.zones
    for (index, zone) in zones.enumerated()
    where height >= min(zone.flat, zone.overshoot) && height <= max(zone.flat, zone.overshoot) {
      return pixels[index] * pixel
    }
    guard let upper = zones.firstIndex(where: { height < $0.flat }) else {
      return pixels[zones.count - 1] * pixel + (height - zones[zones.count - 1].flat) * unit
    }
    guard upper > 0 else { return pixels[0] * pixel + (height - zones[0].flat) * unit }
    let (a, b) = (zones[upper - 1], zones[upper])
    let share = (height - a.flat) / (b.flat - a.flat)
    return (pixels[upper - 1] + share * (pixels[upper] - pixels[upper - 1])) * pixel
  }
}
