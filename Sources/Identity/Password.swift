import Crypto
import CryptoExtras
import Foundation

/// What is kept of a password: scrypt's digest of it, with the salt and the cost that it was made
/// with (RFC 7914).
public struct PasswordHash: Hashable, Sendable {
  /// As a database keeps it: `scrypt$15$8$1$salt$digest`.
  public let text: String

  /// What deriving costs. The memory is 128 · blockSize · 2^rounds bytes.
  public struct Cost: Hashable, Sendable {
    /// Logarithm to base 2 of N.
    public var rounds: Int
    public var blockSize: Int
    public var parallelism: Int

    /// 32 MB and about a tenth of a second.
    public static let standard = Cost(rounds: 15, blockSize: 8, parallelism: 1)

    public init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// Bounds on what a stored hash may make us spend.
    var isReasonable: Bool {
      (1...20).contains(rounds) && (1...16).contains(blockSize) && (1...4).contains(parallelism)
    }
  }

  /// A stored hash; nil where the text is none.
  public init?(text: String) {
    guard Self.parts(text) != nil else { return nil }
    self.text = text
  }

  /// The hash of a new password, with a salt of its own.
  ///
  /// - Throws: what scrypt throws where memory is short.
  public init(of password: String, cost: Cost = .standard) throws {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    let digest = try Self.digest(password, salt: salt, cost)
    text = [
      "scrypt", String(cost.rounds), String(cost.blockSize), String(cost.parallelism),
      Base64URL.encode(salt), Base64URL.encode(digest),
    ].joined(separator: "$")
  }

  /// Whether a password is the one; takes as long for a wrong one as for the right one.
  public func matches(_ password: String) throws -> Bool {
    guard let (cost, salt, digest) = Self.parts(text) else { return false }
    return constantTimeEqual(try Self.digest(password, salt: salt, cost), digest)
  }

  /// Spends what checking a password costs, for sign-ins to accounts that do not exist: their answer
  /// must not come sooner.
  public static func spendTime(on password: String) throws {
    _ = try digest(password, salt: [UInt8](repeating: 0, count: 16), .standard)
  }

  private static func digest(_ password: String, salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
    // The same password typed on another keyboard may have other code points.
    let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.rounds,
      blockSize: cost.blockSize, parallelism: cost.parallelism,
      maxMemory: 256 * cost.blockSize << cost.rounds
    ).withUnsafeBytes { Array($0) }
  }

  private static func parts(_ text: String) -> (Cost, salt: [UInt8], digest: [UInt8])? {
    let fields = text.split(separator: "$", omittingEmptySubsequences: false)
    guard fields.count == 6, fields[0] == "scrypt", let rounds = Int(fields[1]),
      let blockSize = Int(fields[2]), let parallelism = Int(fields[3]),
      let salt = Base64URL.decode(fields[4]), let digest = Base64URL.decode(fields[5])
    else { return nil }
    let cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    return cost.isReasonable && digest.count == 32 && salt.count >= 8 ? (cost, salt, digest) : nil
  }
}

/// Whether two secrets are equal, in a time that depends on their lengths alone.
public func constantTimeEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  guard a.count == b.count else { return false }
  return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
