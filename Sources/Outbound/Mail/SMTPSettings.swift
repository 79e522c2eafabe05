/// Where mail is handed over, and as whom.
public struct SMTPSettings: Sendable {
  /// How the connection is encrypted.
  public enum Security: String, Hashable, Sendable, CaseIterable {
    /// Not at all; for a server on the same machine.
    case none
    /// From the STARTTLS command on, mostly on port 587. Without it nothing is sent.
    case startTLS
    /// From the first byte, mostly on port 465.
    case tls
  }

  public var host: String
  public var port: Int
  public var security: Security
  /// Nil: without signing in.
  public var username: String?
  public var password: String?
  public var fromAddress: String
  public var fromName: String?
  /// For one mail, from connecting to the server's last word.
  public var timeout: Duration
  /// A file in PEM format of the certificates to trust instead of the system's, for a server with
  /// a certificate authority of its own.
  public var trustedCertificatesFile: String?

  public init(
    host: String, port: Int = 587, security: Security = .startTLS, username: String? = nil,
    password: String? = nil, fromAddress: String, fromName: String? = nil,
    timeout: Duration = .seconds(30), trustedCertificatesFile: String? = nil
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.username = username
    self.password = password
    self.fromAddress = fromAddress
    self.fromName = fromName
    self.timeout = timeout
    self.trustedCertificatesFile = trustedCertificatesFile
  }
}

extension SMTPSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Without the password: settings are printed and logged.
  public var description: String { "\(host):\(port) (\(security.rawValue)) as \(fromAddress)" }

  public var debugDescription: String { description }

  public var customMirror: Mirror {
    Mirror(self, children: ["host": host, "port": port, "security": security.rawValue])
  }
}
