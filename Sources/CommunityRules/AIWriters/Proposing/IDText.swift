/// An id as a program sends it: 1 to 19 digits.
public enum IDText<ID: NumberID>: Hashable, Sendable {
  case malformed
  /// Well formed, but no id that was ever given: out of range, 0, or with zeros in front.
  case unassigned
  case id(ID)

  public init(_ text: String) {
    guard (1...19).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      self = .malformed
      return
    }
    if text.first != "0", let id = ID(text) { self = .id(id) } else { self = .unassigned }
  }
}
