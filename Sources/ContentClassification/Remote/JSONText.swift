/// Writes texts as JSON strings.
enum JSONText {
  /// The text in quotation marks. Beyond what JSON demands, `<`, `>`, `|` and invisible scalars are
  /// escaped: so the markers that separate turns in a model's input, such as `<|…|>`, cannot be
  /// written by the author of a post, and no instruction hides in what a reader does not see.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "<", ">", "|", "\u{2028}", "\u{2029}": escape(scalar, to: &quoted)
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        escape(scalar, to: &quoted)
      case _ where InvisibleScalars.isHidden(scalar.value): escape(scalar, to: &quoted)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar, to text: inout String) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
