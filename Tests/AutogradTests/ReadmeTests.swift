import Foundation
import Testing

@Suite struct ReadmeTests {
  /// The example of the module's README is the operation in `OperationTests`, to the letter, which is compiled and run.
  @Test func theExampleIsCompiled() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let readme = try String(contentsOf: tests.appending(path: "../../Modules/Autograd/README.md"), encoding: .utf8)
    let source = try String(contentsOf: tests.appending(path: "Graph/OperationTests.swift"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count == 1)
    for block in blocks { #expect(source.contains(block)) }
  }
}
