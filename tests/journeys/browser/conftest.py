"""A real Chromium in front of the running product."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.product import Product

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("COACH_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Somebody in front of a browser; whatever the browser complains about is kept."""

    def __init__(self, context: BrowserContext, product: Product) -> None:
        self.context = context
        self.product = product
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(self.product.address + path)

    def sign_in(self, email: str) -> None:
        self.go("/login")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(self.product.logins.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(self.product.address + "/")

    def say(self, text: str) -> None:
        """Write, send with Enter, and wait for the answer."""
        answers = self.page.locator("[data-line], .lines > li")
        before = answers.count()
        self.page.locator("textarea").fill(text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(
            "n => document.querySelectorAll('.lines > li').length >= n", arg=before + 2
        )


@pytest.fixture
def visit(chromium: Browser, product: Product) -> Iterator[Any]:
    opened: list[BrowserContext] = []

    def open_visitor(**options: Any) -> Visitor:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(15_000)
        opened.append(context)
        return Visitor(context, product)

    yield open_visitor
    for context in opened:
        context.close()


@contextmanager
def quiet(visitor: Visitor) -> Iterator[None]:
    """Nothing to complain about, and no request to anybody else, until the end of the block."""
    yield
    assert visitor.complaints == []
    origin = visitor.product.address
    assert [url for url in visitor.requests if not url.startswith((origin, "data:"))] == []
