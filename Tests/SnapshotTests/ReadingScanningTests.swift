import Testing

@testable import Snapshot

@Suite("Scanning bytes")
struct ReadingScanningTests {
  @Test("digits read as the standard library reads them", arguments: 0..<20)
  func digits(length: Int) {
    var random = SplitMix(seed: UInt64(length))
    for _ in 0..<500 {
      let places = (0..<length).map { _ in "0123456789".randomElement(using: &random)! }
      let text = (Bool.random(using: &random) ? "-" : "") + String(places)

      #expect(parse(text) == Int64(text), "\(text)")
    }
  }

  @Test(
    "the ends of the range read, and nothing beyond",
    arguments: [
      ("9223372036854775807", Int64.max), ("-9223372036854775807", -Int64.max),
      ("9223372036854775808", nil), ("99999999999999999999", nil), ("", nil), ("-", nil),
    ] as [(String, Int64?)])
  func bounds(text: String, value: Int64?) {
    #expect(parse(text) == value)
  }

  @Test("one byte that is no digit spoils a number, wherever it stands")
  func noDigit() {
    for place in 0..<19 {
      for byte in UInt8.min...UInt8.max where !(48...57).contains(byte) {
        var text = Array("1234567890123456789".utf8)
        text[place] = byte
        // A minus sign may lead.
        guard place > 0 || byte != UInt8(ascii: "-") else { continue }

        #expect(text.withUnsafeBufferPointer { Digits.parse($0) } == nil)
      }
    }
  }

  @Test("only tabs and newlines separate fields, whatever bytes stand around them")
  func separators() {
    var random = SplitMix(seed: 5)
    for _ in 0..<2000 {
      let length = Int.random(in: 1...40, using: &random)
      let bytes = (0..<length).map { _ in UInt8.random(in: 7...12, using: &random) }
      let expected = bytes.split(
        separator: Ascii.newline, maxSplits: .max, omittingEmptySubsequences: false)

      let lines = fieldCounts(bytes)

      // A newline ends a line; no further line follows the last one.
      let ended = bytes.last == Ascii.newline ? expected.dropLast() : expected[...]
      #expect(lines == ended.map { line in line.count { $0 == Ascii.tab } + 1 })
    }
  }

  @Test("texts get numbers in order of first appearance, however many there are")
  func interning() {
    var interner = ByteInterner(seed: 9)
    let texts = (0..<5000).map { "text \($0 % 1777)" }

    let numbers = texts.map { text in
      Array(text.utf8).withUnsafeBufferPointer { interner.intern($0) }
    }

    #expect(numbers == (0..<5000).map { UInt32($0 % 1777) })
    #expect(interner.count == 1777)
    #expect(interner.text(1776) == "text 1776")
  }

  private func parse(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBufferPointer { Digits.parse($0) }
  }

  private func fieldCounts(_ bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      var lines = LineSplitter(base: bytes.baseAddress!, count: bytes.count)
      var counts: [Int] = []
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4) { starts in
        while let line = lines.next(starts: starts.baseAddress!, capacity: 2) {
          counts.append(line.fieldCount)
        }
      }
      return counts
    }
  }
}
