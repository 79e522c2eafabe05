import NoteModel

/// The rows of the public notes table.
struct NoteFormat: RowFormat {
  private let noteIDs: [Int64]
  private let participants: ParticipantIDs
  private let notes: NoteTable

  init(_ snapshot: Snapshot) {
    noteIDs = snapshot.noteIDs
    participants = snapshot.participants
    notes = snapshot.notes
  }

  var columns: [String] { InputColumns.notes }
  var rowCount: Int { notes.count }

  func append(rows: Range<Int>, to buffer: inout TextBuffer) {
    for row in rows {
      buffer.append(noteIDs[Int(notes.note[row])])
      buffer.append(.tab)
      buffer.append(notes.author[row], of: participants)
      buffer.append(.tab)
      buffer.append(notes.createdAtMillis[row])
      buffer.append(.tab)
      buffer.append(notes.postID[row])
      buffer.append(.tab)
      if let classification = notes.classification[row] { buffer.appendName(classification.name) }
      buffer.append(.tab)
      append(notes.withdrawnAnswers[row], to: &buffer)
      let reasons = notes.reasons[row].rawValue
      for bit in UInt16(0)..<13 { buffer.appendFlag(reasons >> bit & 1 == 1) }
      notes.summary.withBytes(row) { buffer.appendInputCell($0) }
      buffer.append(.tab)
      buffer.appendFlag(notes.reasons[row].contains(.isMediaNote))
      buffer.append(notes.reasons[row].contains(.isCollaborativeNote) ? "1\n" : "0\n")
    }
  }

  /// Three cells, a tab after each.
  private func append(_ answers: WithdrawnAnswers, to buffer: inout TextBuffer) {
    switch answers.believable {
    case .byFew: buffer.append("BELIEVABLE_BY_FEW")
    case .byMany: buffer.append("BELIEVABLE_BY_MANY")
    case nil: break
    }
    buffer.append(.tab)
    switch answers.harmful {
    case .little: buffer.append("LITTLE_HARM")
    case .considerable: buffer.append("CONSIDERABLE_HARM")
    case nil: break
    }
    buffer.append(.tab)
    switch answers.validationDifficulty {
    case .easy: buffer.append("EASY")
    case .challenging: buffer.append("CHALLENGING")
    case nil: break
    }
    buffer.append(.tab)
  }
}
