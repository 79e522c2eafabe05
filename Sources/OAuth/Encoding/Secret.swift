/// A text that must not be seen in logs: a key's secret, a token, a code.
///
/// Printed, it says nothing of itself. Compared, it takes a time that depends on lengths alone.
public struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  public let text: String

  public init(_ text: String) { self.text = text }

  public var description: String { "(secret)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Secret: Hashable {
  public static func == (a: Secret, b: Secret) -> Bool { equalInConstantTime(a.text, b.text) }

  public func hash(into hasher: inout Hasher) {
    // Over the bytes, as equality is: `String` would take canonically equal texts for one.
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

extension Secret: Codable {
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Whether two texts have the same bytes, in a time that depends on their lengths alone.
func equalInConstantTime(_ a: String, _ b: String) -> Bool {
  let (a, b) = (Array(a.utf8), Array(b.utf8))
  guard a.count == b.count else { return false }
  return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
