"""Finds a Chromium for the browser tests, or gets one."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

_SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str:
    """The path of a Chromium: from the environment, the system, Playwright's download, or, as
    root on Debian, the system's packages. Raises LookupError with what to do if all fail."""
    for found in (os.environ.get("COACH_CHROMIUM"), _system(), _downloaded()):
        if found and os.access(found, os.X_OK):
            return found
    _fetch()
    found = _downloaded() or _system()
    if found and os.access(found, os.X_OK):
        return found
    raise LookupError(
        "no Chromium: run `.venv/bin/playwright install --with-deps chromium`, install the "
        "system's package `chromium`, or set COACH_CHROMIUM to its path"
    )


def _system() -> str | None:
    return next(filter(None, map(shutil.which, _SYSTEM)), None)


def _downloaded() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def _fetch() -> None:
    print("Fetching a Chromium for the browser tests ...", flush=True)
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True
    )
    if fetched.returncode == 0 or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    subprocess.run(["apt-get", "update", "-qq"], capture_output=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], capture_output=True)
