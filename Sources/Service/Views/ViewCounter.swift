import CommunityRules
import Storage
import Synchronization

/// How often notes were shown since the last round of the caretaker: counts alone, never who saw them.
final class ViewCounter: Sendable {
  /// More notes than this, and further ones wait for the next round.
  private static let mostNotes = 100_000

  private let counts = Mutex<[NoteID: Int]>([:])

  func count(_ notes: some Sequence<NoteID>) {
    counts.withLock { counts in
      for note in notes where counts[note] != nil || counts.count < Self.mostNotes {
        counts[note, default: 0] += 1
      }
    }
  }

  /// What was counted; it starts again from nothing.
  func take() -> [NoteID: Int] {
    counts.withLock { counts in
      defer { counts = [:] }
      return counts
    }
  }
}

extension Site {
  /// Writes down how often notes were shown.
  func saveViews() async throws {
    let taken = views.take()
    guard !taken.isEmpty else { return }
    try await store.write { try $0.addViews(taken) }
  }
}
