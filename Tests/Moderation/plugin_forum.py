"""The plugin's own memory of reviews: a row for each post with its states, what webhooks and polls do to
it, and what the forum hides and shows (moderation 13.2; contract 10.4 and 11).

An illegal transition raises, as it does in the plugin, so that a site that confuses it is found out.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from plugin_client import Plugin, Post, Submission, UpstreamError, User

NEXT = {
    "pending": {"under_review", "auto_actioned", "retro_review", "dismissed"},
    "under_review": {
        "consensus_helpful", "consensus_not_helpful", "staff_overridden", "retro_review",
        "dismissed"},
    "auto_actioned": {"retro_review"},
    "retro_review": {"action_confirmed", "action_overturned", "staff_overridden"},
    "consensus_helpful": {"resolved"},
    "consensus_not_helpful": {"resolved"},
    "action_confirmed": {"resolved"},
    "action_overturned": {"restored"},
    "staff_overridden": {"resolved"},
    "resolved": set(), "restored": set(), "dismissed": set(),
}

HELPFUL, NOT_HELPFUL = "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL"


class IllegalTransition(Exception):
    pass


class SecondRow(Exception):
    """The host's table has one row for a post, for ever (moderation 14, D1)."""


@dataclass
class Row:
    post: str
    request: str
    state: str
    note: str | None = None
    action: str | None = None
    consensus: str | None = None

    def go(self, state: str) -> None:
        if state not in NEXT[self.state]:
            raise IllegalTransition(f"post {self.post}: {self.state} -> {state}")
        self.state = state
        if state in ("consensus_helpful", "consensus_not_helpful"):
            self.consensus = state.removeprefix("consensus_")

    @property
    def status(self) -> str:
        """`opennotes_status`, which banners and badges are made from (moderation 3)."""
        if self.state == "resolved" and self.consensus:
            return self.consensus
        return {
            "consensus_helpful": "helpful", "consensus_not_helpful": "not_helpful",
        }.get(self.state, self.state)


