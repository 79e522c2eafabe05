import NoteModel
import Parallel

extension NoteRequestTable: RowTable {
  static var kind: PublicTable { .noteRequests }

  private enum Slot {
    static let post = 0
    static let links = 1
    static let suggestions = 2
    static let contributorFeedAt = 3
    static let smallFeedAt = 4
    static let largeFeedAt = 5
    static let extraLargeFeedAt = 6
  }

  static let schema: [ColumnSpec] = [
    ColumnSpec(name: "tweetId", isRequired: true),
    ColumnSpec(name: "sourceLinks"),
    ColumnSpec(name: "suggestions"),
    ColumnSpec(name: "noteRequestFeedEligibleTimestamp"),
    ColumnSpec(name: "apiSmallFeedEligibleTimestamp"),
    ColumnSpec(name: "apiLargeFeedEligibleTimestamp"),
    ColumnSpec(name: "apiXlFeedEligibleTimestamp"),
  ]

  static let columns: [StoredColumn<Self>] = [
    .init(\.postID), .init(\.sourceLinks), .init(\.suggestions), .init(\.contributorFeedAt),
    .init(\.smallFeedAt), .init(\.largeFeedAt), .init(\.extraLargeFeedAt),
  ]
  static let noteColumn: PositionColumn<Self>? = nil
  static let participantColumn: PositionColumn<Self>? = nil
  static let keySlot = Slot.post

  mutating func append(_ row: Row, _ context: inout PieceContext) throws(CellError) {
    let post = try row.integer(Slot.post, in: Limits.positive)
    let times = (
      contributor: try row.millis(Slot.contributorFeedAt), small: try row.millis(Slot.smallFeedAt),
      large: try row.millis(Slot.largeFeedAt), extraLarge: try row.millis(Slot.extraLargeFeedAt)
    )
    postID.append(post)
    sourceLinks.append(row.text(Slot.links))
    suggestions.append(row.text(Slot.suggestions))
    contributorFeedAt.append(times.contributor)
    smallFeedAt.append(times.small)
    largeFeedAt.append(times.large)
    extraLargeFeedAt.append(times.extraLarge)
  }

  func repeatedKeys(_ ids: Interners, _ workers: Workers) -> [(row: Int, first: Int)] {
    var positions = NumberInterner(seed: 0)
    let keys = postID.map { positions.intern($0) }
    return RepeatedKeys.find(keys, keyCount: positions.count)
  }

  func keyText(_ row: Int, _ ids: Interners) -> String { "post \(postID[row])" }
}
