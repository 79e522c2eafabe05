"""The example writer against a real site, as a newcomer runs it."""

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from writer_site import MAIN, WRITTEN, Writer

EXAMPLE = Path(__file__).parents[2] / "Examples" / "ai-writer"
sys.path.insert(0, str(EXAMPLE))

from fake_model import FakeModel, sensible  # noqa: E402


def run(writer: Writer, folder: Path, *options: str, **environment: str):
    file = folder / "credentials.json"
    file.write_text(json.dumps(asdict(writer.credentials)))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    return subprocess.run(
        [sys.executable, str(EXAMPLE / "writer.py"), "--site", MAIN.address,
         "--credentials", str(file), *options],
        env=kept | environment, capture_output=True, text=True, timeout=60)


def written(writer: Writer) -> list[dict]:
    return writer.get(WRITTEN, test_mode="true", max_results=100).json().get("data", [])


def test_a_dry_run_writes_nothing(writer, posts, tmp_path):
    ended = run(writer, tmp_path, "--dry-run", "--selection", "feed_lang:all")
    assert ended.returncode == 0, ended.stderr
    assert "would be sent" in ended.stdout and "0 of 50 evaluated" in ended.stdout
    assert "Not admitted yet." in ended.stdout
    assert written(writer) == []


def test_a_run_writes_and_tells_how_the_writer_stands(writer, posts, tmp_path):
    ended = run(writer, tmp_path, "--selection", "feed_lang:all", "--posts", "20")
    assert ended.returncode == 0, ended.stderr
    made = re.findall(r"note (\d+)", ended.stdout)
    assert sorted(made) == sorted(each["id"] for each in written(writer))
    assert len(made) >= len(posts.all)
    assert f"{len(made)} of 50 evaluated." in ended.stdout
    again = run(writer, tmp_path, "--selection", "feed_lang:all", "--posts", "20")
    assert again.returncode == 0 and not re.findall(r"note \d+", again.stdout)


def test_a_model_writes(writer, posts, tmp_path):
    with FakeModel(sensible) as model:
        ended = run(
            writer, tmp_path, "--selection", "feed_lang:all", "--posts", "20",
            OPENAI_BASE_URL=model.base_url, OPENAI_API_KEY="k", OPENAI_MODEL="m")
    assert ended.returncode == 0, ended.stderr
    texts = {each["info"]["post_id"]: each["info"]["text"] for each in written(writer)}
    assert texts[posts.short].startswith("The report gives a tenth of that. https://")


def test_an_admitted_writer_is_told_its_limit(admitted, posts, tmp_path):
    ended = run(admitted, tmp_path, "--dry-run")
    assert ended.returncode == 0, ended.stderr
    assert "0 live notes; writing limit about 10 a day." in ended.stdout


def test_an_admitted_writer_proposes_notes(admitted, posts, tmp_path):
    ended = run(admitted, tmp_path, "--live", "--selection", "feed_lang:all", "--posts", "2")
    assert ended.returncode == 0, ended.stderr
    listed = admitted.get(WRITTEN, test_mode="false").json()["data"]
    assert re.findall(r"note (\d+)", ended.stdout) == [each["id"] for each in reversed(listed)]
    assert "2 live notes" in ended.stdout and written(admitted) == []
    for each in listed:
        admitted.sdk().community_notes.delete(each["id"])


@pytest.mark.parametrize("change, told", [
    ({"consumer_secret": "wrong"}, "refused (401)"), ({"consumer_key": ""}, "missing")])
def test_wrong_credentials_are_told(writer, tmp_path, change, told):
    for name, value in change.items():
        object.__setattr__(writer.credentials, name, value)
    ended = run(writer, tmp_path)
    assert ended.returncode == 1 and told in ended.stderr and not ended.stdout
