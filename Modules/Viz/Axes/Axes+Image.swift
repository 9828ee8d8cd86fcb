extension Axes {
  /// Shows a matrix as a picture, row 0 on top, the centre of each pixel at whole coordinates.
  ///
  /// Shapes: [rows, columns] is looked up in the colour map; [rows, columns, 3] and [rows, columns, 4] are colours,
  /// 0 … 1 or, where a value exceeds 1, 0 … 255. `limits` are the values at the map's ends; without them the finite
  /// values decide. Missing values stay transparent. Traps for any other shape.
  @discardableResult
  public func image(
    _ pixels: any PlotData, colorMap: ColorMap = .viridis, norm: Norm = .linear, limits: ClosedRange<Double>? = nil,
    isSmooth: Bool = false
  ) -> Axes {
    let (shape, values) = (pixels.plotShape, pixels.plotValues)
    let isColored = shape.count == 3 && (shape[2] == 3 || shape[2] == 4)
    require(
      shape.count == 2 || isColored || (shape.count == 3 && shape[2] == 1),
      "image: shape \(shape) is neither [rows, columns] nor [rows, columns, 3 or 4]")
    let (height, width) = (shape[0], shape[1])
    var mapping: ColorMapping?
    var image: PixelImage
    if isColored {
      image = Raster.colored(values, width: width, height: height, channels: shape[2])
    } else {
      let used = ColorMapping(colorMap, norm, limits: limits, values: values)
      mapping = used
      image = Raster.mapped(values, width: width, height: height, used)
    }
    image.isSmooth = isSmooth
    isYFlipped = true
    return add(
      ImageMark(
        image: image, x: (-0.5, Double(width) - 0.5), y: (-0.5, Double(height) - 0.5), colors: mapping))
  }
}
