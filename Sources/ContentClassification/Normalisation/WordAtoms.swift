/// The atoms between two spaces.
struct WordAtoms {
  private(set) var atoms: [Atom]

  /// The second half of pass 2, and pass 3.
  static func words(of atoms: [Atom], counting disguises: inout Disguises) -> [WordAtoms] {
    var words: [WordAtoms] = []
    var start = 0
    while start < atoms.count {
      var end = start + 1
      while end < atoms.count, atoms[end].boundary != .hard { end += 1 }
      addWords(of: atoms[start..<end], to: &words)
      start = end
    }
    return joined(words, counting: &disguises)
  }

  /// Pictures at the ends of a word are words of their own; between its letters they are signs.
  private static func addWords(of part: ArraySlice<Atom>, to words: inout [WordAtoms]) {
    guard let first = part.firstIndex(where: { $0.kind != .picture }),
      let last = part.lastIndex(where: { $0.kind != .picture })
    else {
      for picture in part { words.append(WordAtoms(atoms: [picture])) }
      return
    }
    for picture in part[..<first] { words.append(WordAtoms(atoms: [picture])) }
    let word = withoutPunctuation(part[first...last])
    if !word.isEmpty { words.append(WordAtoms(atoms: word)) }
    for picture in part[(last + 1)...] { words.append(WordAtoms(atoms: [picture])) }
  }

  /// The letters and digits of a word, and the signs in it that can be letters; what is left out
  /// becomes a soft boundary. Empty if there is nothing to read.
  private static func withoutPunctuation(_ part: ArraySlice<Atom>) -> [Atom] {
    var word: [Atom] = []
    var boundary = NormalisedText.Boundary.none
    for index in part.indices {
      var atom = part[index]
      let stays: Bool
      switch atom.kind {
      case .picture: stays = false
      case .sign where Substitutions.letter(inside: atom.scalar) != nil:
        stays =
          index > part.startIndex && index + 1 < part.endIndex && part[index - 1].isWord
          && part[index + 1].isWord
      default: stays = true
      }
      boundary = max(boundary, atom.boundary)
      if stays {
        atom.boundary = boundary
        word.append(atom)
        boundary = .none
      } else {
        boundary = max(boundary, .soft)
      }
    }
    let isReadable =
      word.contains { $0.isWord } || (word.count == 1 && word.allSatisfy { $0.kind == .sign })
    return isReadable ? word : []
  }

  /// Puts letters together that stand alone: three or more in a row, two of them letters as such.
  private static func joined(
    _ words: [WordAtoms], counting disguises: inout Disguises
  ) -> [WordAtoms] {
    var result: [WordAtoms] = []
    result.reserveCapacity(words.count)
    var start = 0
    while start < words.count {
      var end = start
      while end < words.count, words[end].isSingle { end += 1 }
      let run = words[start..<end]
      if run.count >= 3, run.count(where: { $0.atoms[0].kind == .letter }) >= 2 {
        var word = run.flatMap(\.atoms)
        for index in word.indices.dropFirst() { word[index].boundary = .soft }
        result.append(WordAtoms(atoms: word))
        disguises.spacedWords += 1
      } else {
        // A sign alone is no word.
        result += run.filter { $0.atoms[0].kind != .sign }
      }
      if end < words.count {
        result.append(words[end])
        end += 1
      }
      start = end
    }
    return result
  }

  private var isSingle: Bool {
    guard atoms.count == 1 else { return false }
    switch atoms[0].kind {
    case .letter: return true
    case .digit: return Substitutions.letter(digit: atoms[0].scalar) != nil
    case .sign: return Substitutions.letter(sign: atoms[0].scalar) != nil
    case .unspaced, .picture: return false
    }
  }

  /// Passes 4 and 5.
  func append(
    to symbols: inout [NormalisedText.Symbol], counting disguises: inout Disguises
  ) {
    let hasLetter = atoms.contains { $0.kind == .letter }
    let letters = atoms.count { $0.kind == .letter || $0.kind == .sign }
    let digits = atoms.count {
      $0.kind == .digit && Substitutions.letter(digit: $0.scalar) != nil
    }
    let readsDigits = hasLetter && letters >= digits
    if atoms.contains(where: \.isLatin), atoms.contains(where: \.isLookalike) {
      disguises.mixedWords += 1
    }

    let first = symbols.count
    var boundary = NormalisedText.Boundary.hard
    for atom in atoms {
      if symbols.count > first { boundary = max(boundary, atom.boundary) }
      var read = atom.scalar
      var isSign = false
      switch atom.kind {
      case .sign:
        guard hasLetter else {
          boundary = max(boundary, .soft)
          continue
        }
        read =
          Substitutions.letter(sign: read) ?? Substitutions.letter(inside: read) ?? read
        isSign = true
      case .digit where readsDigits: read = Substitutions.letter(digit: read) ?? read
      default: break
      }
      let isSubstituted = read != atom.scalar
      let isAmbiguous =
        atom.isAmbiguous || (read == Substitutions.ambiguous && (isSign || readsDigits))
      if isSubstituted { disguises.substitutions += 1 }
      if isSign { boundary = max(boundary, .weak) }
      if repeats(read, in: symbols, from: first) {
        symbols[symbols.count - 1].end = atom.end
        disguises.repeatedLetters += 1
      } else {
        symbols.append(
          NormalisedText.Symbol(
            scalar: read, plain: isSign ? read : atom.scalar, isAmbiguous: isAmbiguous,
            boundary: symbols.count == first ? .hard : boundary, start: atom.start, end: atom.end))
      }
      boundary = isSign ? .weak : .none
    }
  }

  /// Whether the last three symbols of the word are this letter. Digits may repeat.
  private func repeats(
    _ scalar: UInt32, in symbols: [NormalisedText.Symbol], from first: Int
  ) -> Bool {
    guard !(0x30...0x39).contains(scalar), symbols.count - first >= 3 else { return false }
    return symbols.suffix(3).allSatisfy { $0.scalar == scalar }
  }
}
