import Foundation
import HTTPTypes
import Hummingbird
import Service

/// What an operation gets to see of a call.
struct AdapterCall: Sendable {
  let site: Site
  let caller: AdapterCaller
  let mount: AdapterOperation.Mount
  /// Where it comes from, as a name for rate limits.
  let client: String
  let path: String
  let parameters: [String: String]
  let query: [(name: String, value: String)]
  let body: JSONTree?
  let ifMatch: String?

  func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// The first of several spellings that the query has.
  func query(_ names: String...) -> String? {
    for name in names {
      if let found = query.first(where: { $0.name == name }) { return found.value }
    }
    return nil
  }

  func address(_ path: String) -> String { site.configuration.baseURL + path }

  /// The path of a resource below this call's mount.
  func resource(_ path: String) -> String { mount.rawValue + path }

  /// This call for another page; all other parameters stay.
  func pathAndQuery(page: Int?, size: Int?) -> String {
    var items = query.filter { $0.name != "page[number]" && $0.name != "page[size]" }
    if let page { items.append(("page[number]", String(page))) }
    if let size { items.append(("page[size]", String(size))) }
    let text = items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
      .joined(separator: "&")
    return text.isEmpty ? path : "\(path)?\(text)"
  }

  private static func encoded(_ text: String) -> String {
    let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }

  /// A UUID of the path or query, in lower case.
  ///
  /// - Throws: `SiteError.invalid` where it is none.
  static func uuid(_ text: String, _ field: String) throws -> String {
    guard UUID(uuidString: text) != nil else {
      throw SiteError.invalid([FieldProblem(field: field, message: "Input should be a valid UUID")])
    }
    return text.lowercased()
  }

  func uuidParameter(_ name: String) throws -> String { try Self.uuid(parameter(name), name) }

  func uuidQuery(_ names: String...) throws -> String? {
    for name in names {
      if let text = query(name) { return try Self.uuid(text, name) }
    }
    return nil
  }

  func timeQuery(_ names: String...) throws -> Int64? {
    for name in names {
      if let text = query(name) {
        guard let time = ISOTime.millis(text) else {
          throw SiteError.invalid([
            FieldProblem(field: name, message: "Input should be a valid datetime")
          ])
        }
        return time
      }
    }
    return nil
  }

  func numberQuery(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = query(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw SiteError.invalid([
        FieldProblem(
          field: name, message: "Input should be from \(range.lowerBound) to \(range.upperBound)")
      ])
    }
    return number
  }
}
