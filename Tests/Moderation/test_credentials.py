"""Who may call, and by which headers (contract 2 and 3; acceptance E3, checks 12 and 13)."""

import pytest
import requests

from moderation_site import SITE, new_community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, Plugin


def lookup(plugin: Plugin, headers: dict) -> requests.Response:
    return requests.get(
        f"{SITE.address}{PUBLIC}/community-servers/lookup", headers=headers, timeout=30,
        params={"platform": "discourse", "platform_community_server_id": plugin.slug})


@pytest.mark.parametrize("headers", [
    lambda key: {"X-API-Key": key},
    lambda key: {"Authorization": f"Bearer {key}"},
    lambda key: {"X-API-Key": key, "Authorization": "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"},
    lambda key: {"X-API-Key": key, "Authorization": "Bearer nonsense"},
    lambda key: {"X-API-Key": key, "Authorization": "Basic bm9ib2R5Om5vYm9keQ=="}])
def test_check12_a_key_is_enough_whatever_lies_beside_it(plugin, headers):
    assert lookup(plugin, headers(plugin.key)).status_code == 200


def test_check12_the_plugin_works_on_a_host_that_adds_its_own_token():
    community = new_community()
    plugin = community.plugin
    plugin.cloud_token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"
    answer = plugin.flag(new_post("Hello"), new_user())
    assert plugin.vote(answer.note, "HELPFUL", new_user()).status_code == 201


@pytest.mark.parametrize("headers, detail", [
    ({}, "Missing authentication credentials"),
    ({"Authorization": "Bearer opk_0123456789ab_" + "A" * 43}, "Invalid authentication credentials"),
    ({"X-API-Key": "opk_0123456789ab_" + "A" * 43}, None),
    ({"X-API-Key": "one of the old keys"}, None),
    ({"X-API-Key": ""}, None)])
