import NoteModel
import Parallel

extension EnrollmentTable: RowTable {
  static var kind: PublicTable { .userEnrollment }

  private enum Slot {
    static let participant = 0
    static let state = 1
    static let needed = 2
    static let changeAt = 3
    static let earnOutAt = 4
    static let population = 5
    static let group = 6
    static let timesEarnedOut = 7
  }

  static let schema: [ColumnSpec] = [
    ColumnSpec(name: "participantId", isRequired: true),
    ColumnSpec(name: "enrollmentState", isRequired: true),
    ColumnSpec(name: "successfulRatingNeededToEarnIn", isRequired: true),
    ColumnSpec(name: "timestampOfLastStateChange", isRequired: true),
    ColumnSpec(name: "timestampOfLastEarnOut"),
    ColumnSpec(name: "modelingPopulation"),
    ColumnSpec(name: "modelingGroup"),
    ColumnSpec(name: "numberOfTimesEarnedOut"),
  ]

  static let columns: [StoredColumn<Self>] = [
    .init(\.participant), .init(\.state), .init(\.successfulRatingNeededToEarnIn),
    .init(\.lastStateChangeAt), .init(\.lastEarnOutAt), .init(\.modelingPopulation),
    .init(\.modelingGroup), .init(\.numberOfTimesEarnedOut),
  ]
  static let noteColumn: PositionColumn<Self>? = nil
  static let participantColumn: PositionColumn<Self>? = \EnrollmentTable.participant
  static let keySlot = Slot.participant

  /// The public guide spells one state without its last letter.
  private static let states = NameTable(
    EnrollmentState.allCases.map { ($0.name, $0) }
      + [("earnedOutAcknowledge", .earnedOutAcknowledged)])
  private static let populations = NameTable(ModelingPopulation.allCases, name: \.name)

  mutating func append(_ row: Row, _ context: inout PieceContext) throws(CellError) {
    let participantID = try row.id(Slot.participant)
    guard let stateNow = try row.oneOf(Slot.state, Self.states) else {
      throw CellError(slot: Slot.state, problem: .emptyCell)
    }
    guard let needed = try row.optionalInteger(Slot.needed, in: Limits.count) else {
      throw CellError(slot: Slot.needed, problem: .emptyCell)
    }
    let changeAt = try row.millis(Slot.changeAt)
    let earnOutAt = try row.millis(Slot.earnOutAt)
    let population = try row.oneOf(Slot.population, Self.populations)
    let group = try row.optionalInteger(Slot.group, in: Limits.group).map { Int16($0) }
    let times = try row.optionalInteger(Slot.timesEarnedOut, in: Limits.count) ?? 0

    participant.append(context.ids.participants.intern(participantID))
    state.append(stateNow)
    successfulRatingNeededToEarnIn.append(Int32(needed))
    lastStateChangeAt.append(changeAt)
    lastEarnOutAt.append(earnOutAt)
    modelingPopulation.append(population)
    modelingGroup.append(group)
    numberOfTimesEarnedOut.append(Int32(times))
  }

  func repeatedKeys(_ ids: Interners, _ workers: Workers) -> [(row: Int, first: Int)] {
    RepeatedKeys.find(participant, keyCount: ids.participants.count)
  }

  func keyText(_ row: Int, _ ids: Interners) -> String {
    "participant \(ids.participants.text(Int(participant[row])))"
  }
}
