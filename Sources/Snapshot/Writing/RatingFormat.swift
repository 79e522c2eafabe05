import NoteModel

/// The rows of the public ratings table.
struct RatingRows: RowFormat {
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
    for row in rows {
      buffer.append(noteIDs[Int(ratings.note[row])])
      buffer.append(.tab)
      buffer.append(ratings.rater[row], of: participants)
      buffer.append(.tab)
      buffer.append(ratings.createdAtMillis[row])
      buffer.append(.tab)
      append(ratings.answer[row], to: &buffer)
      append(ratings.tags[row], to: &buffer)
      if ratings.ratedOnPostID[row] != .min { buffer.append(ratings.ratedOnPostID[row]) }
      buffer.append(.tab)
      switch ratings.answer[row].source {
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
