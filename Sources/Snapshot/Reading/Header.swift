/// A column that a table knows.
struct ColumnSpec: Sendable {
  /// The public name.
  let name: String
  /// The names of older layouts and of the public guide.
  var aliases: [String] = []
  /// Whether a file without the column is refused.
  var isRequired = false
  /// Columns that together do for a required one.
  var substitutes: [String] = []

  /// Names compare with the first letter in either case, as the public guide capitalises one.
  static func key(_ name: String) -> String {
    name.prefix(1).lowercased() + name.dropFirst()
  }
}

/// Where the columns of a table stand in one file.
struct Header: Sendable {
  /// Columns in the file, known or not.
  let fieldCount: Int
  /// For each column of the schema its field, or `fieldCount` where the file has none.
  let fields: [UInt32]

  /// Reads a header line (without byte order mark and line break).
  ///
  /// - Throws: `noHeader`, `duplicateColumn` or `missingColumn`, as of line 1 of `file`.
  init(line: String, schema: [ColumnSpec], file: String) throws(SnapshotError) {
    func fail(_ problem: SnapshotProblem, column: String? = nil) -> SnapshotError {
      SnapshotError(file: file, line: 1, column: column, problem: problem)
    }
    let names = line.split(separator: "\t", omittingEmptySubsequences: false).map {
      Self.unquoted(String($0))
    }
    var slots: [String: Int] = [:]
    for (slot, spec) in schema.enumerated() {
      for name in [spec.name] + spec.aliases { slots[ColumnSpec.key(name)] = slot }
    }
    var fields = [UInt32](repeating: UInt32(names.count), count: schema.count)
    for (field, name) in names.enumerated() {
      guard let slot = slots[ColumnSpec.key(name)] else { continue }
      guard fields[slot] == names.count else {
        throw fail(.duplicateColumn, column: schema[slot].name)
      }
      fields[slot] = UInt32(field)
    }
    func isAbsent(_ name: String) -> Bool {
      slots[ColumnSpec.key(name)].map { fields[$0] == names.count } ?? true
    }
    guard schema.contains(where: { !isAbsent($0.name) }) else {
      throw fail(.noHeader(firstLine: Excerpt.of(line)))
    }
    for spec in schema where spec.isRequired && isAbsent(spec.name) {
      if !spec.substitutes.isEmpty, !spec.substitutes.contains(where: isAbsent) { continue }
      throw fail(.missingColumn(header: names.prefix(40).map(Excerpt.of)), column: spec.name)
    }
    fieldCount = names.count
    self.fields = fields
  }

  private static func unquoted(_ name: String) -> String {
    name.count >= 2 && name.hasPrefix("\"") && name.hasSuffix("\"")
      ? String(name.dropFirst().dropLast()) : name
  }
}
