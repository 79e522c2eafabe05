import Glibc
import NoteModel
import Parallel

extension Snapshot {
  /// Sets the lists of notes and participants to those that a row names, ascending, and turns the
  /// positions in the tables from order of appearance to that order.
  mutating func sortIDs(_ ids: Interners, _ workers: Workers) {
    var isNamed = Array(repeating: false, count: ids.participants.count)
    for column in [notes.author, ratings.rater, history.author, enrollment.participant] {
      for position in column { isNamed[Int(position)] = true }
    }
    var isNamedNote = Array(repeating: false, count: ids.notes.count)
    for column in [notes.note, ratings.note, history.note] {
      for position in column { isNamedNote[Int(position)] = true }
    }

    let people = Ranking(of: isNamed, ascendingBy: ids.participants.precedes)
    participants = ids.participants.listed(people.order)
    notes.author.renumber(people.rank, workers)
    ratings.rater.renumber(people.rank, workers)
    history.author.renumber(people.rank, workers)
    enrollment.participant.renumber(people.rank, workers)

    let numbers = ids.notes.numbers
    let sorted = Ranking(of: isNamedNote) { numbers[$0] < numbers[$1] }
    noteIDs = sorted.order.map { numbers[$0] }
    notes.note.renumber(sorted.rank, workers)
    ratings.note.renumber(sorted.rank, workers)
    history.note.renumber(sorted.rank, workers)
  }
}

/// The named ones of some ids, ascending.
private struct Ranking {
  /// Old positions in their new order.
  let order: [Int]
  /// For each old position its new one; 0 where nothing names the id.
  private(set) var rank: [UInt32]

  init(of isNamed: [Bool], ascendingBy precedes: (Int, Int) -> Bool) {
    order = isNamed.indices.filter { isNamed[$0] }.sorted(by: precedes)
    rank = Array(repeating: 0, count: isNamed.count)
    for (new, old) in order.enumerated() { rank[old] = UInt32(new) }
  }
}

extension [UInt32] {
  fileprivate mutating func renumber(_ rank: [UInt32], _ workers: Workers) {
    let count = count
    withDisjointWrites { column in
      workers.ranges(count, grain: 1 << 18) { rows in
        for row in rows { column[row] = rank[Int(column[row])] }
      }
    }
  }
}

extension ByteInterner {
  /// Whether one text stands before another in the order of their bytes.
  fileprivate func precedes(_ first: Int, _ second: Int) -> Bool {
    withBytes(of: first) { first in
      withBytes(of: second) { second in
        let order = memcmp(
          first.baseAddress!, second.baseAddress!, Swift.min(first.count, second.count))
        return order == 0 ? first.count < second.count : order < 0
      }
    }
  }

  /// The texts at some positions, end to end.
  fileprivate func listed(_ order: [Int]) -> ParticipantIDs {
    var sortedBytes: [UInt8] = []
    sortedBytes.reserveCapacity(bytes.count)
    var sortedOffsets = [0]
    sortedOffsets.reserveCapacity(order.count + 1)
    for position in order {
      sortedBytes += bytes[offsets[position]..<offsets[position + 1]]
      sortedOffsets.append(sortedBytes.count)
    }
    return ParticipantIDs(sortedBytes: sortedBytes, offsets: sortedOffsets)
  }
}
