"""Whether what arrives comes from the site."""

import hashlib
import hmac
import json

PATH = "/webhooks/receive"
MOST_BYTES = 256 * 1024


class Refused(Exception):
    pass


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 over the bytes of the body as they came."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def read(secret: str, given: str | None, body: bytes) -> dict:
    """The event in a body, if it is signed with the secret."""
    if given is None:
        raise Refused("missing signature")
    # Compared in constant time, so that nobody finds a signature letter by letter.
    if not hmac.compare_digest(given.encode(), signature(secret, body).encode()):
        raise Refused("invalid signature")
    try:
        event = json.loads(body)
        for member in ("event", "event_id", "request_id"):
            if not isinstance(event[member], str):
                raise ValueError(member)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("no event") from error
    return event
