"""A headless Chromium over the WebDriver protocol, with the few commands that the page's tests need.

Needs the Debian packages `chromium` and `chromium-driver`, and nothing from PyPI.
"""

import base64
import errno
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PACKAGES = "chromium chromium-driver"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-proxy-server",
)

CONTRASTS = """
const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (node) => {
  for (; node; node = node.parentElement) {
    const colour = parse(getComputedStyle(node).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
};
const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
return Object.fromEntries([...document.querySelectorAll("h1, h2, p, a, span, strong, dt, dd, pre, label")]
  .filter((node) => node.textContent.trim()).map((node) => [
    node.textContent, ratio(light(parse(getComputedStyle(node).color)), light(ground(node)))]));
"""
"""A script that returns each text of a page with the contrast between it and its ground (WCAG 2, 1.4.3)."""


def missing() -> str | None:
    """Say which program is not installed; None if all are."""
    names = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"needs the Debian packages {PACKAGES}; missing: {', '.join(names)}" if names else None


class Browser:
    """One window. A command that fails raises `urllib.error.HTTPError` or TimeoutError."""

    def __init__(self, driver_url: str, session_id: str) -> None:
        self._url = f"{driver_url}/session/{session_id}"

    def open(self, url: str) -> None:
        self._post("url", url=url)

    def reload(self) -> None:
        self._post("refresh")

    @property
    def title(self) -> str:
        return str(_call(f"{self._url}/title"))

    def text(self, css: str) -> str:
        return str(_call(f"{self._url}/element/{self._find(css)}/text"))

    def press(self, button: str) -> None:
        """Click the button with this text; returns when the next page is there."""
        before = self._find("html")
        self._post(f"element/{self._find(button, using='xpath')}/click")
        self._wait_for_another_page(before)

    def keys(self, text: str, *, leaves: bool = False) -> None:
        """Type into whatever has the focus; wait for the next page if this leaves the present one."""
        before = self._find("html")
        actions = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._post("actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])
        if leaves:
            self._wait_for_another_page(before)

    def run(self, script: str) -> Any:
        """Run a script and return its result. The driver runs it, not the page."""
        return self._post("execute/sync", script=script, args=[])

    def devtools(self, command: str, **parameters: Any) -> Any:
        return self._post("goog/cdp/execute", cmd=command, params=parameters)

    def console(self) -> list[str]:
        """The messages of the browser's console since the last call."""
        return [entry["message"] for entry in self._post("se/log", type="browser")]

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(_call(f"{self._url}/screenshot")))

    def quit(self) -> None:
        _call(self._url, method="DELETE")

    def _wait_for_another_page(self, before: str) -> None:
        """A click that submits a form returns at once. The new page is there when its `html` element is another."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if self._find("html") != before and self.run("return document.readyState") == "complete":
                return
            time.sleep(0.02)
        raise TimeoutError("no other page came")

    def _find(self, value: str, using: str = "css selector") -> str:
        if using == "xpath":
            value = f"//button[normalize-space()='{value}']"
        return str(self._post("element", using=using, value=value)[_ELEMENT])

    def _post(self, command: str, **body: Any) -> Any:
        return _call(f"{self._url}/{command}", body=body, method="POST")


@contextmanager
def chromium(
    width: int, height: int, *, phone: bool = False, names: tuple[str, ...] = ()
) -> Iterator[Browser]:
    """Start a driver and a browser with an empty profile, and stop both.

    The host `names` lead to this machine, as a hostile page can arrange it. All others lead nowhere.
    """
    rules = [*(f"MAP {name} 127.0.0.1" for name in names), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"]
    with _profile() as profile, _driver() as url:
        options: dict[str, Any] = {
            "binary": shutil.which("chromium"),
            "args": [
                *_FLAGS,
                f"--host-resolver-rules={', '.join(rules)}",
                f"--user-data-dir={profile}",
                f"--window-size={width},{height}",
            ],
        }
        if phone:
            metrics = {"width": width, "height": height, "pixelRatio": 2, "touch": True}
            options["mobileEmulation"] = {"deviceMetrics": metrics}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        session = _call(f"{url}/session", body={"capabilities": {"alwaysMatch": wanted}}, method="POST")
        browser = Browser(url, session["sessionId"])
        try:
            yield browser
        finally:
            browser.quit()


def _profile() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="outreach-chromium-", ignore_cleanup_errors=True)


@contextmanager
def _driver() -> Iterator[str]:
    process, url = _started()
    try:
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)


def _started() -> tuple[subprocess.Popen[bytes], str]:
    """Start chromedriver and return its address.

    It wants one port on IPv4 and on IPv6, and ends if one of the two is taken. With `--port=0` it finds a port for
    one and hopes for the other, so it gets a port that was free on both. Somebody may take it in between.
    """
    said = b""
    for _ in range(5):
        port = _port_free_on_both()
        command = ["chromedriver", f"--port={port}"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        said = b""
        for line in process.stdout:
            said += line
            if b"started successfully" in line:
                return process, f"http://127.0.0.1:{port}"
        process.wait(timeout=10)
        if b"port not available" not in said:
            break
    raise RuntimeError(f"chromedriver did not start: {said.decode()}")


def _port_free_on_both() -> int:
    while True:
        with socket.socket(socket.AF_INET) as four, socket.socket(socket.AF_INET6) as six:
            four.bind(("127.0.0.1", 0))
            port = int(four.getsockname()[1])
            try:
                six.bind(("::1", port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    continue
            return port  # also where there is no IPv6: then chromedriver does without it


def _call(url: str, *, body: Any = None, method: str = "GET") -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=60) as response:
        return json.load(response)["value"]
