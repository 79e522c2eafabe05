import ContentClassification
import Foundation

/// Any JSON, for what platforms send along and what they are told.
///
/// Written in one way only: keys by code point, no blanks, nothing escaped that need not be. Whoever
/// parses it and writes it like that again gets the same bytes, so that a signature of it can be
/// checked (moderation-api 10.2).
public indirect enum JSONTree: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case number(Double)
  case text(String)
  case list([JSONTree])
  case object([String: JSONTree])

  public var object: [String: JSONTree]? {
    if case .object(let members) = self { members } else { nil }
  }
  public var text: String? { if case .text(let text) = self { text } else { nil } }
  public var int: Int64? { if case .int(let number) = self { number } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var isNull: Bool { self == .null }

  /// A number, also a whole one.
  public var number: Double? {
    switch self {
    case .int(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  public subscript(_ name: String) -> JSONTree? { object?[name] }

  /// The bytes, as text.
  public var canonical: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let number): text += String(number)
    case .number(let number): text += number.isFinite ? "\(number)" : "null"
    case .text(let value): Self.write(value, to: &text)
    case .list(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      let keys = members.keys.sorted {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
      }
      for (index, key) in keys.enumerated() {
        if index > 0 { text += "," }
        Self.write(key, to: &text)
        text += ":"
        (members[key] ?? .null).write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{c}": text += "\\f"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// More than what platforms send is refused: it is read by recursion.
  private static let limits = JSONReader.Limits(bytes: 6 << 20, depth: 32, values: 50_000)

  /// Parses bytes; nil where they are no JSON, or more of it than anybody needs.
  public init?(parsing bytes: [UInt8]) {
    guard let tree = try? JSONReader.read(bytes, as: JSONTree.self, limits: Self.limits) else {
      return nil
    }
    self = tree
  }

  public init?(parsing text: String) { self.init(parsing: Array(text.utf8)) }
}

extension JSONTree: JSONBuilding {
  public static var jsonNull: JSONTree { .null }
  public init(jsonBool: Bool) { self = .bool(jsonBool) }
  public init(jsonNumber: Double, text: String) {
    self = Int64(text).map(JSONTree.int) ?? .number(jsonNumber)
  }
  public init(jsonString: String) { self = .text(jsonString) }
  public init(jsonArray: [JSONTree]) { self = .list(jsonArray) }
  public init(jsonObject: [String: JSONTree]) { self = .object(jsonObject) }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }

  public init(_ text: String?) { self = text.map(JSONTree.text) ?? .null }
  public init(_ number: Int?) { self = number.map { .int(Int64($0)) } ?? .null }
  public init(_ number: Double?) { self = number.map(JSONTree.number) ?? .null }
  public init(_ texts: [String]) { self = .list(texts.map(JSONTree.text)) }

  /// A time as ISO 8601 in UTC.
  public init(time: Int64?) { self = time.map { .text(ISOTime.text($0)) } ?? .null }
}
