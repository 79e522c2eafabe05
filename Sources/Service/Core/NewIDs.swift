import CommunityRules
import Crypto

/// Names for new things. Notes and posts are numbered so that later ones are larger, with random low
/// digits that nobody can foresee; participants are 256 random bits, which nothing about an account
/// determines.
enum NewIDs {
  /// When X began to number by time: 4 November 2010, in milliseconds.
  private static let epoch: Int64 = 1_288_834_974_657

  /// Milliseconds since X's epoch, which last until 2080, above 22 random bits. The scorer and programs
  /// of AI writers read from such a number when something was made.
  static func number(at now: Int64) -> Int64 {
    max(0, now - epoch) << 22 | Int64.random(in: 0..<(1 << 22))
  }

  static func participant() -> ParticipantID {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return ParticipantID(rawValue: digits.joined())
  }

  /// A UUID of version 7 (RFC 9562): later ones are larger, the rest is random. In lower case.
  static func uuid(at now: Int64) -> String {
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: now >> (40 - 8 * $0)) }
    bytes += SymmetricKey(size: SymmetricKeySize(bitCount: 80)).withUnsafeBytes { Array($0) }
    bytes[6] = bytes[6] & 0x0f | 0x70
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
    return groups.joined(separator: "-")
  }

  /// Whether text is a UUID.
  static func isUUID(_ text: String) -> Bool {
    let lengths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    return lengths == [8, 4, 4, 4, 12]
      && text.utf8.allSatisfy { $0 == 0x2d || Character(Unicode.Scalar($0)).isHexDigit }
  }
}
