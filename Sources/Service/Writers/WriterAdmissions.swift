import CommunityRules
import NoteModel
import Storage

extension StoreTransaction {
  /// How far a writer's latest test notes have come.
  func admissionProgress(
    of writer: EnrolledWriter, _ rule: WriterAdmission = WriterAdmission()
  ) throws -> WriterAdmission.Progress {
    let notes = try testNotes(
      by: writer.participant, since: writer.testsCountFrom, limit: rule.window)
    return rule.progress(
      notes.map { TestNote(id: $0.id, createdAt: $0.createdAt, result: $0.result) })
  }

  /// Holds a writer's latest test notes against the criteria, and tells its developer the first time
  /// they meet them (AIW-20, AIW-22).
  func judge(_ id: ParticipantID, at now: Int64) throws {
    guard var writer = try writer(id), let contributor = try contributor(id) else { return }
    let event = WriterAdmission().event(
      for: WriterState(contributor, writer), try admissionProgress(of: writer))
    switch event {
    case .metCriteria:
      writer.eligibleSince = now
      try tellWriter(
        id, .writerEligible, subject: "eligible since \(writer.testsCountFrom)", at: now)
    case .missedCriteria: writer.eligibleSince = nil
    default: return
    }
    try update(writer)
  }

  func tellWriter(
    _ writer: ParticipantID, _ kind: NoticeKind, subject: String, at now: Int64
  ) throws {
    guard let account = try account(behind: writer) else { return }
    try insert(
      Notice(
        account: account, kind: kind.rawValue, subject: subject, payload: "{}", createdAt: now))
  }
}

extension Site {
  private static let lookedName = "writersLookedAt"

  /// Once a day: warns writers that fell silent, takes their access, and draws among those who meet
  /// the criteria (AIW-22 to AIW-24).
  func lookAfterWriters() async throws {
    let now = self.now
    try await store.write { store in
      let last = try store.kept(Self.lookedName).flatMap {
        Int64(String(decoding: $0, as: UTF8.self))
      }
      guard last.map({ now - $0 >= Millis.day || now < $0 }) ?? true else { return }
      try store.keep(Array(String(now).utf8), as: Self.lookedName)
      try store.deleteDeliveries(before: now - 7 * Millis.day)
      var states: [ParticipantID: WriterState] = [:]
      for writer in try store.writers() {
        try store.judge(writer.participant, at: now)
        guard let writer = try store.writer(writer.participant),
          let contributor = try store.contributor(writer.participant)
        else { continue }
        let standing = WriterStanding(contributor: contributor, enrolled: writer)
        states[writer.participant] = standing.state
        if standing.state == .admitted { try store.lookAtActivity(standing, at: now) }
      }
      try store.drawWriters(states, at: now)
    }
  }
}

extension StoreTransaction {
  fileprivate func lookAtActivity(_ standing: WriterStanding, at now: Int64) throws {
    var (contributor, writer) = (standing.contributor, standing.enrolled)
    let latest = try writtenNotes(by: contributor.id, latest: 1, since: .max).first
    switch WriterActivity().standing(
      admittedAt: writer.admittedAt ?? writer.enrolledAt, lastLiveNoteAt: latest?.createdAt,
      warnedAt: writer.warnedAt, at: now)
    {
    case .active, .warned: return
    case .warningDue:
      writer.warnedAt = now
      try tellWriter(contributor.id, .writerSilent, subject: "silent \(now)", at: now)
    case .lost:
      contributor.enrollment.state = .apiEarnedOut
      contributor.enrollment.timesEarnedOut += 1
      contributor.enrollment.lastStateChangeAt = now / Millis.day * Millis.day
      contributor.enrollment.lastEarnOutAt = contributor.enrollment.lastStateChangeAt
      writer.earnedOutAt = now
      writer.testsCountFrom = now
      writer.eligibleSince = nil
      try update(contributor)
      try tellWriter(contributor.id, .writerEarnedOut, subject: "lost \(now)", at: now)
    }
    try update(writer)
  }

  /// Draws at random among the eligible; the seed is in the audit log, so that it can be repeated.
  fileprivate func drawWriters(_ states: [ParticipantID: WriterState], at now: Int64) throws {
    let waiting = states.values.count { $0 == .eligible }
    guard waiting > 0 else { return }
    let seed = UInt64.random(in: 0...UInt64(Int64.max))
    let places = try communitySettings().writerPlacesPerDraw ?? waiting
    let drawn = WriterAdmission.drawn(from: states, places: places, seed: seed)
    for id in drawn { try admitWriter(id, at: now) }
    try record(
      "AI writers admitted", by: nil, subject: "AI note writers",
      details: "\(drawn.count) of \(waiting), seed \(seed)", at: now)
  }

  /// Lets a writer propose notes that people rate.
  func admitWriter(_ id: ParticipantID, at now: Int64) throws {
    guard var writer = try writer(id), var contributor = try contributor(id) else { return }
    contributor.enrollment.state = .apiEarnedIn
    // Days, not instants: the moment of the draw could tell an account by its mail.
    contributor.enrollment.lastStateChangeAt = now / Millis.day * Millis.day
    writer.admittedAt = now
    writer.eligibleSince = nil
    writer.warnedAt = nil
    try update(contributor)
    try update(writer)
    try tellWriter(id, .writerAdmitted, subject: "admitted \(now)", at: now)
  }
}
