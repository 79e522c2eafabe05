/// Entries with wildcards inside, as many as fit into one machine.
struct PatternGroup: Sendable {
  private let pattern: BitPattern
  /// Which entry ends at a bit, and how many spaces it has.
  private let ends: [Int: (entry: Int, spaces: Int)]
  private let mostSpaces: Int

  static func groups(of patterns: [(entry: Int, shape: EntryShape)]) -> [PatternGroup] {
    var groups: [PatternGroup] = []
    var waiting: [(entry: Int, shape: EntryShape)] = []
    var length = 0
    for pattern in patterns {
      if length + pattern.shape.steps.count > 64 {
        groups.append(PatternGroup(waiting))
        waiting = []
        length = 0
      }
      waiting.append(pattern)
      length += pattern.shape.steps.count
    }
    if !waiting.isEmpty { groups.append(PatternGroup(waiting)) }
    return groups
  }

  private init(_ patterns: [(entry: Int, shape: EntryShape)]) {
    pattern = BitPattern(patterns.map(\.shape))
    var ends: [Int: (entry: Int, spaces: Int)] = [:]
    var length = 0
    for (entry, shape) in patterns {
      length += shape.steps.count
      ends[length - 1] = (entry, shape.steps.count(where: \.startsWord))
    }
    self.ends = ends
    mostSpaces = ends.values.lazy.map(\.spaces).max() ?? 0
  }

  /// Goes over a whole post once. A match is shown from the beginning of its first word.
  func find(
    in text: MatchText, counting steps: inout Int, _ found: (_ entry: Int, Range<Int>) -> Void
  ) {
    let symbols = text.text.symbols
    var state: UInt64 = 0
    // Where the last words began, the newest last.
    var begins: [Int] = []
    for index in symbols.indices {
      steps += 1
      let boundary = symbols[index].boundary
      if boundary == .hard {
        if begins.count > mostSpaces { begins.removeFirst() }
        begins.append(index)
      }
      state = pattern.step(
        state, symbols[index], begins: boundary >= .weak ? pattern.firsts : pattern.openFirsts,
        isElastic: text.isElastic[index])
      let isEnd = text.text.boundary(before: index + 1) >= .weak
      var accepted = state & (isEnd ? pattern.lasts : pattern.openLasts)
      while accepted != 0 {
        if let end = ends[accepted.trailingZeroBitCount] {
          found(end.entry, begins[max(0, begins.count - 1 - end.spaces)]..<index + 1)
        }
        accepted &= accepted - 1
      }
    }
  }
}
