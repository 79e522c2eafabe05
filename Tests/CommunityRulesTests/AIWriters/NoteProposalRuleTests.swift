import NoteModel
import Testing

@testable import CommunityRules

@Suite("A proposed note")
struct NoteProposalRuleTests {
  private static let hour: Int64 = 3_600_000
  private static let now: Int64 = 1_800_000_000_000
  private static let post = PostID(12)

  private static func proposal(testMode: Bool = false, media: Bool = false) -> NoteProposal {
    NoteProposal(
      testMode: testMode, postID: post, text: "https://example.org", tags: [.other],
      isMediaNote: media)
  }

  private static func circumstances(
    state: WriterState = .admitted, impact: Int = 0, media: Post.Media? = Post.Media(images: 1)
  ) -> NoteProposal.Circumstances {
    NoteProposal.Circumstances(
      state: state, record: WriterRecord(writingImpact: impact), media: media,
      offeredAt: now - hour)
  }

  private func refusal(
    _ proposal: NoteProposal, _ circumstances: NoteProposal.Circumstances,
    policy: NoteProposal.Policy = NoteProposal.Policy()
  ) -> ProposalRefusal? {
    proposal.refusal(in: circumstances, policy: policy, at: Self.now)
  }

  @Test("is taken where nothing stands in its way")
  func taken() {
    #expect(refusal(Self.proposal(), Self.circumstances()) == nil)
    #expect(refusal(Self.proposal(testMode: true), Self.circumstances(state: .testing)) == nil)
  }

  @Test("waits for admission where it is live, which is the fault of `test_mode`")
  func admission() {
    for state in [WriterState.testing, .eligible, .earnedOut] {
      let refused = refusal(Self.proposal(), Self.circumstances(state: state))
      #expect(refused == .notAdmitted)
      #expect(refused?.parameter == "test_mode" && refused?.kind == .invalid)
    }
    for state in [WriterState.notEnrolled, .removed] {
      let refused = refusal(Self.proposal(testMode: true), Self.circumstances(state: state))
      #expect(refused == .notEnrolled)
      #expect(refused?.parameter == nil && refused?.kind == .notEarned)
    }
  }

  @Test("needs a post that is there and has no other note of the writer's")
  func onePerPost() {
    #expect(refusal(Self.proposal(), Self.circumstances(media: nil)) == .unknownPost("12"))
    var circumstances = Self.circumstances()
    circumstances.matchedNote = NoteID(6)
    #expect(refusal(Self.proposal(), circumstances) == .matchedNoteShown(NoteID(6), on: Self.post))
    circumstances.ownNote = NoteID(5)
    let refused = refusal(Self.proposal(), circumstances)
    #expect(refused == .duplicate(NoteID(5), on: Self.post))
    #expect(refused?.parameter == "post_id" && refused?.value == "12")
  }

  @Test("is about a post that a feed offered within a day, where the installation wants that")
  func offered() {
    var circumstances = Self.circumstances()
    circumstances.offeredAt = Self.now - 24 * Self.hour + 1
    #expect(refusal(Self.proposal(), circumstances) == nil)
    circumstances.offeredAt = Self.now - 24 * Self.hour
    #expect(refusal(Self.proposal(), circumstances) == .notOffered(Self.post))
    circumstances.offeredAt = nil
    #expect(refusal(Self.proposal(), circumstances) == .notOffered(Self.post))
    var policy = NoteProposal.Policy()
    policy.hoursAfterOffer = nil
    #expect(refusal(Self.proposal(), circumstances, policy: policy) == nil)
  }

  @Test("about media needs impact, and a post with one image or one video")
  func media() {
    let proposal = Self.proposal(media: true)
    let refused = refusal(proposal, Self.circumstances(impact: 99))
    #expect(refused == .mediaNotesNotEarned(impact: 99, needed: 100))
    #expect(refused?.kind == .notEarned && refused?.parameter == "info.is_media_note")
    for (media, isTaken) in [
      (Post.Media(images: 1), true), (Post.Media(videos: 1, links: 3), true),
      (Post.Media(images: 2), false), (Post.Media(images: 1, videos: 1), false),
      (Post.Media(links: 1), false), (Post.Media(), false),
    ] {
      let refused = refusal(proposal, Self.circumstances(impact: 100, media: media))
      #expect(refused == (isTaken ? nil : .noSingleMedia))
    }
  }

  @Test("counts towards the limit where it is live alone")
  func limit() {
    var circumstances = Self.circumstances()
    circumstances.times = (1...10).map { Self.now - Int64($0) * Self.hour }
    let refused = refusal(Self.proposal(), circumstances)
    #expect(refused?.kind == .limited && refused?.parameter == nil)
    guard case .limitReached(let reached) = refused else {
      Issue.record("not refused by the limit")
      return
    }
    #expect(reached.limit == 10 && reached.nextAt == Self.now + 14 * Self.hour)
    #expect(refusal(Self.proposal(testMode: true), circumstances) == nil)
  }
}
