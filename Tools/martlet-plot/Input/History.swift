import Foundation
import ToolSupport

/// Training histories as JSON: an object of lists, `{"train loss": [0.9, 0.7]}`, or a line with an object for each
/// epoch, `{"epoch": 1, "loss": 0.9}`, or a list of such objects. A value that is not a number is missing.
enum History {
  static func read(_ path: String) throws -> [(name: String, values: [Double])] {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw ToolError(.brokenFile, "\(path): is not a text in UTF-8")
    }
    let whole = try? JSONSerialization.jsonObject(with: Foundation.Data(text.utf8))
    if let objects = whole as? [[String: Any]], !objects.isEmpty { return columns(objects, in: text) }
    if let object = whole as? [String: Any],
      object.values.contains(where: { $0 is [Any] })
    {
      return inOrder(Array(object.keys), text).compactMap { name in
        (object[name] as? [Any]).map { (name, $0.map(number)) }
      }
    }
    return try lines(text, path)
  }

  private static func lines(_ text: String, _ path: String) throws -> [(name: String, values: [Double])] {
    var objects: [[String: Any]] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { !$0.isWhitespace }) {
      let object = try? JSONSerialization.jsonObject(with: Foundation.Data(line.utf8)) as? [String: Any]
      guard let object else {
        throw ToolError(.brokenFile, "\(path):\(index + 1): is not a JSON object such as {\"epoch\": 1, \"loss\": 0.9}")
      }
      objects.append(object)
    }
    return columns(objects, in: text)
  }

  /// A column for each name of an object's numbers; missing where an object does not have it.
  private static func columns(_ objects: [[String: Any]], in text: String) -> [(name: String, values: [Double])] {
    var names = Set<String>()
    for object in objects {
      for (name, value) in object where value is NSNumber || value is NSNull { names.insert(name) }
    }
    return inOrder(Array(names), text).map { name in (name, objects.map { number($0[name] as Any) }) }
  }

  private static func number(_ value: Any) -> Double { (value as? NSNumber)?.doubleValue ?? .nan }

  /// Names in the order in which a text has them; a dictionary has forgotten it.
  private static func inOrder(_ names: [String], _ text: String) -> [String] {
    names.map { name in (name, text.range(of: "\"\(name)\"")?.lowerBound ?? text.endIndex) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }
}
