import Crypto

/// Checks what a webhook is signed with: `sha256=` and 64 hexadecimal digits of HMAC-SHA256 over the
/// very bytes of the body. Discourse and this site's own webhooks write it alike.
enum SignedBody {
  static func isSigned(_ body: [UInt8], by secret: String, _ header: String?) -> Bool {
    guard let header, let code = code(of: header) else { return false }
    // Takes a time that tells nothing of where the two differ.
    return HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: body, using: SymmetricKey(data: Array(secret.utf8)))
  }

  private static func code(of header: String) -> [UInt8]? {
    let bytes = Array(header.utf8)
    guard bytes.count == 7 + 64, bytes.starts(with: "sha256=".utf8) else { return nil }
    var code: [UInt8] = []
    for place in stride(from: 7, to: bytes.count, by: 2) {
      guard let high = digit(bytes[place]), let low = digit(bytes[place + 1]) else { return nil }
      code.append(high << 4 | low)
    }
    return code
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
