"""The operator's command that makes writers, and what it leads to (section 11.1)."""

import json
import subprocess

import pytest
import requests

from writer_site import (
    BINARY, MAIN, NOTES, Credentials, Writer, new_writer, note, refusal, sound_problem)


def command(*options: str, data: str = MAIN.data) -> subprocess.CompletedProcess:
    return subprocess.run(
        [BINARY, "admin", "writer", "create", *options, "--data", data],
        capture_output=True, text=True, timeout=60)


def test_secrets_are_of_one_writer_alone():
    first, second = (vars(new_writer().credentials) for _ in range(2))
    for name in Credentials.__dataclass_fields__:
        assert first[name] and first[name] != second[name], name


def test_it_prints_for_people_too():
    printed = command("A writer for people")
    assert printed.returncode == 0, printed.stderr
    with pytest.raises(ValueError):
        json.loads(printed.stdout)
    assert "consumer key" in printed.stdout.lower()


@pytest.mark.parametrize("options", [
    [""], ["x" * 81], ["Name", "--state", "removed"], ["Name", "--email", "none"], []])
def test_it_says_what_is_wrong(options):
    refused = command(*options, "--json")
    assert refused.returncode != 0 and refused.stderr and not refused.stdout.startswith("{")


def test_it_makes_no_site_where_there_is_none(tmp_path):
    refused = command("Name", "--json", data=str(tmp_path / "none"))
    assert refused.returncode != 0 and not (tmp_path / "none").exists()


def test_a_writer_that_was_removed_is_refused_everything(admitted: Writer, posts, host):
    notes = admitted.sdk().community_notes
    live = notes.create(note(posts.short, test=False)).data.id
    participant = host.program.get(f"/notes/{live}").json()["note"]["author"]["id"]
    removed = host.program.call(
        "POST", f"/operator/participants/{participant}/removal", json={"reason": "It advertised."})
    assert removed.status_code == 204, removed.text
    for call in [
        lambda: notes.create(note(posts.long)), lambda: notes.delete(live),
        lambda: next(notes.search_written(True)), lambda: next(notes.search_eligible_posts(True)),
        lambda: notes.evaluate({"note_text": "x", "post_id": posts.short}),
    ]:
        with pytest.raises(requests.HTTPError) as raised:
            call()
        assert refusal(raised) == (403, None)
        problem = sound_problem(raised.value.response)
        assert (problem["title"], problem["type"]) == ("Forbidden", "about:blank")
        assert admitted.credentials.user_id in problem["detail"]
    assert admitted.call("DELETE", f"{NOTES}/{live}").status_code == 403
