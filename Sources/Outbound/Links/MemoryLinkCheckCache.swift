import NoteEvaluation

/// A cache in memory, bounded: of more links than it holds, those kept longest ago go.
///
/// What works is taken to work for a day; what does not is tried again after ten minutes, since the
/// fault may have been the network's.
public actor MemoryLinkCheckCache: LinkCheckCache {
  public static let validMillis: Int64 = 24 * 60 * 60 * 1000
  public static let invalidMillis: Int64 = 10 * 60 * 1000
  /// Longer links are not kept.
  public static let mostBytes = 2048

  private let mostLinks: Int
  private var checks: [String: Kept] = [:]
  /// Kept links from the oldest to the newest, those kept anew more than once.
  private var order: [(link: String, number: Int)] = []
  private var oldest = 0
  private var number = 0

  private struct Kept {
    var check: LinkCheck
    var keptAt: Int64
    var number: Int
  }

  /// - Parameter mostLinks: at least 1. With links as long as can be kept, about 4 kB each.
  public init(mostLinks: Int = 10_000) { self.mostLinks = max(1, mostLinks) }

  public func check(of link: String, at now: Int64) -> LinkCheck? {
    guard let kept = checks[link] else { return nil }
    let lifetime = kept.check == .valid ? Self.validMillis : Self.invalidMillis
    // A clock that went back makes nothing valid for longer.
    return (0..<lifetime).contains(now - kept.keptAt) ? kept.check : nil
  }

  public func keep(_ check: LinkCheck, of link: String, at now: Int64) {
    guard link.utf8.count <= Self.mostBytes else { return }
    number += 1
    checks[link] = Kept(check: check, keptAt: now, number: number)
    order.append((link, number))
    while checks.count > mostLinks { removeOldest() }
    if order.count > 2 * mostLinks { tidy() }
  }

  /// How many links are kept.
  var count: Int { checks.count }

  private func removeOldest() {
    let (link, number) = order[oldest]
    oldest += 1
    if checks[link]?.number == number { checks[link] = nil }
  }

  /// Forgets entries of the order that no longer stand for a kept link.
  private func tidy() {
    order = order[oldest...].filter { checks[$0.link]?.number == $0.number }
    oldest = 0
  }
}
