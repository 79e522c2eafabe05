@testable import OAuth

/// The keys of rule 2.5 and what tests do with them.
enum Signing {
  static let secrets = OAuth1Secrets(consumer: Secret("cs&demo"), token: Secret("ts/demo="))
  static let signer = OAuth1Signer(consumerKey: "ck-demo", token: "42-at_demo", secrets: secrets)
  static let nonce = "0123456789abcdef0123456789abcdef"
  static let timestamp: Int64 = 1_764_000_000

  /// A complete header with any signature, and with some values replaced or, by nil, left out.
  static func header(_ changes: [OAuth1Field: String?] = [:], more: String = "") -> String {
    let values: [OAuth1Field: String] = [
      .consumerKey: "ck-demo", .token: "42-at_demo", .signature: "V4zvQUsbTTMXa9PrIwtTF5xNkhI%3D",
      .signatureMethod: "HMAC-SHA1", .timestamp: "1764000000", .nonce: nonce, .version: "1.0",
    ]
    let pairs = OAuth1Field.allCases.compactMap { field -> String? in
      let value = changes[field] ?? values[field]
      return value.map { "\(field.rawValue)=\"\($0)\"" }
    }
    return "OAuth " + pairs.joined(separator: ", ") + more
  }

  /// A request to an address as somebody typed it.
  static func request(_ method: String, _ url: String) throws -> OAuth1Request {
    let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
    return OAuth1Request(
      method: method, baseURIs: [parts[0]],
      query: try DecodedQuery(parts.count > 1 ? parts[1] : ""))
  }

  /// Nil: verified.
  static func refusal(
    of header: String, _ request: OAuth1Request, secrets: OAuth1Secrets = secrets
  ) -> OAuth1Refusal? {
    do {
      try request.verify(OAuth1Authorization(header: header), with: secrets)
      return nil
    } catch { return error }
  }
}
