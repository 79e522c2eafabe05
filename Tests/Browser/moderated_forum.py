"""A forum that is connected to a served site, and what is going on in it.

It speaks as the plugin does; see Tests/Moderation/plugin_client.py.
"""

import json
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "Moderation"))

from plugin_client import Plugin, Post, Submission, User  # noqa: E402
from served_site import DAY, HOUR, ServedSite  # noqa: E402

SLUG = "forum.example.org-1a2b3c4d"
AUTHOR = User("88", "ada", trust_level=1)
MODERATOR = User("2", "moritz", trust_level=4, moderator=True)

# Made-up words. A score from 0.9 on hides a post at once, one from 0.5 on has it reviewed.
WORDS = """// Offers that nobody asked for
spam 0.97 zubavex
spam 0.92 zobavex
spam 0.62 zabavex
// Rude words
harassment 0.7 quvatex
harassment 0.55 quvotex
hate 0.66 xirelax
"""


@dataclass
class Forum:
    site: ServedSite
    plugin: Plugin
    numbers: count = field(default_factory=lambda: count(1))

    @classmethod
    def connected(cls, site: ServedSite, key: str | None = None) -> "Forum":
        """By the operator's command, unless a key was made on the site."""
        words = site.folder.with_suffix(".words")
        words.write_text(WORDS)
        site.run("admin", "word-list", words, "--data", site.folder)
        if key is None:
            made = site.run(
                "admin", "adapter", "create", "Example Forum", "--data", site.folder, "--json")
            key = json.loads(made)["api_key"]
        plugin = Plugin(address=site.url, key=key, slug=SLUG)
        # A name that is not the slug's: no webhook is registered, and nothing leaves the machine.
        plugin.register("Example Forum", host="elsewhere.example.org")
        forum = cls(site, plugin)
        forum.rules(default_review_group="community", labels={
            "spam": {"tier1": 0.9, "tier2": 0.5}, "hate/threatening": {"tier1": 0.9, "tier2": 0.5}})
        return forum

    def rules(self, category: str | None = None, **fields) -> None:
        channel = f"/channels/{category}" if category else ""
        answer = self.plugin.call(
            "PUT", f"/api/v2/community-servers/{self.plugin.community}/moderation-policy{channel}",
            body=fields)
        assert answer.status_code == 200, answer.text

    def post(self, text: str, **facts) -> Submission:
        facts = {"id": str(next(self.numbers)), "author": AUTHOR, "text": text} | facts
        return self.plugin.submit(Post(**facts))

    def vote(self, note: str, levels: list[str], first: int = 100) -> None:
        for number, level in enumerate(levels, start=first):
            answer = self.plugin.vote(note, level, User(str(number), f"reader{number}"))
            assert answer.status_code == 201, answer.text

    def flag(self, post: Post, by: int) -> Submission:
        return self.plugin.flag(post, User(str(by), f"reader{by}"))

    def fill(self) -> None:
        """Six weeks of a forum's life, most of it decided."""
        texts = [
            "Buy a zubavex while they last, everybody has one.",
            "My cousin sells a zobavex for half of that, write to me.",
            "Has anybody tried the zabavex that they sell at the station?",
            "Only a quvatex would park like that in front of the school.",
            "What a quvotex idea, honestly.",
            "Those xirelax from across the river are at it again.",
        ]
        opened: list[Submission] = []
        for number in range(42):
            opened.append(self.post(
                f"{texts[number % 6]} ({number + 1})",
                category="7" if number % 5 == 0 else "6",
                category_name="Town talk" if number % 5 == 0 else "Trading"))
        for number, submission in enumerate(opened[:36]):
            if submission.note and number % 7 != 0:
                decide = self.plugin.disagree if number % 4 == 0 else self.plugin.agree
                decide(submission.note, MODERATOR)
        for number, submission in enumerate(opened[36:]):
            if submission.note:
                self.vote(submission.note, ["HELPFUL", "NOT_HELPFUL", "HELPFUL"][: number % 4])
        waiting = self.post("A long story about a quvatex. " + "It went on and on. " * 30)
        self.vote(waiting.note, ["HELPFUL", "NOT_HELPFUL", "NOT_HELPFUL", "HELPFUL"])
        self.flag(Post(str(next(self.numbers)), AUTHOR, "I do not like your tone at all."), 120)
        self.spread()

    def spread(self) -> None:
        """Moves what was decided just now into the last weeks."""
        now = int(time.time() * 1000)
        with self.site.stopped() as database:
            rows = database.execute("SELECT id, decidedAt FROM review ORDER BY createdAt").fetchall()
            for number, row in enumerate(rows):
                ago = (number * 17 % 29) * DAY + (number % 11) * HOUR
                took = [20 * 60_000, 3 * HOUR, 9 * HOUR, 20 * HOUR, 50 * HOUR, 5 * DAY][number % 6]
                created = now - ago - took if row["decidedAt"] else now - number % 9 * 12 * HOUR
                database.execute(
                    "UPDATE review SET createdAt = ?1,"
                    " body = json_set(body, '$.item.action.createdAt', ?1) WHERE id = ?2",
                    [created, row["id"]])
                if row["decidedAt"]:
                    database.execute(
                        "UPDATE review SET decidedAt = ?1,"
                        " body = json_set(body, '$.item.note.decidedAt', ?1) WHERE id = ?2",
                        [now - ago, row["id"]])

    def lose_an_event(self) -> None:
        """Registers a webhook whose last event was given up on."""
        now = int(time.time() * 1000)
        with self.site.stopped() as database:
            key = database.execute("SELECT id FROM adapterKey").fetchone()["id"]
            post = database.execute("SELECT id FROM moderatedPost").fetchone()["id"]
            database.execute(
                "INSERT INTO webhook (id, community, url, adapterKey, isActive, problem, createdAt)"
                " VALUES ('hook', ?, 'https://forum.example.org/opennotes/webhooks/receive', ?, 1,"
                " 'no answer in time', ?)", [self.plugin.community, key, now])
            progress = {"state": "failed", "attempts": 7, "lastAttemptAt": now}
            database.execute(
                "INSERT INTO webhookDelivery (webhook, eventID, event, post, submission, payload,"
                " createdAt, state, progress, lastError) VALUES ('hook', 'event',"
                " 'moderation_action.applied', ?, 'none', '{}', ?, 'failed', ?,"
                " 'no answer in time')", [post, now - 5 * HOUR, json.dumps(progress)])
