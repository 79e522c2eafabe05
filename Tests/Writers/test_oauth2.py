"""OAuth 2 with X's SDK's own helper: consent on the site's page, code and PKCE, refresh (section 2.6)."""

import secrets
import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import requests
from oauthlib.oauth2 import InsecureTransportError
from xdk import Client

from demo_site import Browser
from oauth2_site import SCOPES, Consent, token_request
from offered_posts import browser
from writer_site import (
    ELIGIBLE, EVALUATE, MAIN, REDIRECT, WRITTEN, Writer, new_writer, note, sound_problem)


@pytest.fixture(autouse=True)
def over_plain_http(monkeypatch):
    """The SDK's library wants TLS for the page and for refreshing, unless it is told."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture(scope="module")
def developer() -> Writer:
    """Whose application others allow."""
    return new_writer()


@pytest.fixture(scope="module")
def member() -> Browser:
    return browser("reader")


def program(developer: Writer, **options) -> Client:
    own = developer.credentials
    return Client(**{
        "base_url": MAIN.address, "authorization_base_url": MAIN.address,
        "client_id": own.client_id, "client_secret": own.client_secret,
        "redirect_uri": REDIRECT, "scope": SCOPES} | options)


def allowed(developer: Writer, member: Browser, **options) -> Client:
    """A program with a token of the member."""
    client = program(developer, **options)
    state = secrets.token_urlsafe(12)
    back = Consent.shown(member, client.get_authorization_url(state)).answer(allows=True)
    assert back["state"] == state and "error" not in back
    client.fetch_token(f"{REDIRECT}?{urlencode(back)}")
    return client


def me(token: str) -> requests.Response:
    return requests.get(
        MAIN.address + "/2/users/me", headers={"Authorization": f"Bearer {token}"}, timeout=30)


def test_without_that_the_sdk_wants_tls(monkeypatch, developer):
    monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT")
    with pytest.raises(InsecureTransportError):
        program(developer).get_authorization_url("s")
    secure = program(developer, authorization_base_url="https://example.org")
    assert secure.get_authorization_url("s").startswith("https://example.org/oauth2/authorize?")


def test_a_member_allows_a_program(developer, member):
    client = allowed(developer, member)
    token = client.token
    assert token["token_type"] == "bearer" and token["expires_in"] == 7_200
    assert set(token["scope"].split()) == set(SCOPES)
    assert token["access_token"] != token["refresh_token"] and not client.is_token_expired()
    answer = me(token["access_token"])
    assert answer.status_code == 200, answer.text
    # A member is no AI note writer by allowing a program.
    with pytest.raises(requests.HTTPError) as raised:
        next(client.community_notes.search_written(True))
    assert raised.value.response.status_code == 403
    problem = raised.value.response.json()
    assert (problem["title"], problem["type"]) == ("Forbidden", "about:blank")
    assert answer.json()["data"]["id"] in problem["detail"]
    assert set(problem) == {"title", "type", "status", "detail"}


def test_s22_an_expired_token_is_refreshed_by_the_sdk(developer, member):
    old = dict(allowed(developer, member).token)
    client = program(developer, token=old | {"expires_at": time.time() - 1})
    with pytest.raises(requests.HTTPError):
        next(client.community_notes.search_written(True))
    renewed = client.token
    assert renewed["access_token"] != old["access_token"]
    assert me(renewed["access_token"]).status_code == 200
    # A refresh token works once, or else a stolen one would go unnoticed.
    again = token_request(
        developer, grant_type="refresh_token", refresh_token=old["refresh_token"])
    assert again.status_code in (400, 401) and again.json()["error"] == "invalid_grant"


def test_without_offline_access_there_is_no_refresh_token(developer, member):
    client = allowed(developer, member, scope=["tweet.read", "users.read"])
    assert client.token["refresh_token"] is None
    assert set(client.token["scope"].split()) == {"tweet.read", "users.read"}


def test_a_member_refuses(developer, member):
    url = program(developer).get_authorization_url("a state")
    back = Consent.shown(member, url).answer(allows=False)
    assert (back["error"], back["state"]) == ("access_denied", "a state")
    assert "code" not in back


def test_the_page_wants_somebody_signed_in(developer):
    parts = urlsplit(program(developer).get_authorization_url("s"))
    answer = Browser(MAIN.address).get(f"{parts.path}?{parts.query}")
    assert answer.status_code in (302, 303) and "/sign-in" in answer.headers["Location"]


def test_the_form_wants_its_own_secret(developer, member):
    consent = Consent.shown(member, program(developer).get_authorization_url("s"))
    for secret in ("", "wrong"):
        answer = consent.send(consent.fields | {"csrf": secret})
        assert answer.status_code in (400, 403), answer.status_code
    assert "Location" not in answer.headers


@pytest.mark.parametrize("changes", [
    {"client_id": "nobody"}, {"redirect_uri": "https://example.org/other"},
    {"redirect_uri": "https://evil.example/callback"}])
def test_an_unknown_program_or_address_is_never_redirected_to(developer, member, changes):
    parts = urlsplit(program(developer).get_authorization_url("s"))
    query = urlencode(dict(parse_qsl(parts.query)) | changes)
    answer = member.get(f"{parts.path}?{query}")
    assert answer.status_code == 400 and "Location" not in answer.headers


@pytest.mark.parametrize("changes, error", [
    ({"response_type": "token"}, "unsupported_response_type"),
    ({"scope": "everything"}, "invalid_scope"), ({"code_challenge": ""}, "invalid_request"),
    ({"code_challenge_method": "plain"}, "invalid_request")])
def test_other_faults_are_told_to_the_program(developer, member, changes, error):
    parts = urlsplit(program(developer).get_authorization_url("s"))
    query = urlencode(dict(parse_qsl(parts.query)) | changes)
    answer = member.get(f"{parts.path}?{query}")
    assert answer.status_code in (302, 303), answer.text
    back = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    assert answer.headers["Location"].startswith(REDIRECT + "?")
    assert (back["error"], back["state"]) == (error, "s")


def code(developer: Writer, member: Browser) -> tuple[str, str]:
    """A fresh code and its verifier."""
    client = program(developer)
    back = Consent.shown(member, client.get_authorization_url("s")).answer(allows=True)
    return back["code"], client.oauth2_auth.get_code_verifier()


@pytest.mark.parametrize("changes", [
    {"code": "made-up"}, {"code_verifier": "A" * 64}, {"code_verifier": ""},
    {"redirect_uri": "https://example.org/other"}])
def test_a_code_is_of_one_program_address_and_verifier(developer, member, changes):
    fresh, verifier = code(developer, member)
    form = {
        "grant_type": "authorization_code", "code": fresh, "code_verifier": verifier,
        "redirect_uri": REDIRECT}
    answer = token_request(developer, **form | changes)
    assert answer.status_code in (400, 401), answer.text
    assert answer.json()["error"] in ("invalid_grant", "invalid_request")
    assert "error_description" in answer.json() and "access_token" not in answer.text


def test_a_code_works_once_and_its_second_use_ends_its_tokens(developer, member):
    fresh, verifier = code(developer, member)
    form = {
        "grant_type": "authorization_code", "code": fresh, "code_verifier": verifier,
        "redirect_uri": REDIRECT}
    first = token_request(developer, **form)
    assert first.status_code == 200 and first.headers["Cache-Control"] == "no-store"
    assert token_request(developer, **form).json()["error"] == "invalid_grant"
    assert me(first.json()["access_token"]).status_code == 401


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_a_client_with_a_secret_must_know_it(developer, member, secret):
    fresh, verifier = code(developer, member)
    answer = requests.post(MAIN.address + "/2/oauth2/token", timeout=30, data={
        "grant_type": "authorization_code", "code": fresh, "code_verifier": verifier,
        "redirect_uri": REDIRECT}, auth=(developer.credentials.client_id, secret))
    assert answer.status_code in (400, 401) and answer.json()["error"] == "invalid_client"


def test_the_code_of_another_program_is_worth_nothing(developer, member):
    fresh, verifier = code(developer, member)
    answer = token_request(
        new_writer(), grant_type="authorization_code", code=fresh, code_verifier=verifier,
        redirect_uri=REDIRECT)
    assert answer.status_code in (400, 401) and answer.json()["error"] == "invalid_grant"


@pytest.mark.parametrize("grant", ["password", "", "implicit"])
def test_other_grants_are_refused(developer, grant):
    answer = token_request(developer, grant_type=grant)
    assert answer.status_code == 400
    assert answer.json()["error"] in ("unsupported_grant_type", "invalid_request")


@pytest.fixture(scope="module")
def writers_own(developer) -> Browser:
    """The writer itself, signed in."""
    browser, own = Browser(MAIN.address), developer.credentials
    answer = browser.post(
        "/sign-in", {"email": own.email, "password": own.password}, form="/sign-in")
    assert answer.status_code == 303, answer.text
    return browser


def test_a_writer_lets_its_own_program_in(developer, writers_own, posts):
    notes = allowed(developer, writers_own).community_notes
    made = notes.create(note(posts.short)).data.id
    assert [each.id for each in next(notes.search_written(True)).data] == [made]
    assert notes.delete(made).data.deleted


@pytest.mark.parametrize("scopes, reads, writes", [
    (["users.read"], False, False), (["tweet.read"], True, False), (["tweet.write"], False, True)])
def test_a_token_does_nothing_outside_its_scopes(
    developer, writers_own, posts, scopes, reads, writes
):
    token = allowed(developer, writers_own, scope=scopes).token["access_token"]

    def call(method: str, path: str, **options) -> bool:
        answer = requests.request(
            method, MAIN.address + path, timeout=30,
            headers={"Authorization": f"Bearer {token}"}, **options)
        assert answer.status_code in (200, 403), answer.text
        if answer.status_code == 403:
            assert sound_problem(answer)["title"] == "Forbidden"
        return answer.status_code == 200

    test = {"params": {"test_mode": "true"}}
    draft = {"json": {"note_text": "It is a tenth.", "post_id": posts.short}}
    assert call("GET", WRITTEN, **test) is call("GET", ELIGIBLE, **test) is reads
    assert call("POST", EVALUATE, **draft) is writes
