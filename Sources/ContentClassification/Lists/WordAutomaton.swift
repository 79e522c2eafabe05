/// Finds all of many words in one pass (A. Aho and M. Corasick, 1975). Letters are numbers; a word's
/// end is reported with the word's index.
struct WordAutomaton: Sendable {
  /// Moves, keyed by state and letter; open addressing, a power of two of places.
  private var keys: [UInt64]
  private var targets: [Int32]
  /// The state to go on from where no move fits: the longest other suffix that begins a word.
  private var failures: [Int32]
  /// The nearest suffix of a state, itself included, at which words end; -1 for none.
  private var nearestEnd: [Int32]
  /// From an ending state, the next shorter suffix at which words end; -1 for none.
  private var shorterEnd: [Int32]
  private var ending: [[Int32]]

  private static let free = UInt64.max

  init(_ words: [[UInt32]]) {
    var children: [[UInt32: Int32]] = [[:]]
    var ending: [[Int32]] = [[]]
    for (index, word) in words.enumerated() where !word.isEmpty {
      var state = 0
      for letter in word {
        if let next = children[state][letter] {
          state = Int(next)
        } else {
          children[state][letter] = Int32(children.count)
          state = children.count
          children.append([:])
          ending.append([])
        }
      }
      ending[state].append(Int32(index))
    }
    let states = children.count
    var places = 16
    while places < states * 2 { places *= 2 }
    keys = Array(repeating: Self.free, count: places)
    targets = Array(repeating: 0, count: places)
    failures = Array(repeating: 0, count: states)
    nearestEnd = Array(repeating: -1, count: states)
    shorterEnd = Array(repeating: -1, count: states)
    self.ending = ending
    for (state, moves) in children.enumerated() {
      for (letter, target) in moves { insert(Int32(state), letter, target) }
    }
    linkSuffixes(children)
  }

  private mutating func linkSuffixes(_ children: [[UInt32: Int32]]) {
    var queue = [Int32(0)]
    var taken = 0
    while taken < queue.count {
      let state = queue[taken]
      taken += 1
      for (letter, child) in children[Int(state)].sorted(by: { $0.key < $1.key }) {
        var steps = 0
        let failure = state == 0 ? 0 : next(failures[Int(state)], letter, counting: &steps)
        failures[Int(child)] = failure
        shorterEnd[Int(child)] = nearestEnd[Int(failure)]
        nearestEnd[Int(child)] =
          ending[Int(child)].isEmpty ? nearestEnd[Int(failure)] : child
        queue.append(child)
      }
    }
  }

  /// The state after one more letter. `steps` counts the moves tried, at most two a letter over a
  /// whole text.
  func next(_ state: Int32, _ letter: UInt32, counting steps: inout Int) -> Int32 {
    var state = state
    while true {
      steps += 1
      if let target = target(state, letter) { return target }
      if state == 0 { return 0 }
      state = failures[Int(state)]
    }
  }

  /// Calls `body` with each word that ends at a state, the longest first.
  func forEachEnding(at state: Int32, _ body: (Int) -> Void) {
    var end = nearestEnd[Int(state)]
    while end >= 0 {
      for word in ending[Int(end)] { body(Int(word)) }
      end = shorterEnd[Int(end)]
    }
  }

  private func place(_ key: UInt64) -> Int {
    var mixed = key &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    return Int(truncatingIfNeeded: mixed) & (keys.count - 1)
  }

  private mutating func insert(_ state: Int32, _ letter: UInt32, _ target: Int32) {
    let key = UInt64(state) << 32 | UInt64(letter)
    var place = place(key)
    while keys[place] != Self.free { place = (place + 1) & (keys.count - 1) }
    keys[place] = key
    targets[place] = target
  }

  private func target(_ state: Int32, _ letter: UInt32) -> Int32? {
    let key = UInt64(state) << 32 | UInt64(letter)
    var place = place(key)
    while keys[place] != Self.free {
      if keys[place] == key { return targets[place] }
      place = (place + 1) & (keys.count - 1)
    }
    return nil
  }
}
