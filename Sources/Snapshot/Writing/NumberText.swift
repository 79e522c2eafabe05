// Numbers as the reference prints them: whole numbers as digits, floating point numbers as the
// shortest text that reads back to the same value, laid out the way Python does it.

extension TextBuffer {
  /// Decimal digits, with a minus sign where negative.
  @inline(__always)
  mutating func append(_ value: Int64) {
    append(room: 20) { start in
      var rest = value.magnitude
      var length = 1
      var bound: UInt64 = 10
      while rest >= bound {
        length += 1
        let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
        if overflow { break }
        bound = next
      }
      if value < 0 {
        start[0] = UInt8(ascii: "-")
        length += 1
      }
      var end = length
      repeat {
        end -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        start[end] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      } while rest != 0
      return length
    }
  }

  /// A whole number in a floating point column: `13.0`.
  mutating func appendAsFloat(_ value: Int64) {
    // Above 2^53 a double no longer holds every whole number, so the digits may differ.
    guard value.magnitude <= 1 << 53 else { return append(Double(value)) }
    append(value)
    append(".0")
  }

  /// Shortest float32 text; nothing for NaN, which means missing.
  mutating func append(_ value: Float) {
    guard !value.isNaN else { return }
    // The bounds are compared in double precision, so that the float32 next to 0.0001, which lies
    // below it, prints with an exponent.
    appendShortest(value.description, magnitude: Double(value.magnitude))
  }

  /// Shortest float64 text; nothing for NaN, which means missing.
  mutating func append(_ value: Double) {
    guard !value.isNaN else { return }
    appendShortest(value.description, magnitude: value.magnitude)
  }

  /// Lays out the digits of `text`, Swift's shortest description of a number, as Python does.
  private mutating func appendShortest(_ text: String, magnitude: Double) {
    let usesExponent = magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)
    var text = text
    text.withUTF8 { utf8 in
      let hasExponent = utf8.contains(UInt8(ascii: "e"))
      if magnitude.isInfinite || (!usesExponent && !hasExponent) {
        append(UnsafeRawBufferPointer(utf8))
      } else {
        let decimal = DecimalDigits(utf8)
        if decimal.isNegative { append(UInt8(ascii: "-")) }
        if usesExponent { appendScientific(decimal) } else { appendPositional(decimal) }
      }
    }
  }

  /// `d.ddde-05`: the exponent has a sign and at least two digits.
  private mutating func appendScientific(_ decimal: DecimalDigits) {
    append(decimal.digits[0])
    if decimal.count > 1 { append(UInt8(ascii: ".")) }
    for position in 1..<max(1, decimal.count) { append(decimal.digits[position]) }
    append(UInt8(ascii: "e"))
    append(UInt8(ascii: decimal.exponent < 0 ? "-" : "+"))
    if abs(decimal.exponent) < 10 { append(UInt8(ascii: "0")) }
    append(Int64(abs(decimal.exponent)))
  }

  /// A number of 1 or more without an exponent; its digits are filled up with zeros.
  private mutating func appendPositional(_ decimal: DecimalDigits) {
    let whole = decimal.exponent + 1
    for position in 0..<max(whole, decimal.count) {
      if position == whole { append(UInt8(ascii: ".")) }
      append(position < decimal.count ? decimal.digits[position] : UInt8(ascii: "0"))
    }
    if decimal.count <= whole { append(".0") }
  }
}

/// The significant digits of a number and the power of ten of the first of them.
private struct DecimalDigits {
  var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
  var count = 0
  var exponent = 0
  var isNegative = false

  /// Reads Swift's description of a finite number other than zero.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var seenPoint = false
    var pointAfter = 0
    var position = 0
    scan: while position < text.count {
      switch text[position] {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"): break scan
      case let digit:
        if count == 0, digit == UInt8(ascii: "0") {
          if seenPoint { pointAfter -= 1 }
        } else {
          digits[count] = digit
          count += 1
          if !seenPoint { pointAfter += 1 }
        }
      }
      position += 1
    }
    while count > 1, digits[count - 1] == UInt8(ascii: "0") { count -= 1 }
    exponent = pointAfter - 1 + Self.written(text[min(position + 1, text.count)...])
  }

  /// The value of a written exponent such as `-05` or `+20`; 0 where there is none.
  private static func written(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var value = 0
    for byte in text where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return text.first == UInt8(ascii: "-") ? -value : value
  }
}
