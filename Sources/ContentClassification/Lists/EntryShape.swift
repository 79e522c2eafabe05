/// An entry of a list, taken apart.
struct EntryShape {
  enum Position: Hashable {
    /// A letter as read; a 1 that may be i or l.
    case letter(UInt32, isAmbiguous: Bool)
    case anyWord
    case anyDigit
  }

  struct Step: Hashable {
    var position: Position
    /// Space stands before it in the entry.
    var startsWord = false
    /// Any letters of the same word may stand behind it.
    var hasGap = false
  }

  var steps: [Step]
  var isOpenAtStart: Bool
  var isOpenAtEnd: Bool

  /// Without wildcards inside it can be found with all other words at once.
  var isWord: Bool {
    steps.allSatisfy { step in
      guard case .letter = step.position else { return false }
      return !step.hasGap
    }
  }

  init(_ text: String) throws(ListProblem) {
    guard text.utf8.count <= ListEntry.maximumLength * 16 else { throw .tooLong }
    var body = Substring(text.trimmingSpaces)
    isOpenAtStart = body.hasPrefix("*")
    isOpenAtEnd = body.hasSuffix("*") && body.count > 1
    while body.hasPrefix("*") { body.removeFirst() }
    while body.hasSuffix("*") { body.removeLast() }
    steps = []
    var startsWord = false
    for (index, word) in body.split(whereSeparator: \.isWhitespace).enumerated() {
      startsWord = index > 0
      var literal = ""
      func flush(_ steps: inout [Step]) {
        for (place, symbol) in NormalisedText(literal).symbols.enumerated() {
          steps.append(
            Step(
              position: .letter(symbol.scalar, isAmbiguous: symbol.isAmbiguous),
              startsWord: place == 0 ? startsWord : symbol.boundary == .hard))
          startsWord = false
        }
        literal = ""
      }
      for character in word {
        switch character {
        case "?", "#":
          flush(&steps)
          steps.append(
            Step(position: character == "?" ? .anyWord : .anyDigit, startsWord: startsWord))
          startsWord = false
        case "*":
          flush(&steps)
          if !steps.isEmpty, !startsWord { steps[steps.count - 1].hasGap = true }
        default: literal.append(character)
        }
      }
      flush(&steps)
    }
    guard steps.contains(where: { $0.position != .anyWord }) else { throw .nothingToMatch }
    if isOpenAtStart || isOpenAtEnd {
      guard steps.count >= 3 || steps.contains(where: \.position.isBeyondLatin) else {
        throw .tooShort
      }
    }
    guard steps.count <= ListEntry.maximumLength else { throw .tooLong }
  }
}

extension EntryShape.Position {
  /// A letter of a script in which two may be a word.
  fileprivate var isBeyondLatin: Bool {
    if case .letter(let scalar, _) = self { scalar >= 0x0E00 } else { false }
  }
}

extension String {
  /// Without white space at both ends.
  var trimmingSpaces: Substring {
    var trimmed = Substring(self)
    while trimmed.first?.isWhitespace == true { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
    return trimmed
  }
}
