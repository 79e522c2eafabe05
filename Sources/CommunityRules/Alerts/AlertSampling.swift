/// Who is asked to rate a note: a uniform random sample of those who may be (TIM-25 to TIM-28).
///
/// Ratings given in answer estimate what everybody would say, so nothing but chance may choose
/// among the eligible; least of all their viewpoint.
public struct AlertSampling: Hashable, Codable, Sendable {
  /// People asked, where there are so many.
  public var fewest = 20
  /// Share of the eligible who are asked, where that is more.
  public var share = 0.05
  public var times = AlertTimes()

  public init() {}

  /// Somebody who might be asked.
  public struct Recipient: Hashable, Sendable {
    public var participant: ParticipantID
    public var mayRate: Bool
    public var isNoteAuthor: Bool
    public var isPostAuthor: Bool
    public var hasRated: Bool
    /// Whether they can see the post (TIM-15).
    public var seesPost: Bool
    public var frequency: AlertFrequency
    /// When they were sent alerts.
    public var sent: [Int64]
    public var secondsFromUTC: Int?

    public init(
      participant: ParticipantID, mayRate: Bool = true, isNoteAuthor: Bool = false,
      isPostAuthor: Bool = false, hasRated: Bool = false, seesPost: Bool = true,
      frequency: AlertFrequency = .often, sent: [Int64] = [], secondsFromUTC: Int? = nil
    ) {
      self.participant = participant
      self.mayRate = mayRate
      self.isNoteAuthor = isNoteAuthor
      self.isPostAuthor = isPostAuthor
      self.hasRated = hasRated
      self.seesPost = seesPost
      self.frequency = frequency
      self.sent = sent
      self.secondsFromUTC = secondsFromUTC
    }
  }

  /// Whether somebody may be asked now.
  public func isEligible(_ recipient: Recipient, at now: Int64) -> Bool {
    recipient.mayRate && !recipient.isNoteAuthor && !recipient.isPostAuthor && !recipient.hasRated
      && recipient.seesPost
      && times.allow(
        recipient.frequency, sent: recipient.sent, secondsFromUTC: recipient.secondsFromUTC,
        at: now)
  }

  /// How many of the eligible are asked.
  public func size(eligible: Int) -> Int {
    let byShare = (share * Double(eligible)).rounded(.up)
    return min(eligible, max(fewest, byShare > 0 ? Int(min(byShare, Double(eligible))) : 0))
  }

  /// Those who are asked, in ascending order; every set of that size is equally likely.
  ///
  /// - Parameter random: the system's, except in tests.
  public func sample(
    of recipients: some Sequence<Recipient>, at now: Int64,
    using random: inout some RandomNumberGenerator
  ) -> [ParticipantID] {
    // From a sorted list, so that equal numbers give an equal sample.
    let eligible = Set(recipients.filter { isEligible($0, at: now) }.map(\.participant)).sorted()
    return eligible.shuffled(using: &random).prefix(max(0, size(eligible: eligible.count)))
      .sorted()
  }
}
