"""Sites with AI note writers: their addresses, their operator's command, and writers made by it."""

import json
import os
import subprocess
import uuid
from dataclasses import dataclass, field

import requests
from requests_oauthlib import OAuth1 as SignedByOAuthlib
from xdk import Client
from xdk.oauth1_auth import OAuth1

BINARY = os.environ["COMMONGROUND_BINARY"]
# Where the browser is led back to after a program was let in.
REDIRECT = "https://example.org/callback"

NOTES = "/2/notes"
WRITTEN = "/2/notes/search/notes_written"
ELIGIBLE = "/2/notes/search/posts_eligible_for_notes"
EVALUATE = "/2/notes/evaluate"


@dataclass(frozen=True)
class Installation:
    """A site and the folder that it keeps everything in."""

    address: str
    data: str


def installation(name: str) -> Installation:
    return Installation(os.environ[f"COMMONGROUND_{name}"], os.environ[f"COMMONGROUND_{name}_DATA"])


# A simulated community that sets no limits to requests, for nearly everything.
MAIN = installation("SITE")
# Without a setting of limits, and with small ones. Both are empty.
UNSET = installation("UNSET_SITE")
SMALL = installation("SMALL_SITE")
# What the small one is told.
SMALL_WINDOW, SMALL_DAY = 12, 6


@dataclass(frozen=True)
class Credentials:
    """What the operator's command prints."""

    consumer_key: str
    consumer_secret: str
    access_token: str
    access_token_secret: str
    client_id: str
    client_secret: str
    oauth2_access_token: str
    # Of the application, with nobody behind it.
    app_only_token: str
    user_id: str
    # To sign in to the site's pages.
    email: str
    password: str


@dataclass
class Writer:
    """An AI note writer, by the ways its programs may speak."""

    site: Installation
    credentials: Credentials
    # Requests as the SDK sent them.
    sent: list[requests.PreparedRequest] = field(default_factory=list)
    answers: list[requests.Response] = field(default_factory=list)

    def sdk(self, **credentials) -> Client:
        """X's SDK with nothing changed but address and credentials; OAuth 1.0a unless told."""
        client = Client(base_url=self.site.address, **(credentials or {"auth": self.oauth1()}))
        client.session.hooks["response"].append(self._keep)
        return client

    def _keep(self, answer: requests.Response, *_, **__):
        self.sent.append(answer.request)
        self.answers.append(answer)

    def oauth1(self) -> OAuth1:
        own = self.credentials
        return OAuth1(
            own.consumer_key, own.consumer_secret, "https://example.org/callback",
            own.access_token, own.access_token_secret)

    def bearer(self) -> Client:
        return self.sdk(access_token=self.credentials.oauth2_access_token)

    def call(self, method: str, path: str, **options) -> requests.Response:
        """Without the SDK, signed by another library."""
        own = self.credentials
        return requests.request(
            method, self.site.address + path, timeout=30, allow_redirects=False,
            auth=SignedByOAuthlib(
                own.consumer_key, own.consumer_secret, own.access_token, own.access_token_secret),
            **options)

    def get(self, path: str, **query) -> requests.Response:
        return self.call("GET", path, params=query)


def new_writer(state: str = "testing", on: Installation = MAIN) -> Writer:
    """A writer of its own, so that no test sees another's notes, limits or windows.

    On the main site it has seen the feed: notes are taken on posts that were offered.
    """
    printed = subprocess.run(
        [BINARY, "admin", "writer", "create", f"Writer {uuid.uuid4().hex[:12]}",
         "--data", on.data, "--state", state, "--redirect-uri", REDIRECT, "--json"],
        capture_output=True, text=True, timeout=60)
    assert printed.returncode == 0, printed.stderr
    told = json.loads(printed.stdout)
    writer = Writer(on, Credentials(**{
        name: told[name] for name in Credentials.__dataclass_fields__}))
    if on == MAIN:
        answer = writer.get(
            ELIGIBLE, test_mode="true", max_results=100, post_selection="feed_lang:all")
        assert answer.status_code == 200, answer.text
    return writer


def note(post: str, test: bool = True, **info) -> dict:
    """A body that is accepted, with changes of `info`; None takes a property out."""
    full = {
        "text": "The report gives a tenth of that. https://example.org/report",
        "classification": "misinformed_or_potentially_misleading",
        "misleading_tags": ["factual_error"],
        "trustworthy_sources": True,
    } | info
    return {
        "post_id": post, "test_mode": test,
        "info": {name: value for name, value in full.items() if value is not None}}


def refusal(raised) -> tuple[int, str | None]:
    """Status and parameter of an error that the SDK raised, once its document is found sound."""
    answer = raised.value.response
    problem = sound_problem(answer)
    return answer.status_code, problem.get("parameter")


def sound_problem(answer: requests.Response) -> dict:
    """The problem document of an answer that must be one."""
    assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json", answer.text
    problem = answer.json()
    assert problem["status"] == answer.status_code
    for member in ("type", "title", "detail"):
        assert isinstance(problem[member], str) and problem[member], problem
    assert problem["type"] == "about:blank" or problem["type"].startswith(
        "https://api.x.com/2/problems/"), problem
    if "parameter" in problem and problem["status"] == 400:
        named = [set(error["parameters"]) for error in problem["errors"]]
        assert {problem["parameter"]} in named, problem
        assert isinstance(problem.get("value"), str), problem
    return problem
