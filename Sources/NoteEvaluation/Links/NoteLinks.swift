/// The links of a note.
public enum NoteLinks {
  /// What looks like an address of the web, from left to right, repetitions included (section 10.2).
  ///
  /// A missing space after a full stop makes a link (`ended.Then`), as the table there says. The list of
  /// known top-level domains that AIW-27 proposes against it is not used: programs that test their notes
  /// here should meet what they meet elsewhere.
  ///
  /// - Parameter note: as written: entities are undone twice first.
  public static func find(in note: String) -> [NoteLink] {
    find(inDecoded: HTMLEntities.decodeTwice(note))
  }

  /// The same in a text whose entities are undone.
  static func find(inDecoded text: String) -> [NoteLink] {
    var scanner = LinkScanner(text)
    return scanner.matches().map { NoteLink(scanner.text($0)) }
  }

  /// Links of a note that are checked, repetitions aside; one that has more is invalid as a whole:
  /// so many sources serve another purpose, and every check costs other sites a visit.
  public static let mostChecked = 30
  private static let checkedAtOnce = 4

  /// The bucket of `UrlValidity` for a note: checks each different link, a few at a time, and stops
  /// asking once one is invalid.
  public static func bucket(of note: String, by checker: some LinkChecking) async
    -> EvaluationBucket
  {
    var seen: Set<NoteLink> = []
    let links = find(in: note).filter { seen.insert($0).inserted }
    guard links.count <= mostChecked else { return .low }
    let checks = await withTaskGroup(of: LinkCheck.self, returning: [LinkCheck].self) { group in
      var waiting = links[...]
      for link in waiting.prefix(checkedAtOnce) { group.addTask { await checker.check(link) } }
      waiting = waiting.dropFirst(checkedAtOnce)
      var checks: [LinkCheck] = []
      for await check in group {
        checks.append(check)
        guard check.passes else {
          group.cancelAll()
          break
        }
        if let link = waiting.popFirst() { group.addTask { await checker.check(link) } }
      }
      return checks
    }
    return URLVerdict.bucket(of: checks)
  }
}
