/// Why public files were not written.
public enum ReleaseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another release is being written by this process.
  case underWay
  /// The day has its release; releases are never rewritten.
  case alreadyReleased(date: String)
  /// Runs that old have happened, but what they read is no longer kept.
  case historyNotKept(cutOff: Int64)
  /// Something is in the folder already.
  case folderNotEmpty(path: String)

  public var description: String {
    switch self {
    case .underWay: "A release is being written already. Wait for it."
    case .alreadyReleased(let date):
      "\(date) has its release, and releases are never rewritten. Release again tomorrow."
    case .historyNotKept:
      """
      The status history of that long ago is no longer kept. Keep the inputs of scoring runs for \
      two days longer than the delay of releases.
      """
    case .folderNotEmpty(let path): "\(path) is not empty. Name a new folder."
    }
  }
}
