/// A post of the demo's forum that its rules stopped, and what members made of it.
struct DemoForumPost: Sendable {
  var writer: Writer
  var category: String
  var title: String
  var text: String
  /// Hours before now.
  var hours: Int64
  /// Members by number, and whether they are for the hide.
  var votes: [(member: Int, isFor: Bool)]
  /// What its author says against the hide.
  var statement: String?
  /// A post of somebody else's that it answers, by their number.
  var answered: (member: Int, text: String)?

  enum Writer: Sendable {
    /// The demo's author of a post.
    case author
    /// Another name of the forum.
    case member(Int)
  }

  /// Words that the demo's operator lists.
  static let wordList = """
    // Hidden at once, and reviewed afterwards.
    spam 0.95 cheap watches
    // Reviewed first.
    harassment 0.7 fool

    """

  private static func all(_ isFor: Bool, _ members: ClosedRange<Int>) -> [(
    member: Int, isFor: Bool
  )] {
    members.map { ($0, isFor) }
  }

  /// Oldest first: one decided each way in each tier, and one of each that is open. Who votes has not
  /// voted with the others before; the last lacks one vote of being decided.
  static let all = [
    DemoForumPost(
      writer: .member(18), category: "Marketplace", title: "Everything must go",
      text:
        "Cheap watches, cheap watches! Order ten and get one for nothing. Write to me, not in this topic.",
      hours: 140, votes: all(true, 0...4),
      statement: "I have only posted it once, and people here do wear watches."),
    DemoForumPost(
      writer: .author, category: "Lost and found", title: "Lost at the Saturday market",
      text:
        "Lost between the cheese stall and the fountain: one of those cheap watches with a brown strap. It was a present from my aunt and keeps terrible time, but I would love to have it back.",
      hours: 118, votes: all(false, 5...9)),
    DemoForumPost(
      writer: .member(17), category: "Town talk", title: "Who parks on the cycle path?",
      text:
        "Only a fool parks on the cycle path in front of a school. Please walk the last street.",
      hours: 96, votes: all(false, 10...14)),
    DemoForumPost(
      writer: .member(16), category: "Town talk", title: "The new ferry times",
      text:
        "You are a fool, and so is everybody at the ferry office who agrees with you. Go and shout at the water.",
      hours: 77, votes: [0, 5, 10, 15, 18].map { ($0, true) }),
    DemoForumPost(
      writer: .author, category: "Marketplace", title: "Watches, new in box",
      text:
        "Every week somebody asks where to find cheap watches. With me! New in box, ten for the price of six, see example.org/watches.",
      hours: 52, votes: [1, 6, 11, 16, 17].map { ($0, true) }),
    DemoForumPost(
      writer: .member(15), category: "Repair café", title: "Thursday: clocks and watches",
      text:
        "This Thursday at the repair café: cheap watches, dear watches, kitchen clocks. Bring what stands still, we open it together and look. Tea is on us.",
      hours: 9, votes: [(3, false), (8, false), (13, true)],
      statement: "It is a repair café. Nothing is sold, we open old watches and drink tea.",
      answered: (
        12, "My grandfather’s alarm clock has stood still since August. Who looks at such a thing?"
      )),
    DemoForumPost(
      writer: .member(17), category: "Town talk", title: "Best April prank so far",
      text:
        """
        The best April fool in years: the brass band of the fire brigade played in front of the library, \
        without a sound. They moved the fingers, they blew up their cheeks, the drummer stopped the sticks \
        a hair above the skin, and the conductor bowed to every side.

        Three people complained to the town hall that it was too loud. The librarian came out and asked \
        for silence with a finger on her lips, and got applause for it. I have been coming to this square \
        for thirty years and have never laughed so much before nine in the morning. More of this, please.
        """,
      hours: 5, votes: [2, 7, 12, 15].map { ($0, false) }),
  ]
}
