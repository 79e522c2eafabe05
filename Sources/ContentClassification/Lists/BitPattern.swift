/// Entries, laid side by side, as a machine that takes one step a letter: bit *i* of its state says
/// that an entry has been matched up to the letter at place *i* (the Shift-And method of R. Baeza-Yates and G. Gonnet, 1992). It
/// cannot go back, whatever the post.
struct BitPattern: Sendable {
  /// The first letters of the entries, and those of entries open at the start.
  private(set) var firsts: UInt64 = 0
  private(set) var openFirsts: UInt64 = 0
  /// The last letters of the entries, and those of entries open at the end.
  private(set) var lasts: UInt64 = 0
  private(set) var openLasts: UInt64 = 0
  private var ascii = [UInt64](repeating: 0, count: 128)
  private var others: [UInt32: UInt64] = [:]
  private var anyWord: UInt64 = 0
  private var digits: UInt64 = 0
  private var startsWord: UInt64 = 0
  private var gaps: UInt64 = 0

  /// - Precondition: the shapes have 1 to 64 letters together.
  init(_ shapes: [EntryShape]) {
    var index = 0
    for shape in shapes {
      for (place, step) in shape.steps.enumerated() {
        precondition(index < 64)
        let bit = UInt64(1) << UInt64(index)
        add(step, bit)
        if place == 0 {
          firsts |= bit
          if shape.isOpenAtStart { openFirsts |= bit }
        }
        if place == shape.steps.count - 1 {
          lasts |= bit
          if shape.isOpenAtEnd { openLasts |= bit }
        }
        index += 1
      }
    }
    precondition(index > 0)
  }

  private mutating func add(_ step: EntryShape.Step, _ bit: UInt64) {
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

  private mutating func set(_ scalar: UInt32, _ bit: UInt64) {
    if scalar < 128 { ascii[Int(scalar)] |= bit } else { others[scalar, default: 0] |= bit }
  }

  /// The state after one more letter. `begins`: which entries may begin here. `isElastic`: the letter
  /// goes on a run of three or more, which stands for any number.
  func step(
    _ state: UInt64, _ symbol: NormalisedText.Symbol, begins: UInt64, isElastic: Bool
  ) -> UInt64 {
    let isHard = symbol.boundary == .hard
    let fits = letters(symbol)
    var next = state << 1 & ~firsts
    next &= isHard ? startsWord : ~startsWord
    next = (next | begins) & fits
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
