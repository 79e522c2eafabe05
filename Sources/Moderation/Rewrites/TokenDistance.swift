/// How many tokens are to be put in, taken out or exchanged to turn one text into another.
enum TokenDistance {
  /// Longer texts, after what they begin and end with alike, are compared as bags of tokens: the
  /// table of an exact comparison grows with the product of the lengths, and anybody may post.
  static let longestExact = 4_000

  /// The edit distance (Levenshtein 1966); for very long texts a lower bound of it.
  static func between(_ left: [PostToken], _ right: [PostToken]) -> Int {
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    var names: [PostToken: Int32] = [:]
    func number(_ tokens: [PostToken]) -> [Int32] {
      tokens[start..<(tokens.count - end)].map { token in
        if let known = names[token] { return known }
        let new = Int32(names.count)
        names[token] = new
        return new
      }
    }
    let (first, second) = (number(left), number(right))
    if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
    return first.count > longestExact || second.count > longestExact
      ? bagDistance(first, second) : editDistance(first, second)
  }

  /// One row of the table at a time.
  static func editDistance(_ left: [Int32], _ right: [Int32]) -> Int {
    var row = Array(0...right.count)
    for (line, token) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in right.indices {
        let exchange = diagonal + (token == right[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(exchange, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }

  /// Tokens of the longer text that the other lacks, whatever their order: never more than the edit
  /// distance.
  static func bagDistance(_ left: [Int32], _ right: [Int32]) -> Int {
    var counts: [Int32: Int] = [:]
    for token in right { counts[token, default: 0] += 1 }
    var common = 0
    for token in left {
      guard let count = counts[token], count > 0 else { continue }
      counts[token] = count - 1
      common += 1
    }
    return max(left.count, right.count) - common
  }
}
