import Crypto

/// 256 random bits that whoever holds them may show once: a session, a link in a mail, a key.
/// Only its hash is ever stored.
public struct SecretToken: Sendable {
  /// 43 characters that need no escaping in addresses, cookies and headers.
  public let text: String

  /// A new one from the system's source of randomness.
  public init() {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    text = Base64URL.encode(bytes)
  }

  public init(text: String) { self.text = text }

  /// What a database may keep: SHA-256, which 256 random bits make impossible to turn back.
  public var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
