"""A client that asks and reads as X's template note writer does, with the way of signing of `xurl`, the
command-line client that it runs. Written from the tables of numbers T1 to T16, not from either."""

import base64
import hashlib
import hmac
import json
import random
import time
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, quote, urlsplit
from http.client import HTTPConnection, HTTPSConnection

FEED_FIELDS = {
    "tweet.fields": "author_id,created_at,referenced_tweets,media_metadata,note_tweet",
    "expansions":
        "attachments.media_keys,referenced_tweets.id,referenced_tweets.id.attachments.media_keys",
    "media.fields":
        "alt_text,duration_ms,height,media_key,preview_image_url,public_metrics,type,url,width,"
        "variants",
}


def plus_encoded(text: str) -> str:
    """As `xurl` encodes: everything as OAuth 1.0a wants it, but a space as a plus sign."""
    return quote(text, safe="-._~ ").replace(" ", "+")


@dataclass(frozen=True)
class Exit:
    """How the command ended, and what it printed."""

    code: int
    printed: str


@dataclass
class Xurl:
    """One base URL and OAuth 1.0a credentials, as stored beforehand."""

    base_url: str
    consumer_key: str
    consumer_secret: str
    access_token: str
    token_secret: str
    # Paths with queries, as sent.
    targets: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def run(self, method: str, target: str, body: dict | None = None) -> Exit:
        """Sends the target as it is, commas and all, and gives up after 30 seconds."""
        parts = urlsplit(self.base_url)
        headers = {
            "User-Agent": "xurl/1.0.3", "Authorization": self.authorization(method, target)}
        if body is not None:
            headers["Content-Type"] = "application/json"
        self.targets.append(target)
        self.headers.append(headers)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.netloc, timeout=30)
        try:
            connection.request(
                method, parts.path + target,
                body=None if body is None else json.dumps(body).encode(), headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        try:
            value = json.loads(content)
        except ValueError:
            value = {}
        return Exit(1 if answer.status >= 400 else 0, printed(value))

    def authorization(self, method: str, target: str) -> str:
        values = {
            "oauth_consumer_key": self.consumer_key,
            "oauth_nonce": str(random.randrange(1_000_000_000)),
            "oauth_signature_method": "HMAC-SHA1",
            "oauth_timestamp": str(int(time.time())),
            "oauth_token": self.access_token,
            "oauth_version": "1.0",
        }
        path, _, query = target.partition("?")
        signed = dict(values)
        for name, value in parse_qsl(query, keep_blank_values=True):
            signed.setdefault(name, value)
        parameters = "&".join(
            f"{plus_encoded(name)}={plus_encoded(value)}" for name, value in sorted(signed.items()))
        base = "&".join(
            plus_encoded(part) for part in (method.upper(), self.base_url + path, parameters))
        key = f"{plus_encoded(self.consumer_secret)}&{plus_encoded(self.token_secret)}"
        digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()
        values["oauth_signature"] = base64.b64encode(digest).decode()
        return "OAuth " + ", ".join(
            f'{name}="{plus_encoded(value)}"' for name, value in sorted(values.items()))


def printed(value: object) -> str:
    """Indented, and with the printer's flaw: a line without a key loses the space after its first
    colon."""
    lines = []
    for line in json.dumps(value, indent=2, ensure_ascii=False).split("\n"):
        before, colon, after = line.partition(":")
        if colon and not before.rstrip().endswith('"'):
            line = before + colon + after.lstrip()
        lines.append(line)
    return "\n".join(lines)


@dataclass(frozen=True)
class Media:
    key: str
    type: str
    url: str | None = None
    preview_image_url: str | None = None
    height: int | None = None
    width: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True)
class Post:
    id: str
    text: str
    author_id: str
    created_at: datetime
    media: list[Media]
    quoted: "Post | None" = None
    replied_to: "Post | None" = None

    @property
    def is_skipped(self) -> bool:
        """The template looks at pictures only, here and on the posts referred to."""
        met = [self, *filter(None, (self.quoted, self.replied_to))]
        return any(media.type != "photo" for post in met for media in post.media)


class Crash(Exception):
    """The template's run ends here."""


@dataclass
class Template:
    """The template's two calls."""

    xurl: Xurl
    log: list[str] = field(default_factory=list)

    def eligible_posts(self, count: int = 10) -> list[Post]:
        query = "&".join(
            f"{name}={value}"
            for name, value in {"test_mode": "true", "max_results": count, **FEED_FIELDS}.items())
        ended = self.xurl.run("GET", f"/2/notes/search/posts_eligible_for_notes?{query}")
        if ended.code != 0:
            raise Crash(ended.printed)
        return feed(json.loads(ended.printed))

    def submit(self, post: str, text: str, tags: list[str]) -> dict | None:
        """The answer, or nothing where it failed: the template takes that for a duplicate."""
        ended = self.xurl.run("POST", "/2/notes", {
            "test_mode": True, "post_id": post, "info": {
                "text": text, "classification": "misinformed_or_potentially_misleading",
                "misleading_tags": tags, "trustworthy_sources": True}})
        if ended.code != 0:
            self.log.append(ended.printed)
            return None
        return json.loads(ended.printed)


def feed(answer: dict) -> list[Post]:
    """The posts of an answer; raises what the template's parser would."""
    if not has(answer, "data"):
        return []
    includes = answer.get("includes", {})
    known = {media.key: media for media in map(medium, includes.get("media", []))}
    referred = {post["id"]: post for post in includes.get("tweets", [])}
    return [read(post, known, referred, refers=True) for post in answer["data"]]


def has(value: dict, name: str) -> bool:
    """Whether a list is there with something in it; no list at all is an error."""
    return name in value and len(value[name]) > 0


def medium(value: dict) -> Media:
    def optional(name: str, kind: type):
        found = value.get(name)
        if found is not None and type(found) is not kind:
            raise TypeError(f"{name} is not of the kind {kind.__name__}")
        return found

    for name in ("media_key", "type"):
        if type(value[name]) is not str:
            raise TypeError(f"{name} is no string")
    return Media(
        value["media_key"], value["type"], optional("url", str),
        optional("preview_image_url", str), optional("height", int), optional("width", int),
        optional("duration_ms", int))


def read(post: dict, known: dict[str, Media], referred: dict[str, dict], refers: bool) -> Post:
    for name in ("id", "text", "author_id", "created_at"):
        if type(post[name]) is not str:
            raise TypeError(f"{name} is no string")
    long = post["note_tweet"].get("text") if "note_tweet" in post else None
    keys = post["attachments"].get("media_keys", []) if "attachments" in post else []
    references: dict[str, Post] = {}
    # One level only: a post referred to is not followed further.
    for reference in post.get("referenced_tweets", []) if refers else []:
        if reference["id"] not in referred:
            continue
        kind = reference["type"]
        if kind not in ("quoted", "replied_to") or kind in references:
            raise ValueError(f"a second or unknown reference: {kind}")
        references[kind] = read(referred[reference["id"]], known, referred, refers=False)
    return Post(
        post["id"], long or post["text"], post["author_id"],
        datetime.fromisoformat(post["created_at"].replace("Z", "+00:00")),
        [known[key] for key in keys if key in known], **references)
