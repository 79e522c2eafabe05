/// Character references such as `&amp;` and `&#39;`.
public enum HTMLEntities {
  /// The text with its references replaced twice, as what was escaped on its way here needs.
  public static func decodeTwice(_ text: String) -> String { decode(decode(text)) }

  /// The text with its references replaced, once: `&amp;lt;` becomes `&lt;`. What is no reference
  /// stays.
  public static func decode(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var decoded = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var place = 0
    while place < scalars.count {
      // The longest name has 8 letters, the longest number 7 digits after its two marks.
      if scalars[place] == "&",
        let end = scalars[place...].prefix(12).firstIndex(of: ";"),
        let scalar = scalar(scalars[(place + 1)..<end])
      {
        decoded.append(scalar)
        place = end + 1
      } else {
        decoded.append(scalars[place])
        place += 1
      }
    }
    return String(decoded)
  }

  private static func scalar(_ name: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
    let text = String(String.UnicodeScalarView(name))
    guard text.hasPrefix("#") else { return names[text] }
    let isHexadecimal = text.hasPrefix("#x") || text.hasPrefix("#X")
    let digits = text.dropFirst(isHexadecimal ? 2 : 1)
    guard !digits.hasPrefix("+"), !digits.hasPrefix("-"),
      let code = UInt32(digits, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    return code == 0 ? "\u{fffd}" : Unicode.Scalar(code) ?? "\u{fffd}"
  }

  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"", "Tab": "\t", "NewLine": "\n",
    "excl": "!", "num": "#", "dollar": "$", "percnt": "%", "lpar": "(", "rpar": ")", "ast": "*",
    "plus": "+", "comma": ",", "period": ".", "sol": "/", "colon": ":", "semi": ";",
    "equals": "=", "quest": "?", "commat": "@", "lsqb": "[", "lbrack": "[", "bsol": "\\",
    "rsqb": "]", "rbrack": "]", "Hat": "^", "lowbar": "_", "grave": "`", "lcub": "{",
    "lbrace": "{", "verbar": "|", "rcub": "}", "rbrace": "}",
    "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}",
    "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
    "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹",
    "rsaquo": "›", "bull": "•", "middot": "·", "copy": "©", "reg": "®", "trade": "™",
    "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "sect": "§", "para": "¶", "deg": "°",
    "plusmn": "±", "times": "×", "divide": "÷", "frac12": "½", "frac14": "¼", "sup2": "²",
    "sup3": "³", "micro": "µ", "iexcl": "¡", "iquest": "¿", "shy": "\u{ad}", "zwj": "\u{200d}",
    "zwnj": "\u{200c}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
    "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å",
    "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê", "euml": "ë",
    "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "ograve": "ò",
    "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö", "oslash": "ø", "ugrave": "ù",
    "uacute": "ú", "ucirc": "û", "uuml": "ü", "yacute": "ý", "szlig": "ß", "Agrave": "À",
    "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å", "AElig": "Æ",
    "Ccedil": "Ç", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê", "Euml": "Ë", "Ntilde": "Ñ",
    "Oacute": "Ó", "Ocirc": "Ô", "Ouml": "Ö", "Oslash": "Ø", "Uacute": "Ú", "Uuml": "Ü",
    "oelig": "œ", "OElig": "Œ", "scaron": "š", "Scaron": "Š",
  ]
}
