import Foundation

/// The text of a note as the form takes it.
public struct NoteText: Hashable, Sendable {
  /// Without blanks at its ends; tabs are spaces (WRT-19).
  public let text: String
  /// The web addresses in it, in order.
  public let links: [String]
  /// Characters, where each address counts as one (WRT-20).
  public let length: Int

  public init(_ raw: String) {
    let text =
      raw.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: " ")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let links = Self.linkRanges(in: text)
    self.text = text
    self.links = links.map { String(text[$0]) }
    length = links.reduce(text.count) { $0 - text[$1].count + 1 }
  }

  /// The web addresses in a text, in order. A page asks this of every note that it shows.
  public static func links(in text: String) -> [String] {
    linkRanges(in: text).map { String(text[$0]) }
  }

  private static func linkRanges(in text: String) -> [Range<String.Index>] {
    var links: [Range<String.Index>] = []
    var place = text.startIndex
    while let start = nextScheme(in: text.utf8[place...]) {
      let address = text[start...].unicodeScalars.prefix { scalar in
        !scalar.properties.isWhitespace && scalar != "<" && scalar != ">" && scalar != "\""
      }
      let link = withoutClosingMarks(Substring(address))
      links.append(link.startIndex..<link.endIndex)
      place = link.endIndex
    }
    return links
  }

  /// Where the next `http://` or `https://` with something behind it begins, in either case.
  private static func nextScheme(in text: Substring.UTF8View) -> String.Index? {
    var rest = text
    while let start = rest.firstIndex(where: { lowercased($0) == UInt8(ascii: "h") }) {
      rest = rest[start...]
      for scheme in schemes where rest.lazy.map(lowercased).starts(with: scheme) {
        let behind = Substring(rest.dropFirst(scheme.count)).unicodeScalars.first
        // A scheme with nothing behind it is no address.
        if let behind, !behind.properties.isWhitespace { return start }
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static let schemes = ["https://", "http://"].map { Array($0.utf8) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  /// Marks that end a sentence are not part of an address, nor is a bracket that it did not open.
  private static func withoutClosingMarks(_ address: Substring) -> Substring {
    var address = address
    while let last = address.last, ".,;:!?'".contains(last) || isUnopened(last, address) {
      address.removeLast()
    }
    return address
  }

  private static func isUnopened(_ last: Character, _ address: Substring) -> Bool {
    guard let opening = [")": "(", "]": "["][String(last)] else { return false }
    return address.count { $0 == last } > address.count { String($0) == opening }
  }
}
