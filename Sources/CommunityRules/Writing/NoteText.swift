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
    text =
      raw.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: " ")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    var links: [String] = []
    var length = 0
    var rest = text[...]
    while let start = Self.nextLink(in: rest) {
      length += rest[..<start].count
      let address = rest[start...].prefix { !$0.isWhitespace && !"<>\"".contains($0) }
      let link = Self.withoutClosingMarks(address)
      links.append(String(link))
      length += 1
      rest = rest[link.endIndex...]
    }
    self.links = links
    self.length = length + rest.count
  }

  private static func nextLink(in text: Substring) -> Substring.Index? {
    ["https://", "http://"].compactMap { scheme in
      text.range(of: scheme, options: .caseInsensitive).flatMap { range in
        // A scheme with nothing behind it is no address.
        range.upperBound < text.endIndex && !text[range.upperBound].isWhitespace
          ? range.lowerBound : nil
      }
    }.min()
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
