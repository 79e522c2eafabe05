"""Speaks to a site as the Discourse plugin does: its paths, parameters, headers and retries, and no
other field of an answer than those that it reads (section 13 of the contract)."""

import time
from dataclasses import dataclass, field, replace

import requests

PUBLIC = "/api/public/v1"
INTERNAL = "/api/v2"

# Retried after so many seconds, whatever Retry-After says (section 12).
RETRIED = {429, 500, 502, 503, 504}
PAUSES = [0.5, 1, 2]

# The names of one documentation page; the plugin itself sends the others.
OTHER_HEADERS = {
    "X-Adapter-Platform": "X-Adapter-Platform-Type",
    "X-Adapter-User-Id": "X-Adapter-Platform-User-ID",
    "X-Adapter-Scope": "X-Adapter-Platform-Server-ID",
}


@dataclass(frozen=True)
class User:
    """Somebody with an account at the forum."""

    id: str
    username: str
    trust_level: int = 2
    admin: bool = False
    moderator: bool = False

    @property
    def is_staff(self) -> bool:
        return self.admin or self.moderator

    def but(self, **changes) -> "User":
        return replace(self, **changes)


@dataclass(frozen=True)
class Post:
    """What the forum keeps of a post, as far as it is sent."""

    id: str
    author: User
    text: str
    category: str = "6"
    topic: int = 310
    number: int = 4
    title: str = "Marketplace"
    category_name: str = "Trading"

    def edited(self, text: str) -> "Post":
        return replace(self, text=text)


@dataclass(frozen=True)
class Submission:
    """What the plugin keeps of the answer to a post or a flag."""

    request: str
    instruction: str | None
    note: str | None
    action: str | None

    @classmethod
    def read(cls, answer: requests.Response) -> "Submission":
        data = answer.json()["data"]
        attributes = data["attributes"]

        def related(name: str) -> str | None:
            relation = data.get("relationships", {}).get(name) or {}
            return (relation.get("data") or {}).get("id")

        return cls(
            request=data.get("id") or attributes["request_id"],
            instruction=attributes.get("moderation_action")
            or attributes.get("recommended_action"),
            note=attributes.get("note_id") or related("note"),
            action=attributes.get("action_id") or related("moderation_action"))


class UpstreamError(Exception):
    """An answer that the plugin takes for a failure; its jobs are repeated, its pages say so."""

    def __init__(self, answer: requests.Response):
        super().__init__(f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text}")
        self.answer = answer
        self.status = answer.status_code


