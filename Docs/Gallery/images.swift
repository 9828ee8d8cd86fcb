import Tensor
import Viz

let side = Tensor<Float>.linspace(-1, 1, count: 28)
let squares = (side * side).reshaped(28, 1) + (side * side).reshaped(1, 28)
let pictures = Tensor.stack((0..<18).map { exp(-squares * Float($0 + 1) / 2) * (1 - Float($0 % 3) * squares / 3) })
let names = ["ankle boot", "pullover", "trouser", "shirt", "coat", "sandal"]
let titles = (0..<18).map { "\(names[$0 % 6])\n\(names[$0 * 5 % 6])" }

let figure = Figure.images(pictures, rows: 2, columns: 9, titles: titles)
try figure.write(to: "images.png")
