import Foundation

/// What somebody entered who asks for a note, and what is wrong with it (REQ-5 to REQ-7).
public struct RequestForm: Hashable, Sendable {
  /// Without blanks at their ends, empty fields and repetitions.
  public let sourceLinks: [String]
  /// Why a note is needed, without blanks at its ends; nil: nothing was entered.
  public let suggestion: String?

  public init(sourceLinks: [String] = [], suggestion: String? = nil) {
    var seen: Set<String> = []
    self.sourceLinks = sourceLinks.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    let text = suggestion?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    self.suggestion = text.isEmpty ? nil : text
  }

  /// Something that must be changed before the request is taken.
  public enum Problem: Hashable, Sendable {
    case tooManyLinks(most: Int)
    /// Not a complete https address.
    case noAddress(String)
    case linkTooLong(most: Int)
    case suggestionTooLong(length: Int, most: Int)
  }

  /// The installation's choices (REQ-7).
  public struct Policy: Hashable, Codable, Sendable {
    public var mostLinks = 3
    /// Characters of one link.
    public var mostLinkCharacters = 2000
    public var mostSuggestionCharacters = 500

    public init() {}
  }

  /// What is wrong; empty: the request can be taken.
  public func problems(policy: Policy = Policy()) -> [Problem] {
    var problems: [Problem] = []
    if sourceLinks.count > policy.mostLinks {
      problems.append(.tooManyLinks(most: policy.mostLinks))
    }
    if sourceLinks.contains(where: { $0.count > policy.mostLinkCharacters }) {
      problems.append(.linkTooLong(most: policy.mostLinkCharacters))
    }
    problems += sourceLinks.filter { !Self.isAddress($0) }.map(Problem.noAddress)
    if let length = suggestion?.count, length > policy.mostSuggestionCharacters {
      problems.append(
        .suggestionTooLong(length: length, most: policy.mostSuggestionCharacters))
    }
    return problems
  }

  /// A name or password before the host can make one site look like another, so none is taken.
  private static func isAddress(_ link: String) -> Bool {
    guard
      !link.unicodeScalars.contains(where: {
        $0.properties.isWhitespace || $0.properties.generalCategory == .control
      }),
      let parts = URLComponents(string: link)
    else { return false }
    return parts.scheme?.lowercased() == "https" && parts.host?.isEmpty == false
      && parts.user == nil && parts.password == nil
  }
}
