/// The rules that come with the program, English and short: insults of persons, threats, and what is
/// said to somebody rather than about a claim.
///
/// Slurs are left out on purpose: which words hurt whom differs by language and place, and operators
/// add theirs in a file (`AbuseRules.init(parsing:)`).
enum AbuseRuleList {
  static let rules: [AbuseRules.Rule] = threats + insults + contempt

  private static let threats: [AbuseRules.Rule] = [
    ("kill yourself", 6), ("go die", 5), ("hope you die", 6), ("deserve to die", 5),
    ("deserves to die", 5), ("i will find you", 5), ("we will find you", 5),
    ("know where you live", 5), ("watch your back", 4), ("beat you up", 4), ("should be shot", 5),
    ("should be hanged", 5), ("hang yourself", 6),
  ].map(AbuseRules.Rule.init)

  private static let insults: [AbuseRules.Rule] = [
    ("idiot*", 2), ("moron*", 2.25), ("imbecile*", 2.25), ("scum", 2.5), ("scumbag*", 2.5),
    ("dumbass*", 2.5), ("retarded", 2.5), ("pervert*", 1.75), ("parasites", 1), ("vermin", 1.5),
    ("subhuman*", 3), ("pathetic", 1), ("stupid", 1.25), ("loser", 1.75), ("losers", 1.75),
    ("coward*", 1.5), ("clown", 1.25), ("clowns", 1.25), ("liar", 1.25), ("liars", 1.25),
    ("disgusting", 1), ("bitch*", 2.5), ("bastard*", 2.25), ("asshole*", 2.5), ("fuck*", 2),
    ("piece of shit", 3),
  ].map(AbuseRules.Rule.init)

  private static let contempt: [AbuseRules.Rule] = [
    ("you people", 1.5), ("your kind", 1.75), ("shut up", 1.75), ("go back to", 1.25),
    ("get lost", 1.25), ("you are a", 0.5), ("you're a", 0.5), ("you are an", 0.5),
    ("you're an", 0.5), ("nobody likes you", 2), ("nobody asked you", 1.5), ("screw you", 2),
    ("shame on you", 1), ("brain dead", 1.75), ("mentally ill", 1.25), ("people like you", 1.25),
  ].map(AbuseRules.Rule.init)
}
