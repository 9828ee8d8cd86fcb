import Data
import Foundation
import Tensor
import Testing

/// Control characters of a table never reach what is printed.
@Suite struct HostileTextTests {
  private let evil = "x\u{1b}]0;pwned\u{7}\u{9b}2J\u{202E}"
  private let seen = "x\\u{1b}]0;pwned\\u{7}\\u{9b}2J\\u{202e}"

  private func isVisible(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isInvisibleControl }
  }

  @Test func framesAndColumns() throws {
    let frame = try DataFrame(csvText: "\"\(evil)\",\"two\nlines\"\n\(evil),1\nb\tc,2\n")
    for text in [frame.description, frame.info(), frame[rows: 0..<1].description, frame[evil].description] {
      #expect(isVisible(text), "\(text.debugDescription)")
    }
    #expect(frame.description.contains(seen) && frame.info().contains(seen))
    #expect(frame.description.contains("two\\nlines") && frame.description.contains("b\\tc"))
    // A line for the names, one for the types, one for each row.
    #expect(frame.description.split(separator: "\n").count == 4)
    // Dummies are too wide for the page, so a line with the shape follows.
    #expect(frame.getDummies().description.split(separator: "\n").count == 5)
  }

  @Test func errors() {
    let errors: [DataError] = [
      .missing(file: evil, hint: evil), .unreadable(file: evil, reason: evil),
      .malformed(file: evil, place: .part(evil), reason: evil), .unwritable(file: evil, reason: evil),
      .unavailable(file: evil, reason: evil),
    ]
    for error in errors { #expect(isVisible("\(error)") && "\(error)".contains(seen)) }
    #expect { try DataFrame(csvText: "a\n1\n\(evil)\n", format: CSVFormat(types: ["a": .int])) } throws: { error in
      isVisible("\(error)")
    }
    #expect { try DataFrame(csv: "/nowhere/\(evil)") } throws: { "\($0)" == "/nowhere/\(seen): no such file" }
  }
}
