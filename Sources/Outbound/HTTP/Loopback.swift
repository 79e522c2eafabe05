/// Whether a host's name or address means the machine itself.
func isLoopback(_ host: String) -> Bool {
  if host.lowercased() == "localhost" { return true }
  let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
  return NetworkAddress(bare)?.isLoopback ?? false
}
