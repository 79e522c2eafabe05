import HTTPTypes
import Moderation
import Service
import Storage

extension AdapterOperation {
  static let requests: [AdapterOperation] = [
    AdapterOperation(method: .post, path: "/requests") { call in
      let form = try submission(call.body)
      let answer = try await call.site.submit(call.caller, form)
      return .one(
        AdapterWire.request(answer.card),
        at: call.resource("/requests/\(answer.card.submission.id)"), call,
        answer.isNew ? .created : .ok)
    },
    AdapterOperation(method: .get, path: "/requests") { call in
      let filter = try submissionFilter(call)
      let found = try await call.site.submissions(call.caller, filter)
      return .list(
        found.items.map(AdapterWire.request), total: found.total, page: filter.page,
        size: found.size, offset: nil, call)
    },
    AdapterOperation(method: .get, path: "/requests/{id}") { call in
      let card = try await call.site.submission(call.caller, call.parameter("id"))
      return .one(AdapterWire.request(card), at: call.path, call)
    },
    AdapterOperation(method: .patch, path: "/requests/{id}") { call in
      let body = try AdapterBody.attributes(
        call.body, type: "requests", id: call.parameter("id"), isStrict: false)
      let escalated = body.flag("escalated")
      let status = body.text("status", 1...20)
      let note = body.text("note_id", 1...36)
      try body.finish()
      var card = try await call.site.submission(call.caller, call.parameter("id"))
      // The status follows the review, and so does the note: only what is so already is taken.
      guard status.map({ $0.uppercased() == card.state.rawValue }) ?? true,
        note.map({ $0.lowercased() == card.review?.note }) ?? true
      else { throw SiteError.conflict(reason: "The status and the note follow the review") }
      if let escalated {
        card = try await call.site.escalate(call.caller, request: call.parameter("id"), escalated)
      }
      return .one(AdapterWire.request(card), at: call.path, call)
    },
    AdapterOperation(method: .delete, path: "/requests/{id}") { call in
      try await call.site.ignore(call.caller, request: call.parameter("id"))
      return .noContent
    },
    AdapterOperation(method: .post, path: "/requests/{id}/ai-notes") { call in
      _ = try await call.site.submission(call.caller, call.parameter("id"))
      throw AdapterRefusal.badRequest("AI notes are not offered here")
    },
  ]

  /// The body of a submission (moderation-api 7.1).
  private static func submission(_ tree: JSONTree?) throws -> SubmissionForm {
    let body = try AdapterBody.attributes(tree, type: "requests")
    var form = SubmissionForm(
      clientKey: body.text("request_id", 1...255, isRequired: true) ?? "",
      requestedBy: body.text("requested_by", 0...255, isRequired: true) ?? "",
      community: body.text("community_server_id", 1...255, isRequired: true) ?? "")
    form.content = body.text("original_message_content", 0...500_000)
    form.message = body.text("platform_message_id", 0...64).nonempty
    form.channel = body.text("platform_channel_id", 0...64).nonempty
    form.author = body.text("platform_author_id", 0...64).nonempty
    _ = body.time("platform_timestamp")
    form.metadata = body.object("metadata")
    form.similarityScore = body.number("similarity_score", 0...1)
    form.datasetName = body.text("dataset_name", 0...100)
    form.datasetItem = body.text("dataset_item_id", 0...36)
    try body.finish()
    return form
  }

  private static func submissionFilter(_ call: AdapterCall) throws -> SubmissionFilter {
    var filter = SubmissionFilter()
    filter.community = try call.uuidQuery("filter[community_server_id]", "community_server_id")
    if let status = call.query("filter[status]", "status") {
      guard
        let state = status == "decided" ? .completed : RequestState(rawValue: status.uppercased())
      else {
        throw SiteError.invalid([
          FieldProblem(field: "filter[status]", message: "Input should be a known status")
        ])
      }
      filter.state = state
    }
    filter.requestedBy = call.query("filter[requested_by]")
    filter.message = call.query("filter[platform_message_id]")
    filter.isEscalated = call.query("filter[escalated]").map { $0.lowercased() == "true" }
    filter.requestedFrom = try call.timeQuery("filter[requested_at__gte]")
    filter.requestedTo = try call.timeQuery("filter[requested_at__lte]")
    filter.decidedFrom = try call.timeQuery("filter[decided_at__gte]", "since")
    filter.page = try call.numberQuery("page[number]", in: 1...1_000_000) ?? 1
    filter.size = try call.numberQuery("page[size]", in: 1...100)
    return filter
  }
}

extension String? {
  fileprivate var nonempty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
