/// Why a file holds no model that can be used.
public enum ModelFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It begins otherwise.
  case notAModel
  case otherVersion(found: UInt32, readable: UInt32)
  case tooLarge(limit: Int)
  /// It ends before what it announces, or goes on behind it.
  case wrongLength
  /// Its bytes are not those that were written.
  case damaged
  /// A field holds what it cannot.
  case badField(String)

  public var description: String {
    switch self {
    case .notAModel: "is not a model of this program"
    case .otherVersion(let found, let readable):
      "has version \(found) of the format; this program reads version \(readable)"
    case .tooLarge(let limit): "is larger than \(limit) bytes"
    case .wrongLength: "is cut off, or too long"
    case .damaged: "is damaged: its checksum differs"
    case .badField(let name): "has a \(name) that cannot be"
    }
  }
}
