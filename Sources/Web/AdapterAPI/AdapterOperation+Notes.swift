import HTTPTypes
import Moderation
import NoteModel
import Service

extension AdapterOperation {
  /// Notes of reviews. Ordinary notes of platforms are not kept here.
  static let notes: [AdapterOperation] = [
    AdapterOperation(method: .get, path: "/notes") { call in
      var filter = ReviewFilter()
      filter.community = try call.uuidQuery("filter[community_server_id]")
      filter.message = call.query("filter[platform_message_id]")
      filter.excludesVoted = false
      filter.limit = 1_000
      if let name = call.query("filter[request_id]") {
        // The plugin passes on whatever its own address carried: an id, or a key.
        filter.submission =
          try await call.site.submission(call.caller, name).review?.submission ?? name
      }
      let page = try call.numberQuery("page[number]", in: 1...1_000_000) ?? 1
      let size = try call.numberQuery("page[size]", in: 1...100) ?? 20
      let statuses = call.query("filter[status]")
      let other = call.query("filter[status__neq]")
      let classification = call.query("filter[classification]")
      let found = try await call.site.reviews(call.caller, filter).items.filter { card in
        (statuses.map { $0 == card.noteStatus.name } ?? true)
          && (other.map { $0 != card.noteStatus.name } ?? true)
          && (classification.map { $0 == "MISINFORMED_OR_POTENTIALLY_MISLEADING" } ?? true)
      }
      let shown = found.dropFirst((page - 1) * size).prefix(size)
      return .list(
        shown.map(AdapterWire.note), total: found.count, page: page, size: size, offset: nil, call)
    },
    AdapterOperation(method: .get, path: "/notes/{id}") { call in
      let card = try await call.site.reviewNote(call.caller, try call.uuidParameter("id"))
      return .one(AdapterWire.note(card), at: call.path, call)
    },
    AdapterOperation(method: .patch, path: "/notes/{id}") { call in
      _ = try await call.site.reviewNote(call.caller, try call.uuidParameter("id"))
      throw SiteError.forbidden(reason: "Notes of reviews are not edited")
    },
    AdapterOperation(method: .delete, path: "/notes/{id}") { call in
      _ = try await call.site.reviewNote(call.caller, try call.uuidParameter("id"))
      throw SiteError.forbidden(reason: "Notes of reviews are not deleted")
    },
    AdapterOperation(method: .post, path: "/notes/{id}/force-publish") { call in
      try await decide(call, .agree)
    },
    AdapterOperation(method: .post, path: "/notes/{id}/dismiss") { call in
      try await decide(call, .disagree)
    },
    AdapterOperation(method: .get, path: "/notes/{id}/ratings") { call in
      let votes = try await call.site.votes(call.caller, note: try call.uuidParameter("id"))
      let page = try call.numberQuery("page[number]", in: 1...1_000_000)
      let size = try call.numberQuery("page[size]", in: 1...100) ?? (page == nil ? 1_000 : 20)
      let shown = votes.dropFirst(((page ?? 1) - 1) * size).prefix(size)
      return .list(
        shown.map(AdapterWire.rating), total: votes.count, page: page, size: size, offset: nil,
        call)
    },
    AdapterOperation(method: .get, path: "/notes/{id}/ratings/stats") { call in
      let card = try await call.site.reviewNote(call.caller, try call.uuidParameter("id"))
      return .one(AdapterWire.statistics(card), at: call.path, call)
    },
  ]

  private static func decide(
    _ call: AdapterCall, _ power: StaffCommand
  ) async throws -> AdapterAnswer {
    let note = try call.uuidParameter("id")
    let card = try await call.site.decide(call.caller, note: note, power)
    return .one(AdapterWire.note(card), at: call.resource("/notes/\(note)"), call)
  }

  static let ratings: [AdapterOperation] = [
    AdapterOperation(method: .post, path: "/ratings") { call in
      let body = try AdapterBody.attributes(call.body, type: "ratings")
      let note = body.text("note_id", 1...64, isRequired: true)
      let level = body.text("helpfulness_level", 1...40, isRequired: true)
      let rater = body.text("rater_id", 1...64)
      let value = level.flatMap { VoteValue(name: $0) }
      if level != nil, value == nil {
        body.refuse(
          "helpfulness_level", "Input should be 'HELPFUL', 'SOMEWHAT_HELPFUL' or 'NOT_HELPFUL'")
      }
      try body.finish()
      guard let note, let value else { throw AdapterRefusal.badRequest("Nothing to rate") }
      let vote = try await call.site.vote(
        call.caller, note: try AdapterCall.uuid(note, "data.attributes.note_id"), value,
        rater: rater, client: call.client)
      return .one(
        AdapterWire.rating(vote), at: call.resource("/ratings/\(vote.id)"), call, .created)
    },
    AdapterOperation(method: .put, path: "/ratings/{id}") { call in
      _ = try await call.site.vote(call.caller, try call.uuidParameter("id"))
      throw SiteError.conflict(reason: "A vote on a review is final")
    },
  ]
}
