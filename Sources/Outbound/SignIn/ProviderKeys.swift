import JWTKit

/// The public keys that a provider signs with (RFC 7517). Keys of kinds that are not known here, or
/// for encrypting, are left out instead of spoiling the set.
struct ProviderKeys: Decodable, Sendable {
  private var keys: [JWK]

  func keys(id: String?, kind: JWK.KeyType, algorithm: String) -> [JWK] {
    keys.filter { key in
      key.keyType == kind
        && (id == nil || key.keyIdentifier == nil || key.keyIdentifier?.string == id)
        && (key.algorithm == nil || key.algorithm?.rawValue == algorithm)
    }.map { key in
      // JWTKit keeps no key without an id.
      var key = key
      key.keyIdentifier = JWKIdentifier(string: id ?? key.keyIdentifier?.string ?? "")
      return key
    }
  }

  private enum CodingKeys: CodingKey { case keys }

  init(from decoder: any Decoder) throws {
    keys = try decoder.container(keyedBy: CodingKeys.self)
      .decode([Entry].self, forKey: .keys).compactMap(\.key)
  }

  private struct Entry: Decodable {
    var key: JWK?

    private enum CodingKeys: CodingKey { case use }

    init(from decoder: any Decoder) throws {
      let use = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .use)
      key = use ?? "sig" == "sig" ? try? JWK(from: decoder) : nil
    }
  }
}
