import Foundation
public import Tensor

/// The golden cases under `MARTLET_GOLDEN`.
public enum Golden {
  /// The folder; nil where the variable is not set.
  static var folder: URL? {
    ProcessInfo.processInfo.environment["MARTLET_GOLDEN"].map { URL(fileURLWithPath: $0, isDirectory: true) }
  }

  /// Whether there is something to run.
  public static var isAvailable: Bool { folder != nil }

  /// The cases of a group; empty where the folder has no such group. Throws for a folder without any.
  public static func cases(_ group: String) throws -> [GoldenCase] {
    guard let folder else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    guard names.contains(where: { $0.hasSuffix(".json") }) else { throw GoldenError("\(folder.path): no golden cases") }
    guard names.contains("\(group).json") else { return [] }
    let data = try Data(contentsOf: folder.appendingPathComponent("\(group).json"))
    guard let objects = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] else {
      throw GoldenError("\(group).json: not a list of cases")
    }
    let arrays = try Safetensors.load(folder.appendingPathComponent("\(group).safetensors"))
    return try objects.map { try GoldenCase($0, arrays) }
  }

  /// Runs the cases of a group that `isKnown` claims, one after the other.
  ///
  /// `run` gives the results, of which as many as the case has are compared; nil where it does not know the operation.
  public static func report(
    _ group: String, where isKnown: (GoldenCase) -> Bool = { _ in true },
    _ run: (GoldenCase) throws -> [DynamicTensor]?
  ) throws -> GoldenReport {
    var report = GoldenReport(group: group)
    for item in try cases(group) where isKnown(item) {
      report.add {
        guard let results = try run(item) else { return "\(item.id): unknown operation \(item.operation)" }
        guard results.count >= item.outputs.count else {
          return "\(item.id): \(results.count) results, not \(item.outputs.count)"
        }
        return zip(results, item.outputs).lazy.compactMap { item.difference($0, from: $1) }.first
      }
    }
    return report
  }
}

/// How a group went.
public struct GoldenReport: Sendable {
  /// Which group.
  public let group: String
  /// How many cases were run.
  public private(set) var total = 0
  /// One line for each case that failed.
  public private(set) var failures: [String] = []

  /// `golden elementwise: 249 of 249`
  public var line: String { "golden \(group): \(total - failures.count) of \(total)" }

  /// A report of no cases yet.
  public init(group: String) { self.group = group }

  /// Counts one case, which failed if `check` throws or says what is wrong.
  public mutating func add(_ check: () throws -> String?) {
    total += 1
    do {
      if let failure = try check() { failures.append(failure) }
    } catch { failures.append("\(error)") }
  }
}

/// A folder of golden cases that cannot be read.
public struct GoldenError: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension GoldenCase {
  init(_ object: [String: Any], _ arrays: NamedTensors) throws {
    guard let id = object["id"] as? String, let operation = object["op"] as? String else {
      throw GoldenError("a case without id or op: \(object)")
    }
    func tensors(_ key: String) throws -> [DynamicTensor?] {
      try (object[key] as? [Any] ?? []).map { name in
        guard let name = name as? String else { return nil }
        guard let tensor = arrays[name] else { throw GoldenError("\(id): no array \(name)") }
        return tensor
      }
    }
    self.init(
      id: id, operation: operation, inputs: try tensors("inputs").compactMap(\.self),
      transposed: object["transposed"] as? [Bool] ?? [],
      parameters: GoldenParameters(object["params"] as? [String: Any] ?? [:]),
      outputs: try tensors("outputs").compactMap(\.self), cotangents: try tensors("cotangents").compactMap(\.self),
      gradients: try tensors("gradients"), rtol: (object["rtol"] as? NSNumber)?.doubleValue ?? 0,
      atol: (object["atol"] as? NSNumber)?.doubleValue ?? 0)
  }
}
