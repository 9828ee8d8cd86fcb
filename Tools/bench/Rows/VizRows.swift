import Foundation
import PNG
import Tensor
import Viz

/// Two columns that look random and are the same in both languages: steps of irrational length through the unit
/// square, turned into normally distributed numbers.
private func cloud(_ count: Int) -> (x: Tensor<Float>, y: Tensor<Float>) {
  var (x, y) = ([Float](), [Float]())
  for index in 1...count {
    let u = (Double(index) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
    let v = (Double(index) * 0.7548776662466927).truncatingRemainder(dividingBy: 1)
    let radius = (-2 * Foundation.log(u)).squareRoot()
    x.append(Float(radius * Foundation.cos(2 * .pi * v)))
    y.append(Float(radius * Foundation.sin(2 * .pi * v)))
  }
  return (Tensor(scalars: x, shape: [count]), Tensor(scalars: y, shape: [count]))
}

/// A figure made and written as a PNG file; what is compared is counted in the file's pixels.
private func row(
  _ name: String, _ shape: String, wanted: Double, tolerance: Double, counts: @escaping @Sendable (Pixels) -> Double,
  _ prepare: @escaping @Sendable () -> () -> Figure
) -> Row {
  Row(name: name, shape: shape, wanted: wanted, peer: "viz", tolerance: tolerance) {
    let body = prepare()
    let path = NSTemporaryDirectory() + "martlet-bench-\(getpid()).png"
    return Work(
      run: { do { try body().write(to: path) } catch { fatalError("\(error)") } },
      check: {
        defer { unlink(path) }
        return counts(Pixels(path))
      })
  }
}

/// The pixels of a PNG file.
private struct Pixels {
  /// Red, green, blue.
  private var bytes: [UInt8] = []
  private var width = 0

  init(_ path: String) {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    guard png_image_begin_read_from_file(&image, path) != 0 else { fatalError("\(path) is no PNG file") }
    image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
    width = Int(image.width)
    bytes = [UInt8](repeating: 0, count: width * Int(image.height) * 3)
    guard png_image_finish_read(&image, nil, &bytes, 0, nil) != 0 else { fatalError("\(path) cannot be read") }
  }

  /// What part of the smallest rectangle around all coloured pixels is coloured: the same on pages of any margins.
  var ink: Double {
    let (xs, ys) = (colored.map { $0 % width }, colored.map { $0 / width })
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return 0 }
    return Double(colored.count) / Double((right - left + 1) * (bottom - top + 1))
  }

  /// What part of the coloured pixels is light.
  var light: Double { Double(colored.count { bytes[$0 * 3 + 1] > 128 }) / Double(colored.count) }

  /// The pixels that are neither grey, black nor white.
  private var colored: [Int] {
    (0..<bytes.count / 3).filter { index in
      let (red, green, blue) = (bytes[index * 3], bytes[index * 3 + 1], bytes[index * 3 + 2])
      return max(red, green, blue) - min(red, green, blue) > 40
    }
  }
}

let vizRows: [Row] = [
  row("scatter 1,000", "1,000 points, legend, labels", wanted: 10, tolerance: 0.1, counts: \.ink) {
    let (x, y) = cloud(1000)
    return {
      let figure = Figure()
      figure.axes.scatter(x, y, label: "feature 0")
      (figure.axes.title, figure.axes.xLabel, figure.axes.yLabel) = ("1,000 points", "feature", "label")
      figure.axes.legend()
      return figure
    }
  },
  row("scatter 1M", "1,000,000 points", wanted: 10, tolerance: 0.1, counts: \.ink) {
    let (x, y) = cloud(1_000_000)
    return {
      let figure = Figure()
      figure.axes.scatter(x, y)
      return figure
    }
  },
  row("scatter 1M small", "1,000,000 points of 1 point²", wanted: 10, tolerance: 0.1, counts: \.ink) {
    let (x, y) = cloud(1_000_000)
    return {
      let figure = Figure()
      figure.axes.scatter(x, y, size: 1)
      return figure
    }
  },
  row("curves", "3 curves of 1,000 points, log scale, legend", wanted: 12, tolerance: 0.2, counts: \.ink) {
    let step = Tensor<Float>.arange(1, 1001)
    return {
      let figure = Figure()
      figure.axes.plot(step, 1 / step, label: "SGD")
      figure.axes.plot(step, 1 / (step * step), "--", label: "Adam")
      figure.axes.plot(step, 1 / sqrt(step), label: "RMSprop")
      figure.axes.yScale = .log
      (figure.axes.xLabel, figure.axes.yLabel) = ("step", "loss")
      figure.axes.legend()
      return figure
    }
  },
  row("image grid", "2 × 9 images with titles of 2 lines", wanted: 12, tolerance: 0.05, counts: \.light) {
    let images = pattern([18, 28, 28])
    let titles = [String](repeating: "ankle boot\nsneaker", count: 18)
    return { Figure.images(images, rows: 2, columns: 9, titles: titles, colorMap: .viridis) }
  },
  row("surface, contour", "101 × 101, labelled contour", wanted: 8, tolerance: 0.25, counts: \.ink) {
    let w = Tensor<Float>.linspace(-1, 5, count: 101), b = Tensor<Float>.linspace(-3, 5, count: 101)
    let (dw, db) = ((w - 2).reshaped(1, 101), (b - 1).reshaped(101, 1))
    let losses = dw * dw / 3 + dw * db / 2 + db * db / 2
    return {
      let figure = Figure(rows: 1, columns: 2)
      figure[0, 0].surface(w, b, losses)
      figure[0, 1].contour(w, b, losses, levels: 12, labels: true)
      return figure
    }
  },
  Row(name: "scatter process", shape: "CSV of 1,000 rows to PNG, from start to end", wanted: 10, peer: "viz") {
    let (x, y) = cloud(1000)
    let folder = NSTemporaryDirectory() + "martlet-bench-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let rows = zip(x.scalars, y.scalars).map { "\($0),\($1)\n" }.joined()
    try? Data(("x,y\n" + rows).utf8).write(to: URL(fileURLWithPath: "\(folder)/points.csv"))
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("martlet-plot")
    return Work(
      run: {
        let process = Process()
        process.executableURL = tool
        process.arguments = ["scatter", "\(folder)/points.csv", "--output", "\(folder)/points.png"]
        do { try process.run() } catch { fatalError("\(tool.path): \(error); build it: --product martlet-plot") }
        process.waitUntilExit()
      },
      check: {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // What both sides draw is tested above; here it counts that a picture is there.
        return Pixels("\(folder)/points.png").ink > 0 ? 1 : 0
      })
  },
]
