"""A site in a process of its own, with its data in a folder of its own."""

import contextlib
import hashlib
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class ServedSite:
    """`commonground serve` on a free port."""

    def __init__(self, binary: Path, folder: Path, demo: bool = False):
        self.binary = binary
        self.folder = folder
        self.demo = demo
        self.port = free_port()
        self.process = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "ServedSite":
        arguments = ["--data", self.folder, "--port", str(self.port), "--log-level", "warning"]
        # Every person of a test comes from an address of their own; see `Visitors`.
        arguments.append("--trust-proxy")
        if self.demo:
            arguments.append("--demo")
        self.log = open(self.folder.with_suffix(".log"), "ab")
        self.process = subprocess.Popen(
            [self.binary, "serve", *arguments], stdout=subprocess.PIPE, stderr=self.log
        )
        # The site says its address once it listens; it says nothing if it ends before.
        line = self.process.stdout.readline().decode()
        if not line.startswith("→"):
            self.process.wait()
            raise RuntimeError("The site did not start:\n" + self.log_text())
        return self

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process.stdout.close()
            self.log.close()
            self.process = None

    @contextlib.contextmanager
    def stopped(self):
        """The database of the site while it does not run."""
        was_running = self.process is not None
        self.stop()
        database = sqlite3.connect(self.folder / "community.sqlite")
        database.row_factory = sqlite3.Row
        try:
            yield database
            database.commit()
        finally:
            database.close()
        if was_running:
            self.start()

    def rows(self, query: str, *values) -> list[sqlite3.Row]:
        """Reads the database while the site runs."""
        with contextlib.closing(sqlite3.connect(self.folder / "community.sqlite")) as database:
            database.row_factory = sqlite3.Row
            return database.execute(query, values).fetchall()

    def value(self, query: str, *values):
        rows = self.rows(query, *values)
        return rows[0][0] if rows else None

    def log_text(self) -> str:
        return self.folder.with_suffix(".log").read_text(errors="replace")

    def run(self, *arguments, text: str = "") -> str:
        """Runs another command of the program on the site's folder."""
        done = subprocess.run(
            [self.binary, *arguments], input=text, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
        return done.stdout

    def make_operator(self, email: str, password: str) -> None:
        self.run(
            "admin", "create", "--data", self.folder, "--email", email, text=password + "\n"
        )

    def call(self, method: str, path: str, token: str = "", body=None):
        """Calls the interface for programs; gives what it answers."""
        request = urllib.request.Request(self.url + "/api/v1" + path, method=method)
        if token:
            request.add_header("Authorization", "Bearer " + token)
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from None
        return json.loads(text) if text else None

    # Time

    def let_time_pass(self, milliseconds: int = 70 * MINUTE) -> None:
        """Makes everything that people did and that runs decided that much older.

        A note that meets the criteria waits for half an hour to an hour before it becomes helpful,
        and the site reads the clock of the machine. Times are moved, nothing else: what the next
        run decides is its own.
        """
        columns = {
            "note": ["createdAt"],
            "rating": ["createdAt"],
            "status": [
                "noteCreatedAt", "firstStatusAt", "statusAt", "latestStatusAt", "lockedAt",
                "statusChangedAt", "waitingSince", "firstWaitingSince", "earlyHelpfulAt",
                "helpfulSince",
            ],
            "statusChange": ["at"],
        }
        with self.stopped() as database:
            for table, names in columns.items():
                for name in names:
                    # Smaller values are no times: −1 and 1 say that there is none.
                    database.execute(
                        f"UPDATE {table} SET {name} = {name} - ? WHERE {name} > 1000000000000",
                        [milliseconds],
                    )


class Crowd:
    """Accounts for the simulated contributors of a demonstration, to rate as each of them.

    Scoring knows the viewpoints of people who rated for weeks; nobody who signs up in a test has one.
    """

    def __init__(self, site: ServedSite, tokens: dict[int, str]):
        self.site = site
        self.tokens = tokens

    @classmethod
    def enrolled(cls, site: ServedSite) -> "Crowd":
        now = int(time.time() * 1000)
        tokens = {}
        with site.stopped() as database:
            members = database.execute(
                "SELECT id FROM contributor WHERE id NOT IN (SELECT contributor FROM membership)"
            ).fetchall()
            for (contributor,) in map(tuple, members):
                account = database.execute(
                    "INSERT INTO account (email, name, role, createdAt, pool, failedSignIns)"
                    " VALUES (?, ?, 'member', ?, 'everyone', 0)",
                    [f"member{contributor}@demo.invalid", f"Member {contributor}", now - 90 * DAY],
                ).lastrowid
                database.execute(
                    "INSERT INTO membership (account, contributor, alertFrequency, noticeSettings)"
                    " VALUES (?, ?, 'never', '[]')",
                    [account, contributor],
                )
                tokens[contributor] = give_token(database, account, "rate write read", now)
        return cls(site, tokens)

    def on_both_sides(self, on_each: int) -> list[int]:
        """Reliable raters with clear viewpoints, as many from one side as from the other."""
        chosen = []
        for order in ("ASC", "DESC"):
            side = self.site.rows(
                "SELECT rater, factor FROM raterPosition WHERE isReliable = 1"
                f" AND abs(factor) > 0.2 ORDER BY factor {order}"
            )
            raters = [row["rater"] for row in side if row["rater"] in self.tokens]
            assert len(raters) >= 2 * on_each, "the demonstration has too few raters"
            chosen += raters[:on_each]
        return chosen

    def rate(self, note: int, raters, helpful: bool) -> None:
        answer = "HELPFUL" if helpful else "NOT_HELPFUL"
        tags = (
            ["helpfulClear", "helpfulGoodSources", "helpfulAddressesClaim"]
            if helpful
            else ["notHelpfulIncorrect", "notHelpfulSourcesMissingOrUnreliable"]
        )
        author = self.site.value("SELECT author FROM note WHERE id = ?", note)
        for rater in raters:
            if rater != author:
                self.site.call(
                    "PUT", f"/notes/{note}/rating", self.tokens[rater],
                    {"helpfulness": answer, "tags": tags},
                )


def give_token(database: sqlite3.Connection, account: int, scopes: str, now: int) -> str:
    token = "cg_" + secrets.token_urlsafe(32)
    database.execute(
        "INSERT INTO apiToken (tokenHash, account, name, scopes, createdAt) VALUES (?, ?, ?, ?, ?)",
        [hashlib.sha256(token.encode()).digest(), account, "test", scopes, now],
    )
    return token


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
