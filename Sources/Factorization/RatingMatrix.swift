import Parallel

/// Ratings of items by users, compressed twice: once by item, once by user.
///
/// A pass over the items streams `byItem`, a pass over the users streams `byUser`; neither needs a
/// hash table or a sort. Ten bytes a rating.
public struct RatingMatrix: Sendable {
  /// Owners are items.
  public let byItem: CompressedRatings
  /// Owners are users.
  public let byUser: CompressedRatings

  /// Rows of `byItem`, rows of `byUser`, and ratings in either.
  public var itemCount: Int { byItem.count }
  public var userCount: Int { byUser.count }
  public var ratingCount: Int { byItem.ratingCount }

  /// Compresses ratings that are grouped by item.
  ///
  /// - Parameters:
  ///   - starts: item `i` has the ratings `starts[i] ..< starts[i + 1]`; one more than items.
  ///   - users: the user of each rating, below `userCount`.
  ///   - levels: the rating in steps of one half: 0, 1 or 2.
  /// - Precondition: lists are as long as they must be and every index is in bounds; the passes
  ///   rely on it.
  public init(
    itemStarts starts: [Int], users: consuming [UInt32], levels: consuming [UInt8], userCount: Int
  ) {
    byItem = CompressedRatings(
      starts: starts, others: users, levels: levels, otherCount: userCount)
    byUser = byItem.transposed()
  }
}

/// One compressed layout: the ratings of owner `i` are `starts[i] ..< starts[i + 1]`.
public struct CompressedRatings: Sendable {
  /// First rating of each owner, and behind the last owner the number of ratings.
  public let starts: [Int]
  /// How many owners there are on the other side.
  public let otherCount: Int
  /// The other side of each rating: its user where owners are items, its item where they are users.
  public var others: ArraySlice<UInt32> { paddedOthers.prefix(ratingCount) }
  /// The rating in steps of one half: 0, 1 or 2.
  public var levels: ArraySlice<UInt8> { paddedLevels.prefix(ratingCount) }

  /// `others` and `levels` with seven spare zeros, so that eight may be loaded from any rating.
  let paddedOthers: [UInt32]
  let paddedLevels: [UInt8]
  /// Runs of owners with about equally many ratings; they depend on the data alone, so that sums
  /// taken run by run do not depend on the number of threads.
  let pieces: [Range<Int>]

  /// Spare zeros behind the ratings. Lists that have room for them are not copied.
  public static let padding = 7

  init(
    starts: [Int], others: consuming [UInt32], levels: consuming [UInt8], otherCount: Int
  ) {
    others.append(contentsOf: repeatElement(0, count: Self.padding))
    levels.append(contentsOf: repeatElement(0, count: Self.padding))
    self.init(
      starts: starts, paddedOthers: others, paddedLevels: levels, otherCount: otherCount)
  }

  /// Checks what the passes rely on when they load without checks.
  private init(
    starts: [Int], paddedOthers: [UInt32], paddedLevels: [UInt8], otherCount: Int
  ) {
    let count = paddedOthers.count - Self.padding
    precondition(starts.first == 0 && starts.last == count, "starts must cover the ratings")
    precondition(paddedLevels.count == paddedOthers.count, "every rating needs a level")
    precondition(paddedLevels.allSatisfy { $0 <= 2 }, "levels are 0, 1 and 2")
    precondition(zip(starts, starts.dropFirst()).allSatisfy(<=), "starts must ascend")
    precondition(
      paddedOthers.prefix(count).allSatisfy { $0 < otherCount }, "other side out of bounds")
    self.starts = starts
    self.paddedOthers = paddedOthers
    self.paddedLevels = paddedLevels
    self.otherCount = otherCount
    pieces = Self.pieces(starts: starts, ratingsPerPiece: 1 << 15)
  }

  /// Owners.
  public var count: Int { starts.count - 1 }
  /// Ratings of all owners.
  public var ratingCount: Int { starts[count] }

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
  func transposed() -> CompressedRatings {
    var newStarts = [Int](repeating: 0, count: otherCount + 1)
    for other in others { newStarts[Int(other) + 1] += 1 }
    for other in 0..<otherCount { newStarts[other + 1] += newStarts[other] }
    var next = newStarts
    var newOthers = [UInt32](repeating: 0, count: paddedOthers.count)
    var newLevels = [UInt8](repeating: 0, count: paddedLevels.count)
    for owner in 0..<count {
      for rating in starts[owner]..<starts[owner + 1] {
        let other = Int(paddedOthers[rating])
        newOthers[next[other]] = UInt32(owner)
        newLevels[next[other]] = paddedLevels[rating]
        next[other] += 1
      }
    }
    return CompressedRatings(
      starts: newStarts, paddedOthers: newOthers, paddedLevels: newLevels, otherCount: count)
  }
}
