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
}
