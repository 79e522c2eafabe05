import CommunityRules
import Foundation
import NoteModel
import Snapshot
import Storage

extension NoteRequestTable {
  /// One row per post whose requests qualified for any feed; nothing names a requester.
  init(_ store: any StoreTransaction, until: Int64) throws {
    self.init()
    for requested in try store.allRequestedPosts() {
      // What qualified later had not qualified then.
      let times = [
        requested.contributorFeedAt, requested.smallFeedAt, requested.largeFeedAt,
        requested.extraLargeFeedAt,
      ].map { at in OptionalMillis(at.flatMap { $0 <= until ? $0 : nil } ?? -1) }
      guard times.contains(where: { $0 != OptionalMillis(-1) }) else { continue }
      // What was withdrawn is not published, whenever that was.
      let requests = try store.requests(for: requested.post).filter {
        $0.createdAt <= until && $0.withdrawnAt == nil
      }
      postID.append(requested.post.rawValue)
      sourceLinks.append(try Self.json(Self.links(requests)))
      suggestions.append(try Self.json(Self.suggestions(requests)))
      contributorFeedAt.append(times[0])
      smallFeedAt.append(times[1])
      largeFeedAt.append(times[2])
      extraLargeFeedAt.append(times[3])
    }
  }

  private struct Suggestion: Encodable {
    var id: String
    var suggestion: String
    var sourceLink: String?

    private enum CodingKeys: String, CodingKey {
      case id = "suggestion_id"
      case suggestion
      case sourceLink = "source_link"
    }
  }

  /// Those that most people gave come first.
  private static func links(_ requests: [NoteRequest]) -> [String] {
    var people: [String: Int] = [:]
    for link in requests.flatMap({ Set($0.sourceLinks) }) { people[link, default: 0] += 1 }
    return people.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func suggestions(_ requests: [NoteRequest]) -> [Suggestion] {
    requests.compactMap { request in
      request.suggestion.map { text in
        Suggestion(
          id: request.suggestionID.map { String($0) } ?? "", suggestion: text,
          sourceLink: request.sourceLinks.first)
      }
    }
    .sorted { ($0.id, $0.suggestion) < ($1.id, $1.suggestion) }
  }

  /// JSON on one line, with double quotes.
  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
