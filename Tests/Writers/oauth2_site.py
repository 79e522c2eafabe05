"""The page on which somebody lets a program act as them, and where programs get their tokens."""

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import requests

from demo_site import Browser
from writer_site import MAIN, REDIRECT, Writer

SCOPES = ["tweet.read", "tweet.write", "users.read", "offline.access"]


@dataclass
class Consent:
    """The page of `/oauth2/authorize`, as a browser shows it."""

    browser: Browser
    action: str
    # What the button sends.
    fields: dict[str, str]
    # Where the link beside it leads.
    refusal: str

    @classmethod
    def shown(cls, browser: Browser, url: str) -> "Consent":
        parts = urlsplit(url)
        answer = browser.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        form = next(
            each for each in re.findall(r"<form\b.*?</form>", answer.text, re.S)
            if "code_challenge" in each)
        fields = {
            attribute(each, "name"): attribute(each, "value")
            for each in re.findall(r"<(?:input|button)\b[^>]*>", form) if 'name="' in each}
        links = [attribute(each, "href") for each in re.findall(r"<a\b[^>]*>", answer.text)]
        return cls(
            browser, attribute(re.match(r"<form\b[^>]*>", form)[0], "action"), fields,
            next(each for each in links if each.startswith(REDIRECT)))

    def answer(self, allows: bool) -> dict[str, str]:
        """What the program is told by way of the browser."""
        location = self.refusal
        if allows:
            answer = self.send(self.fields)
            assert answer.status_code in (302, 303), f"{answer.status_code} {answer.text}"
            location = answer.headers["Location"]
        target = urlsplit(location)
        assert f"{target.scheme}://{target.netloc}{target.path}" == REDIRECT
        return dict(parse_qsl(target.query))

    def send(self, fields: dict[str, str]) -> requests.Response:
        return self.browser.session.post(
            MAIN.address + self.action, data=fields, allow_redirects=False, timeout=30)


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def token_request(writer: Writer, signed_in: bool = True, **form) -> requests.Response:
    """Asks the token endpoint as the writer's client."""
    own = writer.credentials
    return requests.post(
        MAIN.address + "/2/oauth2/token", data=form, timeout=30,
        auth=(own.client_id, own.client_secret) if signed_in else None)
