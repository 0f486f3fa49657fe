"""A trainee practises, reads the debrief and shares it; the manager reads what was shared."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.browser.conftest import Visitor, quiet
from tests.journeys.talking import GOOD_PAYROLL_TALK

Visit = Callable[..., Visitor]
HOSTILE = '<script>document.title="PWNED"</script><img src=x onerror=alert(1)> **bold** & co'


def end_practice(trainee: Visitor) -> None:
    """Stop the practice, if the buyer has not ended it, and go to the debrief."""
    page = trainee.page
    if page.locator("[data-end]").is_hidden():
        page.get_by_role("button", name="Stop", exact=True).click()
        page.get_by_role("button", name="Stop it").click()
    page.get_by_role("link", name="Read your debrief").click()
    page.wait_for_url(re.compile(r"/debrief$"))


def test_from_the_first_line_to_the_shared_transcript(visit: Visit) -> None:
    trainee = visit()
    with quiet(trainee):
        trainee.sign_in("tom@example.com")
        page = trainee.page
        page.get_by_role("button", name="Start The payroll that costs too much").click()
        expect(page.get_by_role("heading", name="Dana Whitlock")).to_be_visible()
        expect(page.locator(".lines > li")).to_have_count(1)
        for text in (*GOOD_PAYROLL_TALK[:2], HOSTILE):
            trainee.say(text)
        assert page.title() != "PWNED"
        expect(page.get_by_text(HOSTILE)).to_be_visible()
        expect(page.locator("[data-note]").first).to_be_visible()
        end_practice(trainee)
        expect(page.get_by_role("heading", level=1)).to_contain_text("100")
        expect(page.get_by_text("Only you. It counts nowhere.")).to_be_visible()
        page.get_by_role("button", name="Share with my manager").click()
        practice = page.url.split("/practices/")[1].split("/")[0]

    chief = visit()
    with quiet(chief):
        chief.sign_in("maria@example.com")
        chief.page.get_by_role("link", name="Reviews").click()
        chief.page.locator(f'a[href="/reviews/{practice}"]').first.click()
        expect(chief.page.get_by_role("heading", level=1)).to_contain_text("Tom Becker")
        expect(chief.page.get_by_text(HOSTILE)).to_be_visible()
        assert chief.page.title() != "PWNED"


def test_reloading_keeps_the_talk_and_what_was_being_written(visit: Visit) -> None:
    trainee = visit()
    trainee.sign_in("tom@example.com")
    page = trainee.page
    page.get_by_role("button", name="Start The payroll that costs too much").click()
    trainee.say(GOOD_PAYROLL_TALK[0])
    said = page.locator(".lines > li").all_inner_texts()
    page.locator("textarea").fill("Half a thought")
    page.reload()
    assert page.locator(".lines > li").count() == len(said)
    expect(page.locator("textarea")).to_have_value("Half a thought")


def test_hint_pause_and_resume_by_their_buttons(visit: Visit) -> None:
    trainee = visit()
    trainee.sign_in("tom@example.com")
    page = trainee.page
    page.get_by_role("button", name="Start The payroll that costs too much").click()
    page.get_by_role("button", name="Hint", exact=True).click()
    expect(page.get_by_text("Ask for a hint again")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Dana Whitlock waits")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Resume").first.click()
    expect(page.locator("textarea")).to_be_visible()


def test_the_whole_way_with_the_keyboard_alone(visit: Visit) -> None:
    trainee = visit()
    trainee.sign_in("tom@example.com")
    page = trainee.page
    start = page.get_by_role("button", name="Start The payroll that costs too much")
    for _ in range(40):
        page.keyboard.press("Tab")
        if start.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/practices/s-"))
    page.locator("textarea").focus()
    page.keyboard.type("What went wrong")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("the last time?")
    page.keyboard.press("Enter")
    expect(page.locator(".lines > li")).to_have_count(3)
    assert page.locator("textarea").evaluate("field => field === document.activeElement")


def test_a_private_practice_is_not_found_by_the_manager(visit: Visit) -> None:
    trainee = visit()
    trainee.sign_in("tom@example.com")
    trainee.page.get_by_role("button", name="Start The payroll that costs too much").click()
    path = trainee.page.url.removeprefix(trainee.product.address)
    chief = visit()
    chief.sign_in("maria@example.com")
    for wanted in (path, path.replace("practices", "reviews")):
        chief.go(wanted)
        expect(chief.page.get_by_text("There is nothing here for you")).to_be_visible()


def test_an_expired_login_leads_back_to_where_one_was(visit: Visit) -> None:
    trainee = visit()
    trainee.sign_in("tom@example.com")
    trainee.page.get_by_role("button", name="Start The payroll that costs too much").click()
    there = trainee.page.url
    trainee.context.clear_cookies()
    trainee.page.reload()
    trainee.page.get_by_label("E-mail").fill("tom@example.com")
    trainee.page.get_by_label("Password").fill(trainee.product.logins.password)
    trainee.page.keyboard.press("Enter")
    trainee.page.wait_for_url(there)


def test_the_coach_answers_and_opens_a_practice(visit: Visit) -> None:
    trainee = visit()
    with quiet(trainee):
        trainee.sign_in("tom@example.com")
        trainee.page.get_by_role("link", name="Coach", exact=True).click()
        trainee.say("how do I ask for the order?")
        expect(trainee.page.get_by_text("Then propose the next step").last).to_be_visible()
        trainee.say("I want to practise objections")
        trainee.page.get_by_role("button", name="Nothing left at Wendham Lane").last.click()
        trainee.page.get_by_role("link", name="Go to the practice").last.click()
        trainee.page.wait_for_url(re.compile(r"/practices/s-"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(visit: Visit, width: int, scheme: str) -> None:
    chief = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    with quiet(chief):
        chief.sign_in("maria@example.com")
        chief.go("/reviews")
        review = chief.page.locator('a[href^="/reviews/s-"]').first.get_attribute("href")
        for path in ("/", "/talk", "/reviews", str(review), "/docs"):
            chief.go(path)
            wide = chief.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path


def test_without_a_script_everything_can_still_be_read(visit: Visit) -> None:
    chief = visit(java_script_enabled=False)
    chief.sign_in("maria@example.com")
    chief.go("/reviews")
    chief.page.locator('a[href^="/reviews/s-"]').first.click()
    expect(chief.page.get_by_role("heading", name="Transcript")).to_be_visible()
