import Snapshot

/// Where the notes and participants of one pair of lists are in another.
struct PositionMap: Sendable {
  /// The new position of each note, −1 where the other list does not have it.
  let note: [Int32]
  let rater: [Int32]
  /// Lengths of the other lists.
  let noteCount: Int
  let participantCount: Int

  init(from old: StateIDs, to new: StateIDs) {
    noteCount = new.noteIDs.count
    participantCount = new.participants.count
    note = Self.merge(old.noteIDs.count, noteCount) { first, second in
      let first = old.noteIDs[first]
      let second = new.noteIDs[second]
      return first == second ? .same : first < second ? .before : .after
    }
    rater = Self.merge(old.participants.count, participantCount) { first, second in
      let first = old.participants.idBytes(first)
      let second = new.participants.idBytes(second)
      if first.elementsEqual(second) { return .same }
      return first.lexicographicallyPrecedes(second) ? .before : .after
    }
  }

  private enum Order { case before, same, after }

  /// Walks two ascending lists side by side.
  private static func merge(
    _ oldCount: Int, _ newCount: Int, _ compare: (Int, Int) -> Order
  ) -> [Int32] {
    var positions = [Int32](repeating: -1, count: oldCount)
    var old = 0
    var new = 0
    while old < oldCount, new < newCount {
      switch compare(old, new) {
      case .before: old += 1
      case .after: new += 1
      case .same:
        positions[old] = Int32(new)
        old += 1
        new += 1
      }
    }
    return positions
  }

  /// The rows of a table by note that stay.
  func notes(_ column: [UInt32]) -> KeptRows { KeptRows(column, map: note) }

  /// The rows of a table by rater that stay.
  func raters(_ column: [UInt32]) -> KeptRows { KeptRows(column, map: rater) }
}

extension ParticipantIDs {
  fileprivate func idBytes(_ position: Int) -> ArraySlice<UInt8> {
    bytes[offsets[position]..<offsets[position + 1]]
  }
}

/// The rows of a table that stay when positions change.
struct KeptRows: Sendable {
  private(set) var positions: [UInt32] = []
  private var rows: [Int] = []
  private let count: Int

  /// - Parameter column: old positions, one a row.
  init(_ column: [UInt32], map: [Int32]) {
    count = column.count
    for (row, position) in column.enumerated() where map[Int(position)] >= 0 {
      rows.append(row)
      positions.append(UInt32(map[Int(position)]))
    }
  }

  /// What is left of another column.
  func callAsFunction<Element>(_ column: [Element]) -> [Element] {
    rows.count == count ? column : rows.map { column[$0] }
  }
}
