"""Files that anybody can download and recompute."""

import hashlib
import json

from playwright.sync_api import expect

from people import run_scoring, wait_until


def verify(site, folder, work):
    """Repeats the run whose inputs a folder has; gives what `verify` says of it."""
    scoring = json.loads((folder / "manifest.json").read_text())["scoring"]
    learned = folder / "prescoring" if (folder / "prescoring").exists() else folder
    state = work / "state"
    site.run(
        "score", learned, "--prescore-only", "--now", str(scoring["prescoredAt"]),
        "--seed", scoring["seed"], "--output", state, "--quiet",
    )
    return site.run(
        "verify", folder, "--published", folder, "--prescored", state,
        "--now", str(scoring["decidedAt"]), "--seed", scoring["seed"], "--quiet", "--json",
    )


def test_a_downloaded_release_is_what_its_manifest_says_and_gives_the_published_statuses(
    demo, visitors, tmp_path
):
    page = visitors.new()
    page.goto("/data")
    # The site publishes soon after it starts: the page is loaded again until a release is on it.
    wait_until(page, lambda: page.get_by_role("link", name="Manifest").count() > 0)

    folder = tmp_path / "release"
    manifest_link = page.get_by_role("link", name="Manifest").first.get_attribute("href")
    folder.mkdir()
    manifest = page.request.get(manifest_link).body()
    (folder / "manifest.json").write_bytes(manifest)
    listed = {file["name"]: file for file in json.loads(manifest)["files"]}
    rows = page.locator("details[open] tbody tr")
    expect(rows).to_have_count(len(listed))
    for row in rows.all():
        link = row.get_by_role("link")
        name = link.inner_text()
        with page.expect_download() as download:
            link.click()
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        download.value.save_as(target)
        text = target.read_bytes()
        digest = hashlib.sha256(text).hexdigest()
        assert digest == listed[name]["sha256"], name
        assert len(text) == listed[name]["bytes"], name
        expect(row.locator("td.sum")).to_have_text(digest)
    # Nobody's account is in public files.
    assert b"demo.invalid" not in b"".join(p.read_bytes() for p in folder.rglob("*.tsv"))

    report = json.loads(verify(demo, folder, tmp_path))
    assert report["differing"] == 0


def test_what_the_operator_exports_gives_the_statuses_that_the_site_shows(
    demo, visitors, operator, tmp_path
):
    run_scoring(operator)
    folder = tmp_path / "export"
    demo.run("export", "--data", demo.folder, folder)
    report = json.loads(verify(demo, folder, tmp_path))
    assert report["differing"] == 0
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["scoring"]["hasSameContributions"]
