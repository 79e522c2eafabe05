"""A browser and a program that talk to a demonstration site."""

import os
import re

import requests

MEMBER_SCOPES = ["read", "rate", "write", "request", "account"]
OPERATOR_SCOPES = ["read", "request", "posts", "account", "operate"]


class Browser:
    """Keeps cookies, finds the token that forms carry, and follows no redirect by itself."""

    def __init__(self, base: str):
        self.base = base
        self.session = requests.Session()

    def get(self, path: str, **options) -> requests.Response:
        return self.session.get(self.base + path, allow_redirects=False, timeout=30, **options)

    def csrf(self, path: str = "/sign-in") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found, f"{path} has no form"
        return found[1]

    def post(self, path: str, fields: dict | list, form: str | None = None) -> requests.Response:
        """Sends a form; `form` is the page that its token is taken from."""
        fields = list(fields.items()) if isinstance(fields, dict) else list(fields)
        if form is not None:
            fields.append(("csrf", self.csrf(form)))
        return self.session.post(
            self.base + path, data=fields, allow_redirects=False, timeout=30)

    def sign_in(self, role: str) -> "Browser":
        answer = self.post("/demo/sign-in", {"role": role}, form="/sign-in")
        assert answer.status_code == 303, answer.text
        return self

    def make_token(self, scopes: list[str], name: str = "tests") -> str:
        fields = [("name", name)] + [("scopes", scope) for scope in scopes]
        answer = self.post("/me/tokens", fields, form="/me/settings")
        found = re.search(r"cg_[A-Za-z0-9_-]{43}", answer.text)
        assert found, answer.text
        return found[0]


class Program:
    """Calls the interface with a token, or without one."""

    def __init__(self, base: str, token: str | None = None):
        self.base = base + "/api/v1"
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, key: str | None = None, **options) -> requests.Response:
        headers = dict(self.headers)
        if key is not None:
            headers["Idempotency-Key"] = key
        return requests.request(
            method, self.base + path, headers=headers, timeout=60, **options)

    def get(self, path: str, **query) -> requests.Response:
        return self.call("GET", path, params=query)

    def items(self, path: str, limit: int) -> list[dict]:
        """All items of a list, page by page."""
        items: list[dict] = []
        query: dict = {"limit": limit}
        for _ in range(10_000):
            answer = self.get(path, **query)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            items += page["items"]
            if "next" not in page:
                return items
            assert query.get("cursor") != page["next"], "the list does not get on"
            query["cursor"] = page["next"]
        raise AssertionError(f"{path} does not end")


def program(base: str, role: str) -> Program:
    """A program with everything that a role may do."""
    if role == "anonymous":
        return Program(base)
    scopes = OPERATOR_SCOPES if role == "operator" else MEMBER_SCOPES
    return Program(base, Browser(base).sign_in(role).make_token(scopes))


# Operators change the whole site, so they have one of their own.
SITE = os.environ["COMMONGROUND_SITE"]
OPERATORS_SITE = os.environ["COMMONGROUND_OPERATORS_SITE"]
