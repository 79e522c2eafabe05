/// Why a classifier gave no judgement.
public struct ClassifierFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The words of `error_type` in moderation 2.2.
  public enum Kind: String, Sendable, CaseIterable {
    case timeout
    case transport = "transport_error"
    /// The answer was not one that we asked for.
    case unreadable = "parse_error"
    /// Too many questions, or too dear: the service's limit or our own.
    case limited = "usage_limit_exceeded"
    case unexpected = "unexpected_error"
  }

  public let kind: Kind
  /// For the log; never holds a secret or the post. At most 200 bytes.
  public let detail: String

  public init(_ kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail.prefix(utf8Bytes: 200)
  }

  public var description: String { "\(kind.rawValue): \(detail)" }
}
