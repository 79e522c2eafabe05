import Foundation
import Testing

@testable import ContentClassification

@Suite("Reading JSON that is not trusted")
struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

  @Test("values of every kind")
  func values() throws {
    #expect(
      try read(#" {"a":[1,-2.5e1,true,false,null],"b":"x\n\u00e9\ud83d\ude00","c":{}} "#)
        == .object([
          "a": .array([.number(1), .number(-25), .bool(true), .bool(false), .null]),
          "b": .string("x\né😀"), "c": .object([:]),
        ]))
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "1e", "-", "NaN", "1e999",
      "tru", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\n\"", "1 2",
      "{} {}", "[1 2]", "{\"a\" 1}", "'a'", "\u{FEFF}1",
    ])
  func refuses(_ text: String) {
    #expect(throws: JSONReader.Problem.self) { () throws in _ = try read(text) }
  }

  @Test("a name given twice is refused")
  func refusesDuplicates() {
    #expect(throws: JSONReader.Problem.self) { () throws in _ = try read(#"{"a":1,"\u0061":2}"#) }
  }

  @Test("bytes that are not UTF-8 are refused")
  func refusesBadText() {
    #expect(throws: JSONReader.Problem.self) { () throws in
      _ = try JSONReader.read([0x22, 0xFF, 0x22])
    }
  }

  @Test("depth, values and bytes are bounded")
  func isBounded() {
    for hostile in [
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 10_000),
      "[" + String(repeating: "0,", count: 20_000) + "0]",
      "\"" + String(repeating: "a", count: 300_000) + "\"", String(repeating: "9", count: 100),
    ] {
      #expect(throws: JSONReader.Problem.self) { () throws in _ = try read(hostile) }
    }
  }

  @Test("a quoted text is read as itself, by this reader and by the system's")
  func quotingRoundTrips() throws {
    var texts = AwkwardTexts(seed: 41)
    for _ in 0..<1_000 {
      let text = texts.next(longest: 40) + "\"\\<|im_end|>\u{2028}"
      let quoted = JSONText.quoted(text)
      #expect(try read(quoted) == .string(text))
      let system = try JSONDecoder().decode([String].self, from: Data("[\(quoted)]".utf8))
      #expect(system[0].unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test("damaged JSON is read or refused, and never more")
  func survivesDamage() {
    let sound = Array(#"{"scores":{"spam":0.5,"x":[1,2,{"y":null}]},"t":"\u00e9\n"}"#.utf8)
    var random = SeededBits(seed: 42)
    for _ in 0..<5_000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if let ours = try? JSONReader.read(bytes) {
        // What we take the system takes too.
        #expect(
          (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil,
          "\(ours)")
      }
    }
  }
}
