"""Pictures of the pages, and the checks that only a browser can make.

    python -m tests.browser.shots [--url http://127.0.0.1:8000] [--out build/shots] [--keep]

Without ``--url`` the demo is replayed into a fresh database and served for the time of the run.
``--keep`` puts the pictures that the README shows into ``docs/pictures``.
Exit code 1 when a page scrolls sideways, a target is too small, or the console speaks up.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[2]
CHROMIUM: Final = os.environ.get("LINQIAO_CHROMIUM", "/usr/bin/chromium")
WAIT_SECONDS: Final = 120
PHONE: Final = (390, 844)
DESKTOP: Final = (1280, 800)
TABLET: Final = (834, 1112)
SMALL_PHONE: Final = (320, 568)
TARGET_PIXELS: Final = 44

# The system font of a bare Linux machine has no Chinese; on real devices both scripts come from one
# family.
LIKE_DEVICES: Final = "".join(
    f'<match target="pattern"><test name="family"><string>{family}</string></test>'
    '<edit name="family" mode="prepend" binding="strong"><string>Noto Sans CJK '
    "SC</string></edit></match>"
    for family in ("system-ui", "sans", "sans-serif", "DejaVu Sans")
)
FONTS: Final = (
    "<fontconfig><include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
    f"{LIKE_DEVICES}</fontconfig>"
)

SIDEWAYS: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HIDDEN: Final = (
    "[...document.querySelectorAll('.sheet')].filter(e => e.scrollWidth > e.clientWidth).length"
)
# Links inside a sentence are exempt (WCAG 2.5.8, inline); the skip link stands off the page until
# it is focused.
SMALL: Final = """least => [...document.querySelectorAll('a, button, summary')]
  .filter(e => !e.matches('.skip, p a') && e.getClientRects().length)
  .map(e => [e.innerText.trim() || e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
  .filter(([_, r]) => r.height < least - 0.5 || r.width < least - 0.5)
  .map(([t, r]) => `${t} ${Math.round(r.width)}x${Math.round(r.height)}`)"""


class Shot(NamedTuple):
    """One picture: its name, the size of the window, the choices made,
    and whether the whole page is taken.
    """

    name: str
    window: tuple[int, int]
    choices: dict[str, str]
    is_whole: bool = False
    path: str = "/"


SHOTS: Final = (
    Shot("glance-phone", PHONE, {}),
    Shot("glance-phone-whole", PHONE, {}, is_whole=True),
    Shot("glance-phone-dark", PHONE, {"theme": "dark"}),
    Shot("glance-phone-en", PHONE, {"lang": "en"}, is_whole=True),
    Shot("glance-phone-elder", PHONE, {"size": "elder"}, is_whole=True),
    Shot("glance-phone-sun", PHONE, {"theme": "sun"}),
    Shot("glance-desktop", DESKTOP, {}),
    Shot("glance-desktop-whole", DESKTOP, {}, is_whole=True),
    Shot("glance-desktop-dark", DESKTOP, {"theme": "dark"}, is_whole=True),
    Shot("glance-desktop-en", DESKTOP, {"lang": "en"}, is_whole=True),
    Shot("glance-desktop-elder", DESKTOP, {"size": "elder"}, is_whole=True),
    Shot("glance-phone-elder-en", PHONE, {"size": "elder", "lang": "en"}, is_whole=True),
    Shot("glance-desktop-elder-en", DESKTOP, {"size": "elder", "lang": "en"}, is_whole=True),
    Shot("glance-tablet", TABLET, {}, is_whole=True),
    Shot("glance-small-phone", SMALL_PHONE, {"lang": "en"}, is_whole=True),
    Shot("not-found-phone", PHONE, {}, path="/nothing-here/"),
    Shot("glance-desktop-first-en", DESKTOP, {"lang": "en"}),
)
PICTURES: Final = {
    "glance-desktop": "first-page-zh.png",
    "glance-desktop-first-en": "first-page-en.png",
    "glance-phone": "first-page-phone.png",
}


def _cookies(url: str, choices: dict[str, str]) -> list[dict[str, str]]:
    names = {"lang": "django_language", "theme": "linqiao_theme", "size": "linqiao_size"}
    return [{"name": names[key], "value": value, "url": url} for key, value in choices.items()]


def _faults(page: Page, shot: Shot, spoken: list[str]) -> list[str]:
    found = [f"{shot.name}: console: {words}" for words in spoken if "404" not in words]
    beyond = page.evaluate(SIDEWAYS)
    if beyond > 0:
        found.append(f"{shot.name}: scrolls sideways by {beyond} px")
    if page.evaluate(HIDDEN):
        found.append(f"{shot.name}: a table is wider than its frame")
    found += [f"{shot.name}: small target: {one}" for one in page.evaluate(SMALL, TARGET_PIXELS)]
    if page.locator("h1").count() != 1:
        found.append(f"{shot.name}: not exactly one h1")
    return found


def take(browser: Browser, url: str, out: Path, shot: Shot) -> list[str]:
    """Take one picture and return what is wrong on the page."""
    width, height = shot.window
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", java_script_enabled=True
    )
    context.add_cookies(_cookies(url, shot.choices))  # type: ignore[arg-type]  # plain dicts
    page = context.new_page()
    spoken: list[str] = []
    page.on(
        "console",
        lambda message: (
            spoken.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.goto(url + shot.path)
    page.screenshot(path=out / f"{shot.name}.png", full_page=shot.is_whole)
    found = _faults(page, shot, spoken)
    context.close()
    return found


def print_page(browser: Browser, url: str, out: Path) -> None:
    """The page on paper, printed from the dark: paper stays white."""
    context = browser.new_context(locale="zh-CN")
    context.add_cookies(_cookies(url, {"theme": "dark"}))  # type: ignore[arg-type]  # plain dicts
    page = context.new_page()
    page.goto(url + "/")
    page.pdf(
        path=out / "glance-print.pdf",
        format="A4",
        prefer_css_page_size=True,
        print_background=False,
    )
    context.close()


@contextmanager
def demo_server() -> Iterator[str]:
    """The demo, replayed and served on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-c",
            "from linqiao.cli import main; main()",
            "demo",
            "--address",
            address,
        ]
        surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        server = subprocess.Popen(
            [*command, "--db", f"sqlite:///{folder}/demo.sqlite3"], env=surroundings
        )
        try:
            _wait(f"http://{address}/", server)
            yield f"http://{address}"
        finally:
            server.terminate()
            server.wait()


def _wait(url: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.3)
        else:
            return
    raise SystemExit("the demo server did not come up")


def run(url: str, out: Path) -> int:
    """All pictures of a served site."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(FONTS, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        found = [fault for shot in SHOTS for fault in take(browser, url, out, shot)]
        print_page(browser, url, out)
        browser.close()
    print(
        "\n".join(found) or f"{len(SHOTS)} pictures and a print in {out}: nothing to complain about"
    )
    return 1 if found else 0


def main() -> int:
    """Take the pictures of a given site, or of the demo."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", help="a site that is served already")
    parser.add_argument("--out", type=Path, default=Path("build/shots"))
    parser.add_argument("--keep", action="store_true", help="renew docs/pictures")
    options = parser.parse_args()
    with nullcontext(options.url) if options.url else demo_server() as url:
        fault = run(url.rstrip("/"), options.out)
    if options.keep:
        for name, picture in PICTURES.items():
            shutil.copy(options.out / f"{name}.png", ROOT / "docs" / "pictures" / picture)
    return fault


if __name__ == "__main__":
    sys.exit(main())
