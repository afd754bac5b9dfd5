"""What a first visit weighs: every byte that Chromium gets from the portal as it is served, to its bound.

Collected, hashed and compressed static files, gunicorn, a browser with an empty cache.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright

from bench.measure import Measure
from reports.demo.people import PASSWORD, SECRETARY

ROOT = Path(__file__).resolve().parent.parent
PAGE_BYTES = 250_000
RICH_TEXT_BYTES = 450_000
SECONDS_TO_START = 30


def measure() -> list[Measure]:
    with _served_portal() as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with closing(browser):
            sign_in = _bytes_of(browser.new_context(), f"{portal}/accounts/login/")
            signed_in = _sign_in(browser, portal)
            home = _bytes_of(browser.new_context(storage_state=signed_in), f"{portal}/")
            section = _address_of_a_section(browser, signed_in, portal)
            rich_text = _bytes_of(browser.new_context(storage_state=signed_in), section)
    return [
        Measure("first load of the sign-in page: to 250 kB", sign_in / PAGE_BYTES, 1),
        Measure("first load of the home page: to 250 kB", home / PAGE_BYTES, 1),
        Measure("first load of a page with the rich-text editor: to 450 kB", rich_text / RICH_TEXT_BYTES, 1),
    ]


@contextmanager
def _served_portal() -> Iterator[str]:
    """A portal with invented data in a folder of its own; its address."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "ENV_FILE": os.devnull,
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "STATIC_ROOT": f"{folder}/static",
            "HASHED_STATIC_FILES": "on",
        }
        for command in (["migrate", "-v0"], ["demo"], ["collectstatic", "--no-input", "-v0"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "ita_portal.wsgi", "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    last = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)
        else:
            return


def _sign_in(browser: Browser, portal: str) -> StorageState:
    """The cookies of a secretary who has signed in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{portal}/accounts/login/")
    page.fill("[name=login]", SECRETARY)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{portal}/")
    return context.storage_state()


def _address_of_a_section(browser: Browser, signed_in: StorageState, portal: str) -> str:
    page = browser.new_context(storage_state=signed_in).new_page()
    page.goto(f"{portal}/plans/?state=draft")
    page.click("tbody th a")
    page.goto(page.url + "editor/")
    return portal + str(page.get_attribute("a[href^='/plans/sections/']", "href"))


def _bytes_of(context: BrowserContext, address: str) -> int:
    """Bytes over the wire, headers included, until nothing more is asked for."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    context.close()
    return sum(sizes)
