/// Reads JSON (RFC 8259) from a source that is not trusted: bounded in bytes, depth and number of
/// values; refuses a name given twice, which two readers may understand differently, text that is not
/// UTF-8, and anything behind the value.
public struct JSONReader {
  public struct Limits: Hashable, Sendable {
    public var bytes: Int
    public var depth: Int
    public var values: Int

    public init(bytes: Int = 256 << 10, depth: Int = 12, values: Int = 10_000) {
      self.bytes = bytes
      self.depth = depth
      self.values = values
    }
  }

  /// The first byte that does not fit.
  public struct Problem: Error, Hashable {
    public let position: Int
  }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var valuesLeft: Int
  private let limits: Limits

  static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Problem) -> JSONValue {
    try read(bytes, as: JSONValue.self, limits: limits)
  }

  /// - Throws: `Problem`.
  public static func read<Value: JSONBuilding>(
    _ bytes: [UInt8], as _: Value.Type, limits: Limits = Limits()
  ) throws(Problem) -> Value {
    guard bytes.count <= limits.bytes else { throw Problem(position: limits.bytes) }
    var reader = JSONReader(bytes: bytes, limits: limits)
    let value: Value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.problem }
    return value
  }

  private init(bytes: [UInt8], limits: Limits) {
    self.bytes = bytes
    self.limits = limits
    valuesLeft = limits.values
  }

  private var problem: Problem { Problem(position: position) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func value<Value: JSONBuilding>() throws(Problem) -> Value {
    skipSpace()
    valuesLeft -= 1
    guard valuesLeft >= 0, depth <= limits.depth else { throw problem }
    switch next {
    case UInt8(ascii: "{"): return Value(jsonObject: try object())
    case UInt8(ascii: "["): return Value(jsonArray: try array())
    case UInt8(ascii: "\""): return Value(jsonString: try string())
    case UInt8(ascii: "t"): return try word("true", Value(jsonBool: true))
    case UInt8(ascii: "f"): return try word("false", Value(jsonBool: false))
    case UInt8(ascii: "n"): return try word("null", .jsonNull)
    default:
      let (number, text) = try number()
      return Value(jsonNumber: number, text: text)
    }
  }

  private mutating func word<Value>(_ word: String, _ value: Value) throws(Problem) -> Value {
    guard bytes[position...].starts(with: word.utf8) else { throw problem }
    position += word.utf8.count
    return value
  }

  private mutating func object<Value: JSONBuilding>() throws(Problem) -> [String: Value] {
    var members: [String: Value] = [:]
    position += 1
    depth += 1
    skipSpace()
    if !take("}") {
      repeat {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw problem }
        let start = position
        let name = try string()
        skipSpace()
        guard take(":") else { throw problem }
        let member: Value = try value()
        guard members.updateValue(member, forKey: name) == nil else {
          throw Problem(position: start)
        }
        skipSpace()
      } while take(",")
      guard take("}") else { throw problem }
    }
    depth -= 1
    return members
  }

  private mutating func array<Value: JSONBuilding>() throws(Problem) -> [Value] {
    var elements: [Value] = []
    position += 1
    depth += 1
    skipSpace()
    if !take("]") {
      repeat {
        elements.append(try value())
        skipSpace()
      } while take(",")
      guard take("]") else { throw problem }
    }
    depth -= 1
    return elements
  }

  private mutating func number() throws(Problem) -> (Double, text: String) {
    let start = position
    _ = take("-")
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      throw problem
    }
    if take("."), digits() == 0 { throw problem }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if digits() == 0 { throw problem }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard position - start <= 64, let number = Double(text), number.isFinite else {
      throw Problem(position: start)
    }
    return (number, text)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func string() throws(Problem) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw Problem(position: start)
        }
        return valid
      case UInt8(ascii: "\\"): text.append(contentsOf: String(try escaped()).utf8)
      case ..<0x20: throw problem
      default: text.append(byte)
      }
    }
    throw problem
  }

  private mutating func escaped() throws(Problem) -> Unicode.Scalar {
    guard let byte = next else { throw problem }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try codeUnit()
      if let scalar = Unicode.Scalar(first) { return scalar }
      // The first half of a pair; a half alone is no text.
      guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw problem }
      let second = try codeUnit()
      guard (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw problem }
      return scalar
    default: throw problem
    }
  }

  private mutating func codeUnit() throws(Problem) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue,
        byte < 0x80
      else { throw problem }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
