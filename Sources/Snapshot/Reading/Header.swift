/// A column that a table knows: its public name, the names of older layouts, whether a file
/// without it is refused.
struct ColumnSpec: Sendable {
  let name: String
  var aliases: [String] = []
  var isRequired = false

  /// Names compare with the first letter in either case, as the public guide capitalises one.
  func answers(to text: String) -> Bool {
    ([name] + aliases).contains { Self.key($0) == Self.key(text) }
  }

  private static func key(_ name: String) -> String {
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
  /// - Throws: an error with `file` left for the caller to fill in.
  init(line: String, schema: [ColumnSpec], file: String) throws(SnapshotError) {
    func fail(_ problem: SnapshotProblem, column: String? = nil) -> SnapshotError {
      SnapshotError(file: file, line: 1, column: column, problem: problem)
    }
    let names = line.split(separator: "\t", omittingEmptySubsequences: false).map {
      Self.unquoted(String($0))
    }
    var fields = [UInt32](repeating: UInt32(names.count), count: schema.count)
    for (slot, spec) in schema.enumerated() {
      let matches = names.indices.filter { spec.answers(to: names[$0]) }
      guard matches.count < 2 else { throw fail(.duplicateColumn, column: spec.name) }
      if let field = matches.first { fields[slot] = UInt32(field) }
    }
    guard fields.contains(where: { $0 < names.count }) else {
      throw fail(.noHeader(firstLine: Excerpt.of(line)))
    }
    for (slot, spec) in schema.enumerated()
    where spec.isRequired && fields[slot] == names.count {
      throw fail(.missingColumn(header: names.prefix(40).map(Excerpt.of)), column: spec.name)
    }
    fieldCount = names.count
    self.fields = fields
  }

  /// Whether the file has the column at a position of the schema.
  func has(_ slot: Int) -> Bool { fields[slot] < fieldCount }

  private static func unquoted(_ name: String) -> String {
    name.count >= 2 && name.hasPrefix("\"") && name.hasSuffix("\"")
      ? String(name.dropFirst().dropLast()) : name
  }
}

/// Cell and line texts cut short for messages.
enum Excerpt {
  static func of(_ text: String) -> String {
    let visible = text.map { $0.isNewline || $0 == "\0" ? " " : $0 }
    return visible.count <= 60 ? String(visible) : String(visible.prefix(60)) + "…"
  }

  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    of(String(decoding: bytes.prefix(200), as: UTF8.self))
  }
}
