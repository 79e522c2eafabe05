/// Everything that tables name by position: notes, participants, deciding models.
struct Interners: Sendable {
  var notes: NumberInterner
  var participants: ByteInterner
  /// Texts of `currentDecidedBy`.
  var names: ByteInterner

  init(seed: UInt64) {
    notes = NumberInterner(seed: seed)
    participants = ByteInterner(seed: seed)
    names = ByteInterner(seed: seed)
  }
}

/// What a piece gathers beside its columns while its rows are read.
struct PieceContext: Sendable {
  let block: Block
  var ids: Interners
  /// Texts that cannot stay in the block's source.
  var ownedTexts: [UInt8] = []

  init(block: Block, seed: UInt64) {
    self.block = block
    ids = Interners(seed: seed)
  }

  /// Keeps a cell's text; the first source of a piece is the block's, the second `ownedTexts`.
  mutating func keepText(_ cell: UnsafeBufferPointer<UInt8>, in row: Row) -> TextColumn.Piece {
    let unquoted = Quotes.unquoted(cell)
    if unquoted == nil, block.keepsTexts, let start = cell.baseAddress {
      let offset = block.range.lowerBound + (start - row.base)
      return TextColumn.Piece(source: 0, length: UInt32(cell.count), offset: UInt64(offset))
    }
    let offset = UInt64(ownedTexts.count)
    if let unquoted { ownedTexts += unquoted } else { ownedTexts.append(contentsOf: cell) }
    let length = UInt32(ownedTexts.count - Int(offset))
    return TextColumn.Piece(source: 1, length: length, offset: offset)
  }
}
