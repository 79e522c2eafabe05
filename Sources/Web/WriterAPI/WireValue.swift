import Foundation

/// JSON as the writers' interface puts it together: what has no value is absent, never null.
indirect enum WireValue: Encodable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case list([WireValue])
  case object([String: WireValue])

  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(arrayLiteral elements: WireValue...) { self = .list(elements) }

  /// An object of what has a value.
  static func object(of members: [String: WireValue?]) -> WireValue {
    .object(members.compactMapValues(\.self))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .boolean(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }

  /// An instant as the interface writes it: RFC 3339, UTC, with milliseconds.
  static func time(_ millis: Int64) -> WireValue {
    let date = Date(timeIntervalSince1970: Double(millis / 1_000))
    let seconds = date.formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        .time(includingFractionalSeconds: false))
    let rest = String(millis % 1_000 + 1_000).dropFirst()
    return .text("\(seconds).\(rest)Z")
  }
}
