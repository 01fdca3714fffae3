"""`dossier serve` shows what the records say now, to this machine alone."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import CLAIM, Project
from dossier.build import Outcome
from dossier.serve import Server

pytestmark = pytest.mark.enable_socket


class Told:
    """What the command line would say, and a way to wait until it is said."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._came = threading.Condition()

    def __call__(self, outcome: Outcome) -> None:
        with self._came:
            self.outcomes.append(outcome)
            self._came.notify_all()

    def wait(self, until: Callable[[Outcome], bool]) -> None:
        with self._came:
            assert self._came.wait_for(lambda: until(self.outcomes[-1]), timeout=60)


class Site:
    """A running preview and how to ask it."""

    def __init__(self, server: Server, told: Told) -> None:
        self.server = server
        self.told = told

    def ask(self, path: str, host: str = "", method: str = "GET") -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.server.server_port}")
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, dict(answer.getheaders()), text


@pytest.fixture
def site(project: Project) -> Iterator[Site]:
    told = Told()
    server = Server(project.root, 0, told)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield Site(server, told)
    server.shutdown()
    server.server_close()
    thread.join(timeout=60)
    assert not thread.is_alive()


def test_every_page_and_stylesheet_is_served_as_it_is_built(site: Site, project: Project) -> None:
    assert project.run("build").returncode == 0
    built = [path for path in (project.root / "site").rglob("*") if path.is_file() and path.suffix != ".json"]
    assert len(built) > 10
    for path in built:
        name = path.relative_to(project.root / "site").as_posix()
        status, headers, text = site.ask(f"/{name}")
        policy = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">\n')
        script = re.compile(r'<script src="/\.dossier/reload\.js\?[0-9a-f]+-1"></script>\n')
        assert status == 200
        assert headers["Cache-Control"] == "no-store"
        if name.endswith(".html"):
            assert len(script.findall(text)) == 1
            text, wanted = script.sub("", text), policy.sub("", path.read_text("utf-8"))
        else:
            wanted = path.read_bytes().decode("utf-8", "replace")
        assert text == wanted, name
    assert site.ask("/")[2] == site.ask("/index.html")[2]
    assert site.ask("/confirmed/")[2] == site.ask("/confirmed/index.html")[2]


def test_nothing_but_the_sites_pages_is_given(site: Site, project: Project) -> None:
    for path in (
        "/dossier.yaml",
        "/../dossier.yaml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/a%00b",
    ):
        status, headers, text = site.ask(path)
        assert (status, headers["Content-Type"], text) == (
            404,
            "text/plain; charset=utf-8",
            "There is no such page.\n",
        ), path
    status, headers, text = site.ask("/claims/none.html")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "<p>There is no such page. It shows here as soon as there is one.</p>" in text
    assert project.check() == []


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "elsewhere.example:80", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.elsewhere.example"]
)
@pytest.mark.parametrize("path", ["/", "/assets/style.css", "/.dossier/events"])
def test_a_request_under_another_name_learns_nothing(site: Site, host: str, path: str) -> None:
    status, _, text = site.ask(path, host)
    assert (status, text) == (421, "This preview answers on its own machine only.\n")
    assert site.ask("/", f"localhost:{site.server.server_port}")[0] == 200


def test_the_preview_listens_on_the_loopback_interface_alone(site: Site) -> None:
    assert site.server.socket.getsockname()[0] == "127.0.0.1"


def test_a_page_asks_for_its_head_alone(site: Site) -> None:
    assert site.ask("/", method="HEAD")[::2] == (200, "")
    assert site.ask("/.dossier/events", method="HEAD")[::2] == (200, "")
    assert site.ask("/", method="POST")[0] == 501


def test_a_change_shows_in_the_next_page_and_is_told_to_open_ones(site: Site, project: Project) -> None:
    listener = http.client.HTTPConnection("127.0.0.1", site.server.server_port, timeout=60)
    listener.request("GET", "/.dossier/events")
    events = listener.getresponse()
    first = events.readline()
    assert events.readline() == b"\n"
    project.write("claims/length.yaml", CLAIM.replace("The bridge is", "The old bridge is"))
    second = events.readline()
    assert first != second
    page = site.ask("/claims/length.html")[2]
    assert "The old bridge is" in page
    assert f"reload.js?{second.decode().removeprefix('data: ').strip()}" in page
    listener.close()


def test_new_files_settings_and_templates_are_seen_too(site: Site, project: Project) -> None:
    project.claim(name="other")
    site.told.wait(lambda outcome: "other" in outcome.dossier.claims)
    project.write("dossier.yaml", "title: Renamed\n")
    site.told.wait(lambda outcome: outcome.dossier.title == "Renamed")
    project.write("templates/assets/style.css", "body { color: red }\n")
    project.write("dossier.yaml", "title: Again\n")
    site.told.wait(lambda outcome: outcome.dossier.title == "Again")
    assert site.ask("/assets/style.css")[2] == "body { color: red }\n"


