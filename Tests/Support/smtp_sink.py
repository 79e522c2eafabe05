"""A mail server that delivers nothing: every mail becomes a file mail-N.json in a directory.

Usage: smtp_sink.py DIRECTORY none|startTLS|tls [--password PASSWORD]
                    [--mechanism PLAIN|LOGIN]

The port is written to the file `port`, the certificate to trust to `certificate.pem`. Mail to
refused@... is refused.
"""

import argparse
import asyncio
import datetime
import json
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

import serving


def make_certificate(directory: pathlib.Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file = directory / "certificate.pem"
    key_file = directory / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, key_file)
    return context


class Sink:
    def __init__(self, directory: pathlib.Path):
        self.directory = directory
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "content": envelope.original_content.decode("utf-8"),
            "encrypted": session.ssl is not None
            or server.transport.get_extra_info("sslcontext") is not None,
            "authenticated": bool(session.authenticated),
        }
        serving.say(self.directory, f"mail-{self.count}.json", json.dumps(mail))
        return "250 OK"


class OnePassword:
    def __init__(self, password: str):
        self.password = password

    def __call__(self, server, session, envelope, mechanism, data):
        right = isinstance(data, LoginPassword) and data.password == self.password.encode()
        return AuthResult(success=right, handled=right)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("security", choices=["none", "startTLS", "tls"])
    parser.add_argument("--password")
    parser.add_argument("--mechanism", choices=["PLAIN", "LOGIN"])
    arguments = parser.parse_args()

    asyncio.run(serve(arguments, make_certificate(arguments.directory)))


async def serve(arguments: argparse.Namespace, context: ssl.SSLContext) -> None:
    options = {}
    if arguments.security == "startTLS":
        options |= {"tls_context": context, "require_starttls": True}
    if arguments.password:
        options |= {
            "authenticator": OnePassword(arguments.password),
            "auth_required": True,
            "auth_require_tls": arguments.security == "startTLS",
        }
    if arguments.mechanism:
        options |= {"auth_exclude_mechanism": {"PLAIN", "LOGIN"} - {arguments.mechanism}}
    sink = Sink(arguments.directory)

    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(sink, hostname="sink.test", **options),
        host="127.0.0.1",
        port=0,
        ssl=context if arguments.security == "tls" else None,
    )
    serving.end_with_standard_input()
    serving.say(arguments.directory, "port", str(server.sockets[0].getsockname()[1]))
    await server.serve_forever()


if __name__ == "__main__":
    main()
