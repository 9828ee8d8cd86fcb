import Autograd
import Tensor
import Viz

/// ReLU, sigmoid and tanh, and below each its gradient ("Dive into Deep Learning", 5.1).
enum Activations {
  static func draw(_ run: JobRun) throws {
    let functions: [(name: String, function: (Variable<Float>) -> Variable<Float>)] = [
      ("ReLU", { relu($0) }), ("sigmoid", { sigmoid($0) }), ("tanh", { tanh($0) }),
    ]
    let figure = Figure(rows: 2, columns: 3, width: 10.8, height: 5.6)
    for (column, (name, function)) in functions.enumerated() {
      let x = Variable(Tensor<Float>.arange(-8, 8, step: 0.1))
      let y = function(x)
      y.backward()
      figure[0, column].plot(x.value, y.value, color: .palette(column), lineWidth: 2)
      figure[1, column].plot(x.value, x.grad!, color: .palette(column), lineWidth: 2)
      figure[0, column].title = name
      figure[1, column].title = "gradient of \(name)"
      figure[1, column].xLabel = "x"
    }
    try run.write(figure, "\(run.job)-activations.png")
  }
}
