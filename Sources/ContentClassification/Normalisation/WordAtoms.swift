/// The atoms of a post by words: one flat array, and which part of it is which word.
struct WordAtoms {
  private(set) var atoms: [Atom] = []
  private(set) var words: [Range<Int>] = []

  /// The second half of pass 2, and pass 3.
  init(_ scanned: [Atom], counting disguises: inout Disguises) {
    atoms.reserveCapacity(scanned.count)
    words.reserveCapacity(scanned.count / 4 + 1)
    var start = 0
    while start < scanned.count {
      var end = start + 1
      while end < scanned.count, scanned[end].boundary != .hard { end += 1 }
      addWords(of: scanned[start..<end])
      start = end
    }
    joinSingles(counting: &disguises)
  }

  /// Pictures at the ends of a word are words of their own; between its letters they are signs.
  private mutating func addWords(of part: ArraySlice<Atom>) {
    var first = part.startIndex
    var last = part.endIndex
    while first < last, part[first].kind == .picture { first += 1 }
    while last > first, part[last - 1].kind == .picture { last -= 1 }
    for index in part.startIndex..<first { addPicture(part[index]) }
    addWithoutPunctuation(part[first..<last])
    for index in last..<part.endIndex { addPicture(part[index]) }
  }

  private mutating func addPicture(_ picture: Atom) {
    atoms.append(picture)
    words.append(atoms.count - 1..<atoms.count)
  }

  /// The letters and digits of a word, and the signs in it that can be letters; what is left out
  /// becomes a soft boundary. Nothing if there is nothing to read.
  private mutating func addWithoutPunctuation(_ part: ArraySlice<Atom>) {
    let start = atoms.count
    var boundary = NormalisedText.Boundary.none
    let hasLetter = part.contains { $0.kind == .letter }
    let isSign = part.count == 1
    for index in part.indices {
      var atom = part[index]
      boundary = max(boundary, atom.boundary)
      let stays: Bool
      switch atom.kind {
      case .picture: stays = false
      // One sign alone may still turn out to be a letter that stands alone.
      case .sign where Substitutions.letter(sign: atom.scalar) != nil: stays = hasLetter || isSign
      case .sign where Substitutions.letter(inside: atom.scalar) != nil:
        stays =
          index > part.startIndex && index + 1 < part.endIndex && part[index - 1].isWord
          && part[index + 1].isWord
      default: stays = true
      }
      if stays {
        atom.boundary = boundary
        atoms.append(atom)
        boundary = .none
      } else {
        boundary = max(boundary, .soft)
      }
    }
    if atoms.count > start { words.append(start..<atoms.count) }
  }

  /// Puts letters together that stand alone: three or more in a row, two of them letters as such. A
  /// sign that stays alone is no word.
  private mutating func joinSingles(counting disguises: inout Disguises) {
    var result: [Range<Int>] = []
    result.reserveCapacity(words.count)
    var start = 0
    while start < words.count {
      var end = start
      var letters = 0
      while end < words.count, isSingle(words[end]) {
        if atoms[words[end].lowerBound].kind == .letter { letters += 1 }
        end += 1
      }
      if end - start >= 3, letters >= 2 {
        let joined = words[start].lowerBound..<words[end - 1].upperBound
        for index in joined.dropFirst() { atoms[index].boundary = .soft }
        result.append(joined)
        disguises.spacedWords += 1
      } else {
        for word in words[start..<end] where atoms[word.lowerBound].kind != .sign {
          result.append(word)
        }
      }
      if end < words.count {
        result.append(words[end])
        end += 1
      }
      start = end
    }
    words = result
  }

  private func isSingle(_ word: Range<Int>) -> Bool {
    guard word.count == 1 else { return false }
    let atom = atoms[word.lowerBound]
    switch atom.kind {
    case .letter: return true
    case .digit: return Substitutions.letter(digit: atom.scalar) != nil
    case .sign: return Substitutions.letter(sign: atom.scalar) != nil
    case .unspaced, .picture: return false
    }
  }
}
