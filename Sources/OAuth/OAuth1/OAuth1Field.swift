/// The parameters of the protocol in an OAuth 1.0a header (rule 2.3.3).
public enum OAuth1Field: String, CaseIterable, Sendable {
  case consumerKey = "oauth_consumer_key"
  case token = "oauth_token"
  case signature = "oauth_signature"
  case signatureMethod = "oauth_signature_method"
  case timestamp = "oauth_timestamp"
  case nonce = "oauth_nonce"
  case version = "oauth_version"
}
