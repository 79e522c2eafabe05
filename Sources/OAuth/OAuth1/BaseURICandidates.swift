/// Every base URI under which a client may have signed a request that arrived here (rule 2.4.6).
///
/// All of them name the same place: only spellings differ. A request that was signed for another
/// site therefore never passes, as long as `observed` is trustworthy. Whoever sends a request chooses
/// its `Host`: hand it on where the server answers to its own names alone.
public enum BaseURICandidates {
  /// Spellings in order: as typed, with the default port written out, in lower case without it; then
  /// all three with a doubled slash before the path, as clients sign whose base URL ends in a slash.
  ///
  /// - Parameters:
  ///   - path: as the request line has it, escapes untouched; a query is cut off.
  ///   - configured: the public addresses of the service. Their prefix comes before the path.
  ///   - observed: what the request itself says, with no prefix.
  public static func list(
    path: String, configured: [SiteAddress], observed: SiteAddress? = nil
  ) -> [String] {
    let path = path.prefix { $0 != "?" }
    let sites = configured + (observed.map { [$0] } ?? [])
    var seen: Set<String> = []
    return ["", "/"].flatMap { slash in
      sites.flatMap { site in site.spellings.map { $0 + slash + path } }
    }.filter { seen.insert($0).inserted }
  }
}

extension SiteAddress {
  /// Scheme, authority and prefix in the three spellings that clients sign.
  fileprivate var spellings: [String] {
    let typed = port.map { "\(host):\($0)" } ?? host
    let bare = port == nil || port == defaultPort ? host : typed
    return [
      "\(scheme)://\(typed)\(prefix)",
      "\(scheme)://\(host):\(port ?? defaultPort)\(prefix)",
      "\(scheme.lowercased())://\(bare.lowercased())\(prefix)",
    ]
  }
}
