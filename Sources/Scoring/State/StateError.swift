/// Why a prescoring state could not be read: the file, where in it, and what to do.
public struct StateError: Error, Hashable, Sendable, CustomStringConvertible {
  public let problem: StateProblem
  public let file: String
  /// The section at fault; nil where it is the file as a whole.
  public let section: String?

  public init(_ problem: StateProblem, file: String, section: String? = nil) {
    self.problem = problem
    self.file = file
    self.section = section
  }

  /// What to do about it.
  public var advice: String {
    switch problem {
    case .cannotRead: "Name the folder that score --prescore-only wrote."
    case .notAState: "Prescore again, or name the folder that score --prescore-only wrote."
    case .otherVersion: "Prescore again with this version of the program."
    case .truncated, .damaged: "Copy the file again, or prescore again."
    case .missingSection, .missingColumn, .badColumn: "Prescore again."
    }
  }

  public var description: String {
    let place = section.map { "\(file), section \($0)" } ?? file
    return "\(place): \(problem.description). \(advice)"
  }
}

/// What is wrong with a file that should hold a prescoring state.
public enum StateProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case cannotRead(reason: String)
  /// The file begins otherwise.
  case notAState
  case otherVersion(found: UInt32, readable: UInt32)
  /// The file ends before its last section does.
  case truncated
  /// The bytes are not those that were written.
  case damaged(reason: String)
  case missingSection
  case missingColumn(name: String)
  /// A column holds what it cannot.
  case badColumn(name: String, reason: String)

  public var description: String {
    switch self {
    case .cannotRead(let reason): "cannot be read: \(reason)"
    case .notAState: "is not a prescoring state"
    case .otherVersion(let found, let readable):
      "has version \(found) of the format; this program reads version \(readable)"
    case .truncated: "the file ends too early"
    case .damaged(let reason): "the file is damaged: \(reason)"
    case .missingSection: "the section is missing"
    case .missingColumn(let name): "the column \(name) is missing"
    case .badColumn(let name, let reason): "the column \(name) \(reason)"
    }
  }
}
