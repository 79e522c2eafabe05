// Texts as cells of a tab-separated table.

extension TextBuffer {
  /// A text of a public input table: a tab or line break becomes a space, as the public files do.
  ///
  /// A text that begins with a quote is quoted and its quotes are doubled, because CSV readers, the
  /// reference's among them, take a leading quote for the opening of a quoted cell.
  mutating func appendInputCell(_ text: UnsafeRawBufferPointer) {
    guard Self.needsCare(text) else { return append(text) }
    let isQuoted = text.first == .quote
    if isQuoted { append(.quote) }
    for byte in text {
      switch byte {
      case .tab, .newline, .carriageReturn: append(.space)
      case .quote where isQuoted: append("\"\"")
      default: append(byte)
      }
    }
    if isQuoted { append(.quote) }
  }

  /// A text of an output table: quoted, its quotes doubled, where it holds a tab, quote or line
  /// break; nothing is replaced.
  mutating func appendOutputCell(_ text: UnsafeRawBufferPointer) {
    guard Self.needsCare(text) else { return append(text) }
    append(.quote)
    for byte in text {
      if byte == .quote { append(.quote) }
      append(byte)
    }
    append(.quote)
  }

  mutating func appendInputCell(_ text: String) {
    var text = text
    text.withUTF8 { appendInputCell(UnsafeRawBufferPointer($0)) }
  }

  mutating func appendOutputCell(_ text: String) {
    var text = text
    text.withUTF8 { appendOutputCell(UnsafeRawBufferPointer($0)) }
  }

  /// A text known to hold no tab, quote or line break: a column name or a name of the vocabulary.
  mutating func appendName(_ name: String) {
    var name = name
    name.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Header row: the names, tabs between them, a line end.
  mutating func appendHeader(_ columns: [String]) {
    for (position, column) in columns.enumerated() {
      if position > 0 { append(.tab) }
      appendName(column)
    }
    append(.newline)
  }

  /// Whether a text holds a tab, quote or line break.
  static func needsCare(_ text: UnsafeRawBufferPointer) -> Bool {
    typealias Block = SIMD16<UInt8>
    var position = 0
    while position + Block.scalarCount <= text.count {
      let block = text.loadUnaligned(fromByteOffset: position, as: Block.self)
      let found =
        (block .== Block(repeating: .tab)) .| (block .== Block(repeating: .newline))
        .| (block .== Block(repeating: .carriageReturn)) .| (block .== Block(repeating: .quote))
      if any(found) { return true }
      position += Block.scalarCount
    }
    return text[position...].contains {
      $0 == .tab || $0 == .newline || $0 == .carriageReturn || $0 == .quote
    }
  }
}
