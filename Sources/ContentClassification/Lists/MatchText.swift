/// A post laid out for matching: letters that look alike in a row are one item, and space is one.
struct MatchText {
  struct Item {
    /// The letter, with l and an ambiguous 1 as i.
    var key: UInt32
    var symbols: Range<Int>
  }

  static let space: UInt32 = 0x20

  let text: NormalisedText
  private(set) var items: [Item] = []
  /// Whether a symbol goes on a run of three, which stands for any number.
  private(set) var isElastic: [Bool]
  /// How many soft boundaries stand before a symbol or an earlier one.
  private var softs: [Int32]

  init(_ text: NormalisedText) {
    self.text = text
    let symbols = text.symbols
    isElastic = Array(repeating: false, count: symbols.count)
    softs = Array(repeating: 0, count: symbols.count + 1)
    items.reserveCapacity(symbols.count + symbols.count / 4)
    var runStart = 0
    for (index, symbol) in symbols.enumerated() {
      let isHard = symbol.boundary == .hard
      if isHard || symbol.scalar != symbols[runStart].scalar { runStart = index }
      // A picture repeats as it likes; a digit is never shortened.
      if index - runStart == 2, !(0x30...0x39).contains(symbol.scalar) {
        isElastic[index - 1] = true
        isElastic[index] = true
      }
      softs[index + 1] = softs[index] + (symbol.boundary == .soft ? 1 : 0)
      let key = Self.key(symbol)
      if isHard, index > 0 {
        items.append(Item(key: Self.space, symbols: index..<index))
      }
      if let last = items.last, last.key == key {
        items[items.count - 1].symbols = last.symbols.lowerBound..<index + 1
      } else {
        items.append(Item(key: key, symbols: index..<index + 1))
      }
    }
  }

  static func key(_ symbol: NormalisedText.Symbol) -> UInt32 {
    symbol.isAmbiguous || symbol.scalar == 0x6C ? 0x69 : symbol.scalar
  }

  /// The keys of an entry's letters, laid out in the same way.
  static func keys(of shape: EntryShape) -> [UInt32] {
    var keys: [UInt32] = []
    for (index, step) in shape.steps.enumerated() {
      guard case .letter(let scalar, let isAmbiguous) = step.position else { continue }
      let key = isAmbiguous || scalar == 0x6C ? 0x69 : scalar
      if step.startsWord, index > 0 { keys.append(space) }
      if keys.last != key { keys.append(key) }
    }
    return keys
  }

  /// Whether signs inside a match are part of the disguise: they stand between all of its letters,
  /// or the match is all that stands between two spaces. Else they may part two words.
  func signsArePassable(_ match: Range<Int>) -> Bool {
    let inner = softs[match.upperBound] - softs[match.lowerBound + 1]
    if inner == 0 || Int(inner) == match.count - 1 { return true }
    return text.boundary(before: match.lowerBound) == .hard
      && text.boundary(before: match.upperBound) == .hard
  }
}
