import NoteModel
import Testing

@testable import CommunityRules

@Suite("The notes that need help")
struct NeedsHelpTests {
  private static let hour: Int64 = 3_600_000
  private static let now: Int64 = 1_800_000_000_000
  private static let viewer = NeedsHelpViewer(participant: ParticipantID(rawValue: "V"))

  private static func note(
    _ id: Int64, _ change: (inout NeedsHelpCandidate) -> Void = { _ in }
  ) -> NeedsHelpCandidate {
    var note = NeedsHelpCandidate(
      noteID: NoteID(id), postID: PostID(1000 + id), author: ParticipantID(rawValue: "W"),
      noteCreatedAt: now - hour, postedAt: now - 2 * hour)
    change(&note)
    return note
  }

  private static func chosen(
    _ notes: [NeedsHelpCandidate], for viewer: NeedsHelpViewer = viewer,
    rule: NeedsHelp = NeedsHelp()
  ) -> [Int64] {
    rule.chosen(from: notes, for: viewer, at: now).map(\.noteID.rawValue)
  }

  @Test("are at most fifteen, the newest among equals")
  func most() {
    let notes = (1...40).map { id in Self.note(id) { $0.noteCreatedAt = Self.now - 100 + id } }
    #expect(Self.chosen(notes) == Array((26...40).reversed()))
  }

  @Test("stand in the same order however they arrive")
  func order() {
    let notes = (1...30).map { id in Self.note(id) { $0.ratingCount = Int(id % 3) } }
    #expect(Self.chosen(notes) == Self.chosen(notes.reversed()))
  }

  @Test("are one a post, the most pressing")
  func onePerPost() {
    let notes = (1...3).map { id in
      Self.note(id) {
        $0.postID = PostID(7)
        $0.isWaiting = id == 2
      }
    }
    #expect(Self.chosen(notes) == [2])
  }

  private static let unfit: [(String, @Sendable (inout NeedsHelpCandidate) -> Void)] = [
    ("written by the viewer", { $0.author = ParticipantID(rawValue: "V") }),
    ("rated by the viewer", { $0.noteID = NoteID(5) }),
    ("on the viewer's post", { $0.postID = PostID(6) }),
    ("on a post that the viewer cannot see", { $0.postID = PostID(7) }),
    ("gone", { $0.isGone = true }),
    ("locked", { $0.isLocked = true }),
  ]

  @Test("leave out what the viewer may not be asked about, even under review", arguments: 0..<6)
  func excluded(index: Int) {
    let viewer = NeedsHelpViewer(
      participant: ParticipantID(rawValue: "V"), ratedNotes: [NoteID(5)], ownPosts: [PostID(6)],
      hiddenPosts: [PostID(7)])
    let note = Self.note(1) {
      $0.isUnderReview = true
      Self.unfit[index].1(&$0)
    }
    #expect(Self.chosen([note], for: viewer).isEmpty, "\(Self.unfit[index].0)")
    #expect(Self.chosen([Self.note(1)], for: viewer) == [1])
  }

  private static let unripe: [@Sendable (inout NeedsHelpCandidate) -> Void] = [
    { $0.status = .helpful }, { $0.status = .notHelpful }, { $0.intercept = -0.01 },
    { $0.postedAt = now - 24 * hour },
  ]

  @Test(
    "leave out those with a status, disliked ones and those on old posts, unless under review",
    arguments: 0..<4)
  func criteria(index: Int) {
    #expect(Self.chosen([Self.note(1, Self.unripe[index])]).isEmpty)
    let reviewed = Self.note(1) {
      Self.unripe[index](&$0)
      $0.isUnderReview = true
    }
    #expect(Self.chosen([reviewed]) == [1])
  }

  private static let better: [(String, @Sendable (inout NeedsHelpCandidate) -> Void)] = [
    ("a post with more attention", { $0.attentionPerHour = 30 }),
    ("a writer with a good record", { $0.writer.helpfulNotes = 1 }),
    ("a writer whose notes are liked", { $0.writer.isEmergingWriter = true }),
    ("a Top Writer", { $0.writer.isTopWriter = true }),
    ("being close to helpful", { $0.intercept = 0.39 }),
    (
      "waiting for ratings of one side",
      {
        $0.isWaiting = true
        $0.sides = SideCounts(negative: 40, positive: 7)
      }
    ),
    ("being under review", { $0.isUnderReview = true }),
  ]

  @Test("come earlier for", arguments: 0..<7)
  func merits(index: Int) {
    // The second is newer, so that only its merit puts the first before it.
    let better = Self.note(1) {
      $0.noteCreatedAt = Self.now - 9
      Self.better[index].1(&$0)
    }
    #expect(Self.chosen([Self.note(2), better]) == [1, 2], "\(Self.better[index].0)")
  }

  @Test("come later with many ratings, or with a noisy term")
  func demerits() {
    let noisy = Self.note(3) { $0.isNoisy = true }
    let rated = Self.note(2) { $0.ratingCount = 39 }
    #expect(Self.chosen([noisy, rated, Self.note(1)]) == [1, 2, 3])
    let rule = NeedsHelp()
    #expect(rule.score(noisy) == 0.25 * rule.score(Self.note(3)))
  }

