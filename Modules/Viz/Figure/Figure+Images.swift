extension Figure {
  /// Pictures in rows and columns, each under a title of one or more lines.
  ///
  /// Shapes: [count, rows, columns], [count, 1, rows, columns] and [count, rows · columns] for square pictures are grey
  /// or looked up in `colorMap`; [count, rows, columns, 3 or 4] and [count, 3, rows, columns] are colours. Each picture
  /// uses the whole map unless `limits` are given. Places without a picture stay empty, and so do titles that are
  /// missing. Traps for any other shape.
  public static func images(
    _ images: any PlotData, rows: Int, columns: Int, titles: [String] = [], colorMap: ColorMap = .gray,
    limits: ClosedRange<Double>? = nil, scale: Double = 1.1, theme: Theme = .light
  ) -> Figure {
    let stack = ImageStack(images)
    let lines = titles.map { $0.split(separator: "\n", omittingEmptySubsequences: false).count }.max() ?? 0
    let metrics = Metrics.images
    let titleHeight = lines == 0 ? 0.1 : (TextMetrics.height(lines: lines) * metrics.titleSize + 5) / 72
    let aspect = stack.width > 0 ? Double(stack.height) / Double(stack.width) : 1
    let padding = 2 * metrics.padding / 72
    let figure = Figure(
      rows: rows, columns: columns, width: Double(columns) * scale + padding,
      height: Double(rows) * (scale * min(4, max(0.25, aspect)) + titleHeight) + padding, theme: theme)
    figure.metrics = metrics
    for (index, axes) in figure.grid.enumerated() {
      axes.isFrameVisible = false
      guard index < stack.count else { continue }
      if index < titles.count { axes.title = titles[index] }
      axes.isYFlipped = true
      axes.add(stack.mark(index, colorMap, limits))
    }
    return figure
  }
}

extension Metrics {
  /// A grid of pictures stands close together, with small titles.
  static var images: Metrics {
    var metrics = Metrics()
    (metrics.titleSize, metrics.titlePadding, metrics.gap, metrics.padding, metrics.leastCell) = (9, 3, 5, 5, 0)
    return metrics
  }
}

/// Several pictures of one size in one array.
private struct ImageStack {
  let count: Int
  let width: Int
  let height: Int
  private let channels: Int
  private let isPlanar: Bool
  private let values: [Double]

  init(_ images: any PlotData) {
    let shape = images.plotShape
    values = images.plotValues
    count = shape.first ?? 0
    switch shape.count {
    case 4 where shape[3] == 3 || shape[3] == 4 || (shape[3] == 1 && shape[1] != 1):
      (height, width, channels, isPlanar) = (shape[1], shape[2], shape[3], false)
    case 4 where shape[1] == 1 || shape[1] == 3:
      (height, width, channels, isPlanar) = (shape[2], shape[3], shape[1], true)
    case 3:
      (height, width, channels, isPlanar) = (shape[1], shape[2], 1, false)
    case 2 where Self.root(shape[1]) != nil:
      let side = Self.root(shape[1]) ?? 0
      (height, width, channels, isPlanar) = (side, side, 1, false)
    default:
      misuse("Figure.images: shape \(shape) is not a stack of pictures, such as [count, rows, columns]")
    }
  }

  private static func root(_ area: Int) -> Int? {
    let side = Int(Double(area).squareRoot().rounded())
    return side * side == area ? side : nil
  }

  func mark(_ index: Int, _ colorMap: ColorMap, _ limits: ClosedRange<Double>?) -> ImageMark {
    let size = width * height * channels
    var own = Array(values[index * size..<(index + 1) * size])
    if isPlanar && channels > 1 {
      let planes = own
      for pixel in 0..<width * height {
        for channel in 0..<channels { own[pixel * channels + channel] = planes[channel * width * height + pixel] }
      }
    }
    let image =
      channels > 1
      ? Raster.colored(own, width: width, height: height, channels: channels)
      : Raster.mapped(
        own, width: width, height: height, ColorMapping(colorMap, .linear, limits: limits, values: own))
    return ImageMark(image: image, x: (-0.5, Double(width) - 0.5), y: (-0.5, Double(height) - 0.5))
  }
}
