import Testing

@testable import Snapshot

@Suite("Numbers as text")
struct WritingNumberTextTests {
  @Test("float32 prints as numpy prints it")
  func floats() {
    for (bits, text) in NumberTexts.floats {
      #expect(formatted { $0.append(Float(bitPattern: bits)) } == text)
    }
  }

  @Test("float64 prints as numpy prints it")
  func doubles() {
    for (bits, text) in NumberTexts.doubles {
      #expect(formatted { $0.append(Double(bitPattern: bits)) } == text)
    }
  }

  @Test("NaN prints as nothing")
  func missing() {
    #expect(formatted { $0.append(Float.nan) } == "")
    #expect(formatted { $0.append(-Double.nan) } == "")
  }

  @Test("A printed float reads back to the same bits")
  func floatRoundTrip() throws {
    var generator = SplitMix64(state: 1)
    for _ in 0..<20_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      guard value.isFinite else { continue }
      let text = formatted { $0.append(value) }
      #expect(try #require(Float(text)).bitPattern == value.bitPattern)
    }
  }

  @Test("A printed double reads back to the same bits")
  func doubleRoundTrip() throws {
    var generator = SplitMix64(state: 2)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = formatted { $0.append(value) }
      #expect(try #require(Double(text)).bitPattern == value.bitPattern)
    }
  }

  @Test("Whole numbers print as digits")
  func integers() {
    let values: [Int64] = [
      0, 7, -1, 9, 10, 99, 100, -100, 1_784_160_000_000, .max, .min, .max - 1,
    ]
    for value in values { #expect(formatted { $0.append(value) } == String(value)) }
  }

  @Test("Whole numbers of a floating point column print with a point")
  func whole() {
    #expect(formatted { $0.appendAsFloat(13) } == "13.0")
    #expect(formatted { $0.appendAsFloat(-1) } == "-1.0")
    #expect(formatted { $0.appendAsFloat(1_784_160_000_000) } == "1784160000000.0")
    #expect(formatted { $0.appendAsFloat(2_034_070_213_411_950_197) } == "2.03407021341195e+18")
  }

  @Test("A buffer holds what was appended, however much")
  func growth() {
    var buffer = TextBuffer(capacity: 0)
    var expected: [UInt8] = []
    for number in 0..<2000 {
      buffer.append(Int64(number))
      buffer.append(.tab)
      expected += Array("\(number)\t".utf8)
    }
    #expect(buffer.bytes == expected)
  }
}

private func formatted(_ append: (inout TextBuffer) -> Void) -> String {
  var buffer = TextBuffer()
  append(&buffer)
  return String(decoding: buffer.bytes, as: UTF8.self)
}

/// Random bits that are the same in every run.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
