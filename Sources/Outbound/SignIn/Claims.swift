import Foundation
import JWTKit

/// What a provider says of somebody: the plain values of a JSON object. Lists and objects within it
/// are passed over, but for the audience, which may be a list.
struct Claims: Codable, Sendable {
  enum Value: Sendable {
    case text(String)
    case number(Double)
    case truth(Bool)
    case texts([String])
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private var values: [String: Value] = [:]

  init(_ values: [String: Value]) { self.values = values }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if let text = try? container.decode(String.self, forKey: key) {
        values[key.stringValue] = .text(text)
      } else if let truth = try? container.decode(Bool.self, forKey: key) {
        values[key.stringValue] = .truth(truth)
      } else if let number = try? container.decode(Double.self, forKey: key) {
        values[key.stringValue] = .number(number)
      } else if let texts = try? container.decode([String].self, forKey: key) {
        values[key.stringValue] = .texts(texts)
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (name, value) in values {
      let key = Key(stringValue: name)
      switch value {
      case .text(let text): try container.encode(text, forKey: key)
      case .number(let number): try container.encode(number, forKey: key)
      case .truth(let truth): try container.encode(truth, forKey: key)
      case .texts(let texts): try container.encode(texts, forKey: key)
      }
    }
  }

  func text(_ name: String) -> String? {
    if case .text(let text) = values[name], !text.isEmpty { text } else { nil }
  }

  func number(_ name: String) -> Double? {
    if case .number(let number) = values[name] { number } else { nil }
  }

  /// Some providers write truth as text.
  func truth(_ name: String) -> Bool {
    switch values[name] {
    case .truth(let truth): truth
    case .text(let text): text.lowercased() == "true"
    default: false
    }
  }

  func texts(_ name: String) -> [String] {
    switch values[name] {
    case .text(let text): [text]
    case .texts(let texts): texts
    default: []
    }
  }

  /// A time in seconds or milliseconds since the epoch, or as ISO 8601 writes it.
  func date(_ name: String) -> Date? {
    switch values[name] {
    case .number(let number):
      // In seconds this would be after the year 5000.
      Date(timeIntervalSince1970: abs(number) > 1e11 ? number / 1000 : number)
    case .text(let text): ISO8601Text.date(text)
    default: nil
    }
  }
}

extension Claims: JWTPayload {
  /// What the claims must say depends on who asks; `IDTokenVerifier` looks at them.
  func verify(using algorithm: some JWTAlgorithm) {}
}
