"""A provider of OpenID Connect where everybody who names a subject is signed in.

Usage: oidc_provider.py DIRECTORY

The port is written to the file `port`. Accounts are made with PUT /users/SUBJECT and a JSON object
of claims; POSTing `sub` to the authorization address signs that subject in.
"""

import os
import pathlib
import sys

# The provider is only ever asked from this machine.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import oidc_provider_mock
from werkzeug.serving import make_server

import serving


def main() -> None:
    directory = pathlib.Path(sys.argv[1])
    app = oidc_provider_mock.app(require_nonce=True)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving.end_with_standard_input()
    serving.say(directory, "port", str(server.server_port))
    server.serve_forever()


if __name__ == "__main__":
    main()
