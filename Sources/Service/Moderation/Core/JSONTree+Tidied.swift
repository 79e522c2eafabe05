import Foundation

extension JSONTree {
  /// Texts without blanks and control characters around them, and without control characters inside
  /// that set no lines (moderation-api 4.4).
  public var tidied: JSONTree {
    switch self {
    case .text(let text):
      var scalars = String.UnicodeScalarView()
      for scalar in text.unicodeScalars
      where
        !(scalar.properties.generalCategory == .control
        && !"\n\r\t".unicodeScalars.contains(scalar))
      {
        scalars.append(scalar)
      }
      return .text(String(scalars).trimmingCharacters(in: .whitespacesAndNewlines))
    case .list(let items): return .list(items.map(\.tidied))
    case .object(let members): return .object(members.mapValues(\.tidied))
    default: return self
    }
  }
}
