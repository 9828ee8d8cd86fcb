import Tensor
import Viz

/// The gallery's moving picture.
enum AnimationExample {
  static func descent() throws -> Animation {
    let w = Tensor<Double>.linspace(-1, 5, count: 61), b = Tensor<Double>.linspace(-3, 5, count: 61)
    let (dw, db) = ((w - 2).reshaped(1, 61), (b - 1).reshaped(61, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2

    var animation = Animation(framesPerSecond: 12, lastFrameSeconds: 2)
    var (pathW, pathB) = ([-0.5], [4.5])
    for step in 0..<40 {
      let figure = Figure(width: 5, height: 4)
      figure.axes.contour(w, b, losses, levels: 12)
      figure.axes.plot(pathW, pathB, "k.-", label: "step \(step)")
      figure.axes.legend(.lowerLeft)
      (figure.axes.xLabel, figure.axes.yLabel) = ("w", "b")
      try animation.add(figure)
      let (u, v) = (pathW[step] - 2, pathB[step] - 1)
      pathW.append(pathW[step] - 0.25 * (2 * u / 3 + v / 2))
      pathB.append(pathB[step] - 0.25 * (u / 2 + v))
    }
    return animation
  }
}