@dataclass
class Plugin:
    """One forum's connection: address, key and slug, and the community id that it looked up."""

    address: str
    key: str
    slug: str
    platform: str = "discourse"
    # On a cloud host the plugin sends the host's own token beside its key.
    cloud_token: str | None = None
    # Of the headers that say who acts.
    other_headers: bool = False
    community: str | None = None
    answers: list[requests.Response] = field(default_factory=list)

    # -- The wire

    def headers(self, acting: User | None) -> dict[str, bytes]:
        headers = {"X-API-Key": self.key}
        if self.cloud_token:
            headers["Authorization"] = f"Bearer {self.cloud_token}"
        if acting:
            headers |= {
                "X-Adapter-Platform": self.platform,
                "X-Adapter-User-Id": acting.id,
                "X-Adapter-Scope": self.slug,
                "X-Adapter-Username": acting.username,
                "X-Adapter-Trust-Level": str(acting.trust_level),
                "X-Adapter-Admin": str(acting.admin).lower(),
                "X-Adapter-Moderator": str(acting.moderator).lower(),
            }
        if self.other_headers:
            headers = {OTHER_HEADERS.get(name, name): value for name, value in headers.items()}
        # Names at the forum may be beyond ASCII; they travel as UTF-8.
        return {name: value.encode() for name, value in headers.items()}

    def call(
        self, method: str, path: str, acting: User | None = None, *, body: object = None,
        query: dict | None = None, retry: bool = True, headers: dict | None = None
    ) -> requests.Response:
        """Any call, made the plugin's way. A body is sent as JSON."""
        own = self.headers(acting) | (headers or {})
        options: dict = {"params": query, "timeout": 60, "allow_redirects": False}
        if body is not None:
            options["json"] = body
            own = {"Content-Type": "application/json"} | own
        for pause in [*PAUSES, None] if retry else [None]:
            answer = requests.request(method, self.address + path, headers=own, **options)
            self.answers.append(answer)
            if answer.status_code not in RETRIED or pause is None:
                return answer
            time.sleep(pause)
        raise AssertionError("unreachable")

    def succeed(self, method: str, path: str, acting: User | None = None, **options):
        """As `call`, but a failure is an exception, as in the plugin."""
        answer = self.call(method, path, acting, **options)
        if not 200 <= answer.status_code < 300:
            raise UpstreamError(answer)
        if answer.content:
            kind = answer.headers["Content-Type"].split(";")[0].strip()
            assert kind.endswith("json"), f"the plugin does not parse {kind}"
        return answer

    # -- Registration: nobody acts (section 9.1)

    def look_up(self) -> str | None:
        answer = self.call("GET", f"{PUBLIC}/community-servers/lookup", query={
            "platform": self.platform, "platform_community_server_id": self.slug})
        if answer.status_code != 200:
            return None
        found = answer.json()
        return found.get("id") or found["data"]["id"]

    def create_community(self, name: str) -> requests.Response:
        return self.call("POST", "/api/v1/community-servers", body={
            "platform": self.platform, "platform_community_server_id": self.slug, "name": name})

    def rename(self, name: str, host: str = "forum.example.org") -> requests.Response:
        # The slug goes into the path as it is.
        return self.call(
            "PATCH", f"/api/v1/community-servers/{self.slug}/name",
            query={"platform": self.platform},
            body={"name": name, "server_stats": {"platform": self.platform, "hostname": host}})

    def register(self, name: str = "Example Forum", host: str = "forum.example.org") -> str:
        """Look up, else create and keep, then name: the three steps that an administrator starts."""
        self.community = self.look_up()
        if self.community is None:
            answer = self.create_community(name)
            if answer.status_code == 409:
                self.community = self.look_up()
            elif answer.status_code == 201:
                made = answer.json()
                self.community = made.get("id") or made["data"]["id"]
            if self.community is None:
                raise UpstreamError(answer)
        answer = self.rename(name, host)
        if not 200 <= answer.status_code < 300:
            raise UpstreamError(answer)
        return self.community

    # -- Posts and flags: the author or the flagger acts

    def post_attributes(self, post: Post) -> dict:
        return {
            "request_id": f"discourse-post-{post.id}",
            "requested_by": post.author.id,
            "community_server_id": self.slug,
            "original_message_content": post.text,
            "platform_message_id": post.id,
            "platform_channel_id": post.category,
            "platform_author_id": post.author.id,
            "platform_timestamp": "2026-03-02T09:15:00Z",
            "metadata": {
                "title": post.title, "category": post.category_name,
                "author_username": post.author.username,
                "author_trust_level": post.author.trust_level,
                "post_number": post.number, "topic_id": post.topic},
        }

    def flag_attributes(self, post: Post, flagger: User, kind: int = 8, at: int | None = None) -> dict:
        own = self.post_attributes(post)
        seconds = int(time.time()) if at is None else at
        return own | {
            "request_id": f"discourse-flag-{post.id}-{seconds}",
            "requested_by": flagger.id,
            "metadata": own["metadata"] | {
                "source": "user_flag", "flag_type": kind,
                "flagged_by_username": flagger.username,
                "flagged_by_trust_level": flagger.trust_level},
        }

    def send(self, attributes: dict, acting: User | None, prefix: str = PUBLIC, **options):
        return self.call(
            "POST", f"{prefix}/requests", acting,
            body={"data": {"type": "requests", "attributes": attributes}}, **options)

    def submit(self, post: Post) -> Submission:
        """A new post, or an edit of an old one: the author acts, whoever edited."""
        return self._submission(self.send(self.post_attributes(post), post.author))

    def flag(self, post: Post, flagger: User, kind: int = 8, at: int | None = None) -> Submission:
        return self._submission(self.send(self.flag_attributes(post, flagger, kind, at), flagger))

    def _submission(self, answer: requests.Response) -> Submission:
        if answer.status_code not in (200, 201):
            raise UpstreamError(answer)
        return Submission.read(answer)

    # -- The review page: the viewer acts

    def reviews(self, viewer: User) -> list[dict]:
        """The attributes of each item, in the order given."""
        answer = self.succeed("GET", f"{PUBLIC}/moderation-actions", viewer, query={
            "community_server_id": self.community, "action_state": "under_review"})
        return [item["attributes"] for item in answer.json()["data"]]

    def review(self, request: str, viewer: User) -> tuple[dict, list[dict]]:
        """A request's attributes, and those of its notes."""
        found = self.succeed("GET", f"{PUBLIC}/requests/{request}", viewer).json()["data"]
        notes = self.succeed(
            "GET", f"{PUBLIC}/notes", viewer, query={"filter[request_id]": request}).json()["data"]
        return found["attributes"], [note["attributes"] for note in notes]

    def vote(self, note: str, level: str, voter: User, **options) -> requests.Response:
        """The forum passes the body on unread; 409 means "already voted"."""
        return self.call("POST", f"{PUBLIC}/ratings", voter, body={
            "data": {"type": "ratings", "attributes": {
                "note_id": note, "helpfulness_level": level}}}, **options)

    # -- Staff decisions: the staff member acts

    def agree(self, note: str, staff: User) -> requests.Response:
        return self.call("POST", f"{PUBLIC}/notes/{note}/force-publish", staff, body={})

    def disagree(self, note: str, staff: User) -> requests.Response:
        return self.call("POST", f"{PUBLIC}/notes/{note}/dismiss", staff, body={})

    def ignore(self, request: str, staff: User) -> requests.Response:
        return self.call("DELETE", f"{PUBLIC}/requests/{request}", staff)

    def escalate(self, request: str, staff: User, escalated: bool = True) -> requests.Response:
        return self.call("PATCH", f"{PUBLIC}/requests/{request}", staff, body={
            "data": {"attributes": {"escalated": escalated}}})

    # -- Every five minutes, and the dashboard: nobody acts

    def poll(self, since: str) -> list[dict]:
        """Page 1 of what was decided; each with its id, and its attributes beside it."""
        answer = self.succeed("GET", f"{PUBLIC}/requests", query={
            "filter[status]": "COMPLETED", "filter[requested_at__gte]": since,
            "filter[community_server_id]": self.community})
        return [{"id": row["id"], **row["attributes"]} for row in answer.json()["data"]]

    def dashboard(self) -> requests.Response:
        return self.call(
            "GET", f"{INTERNAL}/community-servers/{self.community}/scoring-analysis")
