/// What a classifier sees of a post: its text, and nothing about who wrote it.
public struct PostText: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }
}
