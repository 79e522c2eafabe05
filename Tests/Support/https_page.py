"""A web server that answers every request with one page, over https and as card.test.

Usage: https_page.py DIRECTORY

The port is written to the file `port`, the certificate to trust to `certificate.pem`.
"""

import http.server
import pathlib
import sys

import serving

PAGE = b"<title>Over https</title>"


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)


def main() -> None:
    directory = pathlib.Path(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    context = serving.make_certificate(directory, "card.test")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    serving.end_with_standard_input()
    serving.say(directory, "port", str(server.server_port))
    server.serve_forever()


if __name__ == "__main__":
    main()
