/// An entry as a machine that takes one step a letter: bit *i* of its state says that the entry has
/// been matched up to its letter *i* (the Shift-And method of R. Baeza-Yates and G. Gonnet, 1992). It
/// cannot go back, whatever the post.
struct BitPattern: Sendable {
  let count: Int
  let isOpenAtStart: Bool
  let isOpenAtEnd: Bool
  /// How many spaces the entry has.
  let spaces: Int
  private var ascii = [UInt64](repeating: 0, count: 128)
  private var others: [UInt32: UInt64] = [:]
  private var anyWord: UInt64 = 0
  private var digits: UInt64 = 0
  private var startsWord: UInt64 = 0
  private var gaps: UInt64 = 0

  init(_ shape: EntryShape) {
    precondition((1...64).contains(shape.steps.count))
    count = shape.steps.count
    isOpenAtStart = shape.isOpenAtStart
    isOpenAtEnd = shape.isOpenAtEnd
    spaces = shape.steps.count(where: \.startsWord)
    for (index, step) in shape.steps.enumerated() {
      let bit = UInt64(1) << UInt64(index)
      if step.startsWord { startsWord |= bit }
      if step.hasGap { gaps |= bit }
      switch step.position {
      case .anyWord: anyWord |= bit
      case .anyDigit: digits |= bit
      case .letter(let scalar, let isAmbiguous):
        let readings = isAmbiguous ? [0x31, 0x69, 0x6C] : [scalar]
        for reading in readings { set(reading, bit) }
      }
    }
  }

  private mutating func set(_ scalar: UInt32, _ bit: UInt64) {
    if scalar < 128 { ascii[Int(scalar)] |= bit } else { others[scalar, default: 0] |= bit }
  }

  var accepting: UInt64 { 1 << UInt64(count - 1) }

  /// The state after one more letter. `begins`: the entry may begin here. `isElastic`: the letter
  /// goes on a run of three or more, which stands for any number.
  func step(
    _ state: UInt64, _ symbol: NormalisedText.Symbol, begins: Bool, isElastic: Bool
  ) -> UInt64 {
    let isHard = symbol.boundary == .hard
    let fits = letters(symbol)
    var next = state << 1
    next &= isHard ? startsWord : ~startsWord
    if begins { next |= 1 }
    next &= fits
    if isElastic { next |= state & fits }
    if !isHard { next |= state & gaps }
    return next
  }

  private func letters(_ symbol: NormalisedText.Symbol) -> UInt64 {
    var fits = anyWord | mask(symbol.scalar)
    if symbol.plain != symbol.scalar { fits |= mask(symbol.plain) }
    if symbol.isAmbiguous { fits |= ascii[0x31] | ascii[0x69] | ascii[0x6C] }
    if (0x30...0x39).contains(symbol.plain) { fits |= digits }
    return fits
  }

  private func mask(_ scalar: UInt32) -> UInt64 {
    scalar < 128 ? ascii[Int(scalar)] : others[scalar] ?? 0
  }
}
