/// What one scalar of a post is, once its dress is off.
enum FoldedScalar: Equatable {
  /// A letter or a digit, small, plain.
  case word(UInt32)
  /// One sign that stands for these letters.
  case letters([UInt32])
  /// A letter of a script that puts no spaces between words.
  case unspaced(UInt32)
  /// A picture.
  case picture(UInt32)
  case space
  /// Anything else that is seen.
  case sign(UInt32)
  case invisible
}

/// Folds scalars one by one: styled letters, then capitals, accents and lookalikes. A table for the
/// first plane is made once; the rest is worked out when met.
enum ScalarFolding {
  static func fold(_ scalar: Unicode.Scalar) -> FoldedScalar {
    let value = scalar.value
    if value < 0x1_0000 {
      let entry = table[Int(value)]
      switch entry >> 24 {
      case 1: return .word(entry & 0xFF_FFFF)
      case 2: return .unspaced(entry & 0xFF_FFFF)
      case 3: return .picture(entry & 0xFF_FFFF)
      case 4: return .space
      case 5: return .sign(entry & 0xFF_FFFF)
      case 6: return .invisible
      default: break
      }
    }
    return worked(scalar)
  }

  private static let table: [UInt32] = (UInt32(0)..<0x1_0000).map { value in
    guard let scalar = Unicode.Scalar(value) else { return 6 << 24 }
    switch worked(scalar) {
    case .word(let word): return 1 << 24 | word
    case .unspaced(let word): return 2 << 24 | word
    case .picture(let picture): return 3 << 24 | picture
    case .space: return 4 << 24
    case .sign(let sign): return 5 << 24 | sign
    case .invisible: return 6 << 24
    case .letters: return 0
    }
  }

  private static let plainForms: [UInt32: UInt32] = {
    var forms: [UInt32: UInt32] = [:]
    for row in Lookalikes.rows {
      for form in row.forms.unicodeScalars { forms[form.value] = row.plain.value }
    }
    for row in AccentedLetters.rows {
      let base = forms[row.base.value] ?? row.base.value
      for form in row.forms.unicodeScalars { forms[form.value] = base }
    }
    return forms
  }()

  private static let expansions: [UInt32: [UInt32]] = {
    var expansions = Dictionary(
      uniqueKeysWithValues: Lookalikes.expansions.map {
        ($0.form.value, $0.letters.unicodeScalars.map(\.value))
      })
    for row in AccentedLetters.rows {
      guard let letters = expansions[row.base.value] else { continue }
      for form in row.forms.unicodeScalars { expansions[form.value] = letters }
    }
    return expansions
  }()

  private static func worked(_ scalar: Unicode.Scalar) -> FoldedScalar {
    var value = scalar.value
    if InvisibleScalars.contains(value) { return .invisible }
    if let plain = StyledLetters.plain(value) { value = plain }
    if let letters = expansions[value] { return .letters(letters) }
    if let plain = plainForms[value] { return .word(plain) }
    guard let styled = Unicode.Scalar(value) else { return .invisible }
    // The first scalar of the lower case: what follows it can only be a mark.
    let small = styled.properties.lowercaseMapping.unicodeScalars.first ?? styled
    if let letters = expansions[small.value] { return .letters(letters) }
    if let plain = plainForms[small.value] { return .word(plain) }
    return kind(small)
  }

  private static func kind(_ scalar: Unicode.Scalar) -> FoldedScalar {
    let value = scalar.value
    switch value {
    case 0x30...0x39, 0x61...0x7A: return .word(value)
    case 0x09...0x0D, 0x20, 0x85: return .space
    case 0x00..<0x20, 0x7F..<0xA0: return .invisible
    case ..<0x80: return .sign(value)
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FFF, 0x3040...0x30FF,
      0x3400...0x9FFF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
      return scalar.properties.generalCategory.isWord ? .unspaced(value) : .sign(value)
    default: break
    }
    let category = scalar.properties.generalCategory
    switch category {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
    case .control, .format, .surrogate: return .invisible
    case .otherSymbol: return .picture(value)
    case .modifierSymbol where (0x1F3FB...0x1F3FF).contains(value): return .invisible
    default: break
    }
    if category == .decimalNumber, let number = scalar.properties.numericValue {
      return .word(0x30 + UInt32(number))
    }
    return category.isWord ? .word(value) : .sign(value)
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isWord: Bool {
    switch self {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
