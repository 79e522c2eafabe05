"""Posts and what the forum knows of their reviews, in one SQLite file."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass

SCHEMA = """
CREATE TABLE IF NOT EXISTS post (
    id INTEGER PRIMARY KEY,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    hidden INTEGER NOT NULL DEFAULT 0,
    -- What people are told of the review; empty: there is none.
    review TEXT NOT NULL DEFAULT '',
    -- The site's names of the submission and of what is voted on.
    request TEXT UNIQUE,
    note TEXT
);
-- Events that were applied, so that none is applied twice.
CREATE TABLE IF NOT EXISTS event (id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

UNDER_REVIEW = "under review"
HIDDEN_UNDER_REVIEW = "hidden automatically, under review"
HIDDEN = "hidden after review"
NO_ACTION = "reviewed, no action"
RESTORED = "hidden automatically, then restored"


@dataclass(frozen=True)
class Post:
    id: int
    author: str
    text: str
    hidden: bool
    review: str
    request: str | None
    note: str | None


class Posts:
    """Used by the threads of the server, one after the other."""

    def __init__(self, file: str):
        self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._lock = threading.RLock()
        self._connection.executescript(SCHEMA)

    @contextlib.contextmanager
    def change(self) -> Iterator["Posts"]:
        """All that happens inside is kept, or nothing."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def _posts(self, condition: str, *values: object) -> list[Post]:
        return [
            Post(**dict(row) | {"hidden": bool(row["hidden"])})
            for row in self._rows(f"SELECT * FROM post WHERE {condition}", *values)]

    def all(self) -> list[Post]:
        return self._posts("1 ORDER BY id DESC")

    def get(self, id: int) -> Post | None:
        return next(iter(self._posts("id = ?", id)), None)

    def of_request(self, request: str) -> Post | None:
        return next(iter(self._posts("request = ?", request)), None)

    def add(self, author: str, text: str) -> Post:
        [row] = self._rows("INSERT INTO post (author, text) VALUES (?, ?) RETURNING id", author, text)
        return self.get(row["id"])

    def write(self, id: int, text: str) -> None:
        self._rows("UPDATE post SET text = ? WHERE id = ?", text, id)

    def submitted(self, id: int, request: str, note: str | None) -> None:
        self._rows(
            "UPDATE post SET request = ?, note = coalesce(?, note) WHERE id = ?", request, note, id)

    def show(self, id: int, review: str) -> None:
        self._rows("UPDATE post SET hidden = 0, review = ? WHERE id = ?", review, id)

    def hide(self, id: int, review: str) -> None:
        self._rows("UPDATE post SET hidden = 1, review = ? WHERE id = ?", review, id)

    def is_new(self, event: str) -> bool:
        """Whether an event was not applied before; from now on it was."""
        return bool(self._rows(
            "INSERT INTO event (id) VALUES (?) ON CONFLICT DO NOTHING RETURNING id", event))

    def setting(self, name: str) -> str | None:
        rows = self._rows("SELECT value FROM setting WHERE name = ?", name)
        return rows[0]["value"] if rows else None

    def set(self, name: str, value: str) -> None:
        self._rows("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value)
