"""Calls of the Common Ground site that the forum is connected to."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from people import Person

PLATFORM = "other"
PUBLIC = "/api/public/v1"
SECONDS = 30
# A site that is not what it should be may answer without end.
MOST_BYTES = 5_000_000


class SiteError(Exception):
    """The site refused, or could not be reached: then the status is 0."""

    def __init__(self, status: int, told: str):
        super().__init__(f"{status}: {told}" if status else told)
        self.status = status


@dataclass
class SiteClient:
    address: str
    key: str
    # What the forum is called towards the site; never changes.
    slug: str
    community: str = ""

    def call(
        self, method: str, path: str, acting: Person | None = None, query: dict | None = None,
        body: object = None
    ):
        """The JSON of an answer. Where somebody acts, headers say who; the site believes the forum."""
        address = self.address + path
        if query:
            address += "?" + urllib.parse.urlencode(query)
        headers = {"X-API-Key": self.key, "Accept": "application/json"}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if acting:
            headers |= {
                "X-Adapter-Platform": PLATFORM,
                "X-Adapter-User-Id": acting.id,
                "X-Adapter-Scope": self.slug,
                "X-Adapter-Username": acting.name,
                "X-Adapter-Trust-Level": str(acting.trust_level),
                "X-Adapter-Admin": "false",
                "X-Adapter-Moderator": str(acting.moderator).lower(),
            }
        request = urllib.request.Request(address, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                told = answer.read(MOST_BYTES)
                return json.loads(told) if told else None
        except urllib.error.HTTPError as error:
            raise SiteError(error.code, error.read(1_000).decode(errors="replace")) from error
        except (OSError, ValueError) as error:
            raise SiteError(0, f"{self.address}: {error}") from error

    # -- Getting to know each other

    def register(self, name: str, webhook: str) -> None:
        """Done at each start: registering again changes nothing."""
        try:
            self.community = self.call("POST", "/api/v1/community-servers", body={
                "platform": PLATFORM, "platform_community_server_id": self.slug, "name": name})["id"]
            self._let_members_review()
        except SiteError as error:
            if error.status != 409:
                raise
            self.community = self.call("GET", f"{PUBLIC}/community-servers/lookup", query={
                "platform": PLATFORM, "platform_community_server_id": self.slug})["data"]["id"]
        # What the site sends is signed with this secret.
        self.call("POST", "/api/v1/webhooks/register", body={
            "url": webhook, "secret": self.key, "platform": PLATFORM,
            "platform_community_server_id": self.slug})

    def _let_members_review(self) -> None:
        """A new community leaves reviewing to moderators. All else stays as the site set it: what is put
        takes the place of all that was there."""
        path = f"/api/v2/community-servers/{self.community}/moderation-policy"
        own = self.call("GET", path)["own"]
        self.call("PUT", path, body=own | {"default_review_group": "community"})

    # -- Posts

    def submit(self, post: int, author: Person, text: str) -> dict:
        """A new post or an edit: its attributes at the site, and the id among them."""
        return self._send(f"forum-post-{post}", post, author, text, author, {})

    def flag(self, post: int, author: Person, text: str, flagger: Person) -> dict:
        return self._send(f"forum-flag-{post}-{flagger.id}", post, author, text, flagger, {
            "source": "user_flag", "flagged_by_username": flagger.name,
            "flagged_by_trust_level": flagger.trust_level})

    def _send(
        self, key: str, post: int, author: Person, text: str, acting: Person, metadata: dict
    ) -> dict:
        data = self.call("POST", f"{PUBLIC}/requests", acting, body={"data": {
            "type": "requests", "attributes": {
                "request_id": key, "requested_by": acting.id, "community_server_id": self.slug,
                "original_message_content": text, "platform_message_id": str(post),
                "platform_channel_id": "1", "platform_author_id": author.id,
                "metadata": {"category": "Everything", "author_username": author.name} | metadata}}})[
                    "data"]
        return data["attributes"] | {"id": data["id"]}

    # -- Reviews

    def reviews(self, viewer: Person) -> list[dict]:
        """What waits for somebody's vote."""
        items = self.call("GET", f"{PUBLIC}/moderation-actions", viewer, query={
            "community_server_id": self.community, "action_state": "under_review"})["data"]
        return [item["attributes"] for item in items]

    def vote(self, note: str, level: str, voter: Person) -> None:
        self.call("POST", f"{PUBLIC}/ratings", voter, body={"data": {
            "type": "ratings", "attributes": {"note_id": note, "helpfulness_level": level}}})

    def decide(self, note: str, agree: bool, moderator: Person) -> None:
        word = "force-publish" if agree else "dismiss"
        self.call("POST", f"{PUBLIC}/notes/{note}/{word}", moderator, body={})

    def decided_since(self, time: str) -> list[dict]:
        """What was decided, for when webhooks did not come through."""
        rows = self.call("GET", f"{PUBLIC}/requests", query={
            "filter[status]": "COMPLETED", "filter[requested_at__gte]": time,
            "filter[community_server_id]": self.community})["data"]
        return [row["attributes"] | {"id": row["id"]} for row in rows]
