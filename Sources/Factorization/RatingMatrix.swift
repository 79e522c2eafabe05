import Parallel

/// Ratings of items by users, compressed twice: once by item, once by user.
///
/// A pass over the items streams `byItem`, a pass over the users streams `byUser`; neither needs a
/// hash table or a sort. Ten bytes a rating.
public struct RatingMatrix: Sendable {
  public let byItem: CompressedRatings
  public let byUser: CompressedRatings

  public var itemCount: Int { byItem.count }
  public var userCount: Int { byUser.count }
  public var ratingCount: Int { byItem.others.count }

  /// Compresses ratings that are grouped by item.
  ///
  /// - Parameters:
  ///   - starts: item `i` has the ratings `starts[i] ..< starts[i + 1]`; one more than items.
  ///   - users: the user of each rating, below `userCount`.
  ///   - levels: the rating in steps of one half: 0, 1 or 2.
  public init(itemStarts starts: [Int], users: [UInt32], levels: [UInt8], userCount: Int) {
    byItem = CompressedRatings(starts: starts, others: users, levels: levels)
    byUser = byItem.transposed(count: userCount)
  }
}

/// One compressed layout: the ratings of owner `i` are `starts[i] ..< starts[i + 1]`.
public struct CompressedRatings: Sendable {
  public let starts: [Int]
  /// The other side of each rating: its user where owners are items, its item where they are users.
  public let others: [UInt32]
  /// The rating in steps of one half.
  public let levels: [UInt8]
  /// Runs of owners with about equally many ratings; they depend on the data alone, so that sums
  /// taken run by run do not depend on the number of threads.
  let pieces: [Range<Int>]

  init(starts: [Int], others: [UInt32], levels: [UInt8]) {
    precondition(starts.first == 0 && starts.last == others.count && others.count == levels.count)
    self.starts = starts
    self.others = others
    self.levels = levels
    pieces = Self.pieces(starts: starts, ratingsPerPiece: 1 << 15)
  }

  public var count: Int { starts.count - 1 }

  private static func pieces(starts: [Int], ratingsPerPiece: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = 0
    for owner in 0..<starts.count - 1
    where starts[owner + 1] - starts[first] >= ratingsPerPiece || owner == starts.count - 2 {
      pieces.append(first..<owner + 1)
      first = owner + 1
    }
    return pieces
  }

  /// The same ratings grouped by the other side; within an owner they keep their order.
  func transposed(count otherCount: Int) -> CompressedRatings {
    var newStarts = [Int](repeating: 0, count: otherCount + 1)
    for other in others { newStarts[Int(other) + 1] += 1 }
    for other in 0..<otherCount { newStarts[other + 1] += newStarts[other] }
    var next = newStarts
    var newOthers = [UInt32](repeating: 0, count: others.count)
    var newLevels = [UInt8](repeating: 0, count: others.count)
    for owner in 0..<count {
      for rating in starts[owner]..<starts[owner + 1] {
        let other = Int(others[rating])
        newOthers[next[other]] = UInt32(owner)
        newLevels[next[other]] = levels[rating]
        next[other] += 1
      }
    }
    return CompressedRatings(starts: newStarts, others: newOthers, levels: newLevels)
  }
}
