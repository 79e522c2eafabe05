import Crypto
import Foundation

extension ServerKey {
  /// A secret that must be read again, so that the store alone does not give it away.
  ///
  /// - Parameters:
  ///   - purpose: keys of different purposes can't stand for each other.
  ///   - name: what the secret belongs to; a sealed secret opens under that name alone.
  func seal(_ secret: String, for purpose: String, name: String) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      Data(secret.utf8), using: sealingKey(purpose), authenticating: Data(name.utf8))
    guard let sealed = box.combined else { throw CryptoKitError.incorrectParameterSize }
    return Array(sealed)
  }

  /// Nil where it was sealed with another key, for another purpose or under another name.
  func open(_ sealed: [UInt8], for purpose: String, name: String) -> String? {
    guard let box = try? AES.GCM.SealedBox(combined: Data(sealed)),
      let secret = try? AES.GCM.open(
        box, using: sealingKey(purpose), authenticating: Data(name.utf8))
    else { return nil }
    return String(decoding: secret, as: UTF8.self)
  }

  private func sealingKey(_ purpose: String) -> SymmetricKey {
    SymmetricKey(data: hash([], for: "seal " + purpose))
  }
}
