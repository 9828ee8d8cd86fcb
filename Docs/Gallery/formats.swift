import Tensor
import Viz

let x = Tensor<Float>.linspace(0, 1, count: 9)
let formats = ["-", "m--", "g-.", "r:", "-o", "ro", "rx", "k.-", "C1s--", "C4^-", "C5D:", "C6*-", "C7+", "C8v-"]

let figure = Figure(height: 5.2)
for (row, format) in formats.enumerated() {
  figure.axes.plot(x, Tensor<Float>.full([9], Float(-row)), LineFormat(format), markerSize: 8)
  figure.axes.text(1.06, Double(-row) - 0.15, "\"\(format)\"")
}
figure.axes.xLimits = -0.05...1.25
figure.axes.isFrameVisible = false
figure.axes.title = "Format strings"
try figure.write(to: "formats.png")
