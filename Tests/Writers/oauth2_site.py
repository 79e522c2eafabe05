"""The page on which somebody lets a program act as them, and where programs get their tokens."""

import html
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import requests

from demo_site import Browser
from writer_site import MAIN, Writer

REDIRECT = "https://example.org/callback"
SCOPES = ["tweet.read", "tweet.write", "users.read", "offline.access"]


@dataclass
class Consent:
    """The form of `/oauth2/authorize`, as a browser shows it."""

    browser: Browser
    action: str
    fields: dict[str, str]
    # What its buttons would add, by what they say.
    buttons: dict[str, tuple[str, str]]

    @classmethod
    def shown(cls, browser: Browser, url: str) -> "Consent":
        parts = urlsplit(url)
        answer = browser.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
        form = next(
            each for each in re.findall(r"<form\b.*?</form>", answer.text, re.S)
            if 'name="csrf"' in each and "client_id" in each)
        head = re.match(r"<form\b[^>]*>", form)[0]
        action = re.search(r'action="([^"]*)"', head)
        fields = {
            attribute(each, "name"): attribute(each, "value")
            for each in re.findall(r"<input\b[^>]*>", form) if 'type="hidden"' in each}
        buttons = {
            re.sub(r"<[^>]+>", "", text).strip(): (attribute(head, "name"), attribute(head, "value"))
            for head, text in re.findall(r"(<button\b[^>]*>)(.*?)</button>", form, re.S)}
        return cls(
            browser, html.unescape(action[1]) if action else parts.path, fields, buttons)

    def answer(self, allows: bool) -> dict[str, str]:
        """Presses a button; what the browser is sent back with."""
        wanted = r"(?i)allow|authori[sz]e" if allows else r"(?i)cancel|deny|refuse|don.t|no\b"
        name, value = next(
            pair for text, pair in self.buttons.items() if re.search(wanted, text)
            and bool(re.search(r"(?i)don.t|not", text)) is not allows)
        answer = self.send({**self.fields, **({name: value} if name else {})})
        assert answer.status_code in (302, 303), f"{answer.status_code} {answer.text}"
        target = urlsplit(answer.headers["Location"])
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
