import Parallel

/// Finds rows whose key an earlier row has, with a few bytes a row and no hash table.
enum RepeatedKeys {
  /// Keys are one position each. Four bytes a key.
  static func find(_ keys: [UInt32], keyCount: Int) -> [(row: Int, first: Int)] {
    var rowPlus1 = [UInt32](repeating: 0, count: keyCount)
    var repeated: [(row: Int, first: Int)] = []
    for row in keys.indices {
      let key = Int(keys[row])
      if rowPlus1[key] == 0 {
        rowPlus1[key] = UInt32(row + 1)
      } else {
        repeated.append((row, Int(rowPlus1[key]) - 1))
      }
    }
    return repeated
  }

  /// Keys are pairs of a note and a rater: rows are bucketed by note, keeping their order, and each
  /// bucket marks its raters. Four bytes a row, plus four a rater for each thread.
  static func find(
    _ notes: [UInt32], _ raters: [UInt32], noteCount: Int, raterCount: Int, _ workers: Workers
  ) -> [(row: Int, first: Int)] {
    var offsets = [Int](repeating: 0, count: noteCount + 1)
    for note in notes { offsets[Int(note) + 1] += 1 }
    for note in 0..<noteCount { offsets[note + 1] += offsets[note] }
    var next = offsets
    var rows = [UInt32](repeating: 0, count: notes.count)
    for row in notes.indices {
      let note = Int(notes[row])
      rows[next[note]] = UInt32(row)
      next[note] += 1
    }
    let parts = 16
    let found = workers.map(parts) { [offsets, rows] part in
      var repeated: [(row: Int, first: Int)] = []
      // Position in `rows` + 1 of the rater's latest rating; older notes' positions lie lower.
      var positionPlus1 = [UInt32](repeating: 0, count: raterCount)
      for note in noteCount * part / parts..<noteCount * (part + 1) / parts {
        for position in offsets[note]..<offsets[note + 1] {
          let row = Int(rows[position])
          let rater = Int(raters[row])
          let earlier = Int(positionPlus1[rater]) - 1
          if earlier >= offsets[note] {
            repeated.append((row, Int(rows[earlier])))
          } else {
            positionPlus1[rater] = UInt32(position + 1)
          }
        }
      }
      return repeated
    }
    return found.joined().sorted { $0.row < $1.row }
  }
}
