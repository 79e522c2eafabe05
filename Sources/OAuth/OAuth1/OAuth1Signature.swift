import Crypto
import Foundation

/// HMAC-SHA1 over a base string (rules 2.3.6 and 2.3.8).
enum OAuth1Signature {
  /// Method, base URI and parameter string, each encoded, joined by `&`.
  static func baseString(
    method: String, baseURI: String, parameters: ParameterString
  ) -> String {
    [method.uppercased(), baseURI, parameters.text]
      .map { PercentEncoding.encode($0) }.joined(separator: "&")
  }

  /// Base 64 with padding: 28 characters.
  static func text(of baseString: String, key: SymmetricKey) -> String {
    let code = HMAC<Insecure.SHA1>.authenticationCode(
      for: Array(baseString.utf8), using: key)
    return Data(code).base64EncodedString()
  }
}
