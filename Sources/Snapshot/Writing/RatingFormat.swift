import NoteModel

/// The rows of the public ratings table.
struct RatingFormat: RowFormat {
  private let noteIDs: [Int64]
  private let participants: ParticipantIDs
  private let ratings: RatingTable

  init(_ snapshot: Snapshot) {
    noteIDs = snapshot.noteIDs
    participants = snapshot.participants
    ratings = snapshot.ratings
  }

  var columns: [String] { InputColumns.ratings }
  var rowCount: Int { ratings.count }

  func append(rows: Range<Int>, to buffer: inout TextBuffer) {
    // Spans, because this is the one table with hundreds of millions of rows: reading an array that
    // a struct holds would count references in every row, on a counter that all threads share.
    let note = ratings.note.span
    let rater = ratings.rater.span
    let createdAtMillis = ratings.createdAtMillis.span
    let answer = ratings.answer.span
    let tags = ratings.tags.span
    let ratedOnPostID = ratings.ratedOnPostID.span
    let noteIDs = noteIDs.span
    let idBytes = participants.bytes.span.bytes
    let idOffsets = participants.offsets.span
    for row in rows {
      buffer.append(noteIDs[Int(note[row])])
      buffer.append(.tab)
      let id = Int(rater[row])
      idBytes.extracting(idOffsets[id]..<idOffsets[id + 1]).withUnsafeBytes {
        buffer.appendInputCell($0)
      }
      buffer.append(.tab)
      buffer.append(createdAtMillis[row])
      buffer.append(.tab)
      append(answer[row], to: &buffer)
      append(tags[row], to: &buffer)
      if ratedOnPostID[row] != .min { buffer.append(ratedOnPostID[row]) }
      buffer.append(.tab)
      switch answer[row].source {
      case .default: buffer.append("DEFAULT\t\t\n")
      case .populationSampled: buffer.append("POPULATION_SAMPLED\t\t\n")
      case nil: buffer.append("\t\t\n")
      }
    }
  }

  /// The cells from `version` to `helpfulnessLevel`, a tab after each.
  private func append(_ answer: RatingAnswer, to buffer: inout TextBuffer) {
    if let version = answer.version { buffer.append(Int64(version)) }
    buffer.append(.tab)
    buffer.appendFlag(answer.agree)
    buffer.appendFlag(answer.disagree)
    buffer.appendFlag(answer.legacyHelpful)
    buffer.appendFlag(answer.legacyNotHelpful)
    switch answer.level {
    case .notHelpful: buffer.append("NOT_HELPFUL\t")
    case .somewhatHelpful: buffer.append("SOMEWHAT_HELPFUL\t")
    case .helpful: buffer.append("HELPFUL\t")
    case nil: buffer.append(.tab)
    }
  }

  /// The 22 tags, a tab after each.
  private func append(_ tags: RatingTags, to buffer: inout TextBuffer) {
    buffer.append(room: 44) { start in
      for bit in 0..<22 {
        start[2 * bit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: tags.rawValue >> bit & 1)
        start[2 * bit + 1] = .tab
      }
      return 44
    }
  }
}