@dataclass
class Forum:
    """A forum with the plugin, its settings as they come unless told."""

    plugin: Plugin
    auto_hide_on_consensus: bool = False
    staff_approval_required: bool = True
    rows: dict[str, Row] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    # With the SHA-256 of the text at that moment.
    exempt: dict[str, str] = field(default_factory=dict)
    # Whispers that only staff can read, by post.
    annotations: list[str] = field(default_factory=list)
    posts: dict[str, Post] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    polled_at: datetime | None = None

    # -- Posts and flags

    def save(self, post: Post) -> Submission | None:
        """A post is written or edited; nothing is sent while it is exempt."""
        self.posts[post.id] = post
        if post.id in self.exempt:
            return None
        answer = self.plugin.submit(post)
        self.requests[post.id] = answer.request
        if answer.instruction in ("auto_hide", "immediate_action"):
            self.hidden.add(post.id)
            self.annotations.append(post.id)
            self._add(Row(post.id, answer.request, "retro_review", answer.note, answer.action))
        elif answer.instruction == "community_review":
            self._add(Row(post.id, answer.request, "under_review", answer.note))
        return answer

    def flag(self, post: Post, flagger: User) -> Submission:
        """A row is made whatever the answer says."""
        answer = self.plugin.flag(post, flagger)
        self.posts.setdefault(post.id, post)
        self._add(Row(post.id, answer.request, "under_review", answer.note))
        return answer

    def _add(self, row: Row) -> None:
        if row.post in self.rows:
            raise SecondRow(row.post)
        self.rows[row.post] = row

    # -- Staff, on the page of what is to be reviewed; the call comes before anything is changed

    def agree(self, post: str, staff: User) -> None:
        self._decide(post, staff, self.plugin.agree, {
            "pending", "under_review", "consensus_helpful", "retro_review"})
        self.hidden.add(post)
        self._overrule(post)

    def disagree(self, post: str, staff: User) -> None:
        self._decide(post, staff, self.plugin.disagree, {
            "pending", "under_review", "consensus_not_helpful", "retro_review"})
        self.hidden.discard(post)
        self._overrule(post)

    def ignore(self, post: str, staff: User) -> None:
        row = self.rows[post]
        assert row.state in {"pending", "under_review"}
        self._must(self.plugin.ignore(row.request, staff))
        row.go("dismissed")

    def escalate(self, post: str, staff: User) -> None:
        row = self.rows[post]
        assert row.state in {"under_review", "retro_review"}
        self._must(self.plugin.escalate(row.request, staff))
        row.go("staff_overridden")

    def _decide(self, post: str, staff: User, call, offered: set[str]) -> None:
        row = self.rows[post]
        assert row.state in offered, f"not offered in {row.state}"
        if row.note:
            self._must(call(row.note, staff))

    def _overrule(self, post: str) -> None:
        self.rows[post].go("staff_overridden")
        self.rows[post].go("resolved")

    def _must(self, answer) -> None:
        if not 200 <= answer.status_code < 300:
            raise UpstreamError(answer)

    # -- Webhooks

    def receive(self, event: dict) -> None:
        name = event.get("event") or event["event_type"]
        if name == "note.status_changed":
            self._status_changed(event)
        elif name == "moderation_action.proposed":
            self._proposed(event)
        elif name == "moderation_action.confirmed":
            row = self._by_action(event)
            if row and row.state == "retro_review":
                row.go("action_confirmed")
                row.go("resolved")
        elif name == "moderation_action.overturned":
            row = self._by_action(event)
            if row:
                # Before it looks at the state of its row.
                self._restore(row.post)
                if row.state == "retro_review":
                    row.go("action_overturned")
                    row.go("restored")
        elif name == "moderation_action.dismissed":
            row = self._by_action(event) or self._by_request(event)
            if row and row.state in ("pending", "under_review"):
                row.go("dismissed")

    def _status_changed(self, event: dict) -> None:
        row = self._by_request(event)
        if row is None:
            return
        if event["status"] == HELPFUL:
            if event.get("recommended_action") == "hide_post" and self.auto_hide_on_consensus:
                self.hidden.add(row.post)
                if row.state == "under_review":
                    row.go("consensus_helpful")
                    row.go("resolved")
        elif event["status"] == NOT_HELPFUL and row.state == "under_review":
            row.go("consensus_not_helpful")
            row.go("resolved")

    def _proposed(self, event: dict) -> None:
        post = next(
            (row.post for row in self.rows.values() if row.request == event["request_id"]),
            None) or next(
            (each for each, request in self.requests.items() if request == event["request_id"]),
            None)
        if post is None:
            return
        row = self.rows.get(post)
        word = event.get("action_type") or event.get("recommended_action")
        if not word:
            if row is None:
                self._add(Row(post, event["request_id"], "under_review"))
            return
        if row is None:
            row = Row(post, event["request_id"], "retro_review")
            self._add(row)
        elif row.state in ("pending", "under_review"):
            row.go("retro_review")
        if row.state == "retro_review":
            row.action = event["action_id"]
        if word == "hide_post":
            self.hidden.add(post)
        elif word == "unhide_post":
            self.hidden.discard(post)
        elif word == "set_scan_exempt":
            self._exempt(post)
        elif word == "clear_scan_exempt":
            self.exempt.pop(post, None)

    def _by_action(self, event: dict) -> Row | None:
        return next(
            (row for row in self.rows.values() if row.action == event["action_id"]), None)

    def _by_request(self, event: dict) -> Row | None:
        return next(
            (row for row in self.rows.values() if row.request == event["request_id"]), None)

    def _restore(self, post: str) -> None:
        self.hidden.discard(post)
        self._exempt(post)
        self.annotations.append(post)

    def _exempt(self, post: str) -> None:
        self.exempt[post] = hashlib.sha256(self.posts[post].text.encode()).hexdigest()

    # -- Polling

    def poll(self) -> list[dict]:
        now = datetime.now(timezone.utc)
        since = self.polled_at or now - timedelta(minutes=30)
        answered = self.plugin.poll(since.isoformat().replace("+00:00", "Z"))
        for item in answered:
            self._catch_up(item)
        self.polled_at = now
        return answered

    def _catch_up(self, item: dict) -> None:
        row = self.rows.get(item.get("platform_message_id"))
        status = item.get("note_status") or (item.get("scoring") or {}).get("status")
        if row is None or row.request != item["id"] or status is None:
            return
        self._free(row)
        if row.state == "retro_review" and status == HELPFUL:
            row.go("action_confirmed")
            row.go("resolved")
        elif row.state == "under_review" and status == HELPFUL:
            row.go("consensus_helpful")
            if self.auto_hide_on_consensus:
                self.hidden.add(row.post)
            if not self.staff_approval_required:
                row.go("resolved")
        elif row.state == "retro_review" and status == NOT_HELPFUL:
            row.go("action_overturned")
            self._restore(row.post)
            row.go("restored")
        elif row.state == "under_review" and status == NOT_HELPFUL:
            row.go("consensus_not_helpful")
            row.go("resolved")

    def _free(self, row: Row) -> None:
        """Rows that stopped on the way."""
        if row.state == "pending":
            row.go("under_review")
        elif row.state == "auto_actioned":
            row.go("retro_review")
        elif row.state in ("action_confirmed", "consensus_not_helpful", "staff_overridden"):
            row.go("resolved")
        elif row.state == "action_overturned":
            self.hidden.discard(row.post)
            self._exempt(row.post)
            row.go("restored")
        elif row.state == "consensus_helpful" and not self.staff_approval_required:
            if self.auto_hide_on_consensus:
                self.hidden.add(row.post)
            row.go("resolved")