  @Test(
    "lack a side that is small, absolutely or beside the other",
    arguments: [
      (4, 4, [.negative, .positive]), (5, 5, []), (5, 25, []), (5, 26, [.negative]),
      (100, 19, [.positive]), (0, 9, [.negative]),
    ] as [(Int, Int, Set<ViewpointSide>)])
  func sides(negative: Int, positive: Int, missing: Set<ViewpointSide>) {
    let counts = SideCounts(negative: negative, positive: positive)
    #expect(NeedsHelp().missingSides(counts) == missing)
  }

  @Test("come earlier for somebody of the side that is missing, where that is wanted")
  func preference() {
    let notes = [
      Self.note(1) { $0.sides = SideCounts(negative: 0, positive: 9) },
      Self.note(2) { $0.sides = SideCounts(negative: 9, positive: 0) },
    ]
    var viewer = Self.viewer
    #expect(Self.chosen(notes, for: viewer) == [2, 1])
    viewer.side = .negative
    #expect(Self.chosen(notes, for: viewer) == [1, 2])
    var rule = NeedsHelp()
    rule.weights.viewersSideMissing = 0
    #expect(Self.chosen(notes, for: viewer, rule: rule) == [2, 1])
  }

  @Test("project attention that halves steadily")
  func projection() {
    var rule = NeedsHelp()
    rule.reachHours = 600
    let all = rule.projectedAttention(perHour: 10)
    rule.reachHours = 6
    #expect(abs(rule.projectedAttention(perHour: 10) - all / 2) < 1e-9)
    #expect(rule.projectedAttention(perHour: .nan) == 0)
  }

  @Test("are never excluded ones, never more than fifteen nor two a post, whatever the facts")
  func anyFacts() {
    var random = SplitMix64(seed: 20)
    let authors = ["V", "A", "B", "C"].map(ParticipantID.init(rawValue:))
    for _ in 0..<300 {
      // Given any notes, with numbers that no scorer would give among them
      let notes = (1...60).map { id in
        Self.note(id) { note in
          note.postID = PostID(.random(in: 1...40, using: &random))
          note.author = authors.randomElement(using: &random) ?? note.author
          note.noteCreatedAt -= .random(in: 0...3, using: &random)
          note.postedAt -= .random(in: -3...30, using: &random) * Self.hour
          note.status = NoteStatus.allCases.randomElement(using: &random) ?? .helpful
          note.intercept = [nil, .nan, -.infinity, 0.2, 0.41].randomElement(using: &random) ?? nil
          note.attentionPerHour =
            [0, -1, .nan, .infinity, 12].randomElement(using: &random) ?? 0
          note.isLocked = .random(using: &random)
          note.isGone = .random(using: &random)
          note.isUnderReview = .random(using: &random)
          note.isNoisy = .random(using: &random)
          note.ratingCount = .random(in: -1...50, using: &random)
        }
      }
      let viewer = NeedsHelpViewer(
        participant: authors[0],
        ratedNotes: Set((0..<9).map { _ in NoteID(.random(in: 1...60, using: &random)) }),
        ownPosts: [PostID(.random(in: 1...40, using: &random))],
        hiddenPosts: [PostID(.random(in: 1...40, using: &random))],
        side: ViewpointSide.allCases.randomElement(using: &random))

      // When
      let chosen = NeedsHelp().chosen(from: notes, for: viewer, at: Self.now)

      // Then
      let again = Self.chosen(notes.shuffled(using: &random), for: viewer)
      #expect(chosen.map(\.noteID.rawValue) == again)
      #expect(chosen.count <= 15 && Set(chosen.map(\.postID)).count == chosen.count)
      for note in chosen {
        #expect(!note.isGone && !note.isLocked && note.author != authors[0])
        #expect(!viewer.ratedNotes.contains(note.noteID))
        #expect(!viewer.ownPosts.union(viewer.hiddenPosts).contains(note.postID))
        #expect(note.isUnderReview || note.status == .needsMoreRatings)
      }
    }
  }
}

@Suite("Noisy terms")
struct NoisyTermsTests {
  private static let terms = NoisyTerms(terms: [
    "spam", "scam", "gambling", "dropship", "drop ship", "promotion",
  ])

  @Test(
    "are found as whole words in any case, and not in addresses",
    arguments: [
      ("This is SPAM.", true), ("A scam!", true), ("they drop ship from afar", true),
      ("drop\nship", true), ("Dropshipping", false), ("a promotional code", false),
      ("Scampi are shrimps", false), ("ships drop", false), ("", false),
      ("See https://example.org/spam.", false), ("Spam: https://example.org", true),
    ])
  func occur(text: String, isNoisy: Bool) {
    #expect(Self.terms.occur(in: text) == isNoisy)
  }

  @Test("are none at first, and an empty term is found nowhere")
  func empty() {
    #expect(!NoisyTerms().occur(in: "spam"))
    #expect(!NoisyTerms(terms: ["", " - "]).occur(in: "spam - scam"))
  }
}
