import Foundation

/// The shape of a JSON value, as OpenAPI 3.1 says it.
indirect enum Schema: Sendable {
  case string(most: Int? = nil, of: [String]? = nil)
  /// A web address.
  case address
  case integer(least: Int? = nil, most: Int? = nil)
  /// Milliseconds since the epoch.
  case millis
  case number
  case boolean
  case array(Schema, most: Int? = nil)
  case object([Property])
  case optional(Schema)
  /// One of the named shapes of `Shapes`.
  case named(String)

  struct Property: Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool
    let note: String?
  }

  /// As JSON.
  var json: [String: any Sendable] {
    switch self {
    case .string(let most, let values):
      var json: [String: any Sendable] = ["type": "string"]
      if let most { json["maxLength"] = most }
      if let values { json["enum"] = values }
      return json
    case .address: return ["type": "string", "format": "uri", "maxLength": 2_000]
    case .integer(let least, let most):
      var json: [String: any Sendable] = ["type": "integer"]
      if let least { json["minimum"] = least }
      if let most { json["maximum"] = most }
      return json
    case .millis:
      return ["type": "integer", "description": "Milliseconds since the epoch, UTC."]
    case .number: return ["type": "number"]
    case .boolean: return ["type": "boolean"]
    case .array(let item, let most):
      var json: [String: any Sendable] = ["type": "array", "items": item.json]
      if let most { json["maxItems"] = most }
      return json
    case .object(let properties):
      var shapes: [String: any Sendable] = [:]
      for property in properties {
        var shape = property.schema.json
        if let note = property.note { shape["description"] = note }
        shapes[property.name] = shape
      }
      return [
        "type": "object", "properties": shapes,
        "required": properties.filter(\.isRequired).map(\.name), "additionalProperties": false,
      ]
    case .optional(let schema):
      return ["anyOf": [schema.json, ["type": "null"]] as [[String: any Sendable]]]
    case .named(let name): return ["$ref": "#/components/schemas/\(name)"]
    }
  }
}

/// A property that is always there.
func must(_ name: String, _ schema: Schema, _ note: String? = nil) -> Schema.Property {
  Schema.Property(name: name, schema: schema, isRequired: true, note: note)
}

/// A property that may be missing.
func may(_ name: String, _ schema: Schema, _ note: String? = nil) -> Schema.Property {
  Schema.Property(name: name, schema: schema, isRequired: false, note: note)
}
