import HTTPTypes
import Moderation
import NoteModel
import Service
import Storage

extension AdapterOperation {
  /// Notes of reviews, and notes that members write.
  static let notes: [AdapterOperation] = [
    AdapterOperation(method: .get, path: "/notes") { call in
      let filter = try NoteListFilter(call)
      let found = try await filter.notes(call)
      let page = try call.numberQuery("page[number]", in: 1...1_000_000) ?? 1
      let size = try call.numberQuery("page[size]", in: 1...100) ?? 20
      return .list(
        found.dropFirst((page - 1) * size).prefix(size).map(\.resource), total: found.count,
        page: page, size: size, offset: nil, call)
    },
    AdapterOperation(method: .post, path: "/notes") { call in
      let body = try AdapterBody.attributes(call.body, type: "notes")
      let summary = body.text("summary", 1...10_000, isRequired: true)
      let isMisleading = body.classification(isRequired: true)
      let community = body.text("community_server_id", 1...64, isRequired: true)
      let author = body.text("author_id", 1...64)
      let channel = body.text("channel_id", 0...64)
      let request = body.text("request_id", 1...255)
      try body.finish()
      guard let summary, let isMisleading, let community else {
        throw AdapterRefusal.badRequest("A note is incomplete")
      }
      var form = PlatformNoteForm(
        community: try AdapterCall.uuid(community, "data.attributes.community_server_id"),
        summary: summary, isMisleading: isMisleading)
      form.author = author
      form.channel = channel
      form.request = request
      let card = try await call.site.writePlatformNote(call.caller, form)
      return .one(
        AdapterWire.note(card), at: call.resource("/notes/\(card.note.id)"), call, .created)
    },
    AdapterOperation(method: .get, path: "/notes/{id}") { call in
      let id = try call.uuidParameter("id")
      let note =
        if let own = try await membersNote(call, id) { AdapterWire.note(own) } else {
          AdapterWire.note(try await call.site.reviewNote(call.caller, id))
        }
      return .one(note, at: call.path, call)
    },
    AdapterOperation(method: .patch, path: "/notes/{id}") { call in
      let id = try call.uuidParameter("id")
      guard try await membersNote(call, id) != nil else {
        _ = try await call.site.reviewNote(call.caller, id)
        throw SiteError.forbidden(reason: "Notes of reviews are not edited")
      }
      let body = try AdapterBody.attributes(call.body, type: "notes", id: id)
      let summary = body.text("summary", 1...10_000)
      let isMisleading = body.classification(isRequired: false)
      try body.finish()
      let card = try await call.site.changePlatformNote(
        call.caller, id, summary: summary, isMisleading: isMisleading)
      return .one(AdapterWire.note(card), at: call.path, call)
    },
    AdapterOperation(method: .delete, path: "/notes/{id}") { call in
      let id = try call.uuidParameter("id")
      guard try await membersNote(call, id) != nil else {
        _ = try await call.site.reviewNote(call.caller, id)
        throw SiteError.forbidden(reason: "Notes of reviews are not deleted")
      }
      _ = try await call.site.changePlatformNote(call.caller, id, isDeleted: true)
      return .noContent
    },
    AdapterOperation(method: .post, path: "/notes/{id}/force-publish") { call in
      try await decide(call, .agree)
    },
    AdapterOperation(method: .post, path: "/notes/{id}/dismiss") { call in
      try await decide(call, .disagree)
    },
    AdapterOperation(method: .get, path: "/notes/{id}/ratings") { call in
      let votes = try await call.site.ratings(call.caller, note: try call.uuidParameter("id"))
      let page = try call.numberQuery("page[number]", in: 1...1_000_000)
      let size = try call.numberQuery("page[size]", in: 1...100) ?? (page == nil ? 1_000 : 20)
      let shown = votes.dropFirst(((page ?? 1) - 1) * size).prefix(size)
      return .list(
        shown.map(AdapterWire.rating), total: votes.count, page: page, size: size, offset: nil,
        call)
    },
    AdapterOperation(method: .get, path: "/notes/{id}/ratings/stats") { call in
      let id = try call.uuidParameter("id")
      let statistics =
        if let own = try await membersNote(call, id) {
          AdapterWire.statistics(own.tally, of: id)
        } else {
          AdapterWire.statistics(try await call.site.reviewNote(call.caller, id))
        }
      return .one(statistics, at: call.path, call)
    },
  ]

  /// Nil: no note that a member wrote.
  private static func membersNote(
    _ call: AdapterCall, _ id: String
  ) async throws -> PlatformNoteCard? {
    do {
      return try await call.site.platformNote(call.caller, id)
    } catch SiteError.notFound {
      return nil
    }
  }

  private static func decide(
    _ call: AdapterCall, _ power: StaffCommand
  ) async throws -> AdapterAnswer {
    let note = try call.uuidParameter("id")
    let resource: JSONTree
    if let outcome = power.outcome, try await membersNote(call, note) != nil {
      resource = AdapterWire.note(
        try await call.site.decidePlatformNote(call.caller, note, outcome))
    } else {
      resource = AdapterWire.note(try await call.site.decide(call.caller, note: note, power))
    }
    return .one(resource, at: call.resource("/notes/\(note)"), call)
  }

  static let ratings: [AdapterOperation] = [
    AdapterOperation(method: .post, path: "/ratings") { call in
      let body = try AdapterBody.attributes(call.body, type: "ratings")
      let note = body.text("note_id", 1...64, isRequired: true)
      let value = body.voteValue()
      let rater = body.text("rater_id", 1...64)
      try body.finish()
      guard let note, let value else { throw AdapterRefusal.badRequest("Nothing to rate") }
      let vote = try await call.site.rate(
        call.caller, note: try AdapterCall.uuid(note, "data.attributes.note_id"), value,
        rater: rater, client: call.client)
      return .one(
        AdapterWire.rating(vote), at: call.resource("/ratings/\(vote.id)"), call, .created)
    },
    AdapterOperation(method: .put, path: "/ratings/{id}") { call in
      let id = try call.uuidParameter("id")
      let body = try AdapterBody.attributes(call.body, type: "ratings", id: id)
      let value = body.voteValue()
      try body.finish()
      guard let value else { throw AdapterRefusal.badRequest("Nothing to rate") }
      let vote = try await call.site.changeRating(call.caller, id, value)
      return .one(AdapterWire.rating(vote), at: call.path, call)
    },
  ]
}

extension AdapterBody {
  /// Whether a note says that its post misleads; nil: missing, or noted as wrong.
  fileprivate func classification(isRequired: Bool) -> Bool? {
    guard let name = text("classification", 1...60, isRequired: isRequired) else { return nil }
    guard let found = NoteModel.Classification.allCases.first(where: { $0.name == name }) else {
      refuse("classification", "Input should be a known classification")
      return nil
    }
    return found == .misleading
  }

  fileprivate func voteValue() -> VoteValue? {
    guard let level = text("helpfulness_level", 1...40, isRequired: true) else { return nil }
    let value = VoteValue(name: level)
    if value == nil {
      refuse(
        "helpfulness_level", "Input should be 'HELPFUL', 'SOMEWHAT_HELPFUL' or 'NOT_HELPFUL'")
    }
    return value
  }
}
