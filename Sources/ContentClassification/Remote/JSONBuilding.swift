/// What JSON can be read into.
public protocol JSONBuilding {
  static var jsonNull: Self { get }
  init(jsonBool: Bool)
  /// - Parameter text: as it was written; a number may be longer than a double tells.
  init(jsonNumber: Double, text: String)
  init(jsonString: String)
  init(jsonArray: [Self])
  init(jsonObject: [String: Self])
}

extension JSONValue: JSONBuilding {
  static var jsonNull: JSONValue { .null }
  init(jsonBool: Bool) { self = .bool(jsonBool) }
  init(jsonNumber: Double, text: String) { self = .number(jsonNumber) }
  init(jsonString: String) { self = .string(jsonString) }
  init(jsonArray: [JSONValue]) { self = .array(jsonArray) }
  init(jsonObject: [String: JSONValue]) { self = .object(jsonObject) }
}
