"""Sites, browsers and people for the tests.

`scripts/test-browser` says where the program and the browser are.
"""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from people import PASSWORD, look_through, sign_in
from served_site import Crowd, ServedSite

# A busy machine is slow; a test that fails is not waited for often.
expect.set_options(timeout=15_000)

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "out" / "screenshots"


@pytest.fixture(scope="session")
def binary() -> Path:
    path = Path(os.environ.get("COMMONGROUND", ROOT / ".build/release/commonground"))
    if not path.exists():
        pytest.exit(f"{path} is missing: build it, or name it: scripts/test-browser BINARY", 2)
    return path


@pytest.fixture(scope="session")
def browser():
    names = ["chromium", "chromium-browser", "google-chrome"]
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not path:
        pytest.exit("No chromium was found: apt-get install chromium, or set CHROMIUM.", 2)
    with sync_playwright() as playwright:
        # The sandbox refuses to run as root, which containers do.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Visitors:
    """Browsers of people, each from an address of their own."""

    addresses = count(1)

    def __init__(self, browser, site: ServedSite):
        self.browser = browser
        self.site = site
        self.contexts = []

    def new(self, **options):
        number = next(self.addresses)
        context = self.browser.new_context(
            base_url=self.site.url,
            extra_http_headers={"X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}"},
            **{"viewport": {"width": 1280, "height": 800}, **options},
        )
        context.set_default_timeout(15_000)
        # Strict pages: what a script or a style breaks is an error of the site.
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        self.contexts.append((context, page))
        return page

    def looking_as(self, role: str, **options):
        page = self.new(**options)
        look_through(page, role)
        return page

    def close(self) -> None:
        problems = [problem for _, page in self.contexts for problem in page.problems]
        for context, _ in self.contexts:
            context.close()
        assert not problems, f"scripts failed: {problems}"


@pytest.fixture
def site(binary, tmp_path):
    """A new site with nobody in it but an operator."""
    site = ServedSite(binary, tmp_path / "site")
    site.make_operator("operator@example.org", PASSWORD)
    site.start()
    yield site
    site.stop()
    assert "error" not in site.log_text().lower(), site.log_text()


@pytest.fixture(scope="session")
def prepared_demo(binary, tmp_path_factory):
    """A simulated community, made once, with accounts for its members."""
    site = ServedSite(binary, tmp_path_factory.mktemp("demo") / "site", demo=True)
    site.start()
    crowd = Crowd.enrolled(site)
    site.stop()
    return site.folder, crowd.tokens


@pytest.fixture
def demo(binary, prepared_demo, tmp_path):
    """A simulated community of one's own, in which scoring runs when the operator says so."""
    site = ServedSite(binary, tmp_path / "site", demo=True)
    shutil.copytree(prepared_demo[0], site.folder)
    with site.stopped() as database:
        database.execute(
            "INSERT INTO settings (version, value, savedAt, reason) VALUES (1, ?, 0, 'a test')",
            ['{"finalScoringMinutes": 1440, "fullScoringMinutes": 1440}'],
        )
    site.start()
    yield site
    site.stop()
    assert "error" not in site.log_text().lower(), site.log_text()


@pytest.fixture
def crowd(demo, prepared_demo) -> Crowd:
    return Crowd(demo, prepared_demo[1])


@pytest.fixture
def visitors(request, browser):
    """Browsers that look at the site of the test."""
    name = "demo" if "demo" in request.fixturenames else "site"
    visitors = Visitors(browser, request.getfixturevalue(name))
    yield visitors
    visitors.close()


@pytest.fixture
def operator(visitors):
    """The operator's browser."""
    if visitors.site.demo:
        return visitors.looking_as("The operator")
    page = visitors.new()
    sign_in(page, "operator@example.org")
    return page
