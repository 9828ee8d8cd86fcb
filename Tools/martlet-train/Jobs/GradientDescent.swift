import ArgumentParser
import Autograd
import Data
import Tensor

/// Gradient descent, looked at: y = 2x + 1 + noise of 0.1 with x evenly in 0..<1, the loss over every (w, b), and the
/// paths that descent takes over it: with all samples, some, or one for each step, with learning rates from too small to
/// too large, before and after standardization of x.
struct GradientDescent: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradient-descent", abstract: "Gradient descent, looked at: paths over the surface of the loss.")

  @OptionGroup var options: Options

  func run() throws {
    let run = try JobRun("gradient-descent", options)
    let steps = options.epochs ?? 1000

    let x = Tensor<Float>.uniform([100, 1], low: 0, high: 1, using: &run.rng)
    let y = 1 + 2 * x + 0.1 * Tensor<Float>.normal([100, 1], using: &run.rng)
    let (trainIndices, validationIndices) = trainTestSplit(100, testFraction: 0.2, using: &run.rng)
    let train = (x: x[trainIndices], y: y[trainIndices])
    let validation = (x: x[validationIndices], y: y[validationIndices])
    var scaler = StandardScaler()
    let standardized = (x: scaler.fitTransform(train.x), y: train.y)

    // The descent that the job reports: all samples in each step, the data as they are, learning rate 0.1.
    let w = Variable(Tensor<Float>([-1])), b = Variable(Tensor<Float>([-1]))
    let loop = try run.loop(steps: steps, keeping: [("w", w), ("b", b)], linesEvery: 200)
    try run.measured {
      for _ in loop {
        let loss = ((w * train.x + b - train.y) ** 2).mean()
        loss.backward()
        let place = (w: Double(w.value.item()), b: Double(b.value.item()))
        for p in [w, b] {
          p.value -= 0.1 * p.grad!
          p.zeroGrad()
        }
        try loop.endEpoch(["loss": Double(loss.item()), "w": place.w, "b": place.b])
      }
    }
    let path = Descent(w: loop.curves[1].values, b: loop.curves[2].values, losses: loop.curves[0].values)

    // Where it has to lead to.
    let exact = LinearRegression().fit(train.x, train.y)
    let unseen = noGrad { ((w * validation.x + b - validation.y) ** 2).mean().item() }
    run.say("validation loss \(unseen)")
    run.report("w", w.value.item())
    run.report("b", b.value.item())
    run.report("exactW", exact.coefficients.item())
    run.report("exactB", exact.intercept)
    run.report("loss", noGrad { ((w * train.x + b - train.y) ** 2).mean().item() })

    // The same with fewer samples in a step, other learning rates, and standardized data.
    func descend(_ data: (x: Tensor<Float>, y: Tensor<Float>), _ name: String, rate: Float, batchSize: Int, steps: Int)
      throws -> Descent
    {
      let stage = try run.stage("\(name), rate \(rate), batch \(batchSize)") {
        let w = Variable(Tensor<Float>([-1])), b = Variable(Tensor<Float>([-1]))
        let batches = DataLoader(data.x, data.y, batchSize: batchSize, shuffle: true, using: &run.rng)
        var path: [[Double]] = []
        while path.count < steps {
          for (x, y) in batches where path.count < steps {
            path.append([
              Double(w.value.item()), Double(b.value.item()),
              noGrad { Double(((w * data.x + b - data.y) ** 2).mean().item()) },
            ])
            ((w * x + b - y) ** 2).mean().backward()
            for p in [w, b] {
              p.value -= rate * p.grad!
              p.zeroGrad()
            }
          }
        }
        return ["path": Tensor(path)]
      }
      let path = try stage.tensor("path", as: Double.self)
      return Descent(w: path[0..., 0].scalars, b: path[0..., 1].scalars, losses: path[0..., 2].scalars)
    }
    let kinds = [(name: "as it is", data: train), (name: "standardized", data: standardized)]
    let sizes = [("all 80 samples", 80), ("mini-batches of 16", 16), ("one sample", 1)]
    let rates: [Float] = [0.01, 0.1, 0.8, 1.05]
    let pictures = DescentPictures(run)
    try pictures.drawFit(train, validation, w: w.value.item(), b: b.value.item(), exact)
    try pictures.drawSurface(LossSurface(train), path)
    try pictures.drawPaths(
      try kinds.map { kind in
        try sizes.map { size in
          let path = try descend(kind.data, kind.name, rate: 0.1, batchSize: size.1, steps: 100)
          return ("\(size.0), x \(kind.name)", LossSurface(kind.data), path)
        }
      }, "gradient-descent-batches.png")
    let byRate = try kinds.map { kind in
      try rates.map { rate in
        let path = try descend(kind.data, kind.name, rate: rate, batchSize: 80, steps: 50)
        return ("learning rate \(rate), x \(kind.name)", LossSurface(kind.data), path)
      }
    }
    try pictures.drawPaths(byRate, "gradient-descent-rates.png")
    try pictures.drawLosses(byRate, rates)
    try pictures.animate(train, LossSurface(train), path)
    run.finish(epochs: steps)
  }
}
