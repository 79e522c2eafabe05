/// The pairs of an OAuth 1.0a header, decoded, in order, without `realm` (rule 2.4.1).
///
/// Grammar: `key="value"`, a comma between pairs, blanks around pairs. A value holds printable ASCII
/// without quotation marks; most senders escape more, none may escape less. `realm` is a quoted
/// string of HTTP, in which a backslash keeps the next character from ending it.
struct HeaderParameters {
  /// Bounds on what anybody may send.
  static let mostBytes = 4096
  static let mostParameters = 32
  static let mostBytesOfValue = 512

  private(set) var pairs: [DecodedQuery.Parameter] = []

  init(header: String) throws(OAuth1Refusal) {
    guard header.utf8.count <= Self.mostBytes else { throw .headerTooLong }
    guard let content = AuthorizationScheme.oauth1.content(of: header) else { throw .otherScheme }
    var scanner = Scanner(rest: Array(content.utf8)[...])
    var count = 0
    repeat {
      count += 1
      guard count <= Self.mostParameters else { throw .tooManyParameters }
      guard let (name, value) = scanner.pair() else { throw .malformedHeader }
      if name.lowercased() == "realm" { continue }
      try add(name, value)
    } while scanner.comma()
    guard scanner.isAtEnd else { throw .malformedHeader }
  }

  private mutating func add(_ name: String, _ value: String) throws(OAuth1Refusal) {
    guard !value.utf8.contains(UInt8(ascii: "\\")), let name = PercentEncoding.decode(name),
      let value = PercentEncoding.decode(value)
    else { throw .malformedHeader }
    guard name.utf8.count <= 128, value.utf8.count <= Self.mostBytesOfValue else {
      throw .parameterTooLong
    }
    guard !pairs.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      throw .repeatedParameter(OAuth1Field(rawValue: name))
    }
    pairs.append(DecodedQuery.Parameter(name, value))
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skipBlanks() {
      rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    mutating func comma() -> Bool {
      skipBlanks()
      guard rest.first == UInt8(ascii: ",") else { return false }
      rest.removeFirst()
      return true
    }

    mutating func pair() -> (name: String, value: String)? {
      skipBlanks()
      let name = rest.prefix { PercentEncoding.isUnreserved($0) || $0 == UInt8(ascii: "%") }
      rest = rest[name.endIndex...]
      guard !name.isEmpty, take(UInt8(ascii: "=")), take(UInt8(ascii: "\"")) else { return nil }
      var value: [UInt8] = []
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\"") { return (text(name), text(value)) }
        guard (0x20...0x7E).contains(byte) else { return nil }
        value.append(byte)
        if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { value.append(escaped) }
      }
      return nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest.removeFirst()
      return true
    }

    private func text(_ bytes: some Collection<UInt8>) -> String {
      String(decoding: bytes, as: UTF8.self)
    }
  }
}
