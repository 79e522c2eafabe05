"""Developers: applications, their secrets, and an AI note writer's way into the programme."""

import re

from playwright.sync_api import expect

from people import heading, said, sign_up


def test_a_developer_makes_an_application_and_sees_its_secrets_once(site, visitors):
    page = visitors.new()
    sign_up(page, "Devon Example")
    page.get_by_role("link", name="Developers").click()
    heading(page, "Developers")
    page.get_by_label("What is it called?").fill("Bridge builder")
    page.get_by_label("Where are people led back to").fill("ftp://example.org/back")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("alert")).to_contain_text("can't be led back to")
    page.get_by_label("Where are people led back to").fill("https://example.org/back")
    page.get_by_role("button", name="Make it").click()
    heading(page, "“Bridge builder” is ready")
    secrets = page.locator("dd.token").all_inner_texts()
    assert len(secrets) == 7 and len(set(secrets)) == 7

    page.get_by_role("link", name="I have copied them").click()
    heading(page, "Bridge builder")
    # Names are shown again, secrets never.
    shown = page.content()
    labels = [0, 2, 4]
    assert [secret in shown for secret in secrets] == [each in labels for each in range(7)]
    expect(page.get_by_label("Where are people led back to")).to_have_value(
        "https://example.org/back")

    page.get_by_role("button", name="Replace my access token").click()
    heading(page, "New secrets of “Bridge builder”")
    assert set(page.locator("dd.token").all_inner_texts()).isdisjoint(secrets)

    page.goto("/developers")
    page.get_by_role("link", name="Bridge builder").click()
    page.get_by_role("link", name="Revoke the application").click()
    page.get_by_role("button", name="Revoke").click()
    said(page, "The application no longer works.")
    expect(page.get_by_text("Bridge builder")).to_have_count(0)


def test_an_ai_writer_signs_up_and_sees_what_admission_takes(site, visitors):
    page = visitors.new()
    sign_up(page, "Robin Example")
    page.goto("/developers/writer")
    heading(page, "Sign an AI note writer up")
    page.get_by_role("button", name="Sign it up").click()
    expect(page.get_by_role("alert")).to_contain_text("Agree to the terms")
    first = page.locator("fieldset#alias label.choice").first
    alias = first.inner_text().strip()
    first.click()
    page.get_by_role("checkbox", name="I agree to the terms").check()
    page.get_by_role("button", name="Sign it up").click()
    said(page, "Signed up. Begin in test mode.")
    heading(page, alias)
    expect(page.get_by_text("0 of the 50 test notes that count").first).to_be_visible()
    expect(page.locator("li.unmet")).to_have_count(6)
    # The account is the writer's alone: it can't join as a person.
    page.goto("/join")
    expect(page.get_by_role("button", name="Join")).to_have_count(0)
    page.goto("/needs-help")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("may not"))


def test_secrets_and_progress_fit_a_phone(site, visitors):
    page = visitors.new(viewport={"width": 390, "height": 844})
    sign_up(page, "Petra Example")
    page.goto("/developers")
    page.get_by_label("What is it called?").fill("Pocket")
    page.get_by_role("button", name="Make it").click()
    heading(page, "“Pocket” is ready")
    assert width(page) <= 390
    page.get_by_role("link", name="I have copied them").click()
    heading(page, "Pocket")
    assert width(page) <= 390


def width(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")
