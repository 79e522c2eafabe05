/// What a token lets a program do. As text, and in JSON: names with a space between them, sorted.
public struct ScopeSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  public var scopes: Set<Scope>

  public init(_ scopes: some Sequence<Scope>) { self.scopes = Set(scopes) }
  public init(arrayLiteral scopes: Scope...) { self.init(scopes) }

  /// From text with spaces between names; repetition does no harm. Nil where a name is malformed, or
  /// where there are more than 32.
  public init?(text: String) {
    guard text.utf8.count <= 2048 else { return nil }
    let names = text.utf8.split(separator: UInt8(ascii: " "))
    let scopes = names.compactMap { Scope(String(Substring($0))) }
    guard scopes.count == names.count, Set(scopes).count <= 32 else { return nil }
    self.init(scopes)
  }

  public var text: String { scopes.sorted().map(\.name).joined(separator: " ") }
  public var isEmpty: Bool { scopes.isEmpty }

  public func contains(_ scope: Scope) -> Bool { scopes.contains(scope) }

  /// Whether all of these are among others.
  public func isSubset(of other: ScopeSet) -> Bool { scopes.isSubset(of: other.scopes) }
}

extension ScopeSet: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let scopes = ScopeSet(text: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "malformed scope")
    }
    self = scopes
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
