extension ReviewItem {
  /// What staff can do with the review now: the commands that would change it, of two that come to
  /// the same the one that says so more plainly.
  public var powers: [StaffCommand] {
    let nobody = StaffActor("nobody", via: .ownInterface)
    let results = StaffCommand.allCases.compactMap { power in
      (try? handling(.staff(power, nobody), at: action.updatedAt)).flatMap { step in
        step.isChange ? (power: power, state: step.item.action.state) : nil
      }
    }
    // Disagreeing with what was carried out is restoring it.
    let restored = results.first { $0.power == .restore }?.state
    return results.filter { $0.power != .disagree || $0.state != restored }.map(\.power)
  }
}
