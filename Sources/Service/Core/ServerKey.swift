import Crypto

/// The secret that a site signs its forms with, keys its hashes by and seals OAuth 1 secrets with.
/// Changing it signs everybody's open forms out, and AI writers need new OAuth 1 secrets; nothing else
/// that is stored becomes unreadable.
public struct ServerKey: Sendable {
  let key: SymmetricKey

  /// - Parameter bytes: 32 random bytes.
  public init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

  /// A new random one.
  public init() { key = SymmetricKey(size: .bits256) }

  public var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

  /// A keyed hash for one purpose; hashes of different purposes can't stand for each other.
  public func hash(_ message: [UInt8], for purpose: String) -> [UInt8] {
    var authentication = HMAC<SHA256>(key: key)
    authentication.update(data: Array(purpose.utf8))
    authentication.update(data: [0])
    authentication.update(data: message)
    return Array(authentication.finalize())
  }
}
