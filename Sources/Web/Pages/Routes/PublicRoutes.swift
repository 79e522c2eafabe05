import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// Pages about the site itself: how notes work, how it is doing, its data.
extension PageRoutes {
  func addPublicPages(to router: Router<WebContext>) {
    get(router, "/about") { _ in try await about() }
    get(router, "/report") { _ in
      .page(
        "message", title: "Report a problem",
        MessageValues(
          "Report a problem",
          [
            "A note that breaks the rules: open the note and choose “Report” on it.",
            site.configuration.contactAddress.isEmpty
              ? "Anything else: ask the people who run this site where you found it."
              : "Anything else: write to \(site.configuration.contactAddress).",
          ], link: ("/new", "See the notes")))
    }
    get(router, "/status") { _ in try await status() }
    get(router, "/data") { _ in try await data() }
  }

  // MARK: About

  private struct AboutValues: Sendable {
    var minimumRatings = 5
    var runInterval: String
    var contactText: String
    var contactPath: String?
    var contactLabel: String?
  }

  private func about() async throws -> PageAnswer {
    let settings = try await site.settings()
    let contact = site.configuration.contactAddress
    let minutes = settings.finalScoringMinutes
    return .page(
      "about", title: "How notes work",
      AboutValues(
        runInterval: minutes == 1 ? "minute" : "\(minutes) minutes",
        contactText: contact.isEmpty
          ? "Ask the people who run this site." : "Questions, problems, ideas, harassment:",
        contactPath: contact.isEmpty ? nil : "mailto:\(contact)",
        contactLabel: contact.isEmpty ? nil : contact))
  }

  // MARK: Status

  private struct StatusValues: Sendable {
    var isNormal: Bool
    var stateLabel: String
    var stateText: String
    var hasMeasures: Bool
    var measures: [MeasureRow]
    var hasIncidents: Bool
    var incidents: [IncidentRow]
    var health: [Fact]
    var plots: [Plot]
    var runs: [RunRow]
    var hasLoosened: Bool
    var loosened: [Threshold]
  }

  struct Fact: Sendable {
    var factLabel: String
    var factValue: String
    var factText = ""
  }

  private struct Plot: Sendable {
    var plotSVG: String
    var plotCaption: String
  }

  private struct MeasureRow: Sendable {
    var measureLabel: String
    var measureReason: String
    var startedISO: String
    var startedText: String
    var endsISO: String
    var endsText: String
  }

  private struct IncidentRow: Sendable {
    var incidentTitle: String
    var incidentState: String
    var incidentText: String
    var openedISO: String
    var openedText: String
    var closedText: String?
  }

  private struct Threshold: Sendable {
    var thresholdName: String
    var publishedValue: String
    var localValue: String
    var thresholdReason: String
  }

  private func status() async throws -> PageAnswer {
    let status = try await site.status()
    let health = try await site.communityHealth()
    let settings = try await site.settings()
    let open = status.measures.filter(\.isOpen)
    let hasIncident = status.incidents.contains { $0.closedAt == nil }
    return .page(
      "status", title: "Status",
      StatusValues(
        isNormal: status.isNormal && !hasIncident,
        stateLabel: status.isNormal
          ? hasIncident ? "A problem is known" : "Working normally" : "Under a measure",
        stateText: status.isNormal
          ? hasIncident ? "See below." : "Notes are scored and shown as described."
          : open.compactMap { Measure.Kind(rawValue: $0.kind)?.words }.joined(separator: " "),
        hasMeasures: !open.isEmpty,
        measures: open.map { measure in
          let kind = Measure.Kind(rawValue: measure.kind)
          return MeasureRow(
            measureLabel: kind?.words ?? measure.kind, measureReason: measure.reason,
            startedISO: PageTime(measure.startedAt).iso,
            startedText: PageTime(measure.startedAt).text, endsISO: PageTime(measure.endsAt).iso,
            endsText: PageTime(measure.endsAt).text)
        },
        hasIncidents: !status.incidents.isEmpty,
        incidents: status.incidents.map { incident in
          IncidentRow(
            incidentTitle: incident.title,
            incidentState: incident.closedAt == nil ? "open" : "closed",
            incidentText: incident.text, openedISO: PageTime(incident.openedAt).iso,
            openedText: PageTime(incident.openedAt).text,
            closedText: incident.closedAt.map { PageTime($0).text })
        },
        health: [
          Fact(factLabel: "Contributors", factValue: health.contributors.grouped),
          Fact(
            factLabel: "Raters with a known viewpoint",
            factValue: status.ratersWithViewpoint.grouped),
          Fact(factLabel: "Notes", factValue: health.notes.grouped),
          Fact(factLabel: "Ratings", factValue: health.ratings.grouped),
          Fact(factLabel: "Shown now", factValue: health.shownNotes.grouped),
          Fact(
            factLabel: "From writing to helpful",
            factValue: health.hoursToHelpful.map { String(format: "%.1f h", $0) } ?? "–",
            factText: "median, last 30 days"),
        ],
        plots: health.helpfulByDay.count > 1
          ? [
            Plot(
              plotSVG: Self.image("/status/shown.svg", "Notes that got a status, by day"),
              plotCaption: "Statuses that notes got, by day.")
          ] : [],
        runs: status.runs.map(RunRow.init),
        hasLoosened: settings.isPilot,
        loosened: settings.isPilot
          ? [
            Threshold(
              thresholdName: "Raters with a known viewpoint before notes are shown",
              publishedValue: "50", localValue: "none",
              thresholdReason: "A trial; every shown note says so.")
          ] : []))
  }

