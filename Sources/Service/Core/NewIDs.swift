import CommunityRules
import Crypto

/// Names for new things. Notes and posts are numbered so that later ones are larger, with random low
/// digits that nobody can foresee; participants are 256 random bits, which nothing about an account
/// determines.
enum NewIDs {
  /// 42 bits of milliseconds, which last until 2109, and 21 random bits.
  static func number(at now: Int64) -> Int64 {
    (now << 21) | Int64.random(in: 0..<(1 << 21))
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
