extension Axes {
  /// Draws points, the line that fits them best, and the band that holds the true line with 95 % confidence.
  ///
  /// The legend has the line's equation and R², the share of the variance of y that it explains. `degree` above 1 fits a
  /// polynomial. Points with a missing coordinate are left out; with fewer than two different x there is no line, and
  /// with no more points than coefficients no band. Traps where x and y differ in length, or for a degree below 0.
  @discardableResult
  public func fit(
    _ x: any PlotData, _ y: any PlotData, degree: Int = 1, confidence: Double = 0.95, label: String? = nil,
    color: Color? = nil, lineColor: Color? = nil, size: Double = 20, marker: Marker = .circle
  ) -> Axes {
    let (xs, ys) = Series.pair(x, y, of: "fit")
    require(degree >= 0, "fit: degree \(degree) is negative")
    require(confidence > 0 && confidence < 1, "fit: confidence \(confidence) is not between 0 and 1")
    let (points, line) = (color ?? nextColor(), lineColor ?? nextColor())
    scatter(xs, ys, size: size, color: points, marker: marker, alpha: 0.75, lineWidth: 0.5, label: label)
    guard let fit = PolynomialFit(xs, ys, degree: degree), let span = Values(xs).finite else { return self }
    let places = (0...200).map { span.low + 2 * span.half * Double($0) / 200 }
    let values = places.map { fit.value(at: $0, confidence: confidence) }
    if values.allSatisfy({ $0.halfWidth.isFinite }) {
      fillBetween(
        places, values.map { $0.fit - $0.halfWidth }, values.map { $0.fit + $0.halfWidth },
        label: "\(TickLabels.number(confidence * 100, digits: 3)) % confidence", color: line, alpha: 0.22)
    }
    let quality = "R² = " + TickLabels.fixed(fit.rSquared, decimals: fit.rSquared > 0.999 ? 5 : 3)
    return plot(places, values.map(\.fit), label: "\(fit.equation())\n\(quality)", color: line, lineWidth: 2)
  }
}
