import CommunityRules
import NoteModel
import Service

/// A page of a writer's notes as the interface writes it (sections 5.2 and 6.4).
struct WrittenWire: Sendable {
  let page: WrittenPage
  let query: NotesQuery

  var value: WireValue {
    var meta: [String: WireValue] = ["result_count": .integer(page.notes.count)]
    if let token = page.nextToken { meta["next_token"] = .text(token) }
    return .object(["data": .list(page.notes.map(note)), "meta": .object(meta)])
  }

  private func note(_ note: WrittenNoteView) -> WireValue {
    var members: [String: WireValue] = [:]
    let fields = query.fields(
      isEvaluated: note.result != nil, hasScoringAccess: page.hasScoringAccess)
    for field in fields { members[field.rawValue] = value(of: field, note) }
    return .object(members)
  }

  private func value(of field: NoteField, _ note: WrittenNoteView) -> WireValue? {
    switch field {
    case .id: .text(note.id.description)
    // Test notes have no rating status; clients read the key all the same.
    case .status: .text(note.status?.writerName ?? "")
    case .info: info(note)
    case .testResult:
      note.result.map { result in
        .object([
          "evaluation_outcome": .list(
            result.outcomes.map {
              .object([
                "evaluator_type": .text($0.evaluator.rawValue),
                "evaluator_score_bucket": .text($0.bucket.rawValue),
              ])
            })
        ])
      }
    case .scoringStatus: scoringStatus(note)
    }
  }

  private func info(_ note: WrittenNoteView) -> WireValue {
    .object(of: [
      "text": .text(note.text), "classification": .text(note.classification.writerName),
      "misleading_tags": .list(WriterTag.tags(of: note.answers).map { .text($0.rawValue) }),
      "post_id": .text(note.postID.description),
      "trustworthy_sources": .boolean(note.answers.contains(.trustworthySources)),
      "is_media_note": note.answers.contains(.isMediaNote) ? true : nil,
    ])
  }

  private func scoringStatus(_ note: WrittenNoteView) -> WireValue {
    guard page.hasScoringAccess, let feedback = note.feedback else {
      return .object(["has_access": false])
    }
    return .object([
      "has_access": true,
      "rating_counts_per_model": .list(
        feedback.map { model in
          .object([
            "model_name": .text(model.modelName),
            "value": .object(
              Dictionary(
                uniqueKeysWithValues: FactorBucket.allCases.map {
                  ("\($0.rawValue)_factor_bucket_counts", model[$0].wire)
                })),
          ])
        }),
    ])
  }
}

extension BucketCounts {
  fileprivate var wire: WireValue {
    .object([
      "helpful_count": .integer(helpful), "somewhat_helpful_count": .integer(somewhatHelpful),
      "not_helpful_count": .integer(notHelpful),
      "helpful_tag_counts": .list(helpfulTags.map(\.wire)),
      "not_helpful_tag_counts": .list(notHelpfulTags.map(\.wire)),
    ])
  }
}

extension BucketCounts.TagCount {
  fileprivate var wire: WireValue {
    .object(["tag_name": .text(tag.name), "tag_count": .integer(count)])
  }
}
