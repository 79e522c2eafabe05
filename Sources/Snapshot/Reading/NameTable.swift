import Glibc

/// The texts of an enumeration's cases, looked up by their bytes.
struct NameTable<Value: Sendable>: Sendable {
  private let values: [Value]
  private let names: [[UInt8]]
  /// The texts, for messages.
  let known: [String]

  init(_ pairs: [(String, Value)]) {
    values = pairs.map(\.1)
    known = pairs.map(\.0)
    names = known.map { Array($0.utf8) }
  }

  init(_ cases: [Value], name: (Value) -> String) {
    self.init(cases.map { (name($0), $0) })
  }

  @inline(__always)
  func value(of text: UnsafeBufferPointer<UInt8>) -> Value? {
    for index in 0..<names.count {
      let isEqual = names[index].withUnsafeBufferPointer { name in
        name.count == text.count && memcmp(name.baseAddress!, text.baseAddress!, name.count) == 0
      }
      if isEqual { return values[index] }
    }
    return nil
  }
}
