/// Why a model file could not be read or written: the file, and what to do.
public struct EvaluationModelError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Problem: Error, Hashable, Sendable {
    case cannotRead(reason: String)
    case tooLarge(bytes: Int, most: Int)
    /// The file begins otherwise.
    case notAModel
    case otherVersion(found: UInt32, readable: UInt32)
    /// The file ends before its content does.
    case truncated
    /// The bytes are not those that were written.
    case damaged(reason: String)
    /// The checksum is right, and still a value can't be.
    case badValue(name: String)
    case cannotWrite(reason: String)
  }

  public let problem: Problem
  public let file: String

  public init(_ problem: Problem, file: String) {
    self.problem = problem
    self.file = file
  }

  /// What to do about it.
  public var advice: String {
    switch problem {
    case .cannotRead: "Name a file that evaluator train wrote."
    case .tooLarge, .notAModel: "Train again, or name a file that evaluator train wrote."
    case .otherVersion: "Train again with this version of the program."
    case .truncated, .damaged: "Copy the file again, or train again."
    case .badValue: "Train again."
    case .cannotWrite: "Name a file in a folder that you may write to, on a disk with some space."
    }
  }

  public var description: String { "\(file): \(what). \(advice)" }

  private var what: String {
    switch problem {
    case .cannotRead(let reason): "cannot be read (\(reason))"
    case .tooLarge(let bytes, let most): "has \(bytes) bytes; a model has \(most) at most"
    case .notAModel: "is not a model of the evaluator"
    case .otherVersion(let found, let readable):
      "has version \(found) of the format; this program reads version \(readable)"
    case .truncated: "ends too early"
    case .damaged(let reason): "is damaged: \(reason)"
    case .badValue(let name): "holds a value of \(name) that cannot be"
    case .cannotWrite(let reason): "cannot be written (\(reason))"
    }
  }
}
