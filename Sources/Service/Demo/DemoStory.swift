/// Something that people of an invented place talk about: a post and what notes say of it.
struct DemoStory: Sendable {
  /// `{place}` stands for the name of a place, here and below.
  let title: String
  let post: String
  /// What the post is about, for sentences such as "{about} is not news".
  let about: String
  /// Part of links.
  let path: String
  let media: Media
  /// Facts that a note may state.
  let facts: [String]

  enum Media: Sendable { case none, photo, video, link }

  init(
    _ title: String, _ post: String, about: String, path: String, _ media: Media = .none,
    facts: [String]
  ) {
    self.title = title
    self.post = post
    self.about = about
    self.path = path
    self.media = media
    self.facts = facts
  }

  static let all = traffic + town + nature + home

  /// Places that do not exist.
  static let places = [
    "Tarnholt", "Osterfen", "Quillham", "Larchmoor", "Dunvale", "Peatonbury", "Fennimarsh",
    "Hollowmere", "Ashquay", "Millbarrow", "Gorsehaven",
  ]

  /// Names under which the posts were written.
  static let writers = [
    "mossy_gate", "lanternfan", "tea_at_four", "ferrywatch", "pebblecount", "oakandrain",
    "slowbicycle", "window_seat", "paperboat", "northplatform", "kitchenradio", "green_wellies",
    "the_other_bakery", "rooftopcat", "inkwell_ines", "hedgerow_hal", "tuesday_market",
    "blue_kettle", "third_bench", "marshlight",
  ]
}
