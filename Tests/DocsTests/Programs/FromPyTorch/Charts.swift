import Tensor
import Viz

/// matplotlib.
enum ChartLines {
  static func charts(_ png: String, _ svg: String) throws {
    let x = Tensor<Float>.linspace(0, 3, count: 20), y = x * x
    let grid = Tensor<Float>.meshgrid([.linspace(-1, 1, count: 8), .linspace(-1, 1, count: 8)])
    let (u, v) = (grid[0], grid[1]), z = u * u + v * v, classes = Tensor<Int32>(z .> 1)
    let matrix: Tensor<Float> = [[5, 1], [0, 6]], pixels = Tensor<Float>.ones([2, 8, 8])

    // fig, ax = plt.subplots(figsize=(6, 4))
    let figure = Figure(width: 6, height: 4)
    let ax = figure.axes
    // fig, axs = plt.subplots(1, 2); axs[1].plot(x, y)
    let pair = Figure(rows: 1, columns: 2)
    pair[0, 1].plot(x, y)
    // ax.plot(x, y, 'ro', label='Original data')
    ax.plot(x, y, "ro", label: "Original data")
    // ax.plot(x, y, 'm--', linewidth=2)
    ax.plot(x, y, "m--", lineWidth: 2)
    // ax.scatter(x, y, s=1, color='C1', alpha=0.5)
    ax.scatter(x, y, size: 1, color: "C1", alpha: 0.5)
    // ax.scatter(x, y, c=x, cmap='plasma'); fig.colorbar(…)
    ax.scatter(x, y, values: x, colorMap: .plasma)
    ax.colorBar()
    // ax.set_title('Fit'); ax.set_xlabel('x'); ax.set_ylabel('y')
    ax.title = "Fit"
    ax.xLabel = "x"
    ax.yLabel = "y"
    // ax.set_xlim(0, 3); ax.set_yscale('log'); ax.grid(True)
    ax.xLimits = 0...3
    ax.yScale = .log
    ax.grid = true
    // ax.legend(loc='upper right')
    ax.legend(.upperRight)
    // ax.axhline(2); ax.axvline(1)
    ax.hlines(2)
    ax.vlines(1)
    // ax.text(1, 2, 'here'); ax.fill_between(x, y - 1, y + 1)
    ax.text(1, 2, "here")
    ax.fillBetween(x, y - 1, y + 1)
    // ax.hist(y, bins=10)
    Figure().axes.histogram(y, bins: 10)
    // ax.bar(['a', 'b'], [1, 2])
    Figure().axes.bar(["a", "b"], [1, 2])
    // ax.errorbar(x, y, yerr=0.1, capsize=3); ax.boxplot([x, y])
    Figure().axes.errorBar(x, y, yError: 0.1, capSize: 3)
    Figure().axes.boxPlot([x, y])
    // ax.imshow(pixels[0], cmap='gray')
    Figure().axes.image(pixels[0], colorMap: .gray)
    // sns.heatmap(matrix, annot=True)
    Figure().axes.heatmap(matrix)
    // sns.regplot(x=x, y=y)
    Figure().axes.fit(x, y)
    // cs = ax.contour(u, v, z, 12); ax.clabel(cs)
    Figure().axes.contour(u, v, z, levels: 12, labels: true)
    // ax.contourf(u, v, z)
    Figure().axes.contourf(u, v, z)
    // ax.contourf(u, v, classes, levels=[-0.5, 0.5, 1.5], colors=['C0', 'C1'], alpha=0.3)
    Figure().axes.decisionRegions(u, v, classes, names: ["inside", "outside"])
    // plt.subplot(projection='3d').plot_surface(u, v, z, cmap='viridis')
    Figure().axes.surface(u, v, z)
    // plt.savefig(png, dpi=150)
    figure.dpi = 150
    try figure.write(to: png)
    // plt.savefig(svg)
    try figure.write(to: svg)
  }

  /// What looks different unless it is asked for.
  static func looks() {
    let figure = Figure(), ax = figure.axes
    let x = Tensor<Float>.linspace(0, 3, count: 20), y = x * x
    let u = Tensor<Float>.linspace(-1, 1, count: 8), v = u, z = matmul(v.reshaped(8, 1), u.reshaped(1, 8))

    // ax.plot(x, y, label='y'), no ax.legend()
    ax.plot(x, y, label: "y").legend(.hidden)
    // ax.grid(False)
    ax.grid = false
    // ax.fill_between(x, y - 1, y + 1)
    ax.fillBetween(x, y - 1, y + 1, alpha: 1)
    // ax.axhline(2)
    ax.hlines(2, color: "C0", lineWidth: 1.5)
    // plot_surface(u, v, z)
    Figure().axes.surface(u, v, z, color: "C0")
    // the colours of plt.style.use('default')
    figure.theme.palette = [
      "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf",
    ]
  }
}
