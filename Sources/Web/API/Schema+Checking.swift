import Foundation
import Service

extension Schema {
  /// What is wrong with a body by its documented shape; empty where nothing is, and where the bytes
  /// are no JSON, which reading them tells better.
  ///
  /// What is not documented is refused: a misspelt field would be left out in silence.
  func problems(_ body: [UInt8]) -> [FieldProblem] {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else { return [] }
    return problems(value, at: "")
  }

  private func problems(_ value: JSONValue, at field: String) -> [FieldProblem] {
    func check(_ isFine: Bool, _ message: String) -> [FieldProblem] {
      isFine ? [] : [FieldProblem(field: field, message: message)]
    }
    let otherType = [FieldProblem(field: field, message: "This has another type.")]
    switch (self, value) {
    case (.optional, .null): return []
    case (.optional(let schema), _): return schema.problems(value, at: field)
    case (.named(let name), _):
      return Shapes.all.first { $0.name == name }?.schema.problems(value, at: field) ?? []
    case (.string(let most, let values), .string(let text)):
      return check(
        text.unicodeScalars.count <= most ?? .max, "At most \(most ?? 0) characters fit.")
        + check(values?.contains(text) ?? true, "This value can't be taken.")
    case (.address, .string(let text)):
      return check(text.unicodeScalars.count <= 2_000, "At most 2000 characters fit.")
        + check(
          text.contains(/^[A-Za-z][A-Za-z0-9+.\-]*:[!-~]+$/), "This is no web address: https://…")
    case (.integer(let least, let most), .integer(let number)):
      return check(
        number >= least ?? .min && number <= most ?? .max, "This number is out of bounds.")
    case (.millis, .integer), (.number, .integer), (.number, .number), (.boolean, .boolean):
      return []
    case (.array(let item, let most), .array(let values)):
      return check(values.count <= most ?? .max, "At most \(most ?? 0) fit.")
        + values.enumerated().flatMap { item.problems($0.element, at: "\(field).\($0.offset)") }
    case (.object(let properties), .object(let values)):
      return Self.problems(values, properties, at: field)
    default: return otherType
    }
  }

  private static func problems(
    _ values: [String: JSONValue], _ properties: [Property], at field: String
  ) -> [FieldProblem] {
    func path(_ name: String) -> String { field.isEmpty ? name : "\(field).\(name)" }
    let known = Set(properties.map(\.name))
    return properties.flatMap { property -> [FieldProblem] in
      guard let value = values[property.name] else {
        return property.isRequired
          ? [FieldProblem(field: path(property.name), message: "This is missing.")] : []
      }
      return property.schema.problems(value, at: path(property.name))
    }
      + values.keys.filter { !known.contains($0) }.sorted().map {
        FieldProblem(field: path($0), message: "There is no such field.")
      }
  }
}

/// Any JSON.
private enum JSONValue: Decodable {
  case null
  case boolean
  case integer(Int)
  case number
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if (try? container.decode(Bool.self)) != nil {
      self = .boolean
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if (try? container.decode(Double.self)) != nil {
      self = .number
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let values = try? container.decode([JSONValue].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }
}
