"""What the site costs its reader: bytes, requests, Lighthouse's scores, the wait for an answer; and its build."""

import gzip
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from built_site import BASE, LANGUAGES, Host, build, served
from in_browser import FLAGS, NAMES, launched, opened
from pages import ROOT

KINDS = {
    "home": "",
    "cause": "causes/environment-missing-in-workflow/",
    "reference": "reference/decision/",
    "catalogue": "causes/",
}
LIGHTHOUSE = ROOT / "tests/tools/lighthouse/node_modules/lighthouse/cli/index.js"
SCORES = ["performance", "accessibility", "best-practices", "seo"]
TEXT = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt"}
SLOWER = 4
FAILURE = (ROOT / "snippets/logs/environment-missing-in-workflow.action.txt").read_text("utf-8")
LINE = "2026-11-22T08:15:00.1234567Z Collecting build (from -r requirements.txt) [link](x), sub-task\n"
PASTE = """async () => {
  const [log, result] = [document.querySelector("#tp-log"), document.querySelector("#tp-result")];
  const tasks = [];
  new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: "longtask" });
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", window.pasted);
  log.focus();
  const answered = new Promise(done => new MutationObserver(() => {
    if (result.querySelector("[data-cause]")) done(performance.now());
  }).observe(result, { childList: true, subtree: true }));
  const start = performance.now();
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  if (log.dispatchEvent(paste)) document.execCommand("insertText", false, window.pasted);
  const taken = await answered - start;
  await new Promise(done => setTimeout(done, 1000));
  return [taken, Math.max(0, ...tasks.map(task => task.duration))];
}"""


class Compressed(Host):
    """Answers as GitHub Pages does: text is compressed, and may be kept for ten minutes."""

    def do_GET(self) -> None:  # noqa: N802 - http.server looks for this name
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in TEXT:
            self.send_header("Content-Encoding", "gzip")
            body = gzip.compress(body)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


def first_load(browser: Browser, site: str, url: str) -> tuple[int, int, int]:
    """Bytes of the bodies as sent, requests, and those to others than the site."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    asked = opened(page, url)
    # Playwright itself counts nothing for the script of a worker.
    sent = sum(int(request.response().headers.get("content-length", 0)) for request in asked)
    foreign = sum(not request.url.startswith(site) for request in asked)
    page.close()
    return sent, len(asked), foreign


def paste(browser: Browser, url: str, size: int) -> tuple[float, float]:
    """Milliseconds from a paste of so many bytes to the answer, and the longest that the page hung meanwhile."""
    lines = (size - len(FAILURE)) // len(LINE)
    page = browser.new_page()
    opened(page, url)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate("text => { window.pasted = text }", LINE * (lines - 20) + FAILURE + LINE * 20)  # takes its time, too
    found = page.evaluate(PASTE)
    page.close()
    return found[0], found[1]


def scores(url: str) -> list[int]:
    """Lighthouse's scores for a phone, each the median of three."""
    chrome = next(filter(None, map(shutil.which, NAMES)))
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    command = ["node", LIGHTHOUSE, url, "--quiet", "--output=json", f"--only-categories={','.join(SCORES)}", flags]
    runs = []
    for _ in range(3):
        done = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": chrome}, capture_output=True, check=True, timeout=180
        )
        categories = json.loads(done.stdout)["categories"]
        runs.append([round(100 * (categories[name]["score"] or 0)) for name in SCORES])
    return [int(statistics.median(each)) for each in zip(*runs, strict=True)]


def run() -> None:
    """Each kind of page in each language; a log of two sizes; the build."""
    browser = launched()
    if browser is None:
        print("no browser: nothing is measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        build(Path(folder, BASE.strip("/")))
        taken = time.perf_counter() - start
        count = sum(1 for _ in Path(folder).rglob("index.html"))
        print(f"build: {taken:.1f} s, {count} pages, {1000 * taken / count:.0f} ms a page")
        with served(Path(folder), Compressed) as site:
            print(f"{'first load':<14} {'KB gzip':>8} {'requests':>9} {'foreign':>8}  {'  '.join(SCORES)}")
            for language, root in LANGUAGES.items():
                for kind, path in KINDS.items():
                    sent, requests, foreign = first_load(browser, site, f"{site}{root}{path}")
                    found = scores(f"{site}{root}{path}") if LIGHTHOUSE.exists() else "(make lighthouse)"
                    print(f"{kind} {language:<8} {sent / 1000:>8.1f} {requests:>9} {foreign:>8}  {found}", flush=True)
            for size in (10_000, 5_000_000):
                runs = [paste(browser, site, size) for _ in range(5)]
                wait, hung = (statistics.median(each) for each in zip(*runs, strict=True))
                print(f"paste of {size / 1000:,.0f} KB at 1/{SLOWER} speed: {wait:.0f} ms, longest task {hung:.0f} ms")
