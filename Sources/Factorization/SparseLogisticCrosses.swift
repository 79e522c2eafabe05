import Parallel

extension BinaryColumns {
  /// Adds every conjunction of `degree` masks, one from each of as many groups, whose variance over
  /// the rows, p(1 − p), is more than `minimumVariance`.
  ///
  /// Masks of one group exclude each other, as the bins of one number do, so that two of a group
  /// never meet. The search extends a partial conjunction only while its share of rows p is more
  /// than `minimumVariance`: a longer one has at most as many rows.
  ///
  /// - Parameters:
  ///   - groups: the masks of each group.
  ///   - degree: 2, 3 or 4.
  public mutating func appendConjunctions(
    of groups: [[Int]], degree: Int, minimumVariance: Double, workers: Workers = .all
  ) {
    precondition((2...4).contains(degree))
    let starts = groups.indices.flatMap { group in groups[group].map { (group, $0) } }
    let search = ConjunctionSearch(
      columns: self, groups: groups, degree: degree, minimumVariance: minimumVariance)
    append(
      conjunctions: workers.map(starts.count) { index in
        let (group, mask) = starts[index]
        return search.conjunctions(startingAt: mask, ofGroup: group)
      }.flatMap { $0 })
  }
}

/// A depth-first search for conjunctions that are common enough.
private struct ConjunctionSearch: Sendable {
  let columns: BinaryColumns
  let groups: [[Int]]
  let degree: Int
  let minimumVariance: Double

  func conjunctions(startingAt mask: Int, ofGroup group: Int) -> [SIMD4<UInt32>] {
    let words = columns.wordCount
    // Row by depth: the rows that have all masks so far.
    var rows = [UInt64](repeating: 0, count: degree * words)
    rows[0..<words] = columns.masks[mask * words..<(mask + 1) * words]
    var found: [SIMD4<UInt32>] = []
    extend([mask], group: group, &rows, &found)
    return found
  }

  private func extend(
    _ parts: [Int], group: Int, _ rows: inout [UInt64], _ found: inout [SIMD4<UInt32>]
  ) {
    let depth = parts.count
    for next in groups.indices.dropFirst(group + 1) {
      for mask in groups[next] {
        let share = meet(mask, depth: depth, &rows)
        guard share > minimumVariance else { continue }
        if depth + 1 < degree {
          extend(parts + [mask], group: next, &rows, &found)
        } else if share * (1 - share) > minimumVariance {
          var conjunction = SIMD4(repeating: UInt32(mask))
          for (position, part) in parts.enumerated() { conjunction[position] = UInt32(part) }
          found.append(conjunction)
        }
      }
    }
  }

  /// Writes the rows of depth − 1 that also have `mask` to depth `depth`; returns their share.
  private func meet(_ mask: Int, depth: Int, _ rows: inout [UInt64]) -> Double {
    let words = columns.wordCount
    let masks = columns.masks.span
    var span = rows.mutableSpan
    var ones = 0
    for word in 0..<words {
      let met =
        span[unchecked: (depth - 1) * words + word] & masks[unchecked: mask * words + word]
      span[unchecked: depth * words + word] = met
      ones += met.nonzeroBitCount
    }
    return Double(ones) / Double(columns.rowCount)
  }
}
