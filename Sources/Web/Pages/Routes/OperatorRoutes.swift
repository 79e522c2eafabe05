import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NoteModel
import Outbound
import Service
import Storage

extension PageRoutes {
  func addOperator(to router: Router<WebContext>) {
    get(router, "/operator") { visit in try await overview(visit, []) }
    post(router, "/operator/admit") { visit in
      let drawn = try await site.admit(
        visit.asker, pool: visit.form["pool"], places: Int(visit.form["places"]) ?? 0)
      return .redirect("/operator", done: "\(drawn) admitted.")
    }
    post(router, "/operator/measures") { visit in
      guard let kind = Measure.Kind(rawValue: visit.form["kind"]) else {
        return try await overview(
          visit, [FieldProblem(field: "kind", message: "Choose a measure.")])
      }
      do {
        try await site.startMeasure(
          visit.asker, kind, amount: Double(visit.form["amount"]), reason: visit.form["reason"])
        return .redirect("/operator", done: "The measure is in force.")
      } catch SiteError.invalid(let problems) {
        return try await overview(visit, problems)
      }
    }
    post(router, "/operator/measures/{id}/end") { visit in
      try await site.endMeasure(visit.asker, visit.id())
      return .redirect("/operator", done: "The measure has ended.")
    }
    post(router, "/operator/incidents") { visit in
      do {
        try await site.openIncident(
          visit.asker, title: visit.form["title"], text: visit.form["text"], isPublic: true)
        return .redirect("/operator", done: "It is on the status page.")
      } catch SiteError.invalid(let problems) {
        return try await overview(visit, problems)
      }
    }
    post(router, "/operator/incidents/{id}/close") { visit in
      try await site.closeIncident(visit.asker, visit.id())
      return .redirect("/operator", done: "Closed.")
    }
    post(router, "/operator/score") { visit in
      guard let kind = ScoringRun.Kind(rawValue: visit.form["kind"]) else {
        throw Problem(.badRequest, "Choose which run.")
      }
      let changed = try await site.scoreNow(visit.asker, kind)
      return .redirect(
        "/operator",
        done: changed == 1 ? "1 note changed status." : "\(changed) notes changed status.")
    }
    addReports(to: router)
    addMembers(to: router)
    addModerationConsole(to: router)
    get(router, "/operator/audit", audit)
    get(router, "/operator/settings") { visit in try await settingsForm(visit, []) }
    post(router, "/operator/settings", saveSettings)
  }

  struct OperatorNav: Sendable {
    var isOverview = false
    var isReports = false
    var isMembers = false
    var isSettings = false
    var isAudit = false
    var isModeration = false
    var openReportCount: Int?
  }

  func nav(
    _ visit: Visit, _ page: WritableKeyPath<OperatorNav, Bool>
  ) async throws -> OperatorNav {
    var nav = OperatorNav()
    nav[keyPath: page] = true
    let open = try await site.openReports(visit.asker).count
    nav.openReportCount = open == 0 ? nil : open
    return nav
  }

  // MARK: Overview

  private struct OverviewValues: Sendable {
    var operatorNav: OperatorNav
    var facts: [Fact]
    var hasPools: Bool
    var pools: [Pool]
    var hasMeasures: Bool
    var measures: [MeasureRow]
    var measureFormOpen: Bool
    var measureKinds: [Choice]
    var hasIncidents: Bool
    var incidents: [IncidentRow]
    var incidentFormOpen: Bool
    var runs: [RunRow]
    var qualityMeasures: [Quality]
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct Pool: Sendable {
    var poolId: String
    var poolName: String
    var poolText: String
    var poolSuggested: Int
  }

  private struct MeasureRow: Sendable {
    var measureId: String
    var measureLabel: String
    var measureReason: String
    var measureText: String
  }

  private struct IncidentRow: Sendable {
    var incidentId: String
    var incidentTitle: String
    var incidentText: String
    var openedText: String
  }

  private struct Quality: Sendable {
    var qualityName: String
    var qualitySample: String
    var qualityValue: String
    var guardrailValue: String
    var breakerValue: String
    var qualityState: String

    init(_ quality: CommunityHealth.Quality) {
      let threshold = quality.threshold
      func number(_ value: Double) -> String { String(format: "%.2f", value) }
      qualityName = threshold.measure.label
      qualitySample = "\(quality.sample) in \(threshold.windowDays) days"
      qualityValue = quality.value.map(number) ?? "too few to tell"
      guardrailValue = number(threshold.guardrail)
      breakerValue = number(threshold.breaker)
      qualityState =
        switch quality.level {
        case .normal: "normal"
        case .guardrail: "guardrail: investigate"
        case .breaker: "breaker: consider a measure"
        }
    }
  }

