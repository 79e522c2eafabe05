/// Finds what looks like an address of the web, in time linear in the text (section 10.2).
///
/// A match is an optional `http://` or `https://`, an optional `www.`, one or more host characters, a
/// dot and two or more letters A to Z; and, if a slash follows at once, everything up to white space.
/// Host characters include the dot, and letters are host characters. So one unbroken run of host
/// characters holds at most one match, which ends with the letters after the run's last dot that has
/// two letters behind it; that dot is found on the way through the run, and nothing is tried twice.
/// `www.` is made of host characters and changes nothing.
struct LinkScanner {
  private let scalars: [Unicode.Scalar]
  private var place = 0

  /// - Parameter text: with entities undone.
  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The places of all matches, from left to right.
  mutating func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    while place < scalars.count {
      guard Self.isHost(scalars[place]) else {
        place += 1
        continue
      }
      let run = run(from: place)
      guard let end = run.matchEnd else {
        place = run.end
        continue
      }
      let start = schemeStart(before: run.start, notBefore: found.last?.upperBound ?? 0)
      place = pathEnd(from: end)
      found.append(start..<place)
    }
    return found
  }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  /// Unbroken host characters.
  private struct Run {
    var start: Int
    var end: Int
    /// Behind the letters of the match; nil where there is none.
    var matchEnd: Int?
  }

  private func run(from start: Int) -> Run {
    var run = Run(start: start, end: start)
    // Behind a dot that has a host character before it: how many letters followed without a break.
    var letters: Int?
    while run.end < scalars.count, Self.isHost(scalars[run.end]) {
      let scalar = scalars[run.end]
      run.end += 1
      if scalar == "." {
        letters = run.end - 1 > start ? 0 : nil
      } else if let count = letters, Self.isLetter(scalar) {
        letters = count + 1
        if count >= 1 { run.matchEnd = run.end }
      } else {
        letters = nil
      }
    }
    return run
  }

  /// Where the scheme in front of a run begins; the run's own start where there is none.
  private func schemeStart(before start: Int, notBefore bound: Int) -> Int {
    for scheme in Self.schemes where start - scheme.count >= bound {
      let begin = start - scheme.count
      if scalars[begin..<start].elementsEqual(scheme) { return begin }
    }
    return start
  }

  private func pathEnd(from end: Int) -> Int {
    guard end < scalars.count, scalars[end] == "/" else { return end }
    return scalars[end...].firstIndex { $0.properties.isWhitespace } ?? scalars.count
  }

  private static let schemes = ["https://", "http://"].map { Array($0.unicodeScalars) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isHost(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? isLetter(scalar) || ("0"..."9").contains(scalar) || "_-.~%".unicodeScalars.contains(scalar)
      : scalar.isAlphanumeric
  }
}

extension Unicode.Scalar {
  /// A letter or a number of any script; marks that join letters are neither.
  var isAlphanumeric: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
