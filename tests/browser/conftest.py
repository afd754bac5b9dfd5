"""A real Chromium before a live server; whatever its console complains of fails the test."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from organisations.models import User
from tests.factories import PASSWORD

PATIENCE = 30_000  # milliseconds that a page may take on a busy machine; a good one is seen at once

# A status that a page answers with on purpose is no complaint.
ANSWERS = ("status of 409", "status of 422")


@dataclass
class Complaints:
    """What the console said: errors, warnings and violations of the content security policy."""

    found: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(str(error)))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in ANSWERS):
            self.found.append(message.text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = which("chromium") or which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed (apt install chromium)")
    # Playwright runs an event loop in this thread, and Django then refuses the database to tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visitor:
    """Somebody signed in, with a window of their own."""

    page: Page
    address: str

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator["Visit"]:
    complaints = Complaints()
    visit = Visit(browser, live_server.url, complaints)
    yield visit
    visit.leave()
    assert complaints.found == []


@dataclass
class Visit:
    """``visit.sign_in(person)`` opens a window and signs in through the page of the portal."""

    browser: Browser
    address: str
    complaints: Complaints
    windows: list[Page] = field(default_factory=list)

    def open(self) -> Page:
        """An empty window."""
        context = self.browser.new_context(locale="th-TH", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        self.windows.append(page)
        self.complaints.listen(page)
        return page

    def sign_in(self, person: User) -> Visitor:
        page = self.open()
        page.goto(f"{self.address}/accounts/login/")
        page.fill("[name=login]", person.username)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/accounts/" not in url)
        return Visitor(page, self.address)

    def leave(self) -> None:
        """Close the windows once nothing is asked: PostgreSQL cannot empty tables that are being read."""
        for page in self.windows:
            if not page.is_closed():
                page.wait_for_load_state("networkidle")
            page.context.close()
