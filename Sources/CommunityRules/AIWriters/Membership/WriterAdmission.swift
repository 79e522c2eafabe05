/// What the latest test notes must show before a writer may be drawn (AIW-20 to AIW-22).
///
/// Shares are whole percents and are compared in whole numbers: of 50 notes, 95 % are 48.
public struct WriterAdmission: Hashable, Codable, Sendable {
  /// Test notes looked at; with fewer nobody is eligible.
  public var window = 50
  public var fewestHighClaimOpinion = 30
  public var mostLowClaimOpinion = 30
  public var fewestHighURLValidity = 95
  public var fewestHighHarassmentAbuse = 98

  public init() {}

  public enum Criterion: String, Codable, Sendable, CaseIterable {
    case highClaimOpinion
    case lowClaimOpinion
    case highURLValidity
    case highHarassmentAbuse
  }

  /// How far a writer has come.
  public struct Progress: Hashable, Sendable {
    /// Test notes that a full window takes.
    public var window: Int
    /// Of the window, those that exist.
    public var written: Int
    /// Of these, those that are evaluated.
    public var evaluated: Int
    public var counts: [Count]

    /// One criterion, counted in notes.
    public struct Count: Hashable, Sendable {
      public var criterion: Criterion
      public var has: Int
      /// With a full window: the fewest notes, or the most where `isUpperBound`.
      public var bound: Int
      public var isUpperBound: Bool

      public var isMet: Bool { isUpperBound ? has <= bound : has >= bound }
    }

    /// Whether the window is full, evaluated and meets every criterion.
    public var isEligible: Bool {
      written == window && evaluated == window && counts.allSatisfy(\.isMet)
    }
  }

  /// What a writer's test notes show.
  ///
  /// - Parameter earnedOutAt: when admission was lost; notes from before do not earn it again.
  public func progress(_ notes: [TestNote], earnedOutAt: Int64? = nil) -> Progress {
    let latest =
      notes.filter { note in earnedOutAt.map { note.createdAt > $0 } ?? true }
      .sorted { $0.id > $1.id }.prefix(max(window, 0))
    let results = latest.compactMap(\.result)
    let counts = Criterion.allCases.map { criterion in
      let isUpperBound = criterion == .lowClaimOpinion
      return Progress.Count(
        criterion: criterion, has: results.count { Self.counts($0, for: criterion) },
        bound: bound(percent(criterion), roundedUp: !isUpperBound), isUpperBound: isUpperBound)
    }
    return Progress(
      window: window, written: latest.count, evaluated: results.count, counts: counts)
  }

  /// The event that a judgement of the latest test notes is; nil: it changes nothing.
  public func event(for state: WriterState, _ progress: Progress) -> WriterState.Event? {
    let event = progress.isEligible ? WriterState.Event.metCriteria : .missedCriteria
    return state.after(event) == state ? nil : event
  }

  /// Picks among those who are eligible, in the order drawn; anybody can repeat it from the seed.
  public static func drawn(
    from writers: [ParticipantID: WriterState], places: Int, seed: UInt64
  ) -> [ParticipantID] {
    let waiting = writers.filter { $0.value == .eligible }.map(\.key.rawValue)
    return AdmissionDraw(seed: seed).admitted(from: waiting, places: places)
      .map(ParticipantID.init(rawValue:))
  }

  private func percent(_ criterion: Criterion) -> Int {
    switch criterion {
    case .highClaimOpinion: fewestHighClaimOpinion
    case .lowClaimOpinion: mostLowClaimOpinion
    case .highURLValidity: fewestHighURLValidity
    case .highHarassmentAbuse: fewestHighHarassmentAbuse
    }
  }

  private func bound(_ percent: Int, roundedUp: Bool) -> Int {
    (percent * window + (roundedUp ? 99 : 0)) / 100
  }

  private static func counts(_ result: TestResult, for criterion: Criterion) -> Bool {
    switch criterion {
    case .highClaimOpinion: result.claimOpinion == .high
    case .lowClaimOpinion: result.claimOpinion == .low
    case .highURLValidity: result.linksWork
    case .highHarassmentAbuse: result.harassmentAbuse == .high
    }
  }
}
