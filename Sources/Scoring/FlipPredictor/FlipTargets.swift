import NoteModel
import Snapshot

extension FlipData {
  /// Notes about which it matters now whether they will flip, with all others on their posts: those
  /// held back, and those that are helpful and became so in the last 24 hours.
  func predictionTargets(now: Int64) -> [Int] {
    var isWanted = [Bool](repeating: false, count: posts.postID.count)
    for row in 0..<history.count where isTarget(row, now: now) {
      let post = posts.post[Int(history.note[row])]
      if post >= 0 { isWanted[Int(post)] = true }
    }
    return posts.postID.indices.filter { isWanted[$0] }.flatMap { post in
      posts.notes(onPost: post).map(Int.init)
    }
  }

  private func isTarget(_ row: Int, now: Int64) -> Bool {
    if let heldBackAt = history.nmrDueToMinStableCrhTimeAt[row].value, heldBackAt > 0 {
      return true
    }
    let times = [history.firstNonNMRStatusAt[row], history.latestNonNMRStatusAt[row]]
    return history.currentStatus[row] == .helpful
      && times.contains { $0.value.map { $0 >= now - 24 * Millis.hour } ?? false }
  }
}

extension FlipModel {
  /// Predictions for some notes, as far as the snapshot tells of them now.
  ///
  /// - Parameters:
  ///   - targets: grouped by post; those without a classification are left out.
  ///   - postsPerBatch: what counts as recent is reckoned from the newest rating of so many posts.
  func predictions(
    _ targets: [Int], _ data: FlipData, postsPerBatch: Int = 10_000
  ) -> [FlipPrediction] {
    let classified = targets.filter { data.notes.classification[$0] != nil }
    return Self.batches(classified, data, postsPerBatch: postsPerBatch).flatMap {
      predictions(data.table($0))
    }
  }

  /// The rows to predict, so many posts at a time.
  static func batches(
    _ targets: [Int], _ data: FlipData, postsPerBatch: Int
  ) -> [[FlipData.Subject]] {
    var starts: [Int] = []
    var posts = 0
    for index in targets.indices
    where index == 0 || data.posts.post[targets[index]] != data.posts.post[targets[index - 1]] {
      if posts % postsPerBatch == 0 { starts.append(index) }
      posts += 1
    }
    return zip(starts, starts.dropFirst() + [targets.count]).map { start, end in
      let batch = targets[start..<end]
      let present = batch.compactMap { data.ratingTimes(ofNote: $0).last }.max() ?? 0
      return batch.map { FlipData.Subject(note: $0, cutoff: .max, present: present) }
    }
  }
}
