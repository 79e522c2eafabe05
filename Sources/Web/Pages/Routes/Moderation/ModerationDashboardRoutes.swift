import Foundation
import Hummingbird
import Moderation
import Service
import Storage

extension PageRoutes {
  /// The operators' pages about moderation.
  func addModerationConsole(to router: Router<WebContext>) {
    get(router, "/operator/moderation", dashboard)
    addModerationPlots(to: router)
    addModerationQueue(to: router)
    addModerationPolicy(to: router)
    addModerationWords(to: router)
    addModerationPrograms(to: router)
    addModerationDeliveries(to: router)
    addModerationLog(to: router)
    addModerationAppeals(to: router)
  }

  private struct DashboardValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var communityName: String
    var staleText: String?
    var stalePath: String
    var facts: [Fact]
    var health: [Figure]
    var hasLabels: Bool
    var labels: [Figure]
    var plots: [Plot]
    var reliabilityText: String?
    var hasReviewers: Bool
    var reviewers: [Reviewer]
  }

  private struct Figure: Sendable {
    var figureName: String
    var figureValue: String
  }

  private struct Plot: Sendable {
    var plotImage: String
    var plotCaption: String

    init(_ picture: any Picture, at path: String) {
      plotImage = PageRoutes.image(path, picture.title + ". " + picture.summary)
      plotCaption = picture.summary
    }
  }

  private struct Reviewer: Sendable {
    var reviewerName: String
    var reviewerVotes: String
    var reviewerAccuracy: String
  }

  private static let activity = [
    ("posts_scanned", "Posts judged"), ("auto_hidden", "Hidden at once"),
    ("sent_to_review", "Sent to review"), ("flags_routed", "Flags by members"),
    ("votes_cast", "Votes cast"), ("active_reviewers", "People who voted"),
    ("open_items", "Open now"), ("staff_overrides", "Decided by staff"),
  ]
  private static let consensus = [
    ("decided", "Decisions"), ("helpful", "The post was hidden, or stayed so"),
    ("not_helpful", "The post stayed visible, or is so again"),
    ("confirmed", "Automatic hides upheld"), ("overturned", "Automatic hides undone"),
    ("overturn_rate", "Share of automatic hides undone"),
    ("median_hours_to_consensus", "Median time until members decide"),
    ("open_over_72h", "Open for too long"),
  ]

  private func dashboard(_ visit: Visit) async throws -> PageAnswer {
    let console = try await console(visit)
    guard let community = console.chosen else {
      return try await noCommunityYet(visit, .dashboard)
    }
    let figures = try await site.statistics(visit.asker, community: community.id)
    let trends = try await site.trends(visit.asker, community: community.id)
    let stale = try await site.staleReviewCount(visit.asker, community: community.id)
    let base = "/operator/moderation/communities/\(community.id)"
    var plots = [
      Plot(ColumnPicture.decisions(trends), at: "\(base)/decisions.svg"),
      Plot(ColumnPicture.waits(trends), at: "\(base)/waits.svg"),
    ]
    if let overturns = SharePicture.overturns(trends) {
      plots.append(Plot(overturns, at: "\(base)/overturns.svg"))
    }
    let reliability = ReliabilityPicture.plot(trends)
    if let reliability { plots.append(Plot(reliability, at: "\(base)/reliability.svg")) }
    return .page(
      "moderation", title: "Moderation of \(community.name)",
      DashboardValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.dashboard, console, path: "/operator/moderation"),
        communityName: community.name,
        staleText: stale == 0
          ? nil
          : stale == 1
            ? "1 review has been open for too long."
            : "\(stale) reviews have been open for too long.",
        stalePath: "/operator/moderation/reviews?community=\(community.id)&stale=yes",
        facts: Self.activity.map { key, name in
          Fact(factLabel: name, factValue: Self.value(figures.activity[key], of: key))
        },
        health: Self.consensus.map { key, name in
          Figure(figureName: name, figureValue: Self.value(figures.consensus[key], of: key))
        }, hasLabels: !figures.classification.isEmpty,
        labels: figures.classification
          .sorted { ($1.value.int ?? 0, $0.key) < ($0.value.int ?? 0, $1.key) }
          .map { Figure(figureName: ConsoleWords.label($0), figureValue: Self.value($1, of: $0)) },
        plots: plots, reliabilityText: reliability == nil ? ReliabilityPicture.tooFew(trends) : nil,
        hasReviewers: !figures.topReviewers.isEmpty,
        reviewers: figures.topReviewers.map { row in
          Reviewer(
            reviewerName: row["username"]?.text ?? "",
            reviewerVotes: Int(row["review_count"]?.int ?? 0).grouped,
            reviewerAccuracy: row["accuracy"]?.number.map { ConsoleWords.percent($0) }
              ?? "too few decided")
        }))
  }

  /// A figure in words.
  private static func value(_ figure: JSONTree?, of key: String) -> String {
    switch (key, figure?.number) {
    case (_, nil): "none yet"
    case ("overturn_rate", let share?): ConsoleWords.percent(share)
    case ("median_hours_to_consensus", let hours?):
      hours < 1 ? "under an hour" : "\(ConsoleWords.number(hours)) hours"
    case (_, let number?): Int(number).grouped
    }
  }
}
