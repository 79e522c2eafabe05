/// Takes a model's values from the front of bytes, and never looks behind their end.
struct ModelCursor {
  typealias Problem = EvaluationModelError.Problem

  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(Problem) -> Number {
    let size = MemoryLayout<Number>.size
    guard rest.count >= size else { throw .truncated }
    defer { rest = rest.dropFirst(size) }
    return rest.prefix(size).reversed().reduce(0) { ($0 << 8) | Number(truncatingIfNeeded: $1) }
  }

  /// A finite number of bounded size.
  mutating func double(_ name: String) throws(Problem) -> Double {
    let number = Double(bitPattern: try number(UInt64.self))
    guard abs(number) <= EvaluationModelFormat.largestNumber else { throw .badValue(name: name) }
    return number
  }

  /// A finite number of bounded size.
  mutating func float(_ name: String) throws(Problem) -> Float {
    let number = Float(bitPattern: try number(UInt32.self))
    guard abs(Double(number)) <= EvaluationModelFormat.largestNumber else {
      throw .badValue(name: name)
    }
    return number
  }

  mutating func flag(_ name: String) throws(Problem) -> Bool {
    switch try number(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw .badValue(name: name)
    }
  }

  /// A number of things, 0 to a bound.
  mutating func count(_ name: String, atMost most: Int) throws(Problem) -> Int {
    let number = try number(UInt64.self)
    guard let count = Int(exactly: number), count <= most else { throw .badValue(name: name) }
    return count
  }
}
