/// Steps through HTML from tag to tag. Its place only ever moves forward.
struct HTMLScanner {
  static let mostValueBytes = 8192
  private static let mostNameBytes = 64
  private static let mostAttributes = 32

  struct Tag {
    /// In lower case; with a slash before it where it closes.
    var name: String
    fileprivate var attributes: [(name: String, value: [UInt8])] = []

    /// The value of the first attribute of a name.
    subscript(_ name: String) -> [UInt8]? { attributes.first { $0.name == name }?.value }
  }

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag; nil at the end. Comments, declarations and text are passed over.
  mutating func nextTag() -> Tag? {
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      place += 1
      if starts(with: "!--") {
        place += 3
        skip(past: "-->")
      } else if starts(with: "!") || starts(with: "?") {
        skip(past: ">")
      } else if let tag = tag() {
        return tag
      }
    }
    return nil
  }

  /// The text up to an end tag, which also is passed; everything where there is none.
  mutating func text(until name: String) -> ArraySlice<UInt8> {
    let start = place
    let end = Array("</\(name)".utf8)
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "<"), starts(with: end) {
        let text = bytes[start..<place]
        skip(past: ">")
        return text
      }
      place += 1
    }
    return bytes[start...]
  }

  /// A tag after its angle bracket; nil where that was only text.
  private mutating func tag() -> Tag? {
    let isClosing = starts(with: "/")
    if isClosing { place += 1 }
    guard place < bytes.count, Self.lowercased(bytes[place]).isLetter else { return nil }
    let name = word { $0.isSpace || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
    var tag = Tag(name: (isClosing ? "/" : "") + name)
    while let attribute = attribute() {
      if tag.attributes.count < Self.mostAttributes { tag.attributes.append(attribute) }
    }
    return tag
  }

  /// The next attribute of a tag; nil at the tag's end, which is passed.
  private mutating func attribute() -> (name: String, value: [UInt8])? {
    while place < bytes.count, bytes[place].isSpace || bytes[place] == UInt8(ascii: "/") {
      place += 1
    }
    guard place < bytes.count else { return nil }
    guard bytes[place] != UInt8(ascii: ">") else {
      place += 1
      return nil
    }
    let start = place
    let name = word {
      $0.isSpace || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=")
    }
    // An equals sign without a name before it.
    if place == start { place += 1 }
    while place < bytes.count, bytes[place].isSpace { place += 1 }
    guard starts(with: "=") else { return (name, []) }
    place += 1
    while place < bytes.count, bytes[place].isSpace { place += 1 }
    return (name, value())
  }

  private mutating func value() -> [UInt8] {
    guard place < bytes.count else { return [] }
    let quote = bytes[place]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { place += 1 }
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      if isQuoted ? byte == quote : byte.isSpace || byte == UInt8(ascii: ">") { break }
      place += 1
    }
    let value = Array(bytes[start..<place].prefix(Self.mostValueBytes))
    if isQuoted { place += 1 }
    return value
  }

  /// The bytes up to one that ends them, in lower case and bounded.
  private mutating func word(until isEnd: (UInt8) -> Bool) -> String {
    let start = place
    while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
    let name = bytes[start..<place].prefix(Self.mostNameBytes).map(Self.lowercased)
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func skip(past end: String) {
    let end = Array(end.utf8)
    while place < bytes.count {
      if starts(with: end) {
        place += end.count
        return
      }
      place += 1
    }
  }

  private func starts(with text: String) -> Bool { starts(with: Array(text.utf8)) }

  /// Whether these bytes follow, in whatever case.
  private func starts(with text: [UInt8]) -> Bool {
    guard bytes.count - place >= text.count else { return false }
    return text.indices.allSatisfy { Self.lowercased(bytes[place + $0]) == text[$0] }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte + 0x20 : byte
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
  fileprivate var isLetter: Bool { (0x61...0x7a).contains(self) }
}
