import NoteModel

/// The rows of the public user enrollment table.
struct EnrollmentFormat: RowFormat {
  private let participants: ParticipantIDs
  private let enrollment: EnrollmentTable
  private let stateNames = EnrollmentState.allCases.map(\.name)

  init(_ snapshot: Snapshot) {
    participants = snapshot.participants
    enrollment = snapshot.enrollment
  }

  var columns: [String] { InputColumns.enrollment }
  var rowCount: Int { enrollment.count }

  func append(rows: Range<Int>, to buffer: inout TextBuffer) {
    for row in rows {
      buffer.append(enrollment.participant[row], of: participants)
      buffer.append(.tab)
      buffer.appendName(stateNames[Int(enrollment.state[row].rawValue)])
      buffer.append(.tab)
      buffer.append(Int64(enrollment.successfulRatingNeededToEarnIn[row]))
      buffer.append(.tab)
      buffer.append(enrollment.lastStateChangeAt[row])
      buffer.append(.tab)
      buffer.append(enrollment.lastEarnOutAt[row])
      buffer.append(.tab)
      if let population = enrollment.modelingPopulation[row] { buffer.appendName(population.name) }
      buffer.append(.tab)
      buffer.append(enrollment.modelingGroup[row])
      buffer.append(.tab)
      buffer.append(Int64(enrollment.numberOfTimesEarnedOut[row]))
      buffer.append(.newline)
    }
  }
}
