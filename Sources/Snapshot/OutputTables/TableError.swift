/// Why a table file could not be read: the file, where in it, and what to do.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Problem: Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable(reason: String)
    /// Not even a header.
    case empty
    /// The header names a column twice.
    case duplicateColumn
    /// A row has another number of cells than the header.
    case wrongCellCount(expected: Int, found: Int)
    /// A quoted cell is not closed, or text follows its closing quote.
    case badQuoting
    /// The header lacks a column that is asked for.
    case missingColumn(found: [String])
    /// A cell is not what the column should hold.
    case badValue(text: String, expected: String)
  }

  public let problem: Problem
  public let file: String
  /// From 1, the header being line 1; nil where the whole file is meant.
  public let line: Int?
  public let column: String?

  public init(_ problem: Problem, file: String, line: Int? = nil, column: String? = nil) {
    self.problem = problem
    self.file = file
    self.line = line
    self.column = column
  }

  /// What to do about it.
  public var advice: String {
    switch problem {
    case .unreadable: "Check that the path names a file that you may read."
    case .empty: "The file should begin with a row of column names; write it anew."
    case .duplicateColumn: "Rename or remove one of the two columns."
    case .wrongCellCount: "Cells are separated by single tabs; look for a stray or missing one."
    case .badQuoting: "A cell that begins with a quote must end with one; double quotes inside it."
    case .missingColumn: "Add the column, or check that this is the right file."
    case .badValue: "Correct the cell, or leave it empty where the value is missing."
    }
  }

  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ", column \(column)" }
    return "\(place): \(what). \(advice)"
  }

  private var what: String {
    switch problem {
    case .unreadable(let reason): "cannot be read (\(reason))"
    case .empty: "is empty"
    case .duplicateColumn: "is named twice in the header"
    case .wrongCellCount(let expected, let found):
      "has \(found) cells where the header has \(expected)"
    case .badQuoting: "holds a cell whose quotes do not match"
    case .missingColumn(let found): "is missing; the header has \(found.joined(separator: ", "))"
    case .badValue(let text, let expected): "“\(text.prefix(80))” is not \(expected)"
    }
  }
}