def test_while_a_record_is_faulty_every_page_says_so_and_the_style_stays(site: Site, project: Project) -> None:
    project.claim('"<b>colour": red\n')
    site.told.wait(lambda outcome: outcome.failed())
    for path in ("/", "/claims/length.html"):
        status, headers, text = site.ask(path)
        assert status == 200
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "<h1>1 problem</h1>" in text
        assert "<code>claims/length.yaml:11</code> <strong>unknown-field</strong>" in text
        assert "&#39;&lt;b&gt;colour&#39; is not a field here" in text
        assert "<b>" not in text
    assert site.ask("/assets/style.css")[0] == 200
    assert site.ask("/assets/none.css")[0] == 404
    project.claim()
    site.told.wait(lambda outcome: not outcome.failed())
    assert "120 metres" in site.ask("/claims/length.html")[2]


def test_a_template_that_breaks_is_named_in_the_page(site: Site, project: Project) -> None:
    project.write("templates/claim.html", "{{ nothing }}")
    project.write("dossier.yaml", "title: Now\n")
    site.told.wait(lambda outcome: outcome.dossier.title == "Now")
    assert "<code>templates/claim.html:1</code> <strong>template</strong>" in site.ask("/claims/length.html")[2]
    assert site.ask("/assets/style.css")[0] == 200


def test_records_that_vanish_are_named_and_may_come_back(site: Site, project: Project) -> None:
    (project.root / "claims").rename(project.root / "aside")
    site.told.wait(lambda outcome: outcome.failed())
    assert "holds no claims/ folder" in site.ask("/")[2]
    (project.root / "aside").rename(project.root / "claims")
    site.told.wait(lambda outcome: not outcome.failed())
    project.claim(name="other")
    site.told.wait(lambda outcome: "other" in outcome.dossier.claims)


def test_an_open_page_reloads_itself_and_shows_problems_and_their_end(
    chromium: Browser, site: Site, project: Project
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{site.server.address}claims/length.html")
        expect(page.locator("h1")).to_contain_text("The bridge is 120 metres long.")
        project.write("claims/length.yaml", CLAIM.replace("The bridge", "The old bridge"))
        expect(page.locator("h1")).to_contain_text("The old bridge is 120 metres long.", timeout=60_000)
        project.claim("colour: red\n")
        expect(page.locator("h1")).to_have_text("1 problem", timeout=60_000)
        project.claim()
        expect(page.locator("h1")).to_contain_text("The bridge is 120 metres long.", timeout=60_000)
        page.goto(f"{site.server.address}claims/new.html")
        expect(page.get_by_text("There is no such page.")).to_be_visible(timeout=60_000)
        project.claim(name="new")
        expect(page.locator("h1")).to_contain_text("The bridge is 120 metres long.", timeout=60_000)
        (project.root / "claims/new.yaml").unlink()
        expect(page.get_by_text("There is no such page.")).to_be_visible(timeout=60_000)
        assert [line for line in said if "404" not in line] == []
        said.clear()
        page.goto(f"{site.server.address}index.html")
        page.get_by_label("Search the claims").fill("bridge")
        expect(page.get_by_text("1 claim of 1.")).to_be_visible()
        assert said == []


def test_the_command_says_where_to_look_and_ends_cleanly(project: Project) -> None:
    command = [sys.executable, "-m", "dossier", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        counted = running.stdout.readline()
        opened = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        rest, faults = running.communicate(timeout=60)
    assert counted == "1 claim: 1 confirmed, 0 disputed, 0 unverified; 1 source. No problems.\n"
    assert re.fullmatch(r"Open http://127\.0\.0\.1:[0-9]+/ \(Control-C ends it\)\n", opened)
    assert (rest, faults, running.returncode) == ("Ended.\n", "", 0)
    assert sorted(path.name for path in project.root.iterdir()) == ["claims", "sources"]


def test_a_port_in_use_is_said(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = project.run("serve", "--port", str(port), timeout=60)
    message = f"dossier: port {port} is in use, or not ours to use; name another: --port {port + 1}\n"
    assert (done.returncode, done.stderr) == (3, message)


def test_without_watchfiles_the_extra_is_named(project: Project) -> None:
    code = "import sys; sys.modules['watchfiles'] = None; sys.argv = ['dossier', 'serve']; from dossier.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=False, timeout=60
    )
    message = "dossier: serve needs watchfiles: pip install 'evidence-dossier[serve]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", message)


def test_a_folder_without_records_is_refused(tmp_path: Path, project: Project) -> None:
    done = project.run("serve", str(tmp_path / "none"), timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("holds no claims/ folder; name the folder that holds claims/ and sources/\n")
