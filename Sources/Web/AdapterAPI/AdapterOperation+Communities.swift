import Foundation
import HTTPTypes
import Moderation
import Service
import Storage

extension AdapterOperation {
  static let communities: [AdapterOperation] =
    [
      AdapterOperation(method: .get, path: "/community-servers/lookup") { call in
        let community = try await lookUp(call)
        return .one(
          AdapterWire.community(community),
          at: call.resource("/community-servers/\(community.id)"), call)
      },
      AdapterOperation(
        method: .get, path: "/community-servers/lookup", mounts: [.v1], isResource: false
      ) { call in
        .plain(AdapterWire.plain(try await lookUp(call)))
      },
      AdapterOperation(method: .get, path: "/community-servers/{id}") { call in
        let community = try await call.site.community(call.caller, try call.uuidParameter("id"))
        return .one(AdapterWire.community(community), at: call.path, call)
      },
      AdapterOperation(method: .get, path: "/user-profiles/lookup") { call in
        let profile = try await call.site.lookUpProfile(
          call.caller, platform: call.query("platform") ?? "discord",
          userID: call.query("platform_user_id") ?? "",
          scope: call.query("provider_scope") ?? "*")
        return .one(AdapterWire.profile(profile), at: call.path, call)
      },
      AdapterOperation(
        method: .get, path: "/community-servers/{id}/scoring-analysis", mounts: [.v1, .v2],
        isResource: false
      ) { call in
        let figures = try await call.site.statistics(
          call.caller, community: try call.uuidParameter("id"))
        return .plain(
          .object([
            "activity": .object(figures.activity),
            "classification": .object(figures.classification),
            "consensus": .object(figures.consensus), "top_reviewers": .list(figures.topReviewers),
            "data": .null, "jsonapi": AdapterAnswer.version,
          ]))
      },
      AdapterOperation(
        method: .post, path: "/community-servers/{id}/score", mounts: [.v2], isResource: false
      ) { call in
        let id = try call.uuidParameter("id")
        _ = try await call.site.findConsensus(call.caller, community: id)
        return .plain(
          .object([
            "workflow_id": .text("score-community-\(id)"), "message": "Scoring done",
          ]), .accepted)
      },
      AdapterOperation(method: .get, path: "/monitored-channels", mounts: [.v2]) { call in
        let slug = call.query("filter[community_server_id]") ?? ""
        let (community, categories) = try await call.site.categories(call.caller, slug: slug)
        let page = try call.numberQuery("page[number]", in: 1...1_000_000) ?? 1
        let size = try call.numberQuery("page[size]", in: 1...100) ?? 20
        let shown = categories.dropFirst((page - 1) * size).prefix(size)
        return .list(
          shown.map { category in
            AdapterWire.resource(
              "monitored-channels", category.id,
              [
                "community_server_id": JSONTree(community?.slug),
                "channel_id": .text(category.channel),
                "platform_channel_id": .text(category.channel), "name": .text(category.name),
                "enabled": .bool(true), "similarity_threshold": .number(0.6),
                "dataset_tags": .list([]),
              ])
          }, total: categories.count, page: page, size: size, offset: nil, call)
      },
      AdapterOperation(
        method: .get, path: "/config/rating-thresholds", mounts: [.v1], isResource: false
      ) { _ in
        let least = Int64(ConsensusRule().leastVotes)
        return .plain(
          .object(["min_ratings_needed": .int(least), "min_raters_per_note": .int(least)]))
      },
    ] + policies

  private static func lookUp(_ call: AdapterCall) async throws -> ModeratedCommunity {
    let slug = call.query("platform_community_server_id", "platform_id") ?? ""
    guard (1...255).contains(slug.unicodeScalars.count) else {
      throw SiteError.invalid([
        FieldProblem(field: "platform_community_server_id", message: "Field required")
      ])
    }
    return try await call.site.lookUpCommunity(
      call.caller, platform: call.query("platform") ?? "discord", slug: slug)
  }

  // MARK: Registration

  static let registration: [AdapterOperation] = [
    AdapterOperation(
      method: .post, path: "/community-servers", mounts: [.v1], isResource: false
    ) { call in
      let body = try AdapterBody(call.body)
      var form = CommunityForm(
        platform: body.text("platform", 1...40, isRequired: true) ?? "",
        slug: body.text("platform_community_server_id", 1...255, isRequired: true) ?? "",
        name: body.text("name", 0...255) ?? "")
      form.description = body.text("description", 0...10_000)
      form.settings = body.object("settings", mostBytes: 64 * 1024)
      form.isActive = body.flag("is_active") ?? true
      form.isPublic = body.flag("is_public") ?? true
      if !form.platform.isEmpty, !Site.platforms.contains(form.platform) {
        body.refuse("platform", "Input should be a known platform")
      }
      try body.finish()
      // A site without a title still registers.
      if form.name.isEmpty { form.name = form.slug }
      let community = try await call.site.register(call.caller, form)
      return .plain(AdapterWire.plain(community), .created)
    },
    AdapterOperation(
      method: .patch, path: "/community-servers/{id}/name", mounts: [.v1], isResource: false
    ) { call in
      let body = try AdapterBody(call.body)
      let name = body.text("name", 0...255) ?? ""
      let stats = body.object("server_stats", mostBytes: 64 * 1024)
      try body.finish()
      let community = try await call.site.rename(
        call.caller, platform: call.query("platform") ?? "discord", slug: call.parameter("id"),
        name: name, stats: stats)
      return .plain(
        .object([
          "id": .text(community.id), "platform_community_server_id": .text(community.slug),
          "name": .text(community.name),
          "server_stats": community.stats.flatMap { JSONTree(parsing: $0) } ?? .null,
        ]))
    },
  ]

  // MARK: Policies

  private static let policies: [AdapterOperation] = [
    "/community-servers/{id}/moderation-policy",
    "/community-servers/{id}/moderation-policy/channels/{channel}",
  ].flatMap { path -> [AdapterOperation] in
    let ofChannel = path.hasSuffix("{channel}")
    @Sendable func change(_ call: AdapterCall, _ level: PolicyLevel?) async throws -> PolicyView {
      try await call.site.changePolicy(
        call.caller, community: try call.uuidParameter("id"),
        channel: ofChannel ? call.parameter("channel") : nil, to: level,
        ifVersion: try call.ifMatch.map { text in
          guard let version = Int(text.filter { $0 != "\"" }) else {
            throw AdapterRefusal.badRequest("If-Match: send the version")
          }
          return version
        })
    }
    return [
      AdapterOperation(method: .get, path: path, mounts: [.v2], isResource: false) { call in
        .plain(
          try AdapterWire.policy(
            try await call.site.policy(
              call.caller, community: try call.uuidParameter("id"),
              channel: ofChannel ? call.parameter("channel") : nil)))
      },
      AdapterOperation(method: .put, path: path, mounts: [.v2], isResource: false) { call in
        let level = try PolicyBody.level(call.body)
        return .plain(try AdapterWire.policy(try await change(call, level)))
      },
      AdapterOperation(method: .delete, path: path, mounts: [.v2], isResource: false) { call in
        _ = try await change(call, nil)
        return .noContent
      },
    ]
  }
}
