#!/usr/bin/env python3
"""An AI note writer: reads the feed of posts that want notes, drafts, evaluates and submits, and says how
it stands. Written to be read and changed; see README.md."""

import argparse
import functools
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import requests
from xdk import Client, Cursor
from xdk.oauth1_auth import OAuth1

import drafts
from model import Model
from posts import Post, offered, unanswered
from standing import Admission, Written, admission, outcome, writing_limit
from table import shortened, table

SECONDS = 30
KEYS = ["consumer_key", "consumer_secret", "access_token", "access_token_secret"]


@dataclass
class Attempt:
    """What became of a post."""

    post: Post
    result: str
    text: str = ""
    score: float | None = None


def connect(site: str, keys: dict[str, str]) -> Client:
    """X's SDK on another address. It waits for ever by itself, so it is told for how long."""
    client = Client(base_url=site.rstrip("/"), auth=OAuth1(
        keys["consumer_key"], keys["consumer_secret"], "",
        keys["access_token"], keys["access_token_secret"]))
    client.session.request = functools.partial(client.session.request, timeout=SECONDS)
    return client


def run(notes, drafting: drafts.Drafting, options: argparse.Namespace) -> list[Attempt]:
    """`notes` is the SDK's `client.community_notes`."""
    noted = {
        each.info.post_id for each in Cursor(
            notes.search_written, not options.live, max_results=100, note_fields=["id", "info"]
        ).items() if each.info}
    chosen = unanswered(
        offered(notes, options.live, options.selection), noted, options.posts)
    attempts: list[Attempt] = []
    for post in chosen:
        try:
            attempts.append(attempt(notes, drafting, post, options))
        except requests.HTTPError as error:
            attempts.append(Attempt(post, refusal(error.response)))
            if error.response.status_code == 429:
                break
    return attempts


def attempt(notes, drafting: drafts.Drafting, post: Post, options: argparse.Namespace) -> Attempt:
    try:
        draft = drafting(post)
    except drafts.NoDraft as reason:
        return Attempt(post, f"no note: {reason}")
    score = notes.evaluate(
        {"post_id": post.id, "note_text": draft.text}).data.claim_opinion_score
    if options.least_score is not None and score < options.least_score:
        return Attempt(post, "left: its score is too low", draft.text, score)
    if options.dry_run:
        return Attempt(post, "would be sent", draft.text, score)
    made = notes.create({
        "test_mode": not options.live, "post_id": post.id, "info": {
            "text": draft.text, "classification": "misinformed_or_potentially_misleading",
            "misleading_tags": list(draft.tags),
            "trustworthy_sources": draft.trustworthy_sources}})
    return Attempt(post, f"note {made.data.id}", draft.text, score)


def refusal(answer: requests.Response) -> str:
    """What a site says against a call."""
    try:
        said = answer.json().get("detail", "")
    except ValueError:
        said = ""
    text = f"refused ({answer.status_code}): {said}"
    if answer.status_code == 429 and "x-rate-limit-reset" in answer.headers:
        left = max(0, int(answer.headers["x-rate-limit-reset"]) - int(time.time()))
        text += f" The window ends in {left} s."
    return text


def test_notes(notes, seconds: float) -> Admission:
    """How the newest test notes did, after waiting a little for those that are not evaluated yet."""
    until = time.monotonic() + seconds
    while True:
        listed = Cursor(
            notes.search_written, True, max_results=50, note_fields=["id", "test_result"]
        ).items(50)
        found = admission(outcome(each) for each in listed)
        if not found.waiting or time.monotonic() >= until:
            return found
        time.sleep(0.5)


def live_notes(notes) -> list[Written] | None:
    """Ours, newest first; None: not admitted yet."""
    try:
        return [Written.read(each) for each in Cursor(
            notes.search_written, False, max_results=100, note_fields=["id", "status"]).items()]
    except requests.HTTPError as error:
        if error.response.status_code == 400:
            return None
        raise


def show_attempts(attempts: list[Attempt]) -> None:
    if not attempts:
        print("No post wants a note from us at the moment.")
        return
    print(table(["post", "score", "what became of it", "note"], [
        [each.post.id, "" if each.score is None else f"{each.score:.3f}",
         shortened(each.result, 60), shortened(each.text, 60)] for each in attempts]))


def show_standing(found: Admission, live: list[Written] | None) -> None:
    rows = [
        [f"{each.name} {each.bucket}", str(each.count), f"at {each.rule} {each.of_50}",
         "✓" if each.is_met else "✗"] for each in found.criteria]
    print(f"\nThe newest test notes: {found.evaluated} of 50 evaluated", end="")
    print(f", {found.waiting} waiting." if found.waiting else ".")
    print(table(["criterion", "notes", "of 50", ""], rows))
    if live is None:
        print("Not admitted yet." + (
            " The criteria are met: writers are drawn among those." if found.is_met else ""))
    else:
        print(f"Admitted. {len(live)} live notes; writing limit about "
              f"{writing_limit(live, int(time.time() * 1000))} a day.")


def arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--site", default=os.environ.get("WRITER_SITE", "http://127.0.0.1:8080"),
                        help="address of the site, without a slash at its end (WRITER_SITE)")
    parser.add_argument("--credentials", type=Path, metavar="FILE",
                        help="what `commonground admin writer create --json` printed; otherwise "
                        "WRITER_CONSUMER_KEY, …_CONSUMER_SECRET, …_ACCESS_TOKEN and "
                        "…_ACCESS_TOKEN_SECRET")
    parser.add_argument("--posts", type=int, default=10, help="posts to look at (default: 10)")
    parser.add_argument("--selection", help="which feed, as in “feed_lang:de”")
    parser.add_argument("--least-score", type=float, metavar="SCORE",
                        help="leave drafts whose score is below")
    parser.add_argument("--wait", type=float, default=10, metavar="SECONDS",
                        help="for the evaluation of test notes (default: 10)")
    parser.add_argument("--dry-run", action="store_true", help="submit nothing")
    parser.add_argument("--live", action="store_true",
                        help="propose notes that people rate; for admitted writers")
    return parser.parse_args(given)


def credentials(file: Path | None) -> dict[str, str]:
    if file:
        found = json.loads(file.read_text())
    else:
        found = {name: os.environ.get(f"WRITER_{name.upper()}") for name in KEYS}
    missing = [name for name in KEYS if not found.get(name)]
    if missing:
        raise SystemExit(f"Credentials are missing: {', '.join(missing)}. See README.md.")
    return found


def way_of_drafting() -> drafts.Drafting:
    base = os.environ.get("OPENAI_BASE_URL")
    if not base:
        return drafts.from_template
    return drafts.from_model(Model(
        base, os.environ.get("OPENAI_API_KEY", ""),
        os.environ.get("OPENAI_MODEL", "default")).ask)


def main(given: list[str] | None = None) -> int:
    options = arguments(given)
    notes = connect(options.site, credentials(options.credentials)).community_notes
    try:
        show_attempts(run(notes, way_of_drafting(), options))
        show_standing(test_notes(notes, 0 if options.dry_run else options.wait), live_notes(notes))
    except requests.HTTPError as error:
        print(f"The site {refusal(error.response)}", file=sys.stderr)
        return 1
    except requests.RequestException as error:
        print(f"The site can't be reached: {type(error).__name__}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
