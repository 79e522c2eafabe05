"""Keys that an administrator's program makes for others (contract 2.2, 2.3 and 8.6)."""

import re
import uuid

import pytest

from moderation_site import SITE, create_adapter, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, Plugin

KEYS = f"{INTERNAL}/admin/api-keys"


def speaker(key: str) -> Plugin:
    return Plugin(SITE.address, key, f"forum-{uuid.uuid4().hex[:8]}.example.org-1a2b3c4d")


@pytest.fixture(scope="module")
def administrator() -> Plugin:
    return speaker(create_adapter(SITE, "--administrator").key)


def asked(**members) -> dict:
    return {
        "user_email": f"agent-{uuid.uuid4().hex[:10]}@example.org",
        "user_display_name": "Example Forum adapter", "key_name": "Production forum",
        "scopes": ["platform:adapter"]} | members


def test_a_key_that_was_made_for_a_forum_serves_it(administrator):
    body = asked()
    answer = administrator.call("POST", KEYS, body=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert re.fullmatch(r"opk_[0-9a-f]{12}_[A-Za-z0-9_-]{43}", made["key"])
    assert uuid.UUID(made["id"]) and made["expires_at"] is None
    for member in ("user_email", "user_display_name", "scopes"):
        assert made[member] == body[member]
    assert made["name"] == "Production forum"
    forum = speaker(made["key"])
    assert uuid.UUID(forum.register())


def test_keys_are_listed_without_their_secret_and_end_at_once(administrator):
    made = administrator.call("POST", KEYS, body=asked()).json()
    forum = speaker(made["key"])
    forum.register()
    found = {each["id"]: each for each in administrator.call("GET", KEYS).json()}
    listed = found[made["id"]]
    assert listed["is_active"] is True and listed["key_prefix"] == made["key"].split("_")[1]
    assert "key" not in listed and made["key"].split("_", 2)[2] not in str(found)
    assert administrator.call("DELETE", f"{KEYS}/{made['id']}").status_code == 204
    assert forum.call("GET", f"{PUBLIC}/requests").status_code == 401
    assert administrator.call("DELETE", f"{KEYS}/{made['id']}").status_code == 404
    ended = next(each for each in administrator.call("GET", KEYS).json() if each["id"] == made["id"])
    assert ended["is_active"] is False


def test_a_second_key_for_the_same_address_is_the_same_principals(administrator):
    body = asked()
    first, second = (administrator.call("POST", KEYS, body=body).json() for _ in range(2))
    forum = speaker(first["key"])
    community = forum.register()
    other = Plugin(SITE.address, second["key"], forum.slug)
    assert other.look_up() == community
    stranger = Plugin(
        SITE.address, administrator.call("POST", KEYS, body=asked()).json()["key"], forum.slug)
    assert stranger.call("GET", f"{INTERNAL}/community-servers/{community}").status_code in (403, 404)


@pytest.mark.parametrize("scopes", [
    [], ["everything"], ["api-keys:create"], ["requests:read", "api-keys:create"]])
def test_scopes_that_cannot_be_given(administrator, scopes):
    assert administrator.call("POST", KEYS, body=asked(scopes=scopes)).status_code == 400


@pytest.mark.parametrize("wrong", [
    {"user_email": "nobody"}, {"user_email": ""}, {"user_display_name": ""}, {"key_name": None},
    {"surprise": 1}])
def test_what_is_malformed_is_refused(administrator, wrong):
    assert administrator.call("POST", KEYS, body=asked(**wrong)).status_code == 422


def test_a_key_of_single_scopes_is_not_the_forums_server(administrator):
    body = asked()
    forum = speaker(administrator.call("POST", KEYS, body=body).json()["key"])
    community = forum.register()
    note = forum.flag(new_post("Hello"), new_user()).note
    narrow = Plugin(SITE.address, administrator.call("POST", KEYS, body=body | {"scopes": [
        "requests:read", "notes:read", "notes:write", "ratings:write", "requests:write"]},
    ).json()["key"], forum.slug)
    # It reads what it may,
    assert narrow.call("GET", f"{INTERNAL}/requests").status_code == 200
    # and neither single votes, nor decides, nor votes in anybody's name, nor manages anything.
    for method, path, sent in [
        ("GET", f"{INTERNAL}/notes/{note}/ratings", None),
        ("POST", f"{INTERNAL}/notes/{note}/force-publish", {}),
        ("POST", f"{INTERNAL}/community-servers/{community}/score", {}),
        ("POST", "/api/v1/community-servers", {
            "platform": "discourse", "platform_community_server_id": "other.example.org",
            "name": "Other"}),
        ("GET", f"{INTERNAL}/community-servers/{community}", None),
        ("GET", f"/api/v1/community-servers/{community}/scoring-analysis", None),
    ]:
        answer = narrow.call(method, path, body=sent)
        assert answer.status_code == 403, (path, answer.text)
    assert narrow.rename("Other").status_code == 403
    assert narrow.call("POST", f"{INTERNAL}/ratings", body={"data": {
        "type": "ratings", "attributes": {
            "note_id": note, "rater_id": str(uuid.uuid4()), "helpfulness_level": "HELPFUL"}}},
    ).status_code == 403


def test_only_administrators_make_keys(administrator):
    ordinary = speaker(create_adapter().key)
    issued = speaker(administrator.call("POST", KEYS, body=asked()).json()["key"])
    made = administrator.call("POST", KEYS, body=asked()).json()
    for program in (ordinary, issued):
        assert program.call("POST", KEYS, body=asked()).status_code == 403
        assert program.call("GET", KEYS).status_code == 403
        assert program.call("DELETE", f"{KEYS}/{made['id']}").status_code == 403
    # And no administrator ends what another made.
    other = speaker(create_adapter(SITE, "--administrator").key)
    assert other.call("DELETE", f"{KEYS}/{made['id']}").status_code == 404
    assert other.call("GET", KEYS).json() == []
