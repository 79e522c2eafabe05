/// What a server answers to one command: a code and its lines.
struct SMTPReply: Hashable, Sendable {
  let code: Int
  let lines: [String]

  /// Its first line for people: bounded, without control characters.
  var reason: String {
    String(
      (lines.first ?? "").unicodeScalars.filter { $0.properties.generalCategory != .control }
        .prefix(200).map(Character.init))
  }

  /// What a server can do, by keyword, from its answer to EHLO.
  var extensions: [String: [String]] {
    var extensions: [String: [String]] = [:]
    for line in lines.dropFirst() {
      let words = line.uppercased().split(separator: " ").map(String.init)
      if let keyword = words.first { extensions[keyword] = Array(words.dropFirst()) }
    }
    return extensions
  }
}

/// Puts a reply together from its bytes (RFC 5321, section 4.2).
struct SMTPReplyParser {
  private static let mostBytes = 1 << 16

  private var line: [UInt8] = []
  private var lines: [String] = []
  private var code: Int?
  private var size = 0

  /// Whether bytes of an unfinished reply are there.
  var isEmpty: Bool { line.isEmpty && code == nil }

  /// Takes a byte; returns the reply that it ends.
  mutating func take(_ byte: UInt8) throws(MailError) -> SMTPReply? {
    size += 1
    guard size <= Self.mostBytes else { throw .malformedReply }
    guard byte == UInt8(ascii: "\n") else {
      line.append(byte)
      return nil
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    defer { line = [] }
    let digits = line.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(String(decoding: digits, as: UTF8.self)), (200..<600).contains(number),
      code == nil || code == number
    else { throw .malformedReply }
    let separator = line.count > 3 ? line[3] : UInt8(ascii: " ")
    lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
    code = number
    switch separator {
    case UInt8(ascii: "-"): return nil
    case UInt8(ascii: " "):
      let reply = SMTPReply(code: number, lines: lines)
      self = SMTPReplyParser()
      return reply
    default: throw .malformedReply
    }
  }
}
