import Foundation

/// A program's own name and secret in an `Authorization: Basic` header (RFC 7617; RFC 6749, section
/// 2.3.1).
///
/// Both are taken as they stand. RFC 6749 would have them encoded as forms are, which clients do or
/// don't: ids and secrets of letters, digits, `-`, `.` and `_` are the same either way.
public struct BasicCredentials: Hashable, Sendable {
  public let clientID: String
  public let secret: Secret

  /// - Parameter header: the value of `Authorization`.
  /// - Returns: nil where the scheme is another, or what follows is not the base 64 of printable
  ///   ASCII with a colon in it, at most 512 bytes.
  public init?(header: String) {
    guard let content = AuthorizationScheme.basic.content(of: header),
      content.utf8.count <= 700, let data = Data(base64Encoded: String(content)),
      data.count <= 512, data.allSatisfy({ (0x20...0x7E).contains($0) }),
      let colon = data.firstIndex(of: UInt8(ascii: ":")), colon != data.startIndex
    else { return nil }
    clientID = String(decoding: data[..<colon], as: UTF8.self)
    secret = Secret(String(decoding: data[colon...].dropFirst(), as: UTF8.self))
  }
}
