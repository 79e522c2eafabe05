import Foundation
import Service

/// Members of a body, read one by one; what is wrong is collected, what is left over is refused
/// (moderation-api 4.4).
final class AdapterBody {
  private let members: [String: JSONTree]
  private let place: String
  private var known: Set<String> = []
  private var problems: [FieldProblem] = []

  /// - Parameter place: where the members are, for messages: `data.attributes`.
  init(_ tree: JSONTree?, at place: String = "") throws {
    guard let members = tree?.object else {
      throw SiteError.invalid([
        FieldProblem(field: place.isEmpty ? "body" : place, message: "Input should be an object")
      ])
    }
    self.members = members
    self.place = place
  }

  /// The attributes of a resource: `{"data": {"type", "attributes"}}`.
  ///
  /// - Parameter isStrict: whether the type must be there.
  static func attributes(
    _ tree: JSONTree?, type: String, id: String? = nil, isStrict: Bool = true
  ) throws -> AdapterBody {
    let outer = try AdapterBody(tree)
    let data = try AdapterBody(outer.tree("data"), at: "data")
    let given = data.text("type", isRequired: isStrict)
    if let given, given != type { data.refuse("type", "Input should be '\(type)'") }
    if let own = data.text("id"), let id, own.lowercased() != id.lowercased() {
      throw SiteError.conflict(reason: "Resource id does not match the path")
    }
    let attributes = try AdapterBody(data.tree("attributes"), at: "data.attributes")
    try data.finish()
    try outer.finish()
    return attributes
  }

  private func field(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  func refuse(_ name: String, _ message: String) {
    problems.append(FieldProblem(field: field(name), message: message))
  }

  func has(_ name: String) -> Bool {
    known.insert(name)
    return members[name] != nil
  }

  /// A member of any type; nil where it is missing or null.
  func tree(_ name: String, isRequired: Bool = false) -> JSONTree? {
    known.insert(name)
    if let value = members[name], !value.isNull { return value }
    if isRequired { refuse(name, "Field required") }
    return nil
  }

  func text(
    _ name: String, _ lengths: ClosedRange<Int> = 0...100_000, isRequired: Bool = false
  ) -> String? {
    guard let value = tree(name, isRequired: isRequired) else { return nil }
    guard let text = value.text else {
      refuse(name, "Input should be a valid string")
      return nil
    }
    guard lengths.contains(text.unicodeScalars.count) else {
      refuse(name, "String should have \(lengths.lowerBound) to \(lengths.upperBound) characters")
      return nil
    }
    return text
  }

  func flag(_ name: String, isRequired: Bool = false) -> Bool? {
    guard let value = tree(name, isRequired: isRequired) else { return nil }
    if value.bool == nil { refuse(name, "Input should be a valid boolean") }
    return value.bool
  }

  func number(_ name: String, _ range: ClosedRange<Double>) -> Double? {
    guard let value = tree(name) else { return nil }
    guard let number = value.number, range.contains(number) else {
      refuse(name, "Input should be from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  func time(_ name: String) -> Int64? {
    guard let value = tree(name) else { return nil }
    guard let text = value.text, let time = ISOTime.millis(text) else {
      refuse(name, "Input should be a valid datetime")
      return nil
    }
    return time
  }

  func object(_ name: String, mostBytes: Int = 256 * 1024) -> JSONTree? {
    guard let value = tree(name) else { return nil }
    guard value.object != nil, value.canonical.utf8.count <= mostBytes else {
      refuse(name, "Input should be an object of at most \(mostBytes) bytes")
      return nil
    }
    return value
  }

  func texts(_ name: String) -> [String]? {
    guard let value = tree(name) else { return nil }
    guard case .list(let items) = value, items.count <= 100,
      items.allSatisfy({ $0.text.map { $0.utf8.count <= 100 } ?? false })
    else {
      refuse(name, "Input should be a list of strings")
      return nil
    }
    return items.compactMap(\.text)
  }

  /// - Throws: `SiteError.invalid` with everything that was wrong.
  func finish() throws {
    for name in members.keys.sorted() where !known.contains(name) {
      refuse(name, "Extra inputs are not permitted")
    }
    guard problems.isEmpty else { throw SiteError.invalid(problems) }
  }
}
