"""What takes a community weeks, written straight into the file of a site that runs.

Only for what no test can wait for: hundreds of requests by different people, a hundred helpful notes.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator

from writer_site import MAIN, Writer


@contextlib.contextmanager
def file_of_the_site() -> Iterator[sqlite3.Connection]:
    """One transaction, waiting for the site's own."""
    connection = sqlite3.connect(f"{MAIN.data}/community.sqlite", timeout=30)
    try:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def wanted(posts: list[str]) -> Iterator[None]:
    """Puts posts into the feed as if people had asked for notes on them, and takes them out again."""
    now = int(time.time() * 1_000)
    with file_of_the_site() as site:
        site.executemany(
            "INSERT INTO requestedPost (post, contributorFeedAt, smallFeedAt) VALUES (?, ?, ?)",
            [(int(post), now, now) for post in posts])
    try:
        yield
    finally:
        with file_of_the_site() as site:
            site.executemany(
                "DELETE FROM requestedPost WHERE post = ?", [(int(post),) for post in posts])


def deliver(writer: Writer, posts: list[str]) -> None:
    """Offers the writer posts, and nobody after it."""
    with wanted(posts):
        met: set[str] = set()
        for page in writer.sdk().community_notes.search_eligible_posts(
            True, max_results=100, post_selection="feed_lang:all"
        ):
            met.update(each.id for each in page.data or [])
    assert set(posts) <= met, f"{len(set(posts) - met)} posts were not offered"


def give_record(note: str, helpful: int) -> None:
    """Makes the author of a note the one of so many helpful notes more."""
    with file_of_the_site() as site:
        site.row_factory = sqlite3.Row
        author = site.execute("SELECT author FROM note WHERE id = ?", (int(note),)).fetchone()[0]
        example = dict(site.execute(
            "SELECT note.* FROM note JOIN status ON status.note = note.id"
            " WHERE status.status = (SELECT status FROM status WHERE helpfulSince IS NOT NULL"
            " LIMIT 1) AND status.helpfulSince IS NOT NULL AND note.deletedAt IS NULL LIMIT 1"
        ).fetchone())
        status = dict(site.execute(
            "SELECT * FROM status WHERE note = ?", (example["id"],)).fetchone())
        posts = [row[0] for row in site.execute(
            "SELECT id FROM post WHERE id NOT IN (SELECT post FROM note WHERE author = ?)"
            " LIMIT ?", (author, helpful))]
        assert len(posts) == helpful
        for number, post in enumerate(posts, start=1):
            new = {"author": author, "id": int(note) - number}
            insert(site, "note", example | new | {"post": post})
            insert(site, "status", status | {"author": author, "note": new["id"]})


def insert(site: sqlite3.Connection, table: str, row: dict) -> None:
    marks = ", ".join("?" * len(row))
    site.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
