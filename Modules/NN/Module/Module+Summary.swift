import Autograd
public import Tensor

/// What a model makes of an input, layer by layer.
public struct ModuleSummary: CustomStringConvertible, Sendable {
  /// A layer that ran.
  public struct Row: Sendable {
    /// The name of the layer in the model; empty for the model itself.
    public let name: String
    /// The layer with its details.
    public let layer: String
    /// The shape of what it gave.
    public let output: Shape
    /// The elements of its own parameters; 0 where they were counted in a row above.
    public let parameterCount: Int
  }

  /// The layers in the order in which they ran.
  public let rows: [Row]
  /// The shape of the input.
  public let input: Shape
  /// The elements of all parameters.
  public let parameterCount: Int

  /// Bytes of all parameters.
  public var parameterBytes: Int { parameterCount * 4 }
  /// Bytes of what the layers gave.
  public var outputBytes: Int { rows.reduce(0) { $0 + $1.output.volume * 4 } }

  /// A table: layer, output shape, parameters, bytes.
  public var description: String {
    let head = ["Layer", "Output", "Parameters", "Bytes"]
    let lines = rows.map { row in
      [
        row.name.isEmpty ? row.layer : "\(row.name): \(row.layer)", "\(row.output)", row.parameterCount.grouped,
        (row.output.volume * 4).grouped,
      ]
    }
    let widths = head.indices.map { column in ([head] + lines).map { $0[column].count }.max() ?? 0 }
    let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1))
    func format(_ cells: [String]) -> String {
      let parts = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return column < 2 ? cell + space : space + cell
      }
      return parts.joined(separator: "  ").trimmingTrailingSpaces
    }
    return
      ([format(head), rule] + lines.map(format) + [
        rule, "Input \(input)",
        "Parameters \(parameterCount.grouped) (\(parameterBytes.grouped) bytes), outputs \(outputBytes.grouped) bytes",
      ]).joined(separator: "\n")
  }
}

extension Layer {
  /// Runs a batch of zeros of this shape through the model, in evaluation mode, and tells what each layer gave.
  ///
  ///     print(net.summary(input: [1, 28, 28]))
  ///
  /// Layers that wait for their first input get it.
  public func summary(input: Shape) -> ModuleSummary {
    summary(input: input) { self(Tensor<Float>.zeros(input)).value }
  }
}

extension Module {
  /// Runs `body`, a call of the model, in evaluation mode, and tells what each layer in it gave.
  ///
  ///     model.summary(input: [1, 12]) { model(x).value }
  public func summary(input: Shape, _ body: () -> Tensor<Float>) -> ModuleSummary {
    let recorder = SummaryRecorder()
    evaluating { _ = FailureContext.within(self, name: moduleName, observer: recorder, body) }
    var names: [ObjectIdentifier: String] = [:]
    for (name, module) in namedModules() { names[ObjectIdentifier(module)] = name }
    var counted = Set<ObjectIdentifier>()
    // A layer that only holds others is told by them; one with parameters beside them has a row for those.
    let rows = recorder.outputs.compactMap { layer, output -> ModuleSummary.Row? in
      let own = layer.ownParameters
      if own.isEmpty && !layer.children.isEmpty { return nil }
      return ModuleSummary.Row(
        name: names[ObjectIdentifier(layer)] ?? "", layer: layer.children.isEmpty ? layer.description : layer.title,
        output: output, parameterCount: own.reduce(0) { $0 + (counted.insert($1.id).inserted ? $1.count : 0) })
    }
    return ModuleSummary(rows: rows, input: input, parameterCount: parameterCount)
  }
}

extension Module {
  /// The parameters that stand in this module itself, and not in those within it.
  fileprivate var ownParameters: [Parameter] {
    var result: [Parameter] = []
    forEachMember { _, member in if case .parameter(let parameter) = member { result.append(parameter) } }
    return result
  }
}

private final class SummaryRecorder: FailureContextObserver {
  var outputs: [(layer: any Module, output: Shape)] = []

  func didRun(_ part: AnyObject, output: Shape) {
    if let layer = part as? any Module { outputs.append((layer, output)) }
  }
}

extension Int {
  /// `784,000`
  fileprivate var grouped: String {
    var digits = Array(String(self))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
