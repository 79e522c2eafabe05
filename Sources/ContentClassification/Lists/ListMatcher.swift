/// Finds the entries of operators' lists in a post, in time linear in the post: each letter takes a
/// bounded number of steps, whatever the post.
public struct ListMatcher: Sendable {
  /// An entry found in a post, at its first place there.
  public struct Hit: Hashable, Sendable {
    public let entry: ListEntry
    /// Bytes of the post, in UTF-8.
    public let range: Range<Int>
    /// How often it was found.
    public var times: Int
  }

  private struct Word: Sendable {
    let entry: Int
    let pattern: BitPattern
    let keyCount: Int
  }

  public let lists: WordLists
  private let words: [Word]
  private let automaton: WordAutomaton
  private let groups: [PatternGroup]

  public init(_ lists: WordLists) {
    self.lists = lists
    var words: [Word] = []
    var keys: [[UInt32]] = []
    var patterns: [(entry: Int, shape: EntryShape)] = []
    for (index, entry) in lists.entries.enumerated() {
      var seen: Set<[EntryShape.Step]> = []
      for shape in Self.variants(of: entry.text) where seen.insert(shape.steps).inserted {
        if shape.isWord {
          let wordKeys = MatchText.keys(of: shape)
          words.append(Word(entry: index, pattern: BitPattern([shape]), keyCount: wordKeys.count))
          keys.append(wordKeys)
        } else {
          patterns.append((index, shape))
        }
      }
    }
    self.words = words
    groups = PatternGroup.groups(of: patterns)
    automaton = WordAutomaton(keys)
  }

  /// An entry as written; in capitals, which look like other letters in Greek and Cyrillic; and,
  /// for a phrase, without its spaces.
  private static func variants(of text: String) -> [EntryShape] {
    let written = [text, text.uppercased()].compactMap { try? EntryShape($0) }
    let closed = written.compactMap { shape -> EntryShape? in
      guard shape.isWord, shape.steps.contains(where: \.startsWord) else { return nil }
      var joined = shape
      for index in joined.steps.indices { joined.steps[index].startsWord = false }
      return joined
    }
    return written + closed
  }

  /// The entries found, in the order of the list.
  public func hits(in text: NormalisedText) -> [Hit] {
    var steps = 0
    return hits(in: text, counting: &steps)
  }

  /// `steps` counts every move of every machine.
  func hits(in text: NormalisedText, counting steps: inout Int) -> [Hit] {
    guard !words.isEmpty || !groups.isEmpty, text.count > 0 else { return [] }
    let laidOut = MatchText(text)
    var found: [Int: Hit] = [:]
    findWords(in: laidOut, counting: &steps, into: &found)
    for group in groups {
      group.find(in: laidOut, counting: &steps) { add($0, $1, of: text, to: &found) }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func add(
    _ entry: Int, _ match: Range<Int>, of text: NormalisedText, to found: inout [Int: Hit]
  ) {
    found[
      entry,
      default: Hit(entry: lists.entries[entry], range: text.original(match), times: 0)
    ].times += 1
  }

  private func findWords(
    in text: MatchText, counting steps: inout Int, into found: inout [Int: Hit]
  ) {
    var state = Int32(0)
    for (index, item) in text.items.enumerated() {
      state = automaton.next(state, item.key, counting: &steps)
      // The candidates first: `steps` cannot be counted from inside the call.
      var ending: [Int] = []
      automaton.forEachEnding(at: state) { ending.append($0) }
      for place in ending {
        let word = words[place]
        let first = text.items[index - word.keyCount + 1].symbols
        if let match = match(word.pattern, in: text, first, item.symbols, counting: &steps) {
          add(word.entry, match, of: text.text, to: &found)
        }
      }
    }
  }

  /// Looks closely where the letters, taken by their looks, fit: at runs, at ends of words, at the
  /// signs inside. A word may begin in the first run at few places only, and the machine stops when
  /// its state is empty.
  private func match(
    _ pattern: BitPattern, in text: MatchText, _ first: Range<Int>, _ last: Range<Int>,
    counting steps: inout Int
  ) -> Range<Int>? {
    let symbols = text.text.symbols
    for start in starts(of: pattern, in: text, first) {
      var state: UInt64 = 0
      for index in start..<last.upperBound {
        steps += 1
        state = pattern.step(
          state, symbols[index], begins: index == start ? pattern.firsts : 0,
          isElastic: index > start && text.isElastic[index])
        if state == 0 { break }
        let ends =
          text.text.boundary(before: index + 1) >= .weak ? pattern.lasts : pattern.openLasts
        if state & ends != 0, last.contains(index),
          text.signsArePassable(start..<index + 1)
        {
          return start..<index + 1
        }
      }
    }
    return nil
  }

  private func starts(of pattern: BitPattern, in text: MatchText, _ run: Range<Int>) -> [Int] {
    if pattern.openFirsts != 0 { return Array(Set([run.lowerBound] + run.suffix(4))).sorted() }
    var starts: [Int] = []
    for index in run.reversed().prefix(8) where text.text.symbols[index].boundary >= .weak {
      starts.append(index)
    }
    if let begin = run.first, !starts.contains(begin), text.text.boundary(before: begin) >= .weak {
      starts.append(begin)
    }
    return starts.reversed()
  }
}
