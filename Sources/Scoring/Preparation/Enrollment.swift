import Snapshot

/// Who is enrolled, and in which modeling group; indexed by position in `Snapshot.participants`.
struct Enrollment: Sendable {
  /// Row in the enrollment table, or −1.
  let row: [Int32]
  let group: [Int16?]

  init(_ table: EnrollmentTable, participants: Int) {
    var row = [Int32](repeating: -1, count: participants)
    var group = [Int16?](repeating: nil, count: participants)
    for index in 0..<table.count {
      let participant = Int(table.participant[index])
      row[participant] = Int32(index)
      group[participant] = table.modelingGroup[index]
    }
    self.row = row
    self.group = group
  }

  /// Members of the groups. Who is enrolled without a group is in none; who is not enrolled at all
  /// counts where `includingUnenrolled`.
  func members(of groups: ModelingGroups, includingUnenrolled: Bool) -> [Bool] {
    row.indices.map { participant in
      if row[participant] < 0 { return includingUnenrolled }
      return group[participant].map(groups.contains) ?? false
    }
  }
}
