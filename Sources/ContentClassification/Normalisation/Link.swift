/// A link in a post: where it stands, and which host it leads to.
public struct Link: Hashable, Sendable {
  /// Bytes of the post, in UTF-8.
  public let range: Range<Int>
  /// Small letters; at most 253 bytes of it.
  public let host: String

  public static let maximumHostBytes = 253

  /// The links that begin with a scheme or with `www.`, in one pass.
  static func links(in bytes: UnsafeBufferPointer<UInt8>) -> [Link] {
    var links: [Link] = []
    var position = 0
    while position < bytes.count {
      guard let prefix = prefix(in: bytes, at: position) else {
        position += 1
        continue
      }
      var end = position + prefix.length
      let hostStart = prefix.isScheme ? end : position
      while end < bytes.count, !endsLink(bytes[end]) { end += 1 }
      let host = host(in: bytes, hostStart..<end)
      if host.isEmpty {
        position += prefix.length
      } else {
        links.append(Link(range: position..<end, host: host))
        position = end
      }
    }
    return links
  }

  private static func host(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    var start = range.lowerBound
    var end = start
    while end < range.upperBound, !isOneOf(bytes[end], "/?#\\") {
      // What stands before an @ names a person, not the host.
      if bytes[end] == UInt8(ascii: "@") { start = end + 1 }
      end += 1
    }
    var host = bytes[start..<end].prefix {
      isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    while host.last == UInt8(ascii: ".") { host.removeLast() }
    let small = host.prefix(maximumHostBytes).map { lowered($0) }
    return String(decoding: small, as: UTF8.self)
  }

  private static func prefix(
    in bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (length: Int, isScheme: Bool)? {
    switch lowered(bytes[position]) {
    case UInt8(ascii: "h"):
      for scheme in ["https://", "http://"] as [StaticString] where has(scheme, bytes, position) {
        return (scheme.utf8CodeUnitCount, true)
      }
      return nil
    case UInt8(ascii: "w"):
      guard position == 0 || !isWord(bytes[position - 1]), has("www.", bytes, position) else {
        return nil
      }
      return (4, false)
    default: return nil
    }
  }

  private static func has(
    _ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> Bool {
    guard position + word.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where lowered(bytes[position + index]) != word.utf8Start[index] {
      return false
    }
    return true
  }

  private static func endsLink(_ byte: UInt8) -> Bool {
    byte <= 0x20 || isOneOf(byte, "<>\"()[]{}")
  }

  private static func isOneOf(_ byte: UInt8, _ signs: StaticString) -> Bool {
    for index in 0..<signs.utf8CodeUnitCount where signs.utf8Start[index] == byte { return true }
    return false
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lowered(byte)) || byte >= 0x80
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
