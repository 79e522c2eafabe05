"""A mail server that delivers nothing: every mail becomes a file mail-N.json in a directory.

Usage: smtp_sink.py DIRECTORY none|startTLS|tls [--password PASSWORD]
                    [--mechanism PLAIN|LOGIN]

The port is written to the file `port`, the certificate to trust to `certificate.pem`. Mail to
refused@... is refused.
"""

import argparse
import asyncio
import json
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

import serving


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

    asyncio.run(serve(arguments, serving.make_certificate(arguments.directory, "localhost")))


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
