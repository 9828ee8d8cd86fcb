/// One plot of a figure: two scales, and what is drawn between them.
///
/// Settings are properties; every call that draws adds a mark and returns the axes, so that calls can follow each
/// other. The axes find their own limits and ticks where none are set.
public final class Axes {
  /// The line above the plot.
  public var title = ""
  /// The line below the x axis.
  public var xLabel = ""
  /// The line beside the y axis.
  public var yLabel = ""
  /// The line beside the z axis of a plot in space.
  public var zLabel = ""
  /// How values are laid along x.
  public var xScale = Scale.linear
  /// How values are laid along y.
  public var yScale = Scale.linear
  /// The values at the ends of x; nil lets the marks decide. A limit that a log scale cannot show is left to them too.
  public var xLimits: ClosedRange<Double>?
  /// The values at the ends of y; nil lets the marks decide.
  public var yLimits: ClosedRange<Double>?
  /// The values at the ends of z in a plot in space; nil lets the marks decide.
  public var zLimits: ClosedRange<Double>?
  /// Where x is marked; nil lets the axes decide.
  public var xTicks: [Double]?
  /// What stands at the marks of x; nil writes the numbers.
  public var xTickLabels: [String]?
  /// Where y is marked; nil lets the axes decide.
  public var yTicks: [Double]?
  /// What stands at the marks of y; nil writes the numbers.
  public var yTickLabels: [String]?
  /// Whether lines are drawn behind the marks; nil draws them except behind images and filled maps.
  public var grid: Bool?
  /// Whether a unit is as long in x as in y.
  public var isSquare = false
  /// Whether the frame, the ticks and their labels are drawn.
  public var isFrameVisible = true
  /// Whether y grows downwards, as the rows of an image do.
  public var isYFlipped = false
  /// The direction from which a plot in space is seen.
  public var view = ViewAngle()

  var marks: [any Mark] = []
  var spaceMarks: [any SpaceMark] = []
  var legendPlace = LegendPlace.best
  var colorBar: ColorBar?
  var twin: Axes?
  weak var owner: Axes?
  private var usedColors = 0

  init() {}

  /// The next colour of the palette. Axes that share a plot take turns, so that no two series look alike.
  func nextColor() -> Color {
    if let owner { return owner.nextColor() }
    usedColors += 1
    return .palette(usedColors - 1)
  }

  @discardableResult
  func add(_ mark: any Mark) -> Axes {
    require(spaceMarks.isEmpty, "axes that hold a plot in space cannot hold one in the plane too")
    marks.append(mark)
    return self
  }

  @discardableResult
  func add(_ mark: any SpaceMark) -> Axes {
    require(marks.isEmpty, "axes that hold a plot in the plane cannot hold one in space too")
    spaceMarks.append(mark)
    return self
  }

  var legendEntries: [LegendEntry] {
    (marks + (twin?.marks ?? [])).compactMap(\.legend) + spaceMarks.compactMap(\.legend)
  }

  /// What the colours of the last mark that has any stand for.
  var mapping: ColorMapping? { marks.compactMap(\.colors).last ?? spaceMarks.compactMap(\.colors).last }

  /// A second y axis on the right, over the same x. What it returns draws against that axis.
  public func twinY() -> Axes {
    if let twin { return twin }
    let other = Axes()
    other.owner = self
    twin = other
    return other
  }

  /// Where the legend stands. Without this call it appears by itself, in the emptiest corner, once a mark has a label.
  @discardableResult
  public func legend(_ place: LegendPlace = .best) -> Axes {
    legendPlace = place
    return self
  }
}

/// Where a legend stands.
public enum LegendPlace: Sendable, CaseIterable {
  /// Where the least is drawn.
  case best
  /// The corner at the upper right.
  case upperRight
  /// The corner at the upper left.
  case upperLeft
  /// The corner at the lower left.
  case lowerLeft
  /// The corner at the lower right.
  case lowerRight
  /// The middle of the upper edge.
  case upperCenter
  /// The middle of the lower edge.
  case lowerCenter
  /// The middle of the left edge.
  case centerLeft
  /// The middle of the right edge.
  case centerRight
  /// The middle of the plot.
  case center
  /// Beside the plot, on its right.
  case outside
  /// Nowhere.
  case hidden
}

/// The direction from which a plot in space is seen, in degrees, as matplotlib has it.
public struct ViewAngle: Sendable, Equatable {
  /// Above the floor: 0 looks along it, 90 from above.
  public var elevation: Double
  /// Around the z axis.
  public var azimuth: Double

  /// matplotlib's default: 30° above the floor, from -60°.
  public init(elevation: Double = 30, azimuth: Double = -60) {
    self.elevation = elevation
    self.azimuth = azimuth
  }
}
