/// Why a snapshot could not be read: where, what, and what to do about it.
public struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, relative to the folder read; for a member of an archive `archive.zip/member.tsv`.
  public var file: String
  /// Line of the file, the header being line 1; nil where the file as a whole is at fault.
  public var line: Int?
  /// The public name of the column; nil where the row or file as a whole is at fault.
  public var column: String?
  public var problem: SnapshotProblem

  public init(
    file: String, line: Int? = nil, column: String? = nil, problem: SnapshotProblem
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// What a person can do about it, in one sentence.
  public var advice: String { problem.advice }

  /// `file, line 12, column x: what is wrong. What to do.`
  public var description: String {
    var place = file
    if let line { place += ", line \(line)" }
    if let column { place += ", column \(column)" }
    return "\(place): \(problem.description). \(advice)"
  }
}
