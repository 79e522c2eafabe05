import Foundation

/// Text in a header (RFC 2047): as it is where it is short and plain, otherwise as encoded words,
/// each on a line of its own.
enum EncodedWord {
  /// Leaves place for the name of the longest header that is encoded.
  private static let mostPlain = 66
  /// In base 64 and with what surrounds it, that is 64 characters of the 75 that a word may have.
  private static let mostBytes = 39

  static func encode(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7f).contains($0) }
    if isPlain, text.utf8.count <= mostPlain, !text.contains("=?") { return text }

    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // A word must be readable alone: no scalar is split over two.
      if words[words.count - 1].count + bytes.count > mostBytes { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }
}
