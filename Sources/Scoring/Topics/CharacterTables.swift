import Foundation

/// Properties of Unicode scalars, looked up once for all that texts are made of.
///
/// Two megabytes, built on first use.
struct CharacterTables: Sendable {
  static let shared = CharacterTables()

  /// Scalars below have entries; above, nothing has a lower case or a decomposition.
  private static let end: UInt32 = 0x30000
  private static let capitalI = UInt32(0x130)
  private static let capitalSigma = UInt32(0x3A3)

  /// Bit 0: word, bit 1: space.
  private var classes: [UInt8] = []
  private var lowercase: [UInt32] = []
  /// 0: the scalar stays as it is; otherwise position in `pool` · 32 + length + 1.
  private var foldings: [UInt32] = []
  private var pool: [UInt32] = []

  private init() {
    for value in 0..<Self.end {
      let scalar = Unicode.Scalar(value)
      classes.append(scalar.map(Self.classBits) ?? 0)
      let lower = scalar.map { Self.lowercase($0) } ?? [value]
      lowercase.append(lower.count == 1 ? lower[0] : value)
      let folded = scalar.map { Self.fold($0, lowercase: lower) } ?? [value]
      if folded == [value] {
        foldings.append(0)
      } else {
        foldings.append(UInt32(pool.count) << 5 | UInt32(folded.count + 1))
        pool.append(contentsOf: folded)
      }
    }
  }

  func isWord(_ scalar: UInt32) -> Bool { classBits(scalar) & 1 != 0 }
  func isSpace(_ scalar: UInt32) -> Bool { classBits(scalar) & 2 != 0 }

  private func classBits(_ scalar: UInt32) -> UInt8 {
    scalar < Self.end
      ? classes[Int(scalar)] : Unicode.Scalar(scalar).map(Self.classBits) ?? 0
  }

  /// Puts the text in lower case into `result`.
  func lowercase(_ text: [UInt32], into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    for (position, scalar) in text.enumerated() {
      switch scalar {
      case Self.capitalI: result.append(contentsOf: [0x69, 0x307])
      case Self.capitalSigma: result.append(sigma(in: text, at: position))
      case ..<Self.end: result.append(lowercase[Int(scalar)])
      default: result.append(scalar)
      }
    }
  }

  /// Puts the text in lower case, decomposed by compatibility (NFKD) and without the marks that
  /// combine, into `result`.
  ///
  /// Decomposing scalar by scalar is enough: the reordering that NFKD does besides moves only marks
  /// that are dropped.
  func fold(_ text: [UInt32], into result: inout [UInt32]) {
    result.removeAll(keepingCapacity: true)
    for (position, scalar) in text.enumerated() {
      if scalar == Self.capitalSigma {
        result.append(sigma(in: text, at: position))
        continue
      }
      let folding = scalar < Self.end ? foldings[Int(scalar)] : 0
      if folding == 0 {
        result.append(scalar)
      } else {
        let start = Int(folding >> 5)
        for index in start..<start + Int(folding & 31) - 1 { result.append(pool[index]) }
      }
    }
  }

  /// σ, or ς where it ends a word (The Unicode Standard, table 3-17, "Final_Sigma").
  private func sigma(in text: [UInt32], at position: Int) -> UInt32 {
    func isCased(_ scalars: some Sequence<UInt32>) -> Bool {
      scalars.lazy.compactMap { Unicode.Scalar($0)?.properties }.first { !$0.isCaseIgnorable }?
        .isCased ?? false
    }
    let isFinal =
      isCased(text[..<position].reversed()) && !isCased(text[(position + 1)...])
    return isFinal ? 0x3C2 : 0x3C3
  }

  private static func classBits(_ scalar: Unicode.Scalar) -> UInt8 {
    var isWord = scalar == "_" || scalar.properties.numericType != nil
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      isWord = true
    default: break
    }
    let isSpace = scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    return (isWord ? 1 : 0) | (isSpace ? 2 : 0)
  }

  private static func lowercase(_ scalar: Unicode.Scalar) -> [UInt32] {
    scalar.properties.changesWhenLowercased
      ? scalar.properties.lowercaseMapping.unicodeScalars.map(\.value) : [scalar.value]
  }

  private static func fold(_ scalar: Unicode.Scalar, lowercase: [UInt32]) -> [UInt32] {
    switch scalar.properties.generalCategory {
    case .unassigned, .privateUse, .surrogate: return [scalar.value]
    default: break
    }
    if scalar.isASCII || scalar.properties.isUnifiedIdeograph { return lowercase }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: lowercase.compactMap(Unicode.Scalar.init))
    return String(text).decomposedStringWithCompatibilityMapping.unicodeScalars
      .filter { $0.properties.canonicalCombiningClass == .notReordered }.map(\.value)
  }
}
