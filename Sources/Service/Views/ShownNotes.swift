import CommunityRules
import NoteModel
import Storage

/// What a host shows under its post: the same for everybody, so that it can be kept.
public struct ShownNotes: Hashable, Codable, Sendable {
  public var post: Post?
  public var notes: [Note]
  /// To be shown with the notes.
  public var notice: String?

  public struct Post: Hashable, Codable, Sendable {
    public var id: String
    public var url: String
    public var pageURL: String
  }

  public struct Note: Hashable, Codable, Sendable {
    public var id: String
    public var text: String
    public var links: [String]
    /// In words.
    public var tags: [String]
    public var helpfulSince: Int64?
    public var detailsURL: String
  }
}

extension Site {
  /// The notes that are shown under the post with an address; none where it is not known here.
  public func shownNotes(url: String) async throws -> ShownNotes {
    let now = self.now
    let base = configuration.baseURL
    let answer = try await store.read { store in
      guard let (post, address) = try Self.presentPost(url: url, store) else {
        return ShownNotes(post: nil, notes: [])
      }
      let place = ShownNotes.Post(
        id: post.description, url: address, pageURL: "\(base)/posts/\(post)")
      let notes = try store.notes(on: post).filter(\.isPresent)
      guard !notes.isEmpty else { return ShownNotes(post: place, notes: []) }
      let statuses = try store.statuses(of: notes.map(\.id))
      let helpful = notes.filter { statuses[$0.id]?.publicStatus == .helpful }
      guard !helpful.isEmpty else { return ShownNotes(post: place, notes: []) }
      let showing = try Showing(store, at: now)
      let shown = helpful.filter { showing.isShown($0, statuses[$0.id]) }
        .map { ($0, NoteOrder($0, statuses[$0.id])) }
        .sorted { NoteOrder.leads($0.1, $1.1) }
      return ShownNotes(
        post: place,
        notes: shown.map { note, _ in
          ShownNotes.Note(
            id: note.id.description, text: note.summary, links: NoteText.links(in: note.summary),
            tags: statuses[note.id]?.tags.map(\.label) ?? [],
            helpfulSince: statuses[note.id]?.helpfulSince,
            detailsURL: "\(base)/notes/\(note.id)")
        },
        notice: showing.isPilotNotice
          ? "A trial: the community is still too small to tell viewpoints apart well." : nil)
    }
    views.count(answer.notes.compactMap { NoteID($0.id) })
    return answer
  }
}

extension Site {
  /// The post with an address, and the address as the site keeps it.
  private static func presentPost(
    url: String, _ store: any StoreTransaction
  ) throws -> (PostID, String)? {
    // Hosts ask for addresses as they are kept; taking one apart costs more than looking it up.
    if let post = try store.presentPost(url: url) { return (post, url) }
    let address = try address(url).text
    return try store.presentPost(url: address).map { ($0, address) }
  }
}

extension Showing {
  /// Whether shown notes are labelled as a trial (GEN-2).
  var isPilotNotice: Bool {
    rule.pilot.labelsNotes(ratersWithFactor: ratersWithViewpoint)
  }
}

extension RatingTag {
  /// What people read.
  public var label: String {
    switch self {
    case .helpfulOther, .notHelpfulOther: "Other"
    case .helpfulInformative: "Informative"
    case .helpfulClear: "Easy to understand"
    case .helpfulEmpathetic: "Empathetic"
    case .helpfulGoodSources: "Cites high-quality sources"
    case .helpfulUniqueContext: "Unique context"
    case .helpfulAddressesClaim: "Directly addresses the post’s claim"
    case .helpfulImportantContext: "Provides important context"
    case .helpfulUnbiasedLanguage: "Neutral or unbiased language"
    case .notHelpfulIncorrect: "Incorrect information"
    case .notHelpfulSourcesMissingOrUnreliable: "Sources missing or unreliable"
    case .notHelpfulOpinionSpeculationOrBias: "Opinion, speculation or bias"
    case .notHelpfulMissingKeyPoints: "Misses key points or irrelevant"
    case .notHelpfulOutdated: "Outdated"
    case .notHelpfulHardToUnderstand: "Typos or unclear language"
    case .notHelpfulArgumentativeOrBiased: "Argumentative or biased language"
    case .notHelpfulOffTopic: "Off topic"
    case .notHelpfulSpamHarassmentOrAbuse: "Harassment or abuse"
    case .notHelpfulIrrelevantSources: "Sources do not support the note"
    case .notHelpfulOpinionSpeculation: "Opinion or speculation"
    case .notHelpfulNoteNotNeeded: "Note not needed on this post"
    }
  }
}
