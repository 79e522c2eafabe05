/// Takes the disguise off a post, in passes that each go over it once:
///
/// 1. Scalars are folded one by one (`ScalarFolding`); hidden ones and marks are dropped.
/// 2. Space divides words. Signs inside a word are kept as boundaries, or as letters they stand for.
/// 3. Three or more letters with space between them become one word.
/// 4. Digits become letters in words with at least as many letters as such digits, and in words that
///    change between letters and digits more than once: `b00k` and `1d10t` are read so, `A55`, `150m`
///    and `2035` are not.
/// 5. Of a letter repeated more than three times, three stay.
extension NormalisedText {
  public init(_ text: String) {
    var bytes = text
    let links = bytes.withUTF8 { Link.links(in: $0) }
    var disguises = Disguises()
    let scanned = Atom.atoms(in: bytes, links: links, counting: &disguises)
    let words = WordAtoms(scanned, counting: &disguises)
    var symbols: [Symbol] = []
    symbols.reserveCapacity(words.atoms.count)
    for word in words.words {
      WordReading(words.atoms[word]).append(to: &symbols, counting: &disguises)
    }
    self.init(symbols: symbols, disguises: disguises, links: links)
  }
}

/// One scalar of a post that stays, folded.
struct Atom {
  enum Kind: UInt8 { case letter, digit, unspaced, sign, picture }

  var scalar: UInt32
  var kind: Kind
  var boundary: NormalisedText.Boundary
  /// A Latin letter as such.
  var isLatin = false
  /// A Latin letter only by its looks.
  var isLookalike = false
  /// A capital I behind a small letter, which looks like an l.
  var isAmbiguous = false
  var start: Int32
  var end: Int32

  var isWord: Bool { kind == .letter || kind == .digit || kind == .unspaced }

  /// Passes 1 and the first half of 2.
  static func atoms(
    in text: String, links: [Link], counting disguises: inout Disguises
  ) -> [Atom] {
    var atoms: [Atom] = []
    atoms.reserveCapacity(text.utf8.count)
    var boundary = NormalisedText.Boundary.hard
    var marks = 0
    var followsSmall = false
    var link = 0
    var offset = 0
    for scalar in text.unicodeScalars {
      let start = offset
      offset += UTF8.width(scalar)
      let span = (Int32(start), Int32(offset))
      while link < links.count, links[link].range.upperBound <= start { link += 1 }
      let isInLink = link < links.count && links[link].range.contains(start)

      func add(_ value: UInt32, _ kind: Kind) {
        let isLatin = kind == .letter && value < 0x80
        atoms.append(
          Atom(
            scalar: value, kind: kind, boundary: boundary,
            isLatin: isLatin && scalar.value < 0x370,
            isLookalike: isLatin && scalar.value >= 0x370,
            isAmbiguous: boundary == .none && followsSmall && scalar == "I",
            start: span.0, end: span.1))
        followsSmall =
          ("a"..."z").contains(scalar) || (boundary == .none && followsSmall && scalar == "I")
        boundary = .none
        marks = 0
      }

      switch ScalarFolding.fold(scalar) {
      case .word(let value): add(value, (0x30...0x39).contains(value) ? .digit : .letter)
      case .letters(let values): for value in values { add(value, .letter) }
      case .unspaced(let value):
        boundary = max(boundary, .soft)
        add(value, .unspaced)
        boundary = .soft
      case .picture(let value): add(value, .picture)
      case .space: boundary = .hard
      case .sign(let value):
        if isInLink {
          boundary = .hard
        } else if Substitutions.letter(sign: value) != nil
          || Substitutions.letter(inside: value) != nil
        {
          add(value, .sign)
        } else {
          boundary = max(boundary, .soft)
        }
      case .invisible:
        if InvisibleScalars.isHidden(scalar.value) { disguises.hidden += 1 }
        if InvisibleScalars.isMark(scalar.value) {
          marks += 1
          if marks > 1 { disguises.stackedMarks += 1 }
        }
      }
    }
    return atoms
  }
}
