import Glibc

/// Why a table or folder could not be written, where, and what to do about it.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Problem: Hashable, Sendable {
    /// The path of the folder, or a part of it, names something that is not a folder.
    case notAFolder
    /// The folder does not exist and cannot be made.
    case cannotCreateFolder
    /// The folder is there, but nothing can be created in it.
    case cannotCreateFile
    /// No space, or no quota, is left.
    case diskFull
    /// Writing or flushing failed for another reason.
    case cannotWrite
    /// The finished file cannot take its final name.
    case cannotRename
  }

  public let problem: Problem
  /// The file or folder that the problem is about.
  public let path: String
  /// The operating system's words, such as `Permission denied`.
  public let reason: String

  public init(_ problem: Problem, path: String, reason: String) {
    self.problem = problem
    self.path = path
    self.reason = reason
  }

  /// Takes the reason from the operating system's error number; a full disk becomes `diskFull`.
  init(_ problem: Problem, path: String, errno code: Int32) {
    let isFull = code == ENOSPC || code == EDQUOT
    self.init(isFull ? .diskFull : problem, path: path, reason: String(cString: strerror(code)))
  }

  /// What to do about it.
  public var advice: String {
    switch problem {
    case .notAFolder: "Name a folder, or move what has this name out of the way."
    case .cannotCreateFolder: "Name a place where you may create folders."
    case .cannotCreateFile: "Make the folder writable, or name another one."
    case .diskFull: "Free some space or name a folder on another disk, then run again."
    case .cannotWrite: "Check the disk, then run again; files written earlier are untouched."
    case .cannotRename: "Move what has this name out of the way, then run again."
    }
  }

  public var description: String {
    let what =
      switch problem {
      case .notAFolder: "not a folder"
      case .cannotCreateFolder: "cannot create the folder"
      case .cannotCreateFile: "cannot create the file"
      case .diskFull: "the disk is full"
      case .cannotWrite: "cannot write"
      case .cannotRename: "cannot put the finished file in place"
      }
    return "\(path): \(what) (\(reason)). \(advice)"
  }
}
