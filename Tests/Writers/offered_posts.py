"""Posts on which notes are wanted, so that writers are offered them."""

import uuid
from dataclasses import dataclass

from demo_site import Browser, Program, program
from writer_site import MAIN

LONG_TEXT = "They opened the bridge this morning, after ten years that nobody believed in. " * 6
LINK = "https://example.org/requested/source"


@dataclass(frozen=True)
class OfferedPosts:
    """Posts that the host told of with everything that an answer can hold."""

    # A long one with an image, which quotes `quoted`.
    long: str
    # One with a video.
    video: str
    # A short one, without media.
    short: str
    # Not offered itself; has an image.
    quoted: str
    # Known to the site, and requested by nobody.
    unrequested: str

    @property
    def all(self) -> list[str]:
        return [self.long, self.video, self.short]


class Host:
    """The operator's programs."""

    def __init__(self):
        self.program = program(MAIN.address, "operator")

    def push(self, **facts) -> str:
        answer = self.program.call(
            "PUT", "/host/posts", json={"url": f"https://example.org/{uuid.uuid4()}"} | facts)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def score(self) -> None:
        answer = self.program.call("POST", "/operator/scoring-runs", json={"kind": "full"})
        assert answer.status_code == 200, answer.text


def member(role: str) -> Program:
    return program(MAIN.address, role)


def offer(host: Host) -> OfferedPosts:
    """Two people whose earlier requests led to notes suffice to have a post offered."""
    quoted = host.push(
        text="Ribbon cutting tomorrow.", language="en", authorKey="author-4", images=1,
        media=[{"kind": "photo", "url": "https://example.org/m/q.jpg"}])
    posts = OfferedPosts(
        quoted=quoted,
        unrequested=host.push(text="Nobody asked about this."),
        long=host.push(
            text=LONG_TEXT, language="en", authorKey="author-1", images=1,
            references=[{"kind": "quoted", "post": quoted}],
            media=[{
                "kind": "photo", "url": "https://example.org/m/a.jpg", "width": 1200,
                "height": 800, "altText": "A steel arch bridge"}]),
        video=host.push(
            text="Look at this.", language="en", authorKey="author-2", videos=1,
            media=[{
                "kind": "video", "previewImageURL": "https://example.org/m/b.jpg",
                "width": 1280, "height": 720, "durationMillis": 30_500, "views": 5_120,
                "variants": [
                    {"contentType": "video/mp4", "bitRate": 832_000,
                     "url": "https://example.org/m/b.mp4"},
                    {"contentType": "application/x-mpegURL",
                     "url": "https://example.org/m/b.m3u8"}]}]),
        short=host.push(
            text="Crime fell by 40 percent last month.", language="en", authorKey="author-3",
            views=1_000, reactions=5, shares=2, comments=3))
    for role, wish in [
        ("reader", {"sources": [LINK], "suggestion": "The table is from 2014."}),
        ("author", {"sources": [LINK]}),
    ]:
        requester = member(role)
        for post in posts.all:
            answer = requester.call("PUT", f"/posts/{post}/request", json=wish)
            assert answer.status_code == 204, answer.text
    return posts


def browser(role: str) -> Browser:
    return Browser(MAIN.address).sign_in(role)
