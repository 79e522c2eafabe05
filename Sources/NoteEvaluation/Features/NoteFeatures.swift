import Factorization

/// The features of a note on a post: a sparse row of a fixed number of columns.
///
/// The first columns hold what `ClaimSignals` and `AbuseRules` count; into the others are hashed, apart
/// from each other by a mark, the note's words and pairs of words, pieces of three to five letters of
/// its words, the hosts of its links, and the post's words. Each kind is scaled to length one, so that
/// long texts do not outweigh short ones. Two features that meet in a column are added up.
enum NoteFeatures {
  static let columnCount = 1 << 15
  /// Columns with a meaning of their own, before the hashed ones.
  static let reservedColumns = 32
  /// Words of post and note together (section 10.1: 512 tokens).
  static let mostWords = 512

  private enum Kind: UInt8 {
    case noteWord = 1
    case notePair, notePiece, noteHost, postWord
  }

  /// - Parameter abuse: the score by rules.
  static func row(
    post: PreparedText, note: PreparedText, signals: ClaimSignals, abuse: Double
  ) -> [SparseEntry] {
    let allNote = Word.words(of: note.prose, atMost: mostWords)
    let allPost = Word.words(of: post.prose, atMost: mostWords)
    let counts = lengths(post: allPost.count, note: allNote.count)
    let noteWords = allNote.prefix(counts.note).map { Array($0.text.utf8) }
    let postWords = allPost.prefix(counts.post).map { Array($0.text.utf8) }
    let hosts = note.links.map { Array(PreparedText.host(of: $0).utf8) }

    var row = entries(of: signals, abuse: abuse)
    row += scaled(
      noteWords.map { column(.noteWord, $0) }
        + zip(noteWords, noteWords.dropFirst()).map { column(.notePair, $0 + [0] + $1) })
    row += scaled(allNote.prefix(counts.note).flatMap { pieces(of: $0.text) })
    row += scaled(hosts.map { column(.noteHost, $0) })
    row += scaled(postWords.map { column(.postWord, $0) })
    return merged(row)
  }

  /// How many words of each side are read: the longer side is cut first.
  static func lengths(post: Int, note: Int) -> (post: Int, note: Int) {
    if post + note <= mostWords { return (post, note) }
    let half = mostWords / 2
    if note <= half { return (mostWords - note, note) }
    if post <= half { return (post, mostWords - post) }
    return (half, half)
  }

  private static func entries(of signals: ClaimSignals, abuse: Double) -> [SparseEntry] {
    func share(_ count: Int, of most: Int) -> Float { Float(min(count, most)) / Float(most) }
    let values: [Float] = [
      share(signals.sources, of: 3), signals.sources == 0 ? 1 : 0, share(signals.numbers, of: 6),
      share(signals.attributions, of: 3), Float(signals.overlap), share(signals.opinions, of: 3),
      share(signals.firstPersons, of: 3), share(signals.exclamations, of: 3),
      share(signals.hedges, of: 3), share(signals.shouts, of: 3), signals.isShort ? 1 : 0,
      Float(min(max(abuse - AbuseRules.start, 0), 6) / 3),
    ]
    return values.enumerated().compactMap { index, value in
      value == 0 ? nil : SparseEntry(column: UInt32(index), value: value)
    }
  }

  /// Columns with one each, scaled to length one together; a column named again weighs more.
  private static func scaled(_ columns: [UInt32]) -> [SparseEntry] {
    let entries = merged(columns.map { SparseEntry(column: $0, value: 1) })
    let length = entries.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    return entries.map { SparseEntry(column: $0.column, value: $0.value / length) }
  }

  /// One entry a column, in order.
  private static func merged(_ entries: [SparseEntry]) -> [SparseEntry] {
    var merged: [SparseEntry] = []
    // Equal columns hold equal values here or come in a fixed order: the sort is stable.
    for entry in entries.sorted(by: { $0.column < $1.column }) {
      if merged.last?.column == entry.column {
        merged[merged.count - 1].value += entry.value
      } else {
        merged.append(entry)
      }
    }
    return merged
  }

  /// Pieces of three to five letters, the edges of the word counting as one each.
  private static func pieces(of word: String) -> [UInt32] {
    let letters = Array("_\(word)_".unicodeScalars)
    return (3...5).flatMap { length in
      stride(from: 0, through: letters.count - length, by: 1).map { start in
        let piece = String(String.UnicodeScalarView(letters[start..<start + length]))
        return column(.notePiece, piece.utf8)
      }
    }
  }

  private static func column(_ kind: Kind, _ bytes: some Sequence<UInt8>) -> UInt32 {
    var hash = FeatureHash()
    hash.combine(kind.rawValue)
    hash.combine(bytes)
    return UInt32(reservedColumns)
      + UInt32(hash.mixed % UInt64(columnCount - reservedColumns))
  }
}