def test_E3_without_a_good_key_nothing_is_answered(plugin, headers, detail):
    answer = lookup(plugin, headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["detail"] == detail or detail is None
    assert answer.json()["detail"] in (
        "Missing authentication credentials", "Invalid authentication credentials")


def test_a_key_that_differs_in_its_last_letter_is_wrong(plugin):
    wrong = plugin.key[:-1] + ("A" if plugin.key[-1] != "A" else "B")
    assert lookup(plugin, {"X-API-Key": wrong}).status_code == 401


def test_a_key_has_the_form_of_the_contract(plugin):
    start, prefix, secret = plugin.key.split("_", 2)
    assert start == "opk" and len(plugin.key) == 60
    assert len(prefix) == 12 and set(prefix) <= set("0123456789abcdef")
    assert len(secret) == 43


def test_the_site_never_says_a_key(community):
    plugin = community.plugin
    community.flagged()
    for path in (
        f"{PUBLIC}/requests", f"{PUBLIC}/community-servers/{community.id}",
        f"/api/v1/webhooks/by-community/{plugin.slug}", community.policy(),
    ):
        for acting in (None, new_user(), new_user(admin=True)):
            assert plugin.key not in plugin.call("GET", path, acting).text


def test_check13_calls_without_anybody_acting_work(community):
    plugin = community.plugin
    _, request, note = community.flagged()
    action = community.request(request)["action_id"]
    for path in (
        "requests", f"requests/{request}", "notes", f"notes/{note}", f"notes/{note}/ratings",
        f"notes/{note}/ratings/stats", "moderation-actions", f"moderation-actions/{action}",
    ):
        assert plugin.call("GET", f"{PUBLIC}/{path}").status_code == 200, path
    assert plugin.poll("2020-01-01T00:00:00Z") == []
    assert plugin.dashboard().status_code == 200


@pytest.mark.parametrize("prefix", [PUBLIC, INTERNAL])
def test_both_prefixes_answer_alike(community, prefix):
    _, request, note = community.flagged()
    for path in (f"requests/{request}", f"notes/{note}", "moderation-actions"):
        one = community.plugin.call("GET", f"{PUBLIC}/{path}").json()["data"]
        other = community.plugin.call("GET", f"{INTERNAL}/{path}").json()["data"]
        assert one == other


def test_either_spelling_of_the_headers_says_who_acts(community):
    _, _, note = community.flagged()
    voter = new_user()
    community.plugin.other_headers = True
    assert community.plugin.vote(note, "HELPFUL", voter).status_code == 201
    community.plugin.other_headers = False
    assert community.plugin.vote(note, "NOT_HELPFUL", voter).status_code == 409


def test_the_plugins_own_spelling_wins(community):
    _, _, note = community.flagged()
    voter, other = new_user(), new_user()
    plugin = community.plugin
    answer = plugin.vote(note, "HELPFUL", voter, headers={
        "X-Adapter-Platform-User-ID": other.id.encode()})
    assert answer.status_code == 201
    assert plugin.vote(note, "NOT_HELPFUL", voter).status_code == 409
    assert plugin.vote(note, "NOT_HELPFUL", other).status_code == 201


def test_the_scope_must_be_a_community_of_the_key(community):
    _, _, note = community.flagged()
    other = new_community()
    answer = community.plugin.vote(note, "HELPFUL", new_user(), headers={
        "X-Adapter-Scope": other.plugin.slug.encode()})
    assert answer.status_code == 403
    assert answer.json()["detail"] == "Adapter scope does not belong to this key"


def test_an_internal_header_from_outside_is_dropped_silently(community):
    answer = community.plugin.call("GET", f"{INTERNAL}/requests", headers={
        "X-Platform-Type": "discourse", "X-Platform-User-Id": "1",
        "X-Internal-Auth": "guessed"})
    assert answer.status_code == 200


@pytest.mark.parametrize("told", ["TRUE", "True", "true"])
def test_staff_is_told_in_any_case(community, told):
    _, _, note = community.flagged()
    answer = community.plugin.call(
        "POST", f"{PUBLIC}/notes/{note}/dismiss", new_user(), body={},
        headers={"X-Adapter-Moderator": told})
    assert answer.status_code == 200


@pytest.mark.parametrize("told", ["1", "yes", "on", "", "truth", "false"])
def test_anything_else_is_not_staff(community, told):
    _, _, note = community.flagged()
    answer = community.plugin.call(
        "POST", f"{PUBLIC}/notes/{note}/dismiss", new_user(), body={},
        headers={"X-Adapter-Moderator": told, "X-Adapter-Admin": told})
    assert answer.status_code == 403


def test_staff_is_asked_anew_on_each_call(community):
    _, _, note = community.flagged()
    person = new_user(moderator=True)
    community.plugin.reviews(person)
    assert community.plugin.agree(note, person.but(moderator=False)).status_code == 403


def test_a_name_beyond_ascii_is_kept(community):
    _, _, note = community.flagged()
    voter = new_user(username="søren_österlind")
    assert community.plugin.vote(note, "HELPFUL", voter).status_code == 201
    found = community.plugin.succeed("GET", f"{PUBLIC}/user-profiles/lookup", query={
        "platform": "discourse", "platform_user_id": voter.id,
        "provider_scope": community.plugin.slug}).json()["data"]["attributes"]
    assert found["display_name"] == voter.username


@pytest.mark.parametrize("method, path", [
    ("POST", "requests"), ("POST", "ratings"), ("DELETE", "requests/{request}"),
    ("PATCH", "requests/{request}"), ("POST", "notes/{note}/dismiss")])
def test_a_write_needs_no_bearer_token_and_no_cookie(community, method, path):
    _, request, note = community.flagged()
    answer = community.plugin.call(
        method, f"{PUBLIC}/{path.format(request=request, note=note)}", new_user(admin=True),
        body={"data": {}}, retry=False)
    assert answer.status_code not in (401, 419)
    assert "csrf" not in answer.text.lower()
