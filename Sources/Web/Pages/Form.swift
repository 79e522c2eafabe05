import Foundation
import Hummingbird
import NIOCore

/// The fields of a submitted form; a name may occur several times.
struct Form: Sendable {
  private let fields: [String: [String]]

  /// Bytes and fields that a form may have. Operators send lists of words and rules.
  struct Limits: Sendable {
    var bytes: Int
    var fields: Int

    static let everybody = Limits(bytes: 64 * 1024, fields: 200)
    static let operators = Limits(bytes: 1 << 20, fields: 2_000)
  }

  /// A form without fields.
  init() { fields = [:] }

  /// Reads `application/x-www-form-urlencoded`.
  ///
  /// - Returns: nil where it is not UTF-8 or has too many fields.
  init?(_ text: String, limits: Limits = .everybody) {
    var fields: [String: [String]] = [:]
    let pairs = text.split(separator: "&")
    guard pairs.count <= limits.fields else { return nil }
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(parts[0]),
        let value = Self.decoded(parts.count > 1 ? parts[1] : "")
      else { return nil }
      fields[name, default: []].append(value)
    }
    self.fields = fields
  }

  private static func decoded(_ text: Substring) -> String? {
    text.replacing("+", with: " ").removingPercentEncoding
  }

  /// The first value; empty where the field is missing.
  subscript(name: String) -> String { fields[name]?.first ?? "" }

  func all(_ name: String) -> [String] { fields[name] ?? [] }

  /// The first value; nil where it is missing or empty.
  func text(_ name: String) -> String? {
    let value = self[name]
    return value.isEmpty ? nil : value
  }

  func has(_ name: String) -> Bool { fields[name] != nil }
}
