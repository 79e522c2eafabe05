/// The name and columns of one output table: the only place its header comes from.
public struct OutputSchema: Sendable {
  /// What a column holds, and how its values are printed. A missing value is an empty cell.
  public enum Kind: Hashable, Sendable {
    /// Whole numbers as digits: `13`.
    case integer
    /// Whole numbers that the reference keeps as floating point: `13.0`.
    case whole
    /// Shortest float32 text: `0.11385875`.
    case float
    /// Shortest float64 text: `0.1275930553674698`.
    case double
    /// `True` or `False`.
    case boolean
    /// Names of the vocabulary, ids and other text.
    case text
    /// A column kept for readers of older tables; nothing is ever written in it.
    case alwaysEmpty
  }

  /// One column.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let kind: Kind
  }

  /// The name of the file.
  public let fileName: String
  /// In the order of the file.
  public let columns: [Column]
  private let positions: [String: Int]

  init(_ fileName: String, _ columns: KeyValuePairs<String, Kind>) {
    self.init(fileName, columns.map { Column(name: $0.key, kind: $0.value) })
  }

  /// - Precondition: names differ.
  init(_ fileName: String, _ columns: [Column]) {
    self.fileName = fileName
    self.columns = columns
    positions = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// Where a column stands, from 0; nil where the table has none of that name.
  public func position(of column: String) -> Int? { positions[column] }
}