  // MARK: Data

  private struct DataValues: Sendable {
    var newestText: String
    var releaseCount: Int
    var keptText = "the newest seven are kept"
    var tables: [TableRow]
    var hasReleases: Bool
    var releases: [Release]
    var checkSteps: [CheckStep]
    var licenceText =
      "Free to use, analyse and criticise. The operator of this site names a licence here."
  }

  private struct TableRow: Sendable {
    var tableName: String
    var tableText: String
  }

  private struct Release: Sendable {
    var isNewest: Bool
    var releaseTitle: String
    var cutoffISO: String
    var cutoffText: String
    var manifestPath: String
    var files: [File]
  }

  private struct File: Sendable {
    var filePath: String
    var fileName: String
    var fileRows: String
    var fileSize: String
    var fileSum: String
  }

  private struct CheckStep: Sendable {
    var checkText: String
    var checkCommand: String
  }

  private static let tables = [
    TableRow(
      tableName: "notes",
      tableText: "Every note: text, classification, reasons, author identifier, post, time."),
    TableRow(
      tableName: "ratings", tableText: "Every rating: note, rater identifier, answer, tags, time."),
    TableRow(
      tableName: "noteStatusHistory",
      tableText: "When each note got which status, and which model decided."),
    TableRow(
      tableName: "userEnrollment",
      tableText: "Whether each participant can write, and since when."),
    TableRow(
      tableName: "noteRequests",
      tableText: "Posts for which a note was requested, with sources; never who asked."),
    TableRow(tableName: "posts", tableText: "Which address each post identifier stands for."),
  ]

  private func data() async throws -> PageAnswer {
    let releases = try await site.releases()
    let day = releases.first?.day ?? "DAY"
    return .page(
      "data", title: "Data",
      DataValues(
        newestText: releases.first.map { PageTime($0.cutOff).day } ?? "none yet",
        releaseCount: releases.count, tables: Self.tables, hasReleases: !releases.isEmpty,
        releases: releases.enumerated().map { index, release in
          Release(
            isNewest: index == 0, releaseTitle: release.day,
            cutoffISO: PageTime(release.cutOff).iso, cutoffText: PageTime(release.cutOff).text,
            manifestPath: "/data/\(release.day)/manifest.json",
            files: release.files.map { file in
              File(
                filePath: "/data/\(release.day)/\(file.name)", fileName: file.name,
                fileRows: file.rows.grouped, fileSize: file.bytes.bytesText, fileSum: file.sha256)
            })
        },
        checkSteps: [
          CheckStep(
            checkText: "Download all files of a release into one folder, under their names.",
            checkCommand: (["manifest.json"] + (releases.first?.files.map(\.name) ?? [])).map {
              "curl --create-dirs --output \(day)/\($0) \(site.configuration.baseURL)/data/\(day)/\($0)"
            }.joined(separator: "\n"))
        ]
          + (releases.first?.verification ?? []).enumerated().map { index, command in
            CheckStep(
              checkText: index == 0
                ? "Repeat the scoring run on your own machine, and compare."
                : "Then compare with what it learned.", checkCommand: command)
          }))
  }
}

/// A scoring run as tables list it.
struct RunRow: Sendable {
  var runISO: String
  var runText: String
  var runKind: String
  var runDuration: String
  var runResult: String

  init(_ run: SiteStatus.RunView) {
    runISO = PageTime(run.startedAt).iso
    runText = PageTime(run.startedAt).text
    runKind = run.kind
    runDuration =
      run.endedAt.map { end in
        let seconds = Double(end - run.startedAt) / 1_000
        return seconds < 0.1 ? "under 0.1 s" : String(format: "%.1f s", seconds)
      } ?? "–"
    runResult =
      switch run.outcome {
      case "applied": "\(run.ratings.grouped) ratings of \(run.notes.grouped) notes, applied"
      case "running": "under way"
      case "refused": "refused: too much would have changed at once"
      default: "failed; statuses stayed as they were"
      }
  }
}

extension Int {
  /// `12,345`.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return self < 0 ? "−" + text : text
  }

  /// `1.2 MB`.
  var bytesText: String {
    switch self {
    case ..<1_000: "\(self) B"
    case ..<1_000_000: String(format: "%.1f kB", Double(self) / 1e3)
    case ..<1_000_000_000: String(format: "%.1f MB", Double(self) / 1e6)
    default: String(format: "%.1f GB", Double(self) / 1e9)
    }
  }
}
