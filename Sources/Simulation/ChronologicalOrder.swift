import NoteModel
import Snapshot

extension RatingTable {
  /// Orders the rows by time, as a site would have stored them; rows of one time keep their order.
  ///
  /// Rows are first dealt to hours by counting, then each hour is sorted, so that the comparisons
  /// stay within the processor's cache.
  mutating func sortByTime() {
    guard let first = createdAtMillis.min(), let last = createdAtMillis.max() else { return }
    var starts = [Int](repeating: 0, count: Int((last - first) / Millis.hour) + 2)
    for time in createdAtMillis { starts[Int((time - first) / Millis.hour) + 1] += 1 }
    for hour in 1..<starts.count { starts[hour] += starts[hour - 1] }
    var order = [UInt32](repeating: 0, count: count)
    var next = starts
    for row in 0..<count {
      let hour = Int((createdAtMillis[row] - first) / Millis.hour)
      order[next[hour]] = UInt32(row)
      next[hour] += 1
    }
    createdAtMillis.withUnsafeBufferPointer { times in
      for hour in 1..<starts.count {
        order[starts[hour - 1]..<starts[hour]].sort {
          (times[Int($0)], $0) < (times[Int($1)], $1)
        }
      }
    }
    note = order.map { note[Int($0)] }
    rater = order.map { rater[Int($0)] }
    createdAtMillis = order.map { createdAtMillis[Int($0)] }
    answer = order.map { answer[Int($0)] }
    tags = order.map { tags[Int($0)] }
    ratedOnPostID = order.map { ratedOnPostID[Int($0)] }
  }
}
