/// What a writer asks of its feed: which posts, and what of them.
public struct PostQuery: Hashable, Sendable {
  public let testMode: Bool
  public let mostResults: Int
  public let pageToken: String?
  public let selection: PostSelection
  public let vocabulary: Vocabulary
  public let expansions: Set<Expansion>
  /// Parts of each post that are written where they have a value.
  public let fields: Set<PostField>
  /// The same of posts that others refer to.
  public let referencedFields: Set<PostField>
  public let mediaFields: Set<MediaField>
  public let userFields: Set<UserField>
  public let pollFields: Set<PollField>
  public let placeFields: Set<PlaceField>

  /// Reads a query; parameters that it does not know are ignored.
  ///
  /// - Parameter usualLanguage: of the feed, where none is asked for.
  public init(
    _ query: QueryParameters, usualLanguage: FeedLanguage = .one("en")
  ) throws(QueryProblem) {
    testMode = try query.boolean("test_mode")
    mostResults = try query.integer("max_results", in: 1...100, usual: 10)
    pageToken = query["pagination_token"].flatMap { $0.isEmpty ? nil : $0 }
    let selection = query["post_selection"] ?? ""
    do {
      self.selection = try PostSelection(selection, usualLanguage: usualLanguage)
    } catch {
      throw QueryProblem(
        parameter: "post_selection", value: String(selection.prefix(100)), fault: .selection(error))
    }
    var lists = ListReader(query)
    let asked = try lists.read("post.fields", as: PostField.self)
      .union(lists.read("tweet.fields", as: PostField.self))
    var expansions = try lists.read("expansions", as: Expansion.self)
    // The new vocabulary has no name for the media of posts that others refer to.
    if expansions.isSuperset(of: [.references, .media]), lists.usesNewReferences {
      expansions.insert(.referencedMedia)
    }
    mediaFields = try lists.read("media.fields", as: MediaField.self).union(MediaField.always)
    userFields = try lists.read("user.fields", as: UserField.self).union(UserField.always)
    pollFields = try lists.read("poll.fields", as: PollField.self).union(PollField.always)
    placeFields = try lists.read("place.fields", as: PlaceField.self).union(PlaceField.always)
    self.expansions = expansions
    fields = asked.union(PostField.always).union(expansions.map(\.impliedField))
    referencedFields = fields.union(PostField.alwaysInReferenced)
      .union(expansions.compactMap(\.impliedFieldOfReferenced))
    vocabulary = Vocabulary(speaksOld: lists.speaksOld, speaksNew: lists.speaksNew)
  }

  /// The collections of `includes` that may come.
  public var collections: Set<Expansion.Collection> { Set(expansions.map(\.collection)) }

  /// What a page token is bound to: what decides which posts come, in which order.
  public var filters: String { "test_mode:\(testMode),\(selection)" }
}

/// Reads list parameters, and hears which vocabulary they speak.
private struct ListReader {
  let query: QueryParameters
  private(set) var speaksOld = false
  private(set) var speaksNew = false
  private(set) var usesNewReferences = false

  init(_ query: QueryParameters) { self.query = query }

  mutating func read<Item: Selectable>(
    _ parameter: String, as type: Item.Type
  ) throws(QueryProblem) -> Set<Item> {
    guard let names = try query.list(parameter) else { return [] }
    if parameter == "tweet.fields" { speaksOld = true }
    if parameter == "post.fields" { speaksNew = true }
    var items: Set<Item> = []
    for name in names {
      guard let item = Item.named(name) else {
        throw QueryProblem(
          parameter: parameter, value: String(name.prefix(100)), fault: .unknownItem)
      }
      items.insert(item)
      if item.newName != name { speaksOld = true }
      if item.oldName != name { speaksNew = true }
      if name == Expansion.references.newName { usesNewReferences = true }
    }
    return items
  }
}
