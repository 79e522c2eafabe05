/// A refusal that a program can read (RFC 9457).
public struct Problem: Error, Hashable, Codable, Sendable {
  public var status: Int
  public var title: String
  public var detail: String

  public init(status: Int, title: String, detail: String) {
    self.status = status
    self.title = title
    self.detail = detail
  }
}