  private func overview(_ visit: Visit, _ problems: [FieldProblem]) async throws -> PageAnswer {
    let pools = try await site.waitingPools(visit.asker)
    let status = try await site.status()
    let health = try await site.communityHealth()
    let open = status.measures.filter(\.isOpen)
    let incidents = status.incidents.filter { $0.closedAt == nil }
    let errors = FormErrors(
      problems,
      ids: ["reason": "measure-reason", "title": "incident-title", "text": "incident-text"])
    let chosen = visit.form["kind"]
    let waiting = pools.map(\.count).reduce(0, +)
    return .page(
      "operator", title: "Operate",
      OverviewValues(
        operatorNav: try await nav(visit, \.isOverview),
        facts: [
          Fact(factLabel: "Shown now", factValue: health.shownNotes.grouped),
          Fact(factLabel: "Waiting for admission", factValue: waiting.grouped),
          Fact(factLabel: "Contributors", factValue: health.contributors.grouped),
          Fact(
            factLabel: "Last run",
            factValue: status.runs.first.map { PageTime.age($0.startedAt, at: site.now) } ?? "none"),
        ] + facts(of: site.remoteCondition), hasPools: !pools.isEmpty,
        pools: pools.map { pool in
          Pool(
            poolId: pool.pool, poolName: pool.pool,
            poolText: pool.count == 1 ? "1 person waits" : "\(pool.count) people wait",
            poolSuggested: pool.count)
        }, hasMeasures: !open.isEmpty,
        measures: open.map { measure in
          MeasureRow(
            measureId: String(measure.id),
            measureLabel: Measure.Kind(rawValue: measure.kind)?.words ?? measure.kind,
            measureReason: measure.reason,
            measureText:
              "Since \(PageTime(measure.startedAt).text), until \(PageTime(measure.endsAt).text).")
        },
        measureFormOpen: !problems.isEmpty && visit.path == "/operator/measures",
        measureKinds: [
          Choice(
            "raiseThreshold", "Raise the threshold",
            hint: "Notes need a higher score before they are shown.",
            isChecked: chosen == "raiseThreshold"),
          Choice(
            "pauseDisplay", "Pause showing notes",
            hint: "Only contributors see notes, and can rate them.",
            isChecked: chosen == "pauseDisplay"),
          Choice(
            "pauseScoring", "Pause scoring of new notes",
            hint: "They keep their ratings and are scored afterwards.",
            isChecked: chosen == "pauseScoring"),
        ], hasIncidents: !incidents.isEmpty,
        incidents: incidents.map {
          IncidentRow(
            incidentId: String($0.id), incidentTitle: $0.title, incidentText: $0.text,
            openedText: "Since \(PageTime($0.openedAt).text).")
        },
        incidentFormOpen: !problems.isEmpty && visit.path == "/operator/incidents",
        runs: status.runs.map(RunRow.init), qualityMeasures: health.quality.map(Quality.init),
        form: visit.form.texts(["amount", "reason", "title", "text"]),
        hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// Whether the classifying service elsewhere is there, where the site has one.
  private func facts(of remote: RemoteCondition?) -> [Fact] {
    guard let remote else { return [] }
    return [
      Fact(
        factLabel: "Classifying service",
        factValue: remote.isResting ? "does not answer" : "in use",
        factText: remote.isResting ? "It is tried again now and then." : "")
    ]
  }

  // MARK: Reports

  private struct ReportsValues: Sendable {
    var operatorNav: OperatorNav
    var hasReports: Bool
    var reports: [Report]
    var hasPager = false
  }

  private struct Report: Sendable {
    var reportId: String
    var categoryLabel: String
    var reportedCountText = ""
    var reportedISO: String
    var reportedText: String
    var reportText: String?
    var note: NoteCard
  }

  private func addReports(to router: Router<WebContext>) {
    get(router, "/operator/reports") { visit in
      let reports = try await site.openReports(visit.asker)
      return .page(
        "operator-reports", title: "Reports",
        ReportsValues(
          operatorNav: try await nav(visit, \.isReports), hasReports: !reports.isEmpty,
          reports: reports.map { report in
            Report(
              reportId: String(report.id),
              categoryLabel: ReportCategory(rawValue: report.category)?.label ?? report.category,
              reportedISO: PageTime(report.createdAt).iso,
              reportedText: PageTime.age(report.createdAt, at: site.now),
              reportText: report.text.isEmpty ? nil : report.text,
              note: NoteCard(report.note, now: site.now))
          }))
    }
    post(router, "/operator/reports/{id}") { visit in
      guard let outcome = ReportOutcome(rawValue: visit.form["outcome"]) else {
        throw Problem(.badRequest, "Choose an outcome.")
      }
      try await site.decideReport(
        visit.asker, visit.id(), outcome,
        reason: visit.form.text("reason") ?? "decided on the reports page")
      return .redirect(
        "/operator/reports", done: outcome == .removed ? "The note is removed." : "No violation.")
    }
  }

  // MARK: Members

  private struct MembersValues: Sendable {
    var operatorNav: OperatorNav
    var searchQuery: String
    var hasMembers: Bool
    var members: [Member]
    var emptyTitle: String
    var emptyText: String
    var hasPager = false
    var hasErrors = false
  }

  private struct Member: Sendable {
    var personId: String
    var alias: String
    var stateLabel: String
    var memberText: String
    var canRemove: Bool
  }

  private func addMembers(to router: Router<WebContext>) {
    get(router, "/operator/members") { visit in
      let query = visit.query["q"]?.trimmingCharacters(in: .whitespaces) ?? ""
      let found = try await site.members(visit.asker, matching: query)
      return .page(
        "operator-members", title: "Members",
        MembersValues(
          operatorNav: try await nav(visit, \.isMembers), searchQuery: query,
          hasMembers: !found.isEmpty,
          members: found.map { member in
            Member(
              personId: member.profile.id, alias: member.profile.alias,
              stateLabel: member.isRemoved ? "removed" : member.profile.hasLeft ? "left" : "",
              memberText: "Writing Impact \(member.profile.writingImpact.plain), "
                + "Rating Impact \(member.profile.ratingImpact.plain)",
              canRemove: !member.isRemoved)
          }, emptyTitle: query.isEmpty ? "Search for an alias" : "Nobody found",
          emptyText: "Enter an alias, or a part of one."))
    }
    post(router, "/operator/participants/{id}/remove") { visit in
      try await site.removeParticipant(
        visit.asker, ParticipantID(rawValue: visit.parameters.get("id") ?? ""),
        reason: visit.form["reason"])
      return .redirect("/operator/members", done: "Removed from the programme.")
    }
  }

  // MARK: Audit

  private struct AuditValues: Sendable {
    var operatorNav: OperatorNav
    var hasEntries: Bool
    var entries: [Entry]
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?

    struct Entry: Sendable {
      var entryISO: String
      var entryTime: String
      var actor: String
      var action: String
      var entryDetail: String
      var entryReason: String
    }
  }

  private func audit(_ visit: Visit) async throws -> PageAnswer {
    let before = visit.query["before"].flatMap { Int64($0) }
    let entries = try await site.auditLog(visit.asker, before: before, limit: 51)
    let older = entries.count > 50 ? "/operator/audit?before=\(entries[49].id)" : nil
    return .page(
      "operator-audit", title: "Audit",
      AuditValues(
        operatorNav: try await nav(visit, \.isAudit), hasEntries: !entries.isEmpty,
        entries: entries.prefix(50).map { entry in
          AuditValues.Entry(
            entryISO: PageTime(entry.at).iso, entryTime: PageTime(entry.at).text,
            actor: entry.actor.map { "account \($0)" } ?? "the site", action: entry.action,
            entryDetail: entry.subject, entryReason: entry.details)
        }, hasPager: older != nil, olderPath: older))
  }
}

extension ReportCategory {
  fileprivate var label: String {
    switch self {
    case .harassment: "Harassment or abuse"
    case .privateInformation: "Private information"
    case .spam: "Spam"
    case .illegal: "Something illegal"
    case .other: "Something else"
    }
  }
}

extension QualityMeasure {
  fileprivate var label: String {
    switch self {
    case .lostStatusShare: "Share of helpful notes that lost the status"
    case .netHelpfulPerSide: "Net helpful ratings on the smaller side"
    case .readersNoShare: "Share of readers’ answers that say no"
    case .removalsPerThousand: "Removals per 1,000 helpful notes"
    case .hoursToHelpful: "Hours from writing to helpful"
    }
  }
}
