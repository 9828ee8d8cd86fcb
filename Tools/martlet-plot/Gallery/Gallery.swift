import Viz

/// One picture of the gallery.
struct GalleryEntry: Sendable {
  /// The file's name without its ending; the program's function has the same name in Swift's spelling.
  let name: String
  let title: String
  let figure: @Sendable () throws -> Figure
}

/// Every picture of the gallery, in the order in which it is shown.
enum Gallery {
  static let entries: [GalleryEntry] = [
    GalleryEntry(name: "overview", title: "Overview", figure: OverviewExample.overview),
    GalleryEntry(name: "scatter", title: "Scatter", figure: PlaneExamples.scatter),
    GalleryEntry(name: "scatter-values", title: "Scatter by value and size", figure: PlaneExamples.scatterValues),
    GalleryEntry(name: "line", title: "Curves", figure: PlaneExamples.line),
    GalleryEntry(name: "formats", title: "Format strings", figure: PlaneExamples.formats),
    GalleryEntry(name: "fit", title: "Fitted line", figure: PlaneExamples.fit),
    GalleryEntry(name: "fit-polynomial", title: "Fitted polynomial", figure: PlaneExamples.fitPolynomial),
    GalleryEntry(name: "curves", title: "Training history", figure: PlaneExamples.curves),
    GalleryEntry(name: "loss-log", title: "Smoothed losses on a log scale", figure: PlaneExamples.lossLog),
    GalleryEntry(name: "log-log", title: "Two log scales", figure: PlaneExamples.logLog),
    GalleryEntry(name: "histogram", title: "Histogram", figure: PlaneExamples.histogram),
    GalleryEntry(name: "bar", title: "Bars", figure: PlaneExamples.bar),
    GalleryEntry(name: "bar-horizontal", title: "Lying bars", figure: PlaneExamples.barHorizontal),
    GalleryEntry(name: "error-bar", title: "Error bars", figure: PlaneExamples.errorBar),
    GalleryEntry(name: "fill-between", title: "Filled band, lines, arrow", figure: PlaneExamples.fillBetween),
    GalleryEntry(name: "box-plot", title: "Box plot", figure: PlaneExamples.boxPlot),
    GalleryEntry(name: "twin-axes", title: "Two y axes", figure: PlaneExamples.twinAxes),
    GalleryEntry(name: "shared-axes", title: "Shared axes", figure: PlaneExamples.sharedAxes),
    GalleryEntry(name: "dark", title: "Dark theme", figure: PlaneExamples.dark),
    GalleryEntry(name: "images", title: "Image grid", figure: FieldExamples.images),
    GalleryEntry(name: "image", title: "Image", figure: FieldExamples.image),
    GalleryEntry(name: "heatmap", title: "Heat map", figure: FieldExamples.heatmap),
    GalleryEntry(name: "contour", title: "Contour", figure: FieldExamples.contour),
    GalleryEntry(name: "contour-filled", title: "Filled contour", figure: FieldExamples.contourFilled),
    GalleryEntry(name: "decision-regions", title: "Decision regions", figure: FieldExamples.decisionRegions),
    GalleryEntry(name: "surface", title: "Surface and contour", figure: FieldExamples.surface),
    GalleryEntry(name: "surface-color-bar", title: "Surface with colour bar", figure: FieldExamples.surfaceColorBar),
    GalleryEntry(name: "wireframe", title: "Wireframe", figure: FieldExamples.wireframe),
    GalleryEntry(name: "scatter-3d", title: "Points in space", figure: FieldExamples.scatter3D),
  ]
}
