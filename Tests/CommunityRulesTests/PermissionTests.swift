import NoteModel
import Testing

@testable import CommunityRules

/// The permission matrix of the specification: every action for every kind of person.
@Suite("Who may do what")
struct PermissionTests {
  private static func contributor(
    _ state: EnrollmentState, top: Bool = false, automated: Bool = false, left: Bool = false
  ) -> Contributor {
    var contributor = Contributor(
      id: ParticipantID(rawValue: "A"), alias: "Calm Kite Dove", joinedAt: 1,
      leftAt: left ? 2 : nil, enrollment: Enrollment(state: state), isAutomated: automated)
    contributor.impact.isTopWriter = top
    return contributor
  }

  private static func member(_ contributor: Contributor) -> Standing {
    Standing(role: .member, contributor: contributor)
  }

  private static let everybody: Set<Action> = [
    .seeShownNotes, .browseNotes, .reportNote, .downloadData,
  ]
  private static let account = everybody.union([.giveFeedback, .requestNote])
  private static let rater = everybody.union([
    .requestNote, .seeNotesThatNeedHelp, .rate, .changeOwnRating, .deleteOwnNote,
  ])

  private static let matrix: [(String, Standing, Set<Action>)] = [
    ("reader", .reader, everybody),
    ("account holder", Standing(role: .member), account),
    (
      "post author", Standing(role: .member, isPostAuthor: true),
      account.union([.requestAdditionalReview])
    ),
    ("new contributor", member(contributor(.newUser)), rater),
    ("locked contributor", member(contributor(.earnedOutAcknowledged)), rater),
    ("writer", member(contributor(.earnedIn)), rater.union([.writeNote])),
    ("writer at risk", member(contributor(.atRisk)), rater.union([.writeNote])),
    (
      "Top Writer", member(contributor(.earnedIn, top: true)),
      rater.union([.writeNote, .seeRequests])
    ),
    (
      "removed contributor", member(contributor(.removed)),
      everybody.union([.requestNote, .deleteOwnNote])
    ),
    (
      "contributor who left", member(contributor(.earnedIn, left: true)),
      account.union([.deleteOwnNote])
    ),
    (
      "AI writer", member(contributor(.apiEarnedIn, automated: true)),
      everybody.union([.deleteOwnNote])
    ),
    (
      "AI writer that left", member(contributor(.apiEarnedIn, automated: true, left: true)),
      everybody.union([.deleteOwnNote])
    ),
    (
      "AI writer with a Top Writer's record",
      member(contributor(.apiEarnedIn, top: true, automated: true)),
      everybody.union([.deleteOwnNote])
    ),
    (
      "locked AI writer", member(contributor(.apiEarnedOut, automated: true)),
      everybody.union([.deleteOwnNote])
    ),
    (
      "operator", Standing(role: .operator),
      everybody.union([.seeNotesThatNeedHelp, .seeRequests, .removeForViolation, .takeMeasures])
    ),
    (
      "operator who also joined",
      Standing(role: .operator, contributor: contributor(.earnedIn), isPostAuthor: true),
      everybody.union([.seeNotesThatNeedHelp, .seeRequests, .removeForViolation, .takeMeasures])
    ),
  ]

  @Test("follows the matrix, row by row", arguments: matrix.indices)
  func rows(row: Int) {
    let (name, standing, allowed) = Self.matrix[row]
    for action in Action.allCases {
      #expect(standing.may(action) == allowed.contains(action), "\(name): \(action)")
    }
  }

  @Test("lets nobody set a status by hand")
  func statusByHand() {
    #expect(Self.matrix.allSatisfy { !$0.1.may(.setStatusByHand) })
  }
}
