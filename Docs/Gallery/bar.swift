import Tensor
import Viz

let names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal"]

let figure = Figure()
figure.axes.bar(names, [0.82, 0.96, 0.74, 0.85, 0.71, 0.93], label: "softmax", width: 0.38, offset: -0.2)
figure.axes.bar(
  names, [0.86, 0.97, 0.81, 0.88, 0.80, 0.96], label: "MLP", width: 0.38, offset: 0.2,
  errors: [0.02, 0.01, 0.03, 0.02, 0.03, 0.01], capSize: 3)
figure.axes.yLabel = "accuracy"
figure.axes.yLimits = 0...1.15
try figure.write(to: "bar.png")
