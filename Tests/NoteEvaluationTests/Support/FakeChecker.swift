import Synchronization

@testable import NoteEvaluation

/// Answers from a list, and remembers what it was asked.
final class FakeChecker: LinkChecking {
  private let broken: Set<String>
  private let working: LinkCheck
  private let log = Mutex<[String]>([])

  init(broken: Set<String> = [], working: LinkCheck = .valid) {
    self.broken = broken
    self.working = working
  }

  var asked: [String] { log.withLock { $0 } }

  func check(_ link: NoteLink) async -> LinkCheck {
    log.withLock { $0.append(link.text) }
    return broken.contains(link.text) ? .invalid : working
  }
}
