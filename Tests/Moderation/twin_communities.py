"""Two communities that are alike in everything but their hidden votes, looked at by the same member.

What a member is told of both, with the names that a site made up replaced, must be the same: then nothing
that it tells depends on a hidden vote, and no tally can be computed from it.
"""

import bisect
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import requests

from moderation_site import Community, new_community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, Post, User

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")

# Of the transport, or of how many calls were made lately.
IGNORED_HEADERS = {
    "content-length", "date", "etag", "x-request-id", "connection", "keep-alive", "transfer-encoding"}


@dataclass
class Item:
    """A post under review, in both communities."""

    post: Post
    flagger: User
    decision: str | None
    voters: list[User]
    # In each community: request, note and action.
    ids: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Twin:
    """One of the two, with what stands for each id in it."""

    community: Community
    names: dict[str, str] = field(default_factory=dict)
    # Beginnings and ends of the times when hidden votes were cast.
    marks: list[float] = field(default_factory=list)

    def __post_init__(self):
        self.names[self.community.id] = "COMMUNITY"
        self.names[self.community.plugin.slug] = "SLUG"

    def name(self, id: str) -> str:
        return self.names.setdefault(id, f"ID{len(self.names)}")

    def plain(self, text: str) -> str:
        """The text with ids by the order in which they were met, and times by the marks around them.

        A time that moves when somebody votes tells of the vote, and would be seen.
        """
        def moment(found: re.Match) -> str:
            at = datetime.fromisoformat(found[0].replace("Z", "+00:00")).timestamp()
            return f"TIME{bisect.bisect(self.marks, at)}"

        slug = self.community.plugin.slug
        text = text.replace(slug, "SLUG").replace(slug.rpartition("-")[0], "HOST")
        text = TIME.sub(moment, text)
        return UUID.sub(lambda found: self.name(found[0]), text)

    def mark(self) -> None:
        """Far enough from what comes before and after for a clock of milliseconds."""
        time.sleep(0.005)
        self.marks.append(time.time())
        time.sleep(0.005)


def patiently(call: Callable[[], requests.Response]) -> requests.Response:
    """Waits as long as limits of calls ask for."""
    while (answer := call()).status_code == 429:
        time.sleep(float(answer.headers["Retry-After"]))
    return answer


@dataclass
class Observation:
    """What a call told, as far as a member can make anything of it."""

    status: int
    headers: dict[str, str]
    body: str

    @classmethod
    def of(cls, answer: requests.Response, twin: Twin) -> "Observation":
        return cls(
            answer.status_code,
            {
                name.lower(): twin.plain(value) for name, value in answer.headers.items()
                if name.lower() not in IGNORED_HEADERS and "ratelimit" not in name.lower().replace("-", "")},
            twin.plain(answer.text))


class Twins:
    def __init__(self):
        self.both = (Twin(new_community()), Twin(new_community()))

    def open(self, votes: tuple[list[str | None], list[str | None]], decision: str | None) -> Item:
        """A flagged post, with other votes in each; None: that one does not vote."""
        item = Item(
            new_post("Not everybody likes this."), new_user(), decision,
            [new_user() for _ in votes[0]])
        for twin in self.both:
            self._flag(twin, item)
        for twin, levels, (_, review, _) in zip(self.both, votes, item.ids, strict=True):
            twin.mark()
            for voter, level in zip(item.voters, levels, strict=True):
                if level is not None:
                    self._must(twin, 201, "POST", f"{PUBLIC}/ratings", voter, body=rating(review, level))
            twin.mark()
        if decision:
            staff = new_user(username="staff", admin=True)
            for twin, ids in zip(self.both, item.ids, strict=True):
                self._decide(twin, decision, ids, staff)
        return item

    def _flag(self, twin: Twin, item: Item) -> None:
        plugin = twin.community.plugin
        # Who votes is known in both, whether they vote or not: a profile tells that somebody was there.
        for voter in item.voters:
            self._must(twin, 200, "GET", f"{PUBLIC}/moderation-actions", voter)
            found = self._must(twin, 200, "GET", f"{PUBLIC}/user-profiles/lookup", None, query={
                "platform": "discourse", "platform_user_id": voter.id, "provider_scope": plugin.slug})
            twin.names[found.json()["data"]["id"]] = f"PROFILE{voter.id}"
        attributes = plugin.flag_attributes(item.post, item.flagger, at=1_772_442_000)
        flagged = self._must(twin, 201, "POST", f"{PUBLIC}/requests", item.flagger, body={
            "data": {"type": "requests", "attributes": attributes}}).json()["data"]
        request, note = flagged["id"], flagged["attributes"]["note_id"]
        action = flagged["attributes"]["action_id"]
        item.ids.append((request, note, action))
        twin.names |= {
            request: f"REQUEST{item.post.id}", note: f"NOTE{item.post.id}",
            action: f"ACTION{item.post.id}"}

    def _decide(self, twin: Twin, decision: str, ids: tuple[str, str, str], staff: User) -> None:
        request, note, _ = ids
        if decision == "ignore":
            self._must(twin, 204, "DELETE", f"{PUBLIC}/requests/{request}", staff)
        elif decision == "escalate":
            self._must(twin, 200, "PATCH", f"{PUBLIC}/requests/{request}", staff, body={
                "data": {"attributes": {"escalated": True}}})
        else:
            word = {"agree": "force-publish", "disagree": "dismiss"}[decision]
            self._must(twin, 200, "POST", f"{PUBLIC}/notes/{note}/{word}", staff, body={})

    def _must(self, twin: Twin, status: int, method: str, path: str, acting: User | None, **options):
        answer = patiently(
            lambda: twin.community.plugin.call(method, path, acting, retry=False, **options))
        assert answer.status_code == status, answer.text
        return answer

    def look(
        self, method: str, path: str, viewer: User, item: Item, query: dict | None = None,
        body: object = None
    ) -> tuple[Observation, Observation]:
        """One call of a member in both; `{request}`, `{note}` and the like stand for the item's ids."""
        seen = []
        for twin, (request, note, action) in zip(self.both, item.ids, strict=True):
            profile = f"PROFILE{item.voters[0].id}"
            known = {
                "request": request, "note": note, "action": action, "community": twin.community.id,
                "slug": twin.community.plugin.slug, "public": PUBLIC, "internal": INTERNAL,
                "post": item.post.id, "voter_number": item.voters[0].id,
                "voter": next(id for id, name in twin.names.items() if name == profile)}
            answer = patiently(lambda: twin.community.plugin.call(
                method, filled(path, known), viewer, query=filled(query or {}, known),
                body=filled(body, known), retry=False))
            seen.append(Observation.of(answer, twin))
        return seen[0], seen[1]


def filled(value: object, known: dict[str, str]) -> object:
    """Text, in whatever it lies, with what stands for its names in braces."""
    if isinstance(value, str):
        return value.format(**known)
    if isinstance(value, dict):
        return {name: filled(each, known) for name, each in value.items()}
    return value


def rating(note: str, level: str) -> dict:
    return {"data": {"type": "ratings", "attributes": {
        "note_id": note, "helpfulness_level": level}}}
