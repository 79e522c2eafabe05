import Foundation

/// Cuts the source of a post into the tokens that a rewrite is measured by.
///
/// Letters are folded to one form (Unicode NFKC) and to lower case; what others wrote (quotes) and
/// what only sets type (Markdown) drops out. Scripts without spaces give one word for each character.
public enum PostTokens {
  public static func of(_ text: String) -> [PostToken] {
    let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
    return scan(Array(withoutQuotes(folded).unicodeScalars))
  }

  /// The lines that the author wrote: neither `>` lines nor what stands between `[quote]` and
  /// `[/quote]`. A quote that is never closed is no quote, so that one marker cannot hide a text.
  static func withoutQuotes(_ text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { !$0.drop(while: \.isWhitespace).hasPrefix(">") }
    var rest = lines.joined(separator: "\n")[...]
    var own = ""
    while let start = rest.range(of: "[quote"),
      let end = rest[start.upperBound...].range(of: "[/quote]")
    {
      own += rest[..<start.lowerBound]
      own += "\n"
      rest = rest[end.upperBound...]
    }
    return own + rest
  }

  private static func scan(_ text: [Unicode.Scalar]) -> [PostToken] {
    var tokens: [PostToken] = []
    var at = 0
    var isImage = false
    while at < text.count {
      if let end = addressEnd(text, from: at) {
        tokens.append(address(text[at..<end]))
        at = end
        isImage = false
      } else if text[at].isWordPart {
        let end = wordEnd(text, from: at)
        tokens.append(.word(String(String.UnicodeScalarView(text[at..<end]))))
        at = end
      } else if text[at...].starts(with: "![".unicodeScalars) {
        isImage = true
        at += 2
      } else if isImage, text[at...].starts(with: "](".unicodeScalars) {
        let end = text[(at + 2)...].firstIndex { $0.endsAddress } ?? text.count
        if end > at + 2 { tokens.append(address(text[(at + 2)..<end])) }
        at = end
        isImage = false
      } else {
        at += 1
      }
    }
    return tokens
  }

  private static func addressEnd(_ text: [Unicode.Scalar], from start: Int) -> Int? {
    let isStart = ["https://", "http://", "upload://", "www."].contains {
      text[start...].starts(with: $0.unicodeScalars)
    }
    guard isStart, start == 0 || !text[start - 1].isWordPart else { return nil }
    return text[start...].firstIndex { $0.endsAddress } ?? text.count
  }

  private static func address(_ part: ArraySlice<Unicode.Scalar>) -> PostToken {
    var address = String(String.UnicodeScalarView(part))
    while let last = address.last, ".,;:!?".contains(last) { address.removeLast() }
    guard let scheme = address.range(of: "://") else {
      let isBare = address.hasPrefix("www.")
      return .address(address, host: isBare ? host(address[...]) : "")
    }
    let isUpload = address.hasPrefix("upload://")
    return .address(address, host: isUpload ? "" : host(address[scheme.upperBound...]))
  }

  /// The host of what follows a scheme, without user, port and a leading "www.".
  private static func host(_ rest: Substring) -> String {
    let authority = rest.prefix { !"/?#\\".contains($0) }
    let named = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
    let host = named.prefix { $0 != ":" }
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }

  private static func wordEnd(_ text: [Unicode.Scalar], from start: Int) -> Int {
    if text[start].isWordByItself { return start + 1 }
    return text[start...].firstIndex { !$0.isWordPart || $0.isWordByItself } ?? text.count
  }
}

extension Unicode.Scalar {
  /// Letters, digits, and the marks that change them.
  fileprivate var isWordPart: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// Scripts that put no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese.
  fileprivate var isWordByItself: Bool {
    properties.isIdeographic || (0x3041...0x30FF).contains(value)
      || (0x0E01...0x0EDD).contains(value) || (0x1000...0x109F).contains(value)
      || (0x1780...0x17D3).contains(value)
  }

  fileprivate var endsAddress: Bool {
    properties.isWhitespace || "()[]<>\"'`|".unicodeScalars.contains(self)
  }
}
