"""Files that anybody can download and recompute."""

import hashlib
import json
import os
import subprocess

from playwright.sync_api import expect

from people import run_scoring, wait_until


def test_a_downloaded_release_is_what_its_manifest_says_and_gives_the_published_statuses(
    demo, visitors, tmp_path
):
    page = visitors.new()
    page.goto("/data")
    # The site publishes soon after it starts: the page is loaded again until a release is on it.
    wait_until(page, lambda: page.get_by_role("link", name="Manifest").count() > 0)

    manifest_path = page.get_by_role("link", name="Manifest").first.get_attribute("href")
    day = manifest_path.split("/")[2]
    folder = tmp_path / day
    folder.mkdir()
    manifest = page.request.get(manifest_path).body()
    (folder / "manifest.json").write_bytes(manifest)
    listed = {file["name"]: file for file in json.loads(manifest)["files"]}
    rows = page.locator("details[open] tbody tr")
    expect(rows).to_have_count(len(listed))
    for row in rows.all():
        link = row.get_by_role("link")
        name = link.inner_text()
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        if name == "scored_notes.tsv":
            with page.expect_download() as download:
                link.click()
            download.value.save_as(target)
        else:
            # A browser drops one of many downloads in a row.
            target.write_bytes(page.request.get(link.get_attribute("href")).body())
        text = target.read_bytes()
        digest = hashlib.sha256(text).hexdigest()
        assert digest == listed[name]["sha256"], name
        assert len(text) == listed[name]["bytes"], name
        expect(row.locator("td.sum")).to_have_text(digest)
        # Nobody's account is in public files.
        assert b"demo.invalid" not in text, name

    # As the page says: beside the folder.
    commands = [
        command
        for command in page.get_by_role("region", name="Check it yourself").locator("pre").all_inner_texts()
        if command.startswith("commonground ")
    ]
    assert commands
    results = [follow(demo, command, tmp_path) for command in commands]
    assert "Every status agrees" in results[-1], results[-1]


def test_what_the_operator_exports_gives_the_statuses_that_the_site_shows(
    demo, visitors, operator, tmp_path
):
    run_scoring(operator)
    said = demo.run("export", "--data", demo.folder, tmp_path / "export")
    manifest = json.loads((tmp_path / "export" / "manifest.json").read_text())
    assert manifest["scoring"]["hasSameContributions"]
    commands = [
        line.strip() for line in said.splitlines() if line.strip().startswith("commonground ")
    ]
    results = [follow(demo, command.replace("STATE", "state"), tmp_path) for command in commands]
    assert "Every status agrees" in results[-1], results[-1]


def follow(site, command: str, folder) -> str:
    """Types a command into a shell; it has to succeed, which for `verify` means that nothing differs."""
    path = f"{site.binary.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        command, shell=True, cwd=folder, env={**os.environ, "PATH": path},
        capture_output=True, text=True,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}{done.stderr}"
    return done.stdout
