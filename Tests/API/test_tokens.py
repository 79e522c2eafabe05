"""What a token may do, and what it must not."""

import pytest

from demo_site import SITE, Browser, Program


@pytest.fixture(scope="module")
def signed_in() -> Browser:
    return Browser(SITE).sign_in("rater")


def holder(signed_in: Browser, *scopes: str) -> Program:
    return Program(SITE, signed_in.make_token(list(scopes)))


def test_a_token_cannot_make_one_that_may_do_more(signed_in):
    small = holder(signed_in, "account")
    made = small.call("POST", "/me/tokens", json={"name": "more", "scopes": ["account", "rate"]})
    assert made.status_code == 403
    same = small.call("POST", "/me/tokens", json={"name": "same", "scopes": ["account"]})
    assert same.status_code == 201


def test_a_member_cannot_make_an_operators_token(signed_in):
    full = holder(signed_in, "read", "rate", "write", "request", "account")
    for scope in ("operate", "posts"):
        made = full.call("POST", "/me/tokens", json={"name": "more", "scopes": [scope]})
        assert made.status_code == 403
    answer = signed_in.post(
        "/me/tokens", [("name", "more"), ("scopes", "operate")], form="/me/settings")
    assert answer.status_code == 403 and "cg_" not in answer.text


def test_a_token_does_nothing_outside_its_scopes(signed_in):
    reading = holder(signed_in, "read")
    assert reading.get("/me").status_code == 200
    for method, path in [
        ("PUT", "/notes/1/rating"), ("POST", "/posts/1/notes"), ("DELETE", "/notes/1"),
        ("POST", "/me/leave"), ("POST", "/me/tokens"), ("GET", "/me/tokens"),
        ("PUT", "/me/alias"), ("POST", "/notes/1/reports"), ("PUT", "/posts/1/request"),
        ("GET", "/operator/audit"), ("PUT", "/host/posts"),
    ]:
        answer = reading.call(method, path, json={})
        assert answer.status_code == 403, f"{method} {path}: {answer.text}"


def test_a_revoked_token_is_worth_nothing(signed_in):
    token = holder(signed_in, "read", "account")
    listed = token.get("/me/tokens").json()["items"]
    assert all("token" not in entry for entry in listed), "a secret is shown twice"
    assert token.call("DELETE", f"/me/tokens/{listed[-1]['id']}").status_code == 204
    assert token.get("/me").status_code == 401


def test_tokens_of_others_cannot_be_revoked(signed_in, writer):
    account = holder(signed_in, "account")
    own = {entry["id"] for entry in writer.get("/me/tokens").json()["items"]}
    for token in own:
        assert account.call("DELETE", f"/me/tokens/{token}").status_code == 404
    assert writer.get("/me").status_code == 200


@pytest.mark.parametrize("value", [
    "Bearer", "Bearer ", "Bearer x", "Basic Og==", "cg_x", "Bearer cg_" + "A" * 43,
    "Bearer cg_" + "A" * 4000])
def test_made_up_tokens_are_refused(value: str):
    program = Program(SITE)
    program.headers = {"Authorization": value}
    for path in ("/me", "/status"):
        answer = program.get(path)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_token(signed_in):
    """Cookies mean nothing to the interface, so other sites' pages cannot use them."""
    assert signed_in.get("/api/v1/me").status_code == 401


def test_leaving_ends_rating_and_coming_back_restores_it(signed_in):
    program = holder(signed_in, "read", "rate", "account")
    before = program.get("/me").json()
    assert program.call("POST", "/me/leave").status_code == 204
    try:
        assert program.get("/me").json()["mayRate"] is False
    finally:
        assert program.call("POST", "/me/rejoin").status_code == 204
    after = program.get("/me").json()
    assert after["contributor"]["id"] == before["contributor"]["id"]
    assert after["mayRate"] is True
