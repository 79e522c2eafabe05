"""A forum's first weeks in one go, as its plugin lives through them: every call that the plugin makes, and
what each leads to (section 13 of the contract)."""

import uuid

import pytest

import words
from moderation_site import (
    CONSENSUS_SECONDS, OPEN_POLICY, SITE, WEBHOOK_SECONDS, Community, create_adapter, eventually,
    new_post, new_user)
from plugin_client import Plugin
from plugin_forum import Forum, SecondRow
from webhook_receiver import Receiver


@pytest.mark.parametrize("facts", [
    {}, {"other_headers": True}, {"cloud_token": "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"}])
def test_a_forum_lives_with_the_site(facts):
    # An administrator enters address and key.
    host = f"story-{uuid.uuid4().hex[:8]}.example.org"
    adapter = create_adapter()
    plugin = Plugin(SITE.address, adapter.key, f"{host}-1a2b3c4d", **facts)
    community = Community(plugin, adapter)
    plugin.register("Example Forum", host)
    community.set_policy(**OPEN_POLICY)
    forum = Forum(plugin, auto_hide_on_consensus=True, staff_approval_required=False)
    member, regular, guide = new_user(), new_user(trust_level=3), new_user(moderator=True, trust_level=4)

    with Receiver(plugin.key, handler=forum.receive) as receiver:
        assert community.add_webhook(receiver.url).status_code == 200

        # People write: something harmless, something doubtful, something clearly harmful.
        harmless, doubtful, harmful = (
            new_post(text) for text in (words.CLEAN, words.doubtful(), words.clearly_harmful()))
        for post in (harmless, doubtful, harmful):
            forum.save(post)
        assert {post: row.status for post, row in forum.rows.items()} == {
            doubtful.id: "under_review", harmful.id: "retro_review"}
        assert forum.hidden == {harmful.id}

        # The doubtful one is edited, and somebody flags the harmless one. A flag on what is under review
        # already is one item still, though the plugin stumbles over its own table.
        forum.save(doubtful.edited(f"{doubtful.text} (edited)"))
        forum.flag(harmless, regular)
        with pytest.raises(SecondRow):
            forum.flag(doubtful, regular)
        assert len(plugin.reviews(member)) == 3

        # A member votes, once.
        shown = {item["platform_message_id"]: item for item in plugin.reviews(member)}
        note = shown[doubtful.id]["note_id"]
        assert note == forum.rows[doubtful.id].note
        assert plugin.vote(note, "HELPFUL", member).status_code == 201
        assert plugin.vote(note, "NOT_HELPFUL", member).status_code == 409
        assert doubtful.id not in {item["platform_message_id"] for item in plugin.reviews(member)}
        found, notes = plugin.review(forum.rows[harmful.id].request, member)
        assert found["platform_message_id"] == harmful.id and len(notes) == 1

        # Others agree on the doubtful one, and want the harmful one back.
        community.vote_by_strangers(note, "HELPFUL", 4)
        community.vote_by_strangers(forum.rows[harmful.id].note, "NOT_HELPFUL")

        def told() -> None:
            assert receiver.failures == []
            assert forum.rows[doubtful.id].status == "helpful"
            assert forum.rows[harmful.id].status == "restored"

        eventually(told, CONSENSUS_SECONDS + WEBHOOK_SECONDS)
        assert forum.hidden == {doubtful.id}

        # Staff decide the flagged one by themselves, and the forum hears nothing that undoes it.
        forum.disagree(harmless.id, guide)
        assert forum.rows[harmless.id].status == "resolved"

        # One is ignored, one handed on.
        ignored, escalated = new_post(words.doubtful()), new_post(words.rude())
        for post in (ignored, escalated):
            forum.save(post)
        forum.ignore(ignored.id, guide)
        forum.escalate(escalated.id, guide)
        assert plugin.reviews(regular) == []
        assert [item["platform_message_id"] for item in plugin.reviews(guide)] == [escalated.id]

    # The forum's end is gone; people decide on another, and only the poll tells of it.
    missed = new_post(words.doubtful())
    forum.save(missed)
    community.vote_by_strangers(forum.rows[missed.id].note, "NOT_HELPFUL")
    community.decided(forum.rows[missed.id].request)
    forum.poll()
    assert forum.rows[missed.id].status == "not_helpful"
    before = {post: row.state for post, row in forum.rows.items()}
    forum.poll()
    assert {post: row.state for post, row in forum.rows.items()} == before

    # The administrator looks at the numbers.
    numbers = plugin.dashboard().json()
    assert numbers["activity"]["votes_cast"] == 15
    assert numbers["consensus"]["helpful"] == 1
    assert numbers["activity"]["open_items"] == 1
