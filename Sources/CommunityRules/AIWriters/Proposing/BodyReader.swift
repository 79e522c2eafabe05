/// Reads a closed object of a request's body, property by property.
struct BodyReader {
  private let values: [String: BodyValue]
  /// Names of properties begin with it: `info.`.
  private let prefix: String

  /// - Throws: a refusal of anything but an object, and of a property that has no place in it.
  init(_ body: BodyValue, at path: String? = nil, allowed: Set<String>) throws(BodyProblem) {
    guard case .object(let values) = body else {
      throw BodyProblem(parameter: path, fault: .wrongType(.object))
    }
    prefix = path.map { $0 + "." } ?? ""
    // The first in order, so that the answer does not depend on chance.
    if let unknown = values.keys.filter({ !allowed.contains($0) }).min() {
      throw BodyProblem(parameter: prefix + unknown, fault: .unknownProperty)
    }
    self.values = values
  }

  func text(_ name: String) throws(BodyProblem) -> String {
    guard case .string(let text) = try value(name) else { throw wrong(name, .string) }
    return text
  }

  func boolean(_ name: String) throws(BodyProblem) -> Bool {
    guard case .boolean(let value) = try value(name) else { throw wrong(name, .boolean) }
    return value
  }

  /// Nil where the property is missing or null.
  func optionalBoolean(_ name: String) throws(BodyProblem) -> Bool? {
    values[name] == nil || values[name] == .null ? nil : try boolean(name)
  }

  func texts(_ name: String) throws(BodyProblem) -> [String] {
    guard case .array(let items) = try value(name) else { throw wrong(name, .strings) }
    var texts: [String] = []
    for item in items {
      guard case .string(let text) = item else { throw wrong(name, .strings) }
      texts.append(text)
    }
    return texts
  }

  func value(_ name: String) throws(BodyProblem) -> BodyValue {
    guard let value = values[name] else {
      throw BodyProblem(parameter: prefix + name, fault: .missing)
    }
    return value
  }

  private func wrong(_ name: String, _ type: BodyProblem.Kind) -> BodyProblem {
    BodyProblem(parameter: prefix + name, fault: .wrongType(type))
  }
}

/// Where a body breaks its schema.
public struct BodyProblem: Error, Hashable, Sendable {
  /// The property, dotted: `info.text`; nil: the body itself.
  public var parameter: String?
  public var fault: Fault

  public enum Fault: Hashable, Sendable {
    case missing
    case unknownProperty
    case wrongType(Kind)
  }

  /// What belongs there.
  public enum Kind: String, Sendable {
    case object = "an object"
    case string = "a string"
    case boolean = "a boolean"
    case strings = "an array of strings"
  }
}
