import NoteModel

/// The rows of the public note requests table.
struct NoteRequestFormat: RowFormat {
  private let requests: NoteRequestTable

  init(_ snapshot: Snapshot) { requests = snapshot.requests }

  var columns: [String] { InputColumns.requests }
  var rowCount: Int { requests.count }

  func append(rows: Range<Int>, to buffer: inout TextBuffer) {
    for row in rows {
      buffer.append(requests.postID[row])
      buffer.append(.tab)
      buffer.appendInputCell(requests.sourceLinks[row])
      buffer.append(.tab)
      buffer.appendInputCell(requests.suggestions[row])
      buffer.append(.tab)
      buffer.append(requests.contributorFeedAt[row])
      buffer.append(.tab)
      buffer.append(requests.smallFeedAt[row])
      buffer.append(.tab)
      buffer.append(requests.largeFeedAt[row])
      buffer.append(.tab)
      buffer.append(requests.extraLargeFeedAt[row])
      buffer.append(.newline)
    }
  }
}
