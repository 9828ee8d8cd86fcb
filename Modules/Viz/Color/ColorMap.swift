/// Colours for the numbers from 0 to 1.
public struct ColorMap: Sendable {
  /// The name, as matplotlib has it.
  public let name: String
  /// 256 evenly spaced colours.
  let colors: [Color]

  /// A map that goes evenly from colour to colour. Traps without at least one colour.
  public init(name: String, colors: [Color]) {
    require(!colors.isEmpty, "ColorMap \"\(name)\": at least one colour is needed")
    self.name = name
    self.colors = (0..<256).map { index in
      let place = Double(index) / 255 * Double(colors.count - 1)
      let lower = min(Int(place), colors.count - 1)
      return colors[lower].mixed(with: colors[min(lower + 1, colors.count - 1)], place - Double(lower))
    }
  }

  private init(_ name: String, _ table: StaticString) {
    let digits = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
    let parts = stride(from: 0, to: digits.count, by: 2).map { index in
      Double(VLQReader.value(of: digits[index]) << 6 | VLQReader.value(of: digits[index + 1])) / 4095
    }
    self.init(
      name: name,
      colors: stride(from: 0, to: parts.count, by: 3).map {
        Color(red: parts[$0], green: parts[$0 + 1], blue: parts[$0 + 2])
      })
  }

  /// The same map from its other end; the name gains `_r`.
  public var reversed: ColorMap { ColorMap(name: name + "_r", exactly: colors.reversed()) }

  private init(name: String, exactly colors: [Color]) {
    self.name = name
    self.colors = colors
  }

  /// The colour at a position; positions outside 0 … 1 get the colour of the nearer end.
  func color(_ position: Double) -> Color { colors[Int(min(255, max(0, position * 255 + 0.5)))] }

  /// A map by the name that matplotlib gives it, `_r` at its end for the reverse; nil where there is none.
  public static func named(_ name: String) -> ColorMap? {
    if name.hasSuffix("_r") { return named(String(name.dropLast(2)))?.reversed }
    return all.first { $0.name.lowercased() == name.lowercased() }
  }

  /// Every map that has a name.
  public static let all: [ColorMap] = [
    viridis, plasma, inferno, magma, cividis, turbo, gray, grays, coolwarm, redBlue, redYellowBlue, spectral, blues,
    greens, reds, oranges, purples, yellowGreenBlue, hot, jet, twilight,
  ]

  /// Dark blue to yellow, evenly stepped for the eye; the default.
  public static let viridis = ColorMap("viridis", ColorMapTables.viridis)
  /// Blue over purple to yellow, evenly stepped.
  public static let plasma = ColorMap("plasma", ColorMapTables.plasma)
  /// Black over red to pale yellow, evenly stepped.
  public static let inferno = ColorMap("inferno", ColorMapTables.inferno)
  /// Black over purple to pale pink, evenly stepped.
  public static let magma = ColorMap("magma", ColorMapTables.magma)
  /// Blue to yellow, the same to readers with and without a colour deficiency.
  public static let cividis = ColorMap("cividis", ColorMapTables.cividis)
  /// A rainbow without jet's false edges.
  public static let turbo = ColorMap("turbo", ColorMapTables.turbo)
  /// Black to white.
  public static let gray = ColorMap(name: "gray", colors: [Color(gray: 0), Color(gray: 1)])
  /// White to black.
  public static let grays = ColorMap(name: "Greys", colors: [Color(gray: 1), Color(gray: 0)])
  /// Blue over grey to red, for values around a middle.
  public static let coolwarm = ColorMap("coolwarm", ColorMapTables.coolwarm)
  /// Red over white to blue, for values around a middle: `RdBu`.
  public static let redBlue = ColorMap("RdBu", ColorMapTables.rdBu)
  /// Red over yellow to blue, for values around a middle: `RdYlBu`.
  public static let redYellowBlue = ColorMap("RdYlBu", ColorMapTables.rdYlBu)
  /// Red over yellow and green to blue: `Spectral`.
  public static let spectral = ColorMap("Spectral", ColorMapTables.spectral)
  /// White to blue.
  public static let blues = ColorMap("Blues", ColorMapTables.blues)
  /// White to green.
  public static let greens = ColorMap("Greens", ColorMapTables.greens)
  /// White to red.
  public static let reds = ColorMap("Reds", ColorMapTables.reds)
  /// White to orange.
  public static let oranges = ColorMap("Oranges", ColorMapTables.oranges)
  /// White to purple.
  public static let purples = ColorMap("Purples", ColorMapTables.purples)
  /// Yellow over green to blue: `YlGnBu`.
  public static let yellowGreenBlue = ColorMap("YlGnBu", ColorMapTables.ylGnBu)
  /// Black over red and yellow to white.
  public static let hot = ColorMap("hot", ColorMapTables.hot)
  /// The old rainbow, for comparison with old figures.
  public static let jet = ColorMap("jet", ColorMapTables.jet)
  /// A circle from white over blue, black and red, for angles.
  public static let twilight = ColorMap("twilight", ColorMapTables.twilight)
}
