/// Passes 4 and 5: reads the digits and signs of a word as letters, and shortens repetitions.
struct WordReading {
  private let atoms: ArraySlice<Atom>
  private let hasLetter: Bool
  private let readsDigits: Bool
  private let isMixed: Bool

  init(_ atoms: ArraySlice<Atom>) {
    self.atoms = atoms
    var letters = 0
    var signs = 0
    var digits = 0
    var changes = 0
    var lastIsDigit: Bool?
    var latin = false
    var lookalike = false
    for atom in atoms {
      switch atom.kind {
      case .letter: letters += 1
      // Read again, it is the digit 1.
      case .sign where Substitutions.letter(inside: atom.scalar) == Substitutions.ambiguous:
        digits += 1
      case .sign: signs += 1
      case .digit: if Substitutions.letter(digit: atom.scalar) != nil { digits += 1 }
      case .unspaced, .picture: continue
      }
      if let lastIsDigit, lastIsDigit != atom.isDigitLike { changes += 1 }
      lastIsDigit = atom.isDigitLike
      if atom.isLatin { latin = true }
      if atom.isLookalike { lookalike = true }
    }
    hasLetter = letters > 0
    readsDigits = hasLetter && (letters + signs >= digits || changes >= 2)
    isMixed = latin && lookalike
  }

  func append(
    to symbols: inout [NormalisedText.Symbol], counting disguises: inout Disguises
  ) {
    if isMixed { disguises.mixedWords += 1 }
    let first = symbols.count
    var boundary = NormalisedText.Boundary.hard
    for atom in atoms {
      if symbols.count > first { boundary = max(boundary, atom.boundary) }
      guard let read = reading(of: atom) else {
        boundary = max(boundary, .soft)
        continue
      }
      let isSign = atom.kind == .sign
      if read != atom.scalar { disguises.substitutions += 1 }
      if isSign { boundary = max(boundary, .weak) }
      if repeats(read, in: symbols, from: first) {
        symbols[symbols.count - 1].end = atom.end
        disguises.repeatedLetters += 1
      } else {
        let isAmbiguous =
          atom.isAmbiguous || (read == Substitutions.ambiguous && (isSign || readsDigits))
        symbols.append(
          NormalisedText.Symbol(
            scalar: read, plain: isSign ? read : atom.scalar, isAmbiguous: isAmbiguous,
            boundary: symbols.count == first ? .hard : boundary, start: atom.start, end: atom.end))
      }
      boundary = isSign ? .weak : .none
    }
  }

  /// Nil for a sign in a word without a letter.
  private func reading(of atom: Atom) -> UInt32? {
    switch atom.kind {
    case .sign:
      guard hasLetter else { return nil }
      return Substitutions.letter(sign: atom.scalar) ?? Substitutions.letter(inside: atom.scalar)
    case .digit:
      return readsDigits ? Substitutions.letter(digit: atom.scalar) ?? atom.scalar : atom.scalar
    case .letter, .unspaced, .picture: return atom.scalar
    }
  }

  /// Whether the last three symbols of the word are this letter. Digits may repeat.
  private func repeats(
    _ scalar: UInt32, in symbols: [NormalisedText.Symbol], from first: Int
  ) -> Bool {
    let last = symbols.count - 1
    guard !(0x30...0x39).contains(scalar), last - first >= 2 else { return false }
    return symbols[last].scalar == scalar && symbols[last - 1].scalar == scalar
      && symbols[last - 2].scalar == scalar
  }
}

extension Atom {
  fileprivate var isDigitLike: Bool {
    kind == .digit || Substitutions.letter(inside: scalar) == Substitutions.ambiguous
  }
}
