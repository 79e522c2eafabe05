import HTTPTypes
import Moderation
import Service

extension AdapterOperation {
  static let actions: [AdapterOperation] = [
    AdapterOperation(method: .get, path: "/moderation-actions") { call in
      guard let filter = try reviewFilter(call) else {
        return .list([], total: 0, page: nil, size: 50, offset: 0, call)
      }
      let found = try await call.site.reviews(call.caller, filter)
      return .list(
        found.items.map(AdapterWire.action), total: found.total, page: nil, size: filter.limit,
        offset: filter.offset, call)
    },
    AdapterOperation(method: .get, path: "/moderation-actions/{id}") { call in
      let card = try await call.site.review(
        call.caller, ReviewItemID(try call.uuidParameter("id")))
      return .one(AdapterWire.action(card), at: call.path, call)
    },
    // An acknowledgement, in either form of the documentation.
    AdapterOperation(method: .post, path: "/moderation-actions") { call in
      let body = try AdapterBody(call.body)
      let request = body.text("request_id", 1...255, isRequired: true) ?? ""
      let platformID = body.text("platform_action_id", 0...255)
      let tier = body.text("action_tier", 1...40)
      for name in [
        "action", "action_type", "applied_at", "reason", "community_server_id", "review_group",
        "classifier_evidence", "note_id", "action_state",
      ] { _ = body.tree(name) }
      try body.finish()
      let submission = try await call.site.submission(call.caller, request)
      guard let review = submission.review, tier.map({ $0 == review.tier.rawValue }) ?? true else {
        throw SiteError.notFound(what: "Moderation action not found")
      }
      var card = review
      if card.tier == .immediate || card.state == .applied {
        card = try await call.site.acknowledge(
          call.caller, action: review.id, platformActionID: platformID)
      }
      let resource = call.resource("/moderation-actions/\(card.id)")
      return .one(
        AdapterWire.action(card), at: resource, call, call.mount == .publicV1 ? .created : .ok)
    },
    AdapterOperation(method: .patch, path: "/moderation-actions/{id}") { call in
      let body = try AdapterBody(call.body)
      let state = body.text("action_state", 1...40, isRequired: true) ?? ""
      let platformID = body.text("platform_action_id", 0...255)
      let hash = body.text("scan_exempt_content_hash", 0...64)
      _ = body.text("overturned_reason", 0...1_000)
      if ActionState(rawValue: state) == nil {
        body.refuse("action_state", "Input should be a known state")
      }
      try body.finish()
      let id = ReviewItemID(try call.uuidParameter("id"))
      let card = try await call.site.review(call.caller, id)
      switch ActionState(rawValue: state) {
      case .applied:
        let next = try await call.site.acknowledge(
          call.caller, action: id, platformActionID: platformID)
        return .one(AdapterWire.action(next), at: call.path, call)
      case .scanExempt:
        let next = try await call.site.acknowledge(
          call.caller, action: id, platformActionID: nil, exemptHash: hash ?? card.exemptHash ?? "")
        return .one(AdapterWire.action(next), at: call.path, call)
      case card.state where call.mount != .publicV1:
        return .one(AdapterWire.action(card), at: call.path, call)
      default:
        if call.mount == .publicV1 {
          throw SiteError.forbidden(reason: "Only acknowledgements are taken here")
        }
        throw SiteError.invalid([
          FieldProblem(
            field: "action_state",
            message: "No step leads from \(card.state.rawValue) to \(state) here")
        ])
      }
    },
  ]

  /// - Returns: nil where a bare value names nothing that is: an empty list.
  private static func reviewFilter(_ call: AdapterCall) throws -> ReviewFilter? {
    var filter = ReviewFilter()
    filter.community = try call.uuidQuery("filter[community_server_id]", "community_server_id")
    filter.submission = try call.uuidQuery("filter[request_id]")
    filter.message = call.query("filter[platform_message_id]")
    if let exact = call.query("filter[action_state]", "filter[status]") {
      guard let state = ActionState(rawValue: exact) else { throw unknown("filter[action_state]") }
      filter.states = [state]
    } else if let bare = call.query("action_state") {
      guard let state = ActionState(rawValue: bare) else { return nil }
      // Bare, it is how the plugin asks for what is open.
      filter.states = state == .underReview ? [.underReview, .retroReview] : [state]
    }
    if let exact = call.query("filter[action_tier]") {
      guard let tier = ModerationTier(rawValue: exact) else { throw unknown("filter[action_tier]") }
      filter.tier = tier
    } else if let bare = call.query("action_tier") {
      guard let tier = ModerationTier(rawValue: bare) else { return nil }
      filter.tier = tier
    }
    filter.excludesVoted = call.query("exclude_voted")?.lowercased() != "false"
    // Out of range is brought into range.
    func number(_ name: String) -> Int? { call.query(name).flatMap { Int($0) } }
    filter.limit = min(max(number("page[size]") ?? number("limit") ?? 50, 1), 100)
    filter.offset = min(max(number("offset") ?? 0, 0), 1_000_000)
    if let page = number("page[number]") {
      filter.offset = (min(max(page, 1), 10_000) - 1) * filter.limit
    }
    return filter
  }

  private static func unknown(_ field: String) -> SiteError {
    .invalid([FieldProblem(field: field, message: "Input should be a known value")])
  }
}
