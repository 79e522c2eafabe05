import Moderation
import Testing

@testable import Service

@Suite("What forums tell is read with care")
struct DirectReadingTests {
  @Test(
    "signatures are those of an independent tool",
    arguments: [
      (
        #"{"ping":"OK"}"#, "my_lovely_secret_for_web_hook",
        "162f107f6b5022353274eb1a7197885cfd35744d8d08e5bcea025d309386b7d6"
      ),
      (
        "Grüße ☕",
        "ein Geheimnis – länger als gewöhnlich, mit Umlauten: äöü und noch mehr Zeichen bis 64 Bytes",
        "796197b9806fb3b5205075e24bcd17b3a4a4ad6db6b5c38c022199ab10208f79"
      ),
    ])
  func vectors(body: String, secret: String, digits: String) {
    let bytes = Array(body.utf8)
    #expect(SignedBody.isSigned(bytes, by: secret, "sha256=" + digits))
    #expect(SignedBody.isSigned(bytes, by: secret, "sha256=" + digits.uppercased()))
    #expect(!SignedBody.isSigned(bytes + [0x20], by: secret, "sha256=" + digits))
    #expect(!SignedBody.isSigned(bytes, by: secret + "x", "sha256=" + digits))
    for header in [
      nil, "", digits, "sha1=" + digits, "sha256=" + digits.dropLast(), "sha256=" + digits + "0",
      "sha256=" + digits.dropLast() + "g",
    ] {
      #expect(!SignedBody.isSigned(bytes, by: secret, header), "\(header ?? "nil")")
    }
  }

  @Test("a recorded post is read with everything that a review shows")
  func post() throws {
    let body = try #require(JSONTree(parsing: try DirectSite.recorded("post-created")))
    guard case .post(let post) = DiscourseEvent(kind: "post", event: "post_created", body: body)
    else { throw DirectRefusal.unknown }
    #expect(post.id == 4711 && post.number == 3 && post.topic == 310 && post.category == 6)
    #expect(post.raw == "You can buy cheap watches here." && post.topicTitle == "Marketplace")
    #expect(post.author?.username == "ann" && post.author?.trustLevel == 1)
    #expect(post.isPublic && !post.isHidden && post.updatedAt == 1_793_523_598_104)
  }

  /// Something else in the place of each member in turn, and of members of its members.
  private func damaged(_ tree: JSONTree) -> [JSONTree] {
    let others: [JSONTree] = [
      nil, true, -1, 0, .int(.max), .int(.min), .number(1.5), .number(1e300), "", "\u{0}", [],
      [nil], [:], ["id": 1], .text(String(repeating: "é", count: 600_000)),
    ]
    guard let members = tree.object else { return others }
    return others
      + members.keys.sorted().flatMap { name -> [JSONTree] in
        var without = members
        without[name] = nil
        return [.object(without)]
          + damaged(members[name] ?? nil).map {
            .object(members.merging([name: $0]) { $1 })
          }
      }
  }

  @Test(
    "damaged events are read or ignored, and what is read keeps its bounds",
    arguments: [
      ("post", "post_created", "post-created"), ("post", "post_destroyed", "post-destroyed"),
      ("reviewable", "reviewable_created", "flag-created"),
      ("user", "user_updated", "user-updated"),
      ("category", "category_updated", "category-updated"),
    ])
  func fuzzing(kind: String, event: String, name: String) throws {
    let whole = try #require(JSONTree(parsing: try DirectSite.recorded(name)))
    for body in damaged(whole) {
      switch DiscourseEvent(kind: kind, event: event, body: body) {
      case .post(let post):
        #expect((1..<(1 << 53)).contains(post.id) && !post.raw.isEmpty)
        #expect(post.raw.count <= DiscoursePost.mostCharacters)
        #expect(post.author?.trustLevel.map { (0...4).contains($0) } ?? true)
        #expect((post.topicTitle?.count ?? 0) <= 500)
      case .postGone(let id): #expect(id > 0)
      case .flag(let flag): #expect(flag.post > 0 && !flag.raw.isEmpty)
      case .member(let member, _):
        #expect(member.id != 0 && (member.username?.count ?? 1) <= 200)
      case .category(let category):
        #expect(category.id > 0 && category.parent ?? 1 > 0)
        #expect((1...200).contains(category.name.count))
      case .ping: Issue.record("no ping")
      case .ignored: break
      }
    }
  }

  @Test("damaged generic events are read or refused by a member's name")
  func genericFuzzing() throws {
    let whole: JSONTree = [
      "event": "post.flagged", "event_id": "e", "timestamp": 1, "flag": "spam",
      "post": ["id": "p", "text": "t", "category": "c", "category_name": "n", "title": "x"],
      "author": ["id": "a", "name": "n", "trust_level": 1, "is_admin": false],
      "flagger": ["id": "f"],
    ]
    #expect(try GenericEvent(whole).flagger?.id == "f")
    for body in damaged(whole) {
      do throws(DirectRefusal) {
        let event = try GenericEvent(body)
        #expect(event.kind == .ping || !event.text.isEmpty && event.text.count <= 500_000)
      } catch {
        guard case .malformed(let name) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(!name.isEmpty)
      }
    }
  }

  @Test("what an event asks for depends on how the review stands when it is carried out")
  func steps() {
    func steps(
      _ event: String, _ action: String?, _ state: ActionState, isLatest: Bool = true,
      byStaff: Bool = false
    ) -> [ForumStep] {
      ForumSteps.steps(
        event: event, action: action,
        standing: ForumSteps.Standing(
          state: state, isLatest: isLatest, decidedByStaff: byStaff))
    }
    #expect(steps("moderation_action.proposed", "hide", .retroReview) == [.hide])
    #expect(steps("moderation_action.proposed", nil, .underReview) == [])
    #expect(steps("moderation_action.proposed", "clear_scan_exempt", .scanExempt) == [])
    #expect(steps("note.status_changed", "hide", .applied) == [.hide])
    #expect(steps("note.status_changed", nil, .dismissed) == [])
    #expect(steps("moderation_action.overturned", "hide", .scanExempt) == [.unhide, .whisper])
    #expect(steps("moderation_action.overturned", "hide", .confirmed, byStaff: true) == [])
    #expect(steps("moderation_action.confirmed", "hide", .confirmed) == [])
    #expect(steps("moderation_action.confirmed", "hide", .confirmed, byStaff: true) == [.hide])
    #expect(steps("moderation_action.proposed", "hide", .scanExempt) == [])
    for event in ForumSteps.events + ["moderation_action.applied", ""] {
      for state in ActionState.allCases {
        #expect(steps(event, "hide", state, isLatest: false) == [])
      }
    }
  }
}
