import Identity

extension Site {
  /// What a form of a browser carries: a keyed hash of the browser's secret, so that another site,
  /// which can't read it, can't send the form.
  public func formToken(_ browserToken: String) -> String {
    Base64URL.encode(key.hash(Array(browserToken.utf8), for: "form"))
  }
}
