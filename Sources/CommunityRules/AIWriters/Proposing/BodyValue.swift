/// Any JSON, as the body of a request has it. Read it with a bounded decoder from bounded bytes.
public enum BodyValue: Hashable, Sendable, Decodable {
  case null
  case boolean(Bool)
  case number
  case string(String)
  case array([BodyValue])
  case object([String: BodyValue])

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if (try? container.decode(Double.self)) != nil {
      self = .number
    } else if let values = try? container.decode([BodyValue].self) {
      self = .array(values)
    } else {
      self = .object(try container.decode([String: BodyValue].self))
    }
  }
}
