"""Model files of a hub are fetched once, checked, and go on where they broke off. The hub is a server on loopback."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from qa.errors import InvalidSetting, ModelUnavailable
from qa.models import ModelChoice, open_model
from qa.models.local.hub import RECOMMENDED, HubFile, fetch_file, parse_hub_file
from qa.models.local.server import LocalModel
from qa.settings import Settings

CONTENT = b"GGUF" + bytes(range(256)) * 9_000
WANTED = HubFile(repository="harbour/small-GGUF", file="small-Q4.gguf")


@dataclass(slots=True)
class Hub:
    """What the hub does, and what it was asked."""

    url: str = ""
    content: bytes = CONTENT
    sha256: str = hashlib.sha256(CONTENT).hexdigest()
    status: int = 302
    location: str = "/cdn/file"
    breaks_after: int | None = None
    asked: list[tuple[str, str | None, str | None]] = field(default_factory=list)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    told = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, self.headers["range"], self.headers["authorization"]))
            if self.path == "/harbour/small-GGUF/resolve/main/small-Q4.gguf":
                self.send_response(told.status)
                self.send_header("location", told.location)
                self.send_header("x-linked-size", str(len(CONTENT)))
                if told.sha256:
                    self.send_header("x-linked-etag", f'"{told.sha256}"')
                self.send_header("content-length", "0")
                self.end_headers()
                return
            start = int((self.headers["range"] or "bytes=0-").removeprefix("bytes=").rstrip("-"))
            self.send_response(206 if self.headers["range"] else 200)
            self.send_header("content-length", str(len(told.content) - start))
            self.end_headers()
            with suppress(ConnectionError):  # Who has seen enough hangs up.
                self.wfile.write(told.content[start : told.breaks_after])
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("HF_ENDPOINT", told.url)
    monkeypatch.setenv("QA_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_file_is_fetched_once_with_progress(hub: Hub) -> None:
    seen: list[tuple[str, int, int]] = []
    path = fetch_file(WANTED, on_progress=lambda *report: seen.append(report))
    assert path.read_bytes() == CONTENT
    shares = [done for stage, done, _ in seen if stage == "fetching"]
    assert shares == sorted(shares) and len(shares) > 1
    assert ("fetching", len(CONTENT), len(CONTENT)) in seen
    assert fetch_file(WANTED) == path
    assert len(hub.asked) == 2


def test_what_broke_off_goes_on_where_it_was(hub: Hub) -> None:
    hub.breaks_after = 1_500_000
    with pytest.raises(ModelUnavailable, match=r"can't be fetched from .* Run the same again to go on"):
        fetch_file(WANTED)
    assert not WANTED.path.exists()
    hub.breaks_after = None
    assert fetch_file(WANTED).read_bytes() == CONTENT
    path, place, _ = hub.asked[-1]
    assert path == "/cdn/file" and (place or "").startswith("bytes=")


def test_a_file_with_another_hash_is_not_kept(hub: Hub) -> None:
    hub.content = CONTENT[:-1] + b"x"
    with pytest.raises(ModelUnavailable, match=r"came damaged from .*: its sha256 is another"):
        fetch_file(WANTED)
    assert not list(WANTED.path.parent.glob("*.gguf*[!k]"))


def test_a_file_that_is_damaged_later_is_fetched_again(hub: Hub) -> None:
    path = fetch_file(WANTED)
    path.write_bytes(b"GGUF")
    assert fetch_file(WANTED).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"status": 404}, r"has no harbour/small-GGUF/small-Q4.gguf \(404\)", id="no such file"),
        pytest.param({"status": 401}, r"to everybody \(401\). Set HF_TOKEN", id="closed"),
        pytest.param({"sha256": ""}, "does not tell the sha256", id="no hash"),
        pytest.param({"location": "ftp://files.example/x"}, "an address without encryption", id="another protocol"),
    ],
)
def test_what_keeps_a_file_from_being_fetched_is_told(hub: Hub, change: dict[str, object], message: str) -> None:
    for name, value in change.items():
        setattr(hub, name, value)
    with pytest.raises(ModelUnavailable, match=message):
        fetch_file(WANTED)


def test_a_hub_that_is_not_there_is_told_with_what_to_do(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://me:s3cret@127.0.0.1:9")
    with pytest.raises(ModelUnavailable, match=r"give local:PATH.gguf") as caught:
        fetch_file(WANTED)
    assert "s3cret" not in str(caught.value)


def test_the_token_goes_to_the_hub_alone(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.location = hub.url.replace("127.0.0.1", "localhost") + "/cdn/file"
    fetch_file(WANTED)
    assert [key for _, _, key in hub.asked if key] == ["Bearer hf_secret"]


@pytest.mark.parametrize("name", [f"harbour/small-GGUF/{file}" for file in ("a.gguf", "q4/a-b_c.1.gguf")])
def test_a_model_of_a_hub_is_opened_without_being_fetched(hub: Hub, name: str) -> None:
    model = open_model(ModelChoice(spec=f"local:hf:{name}", reason=""), Settings())
    assert isinstance(model, LocalModel)
    assert model.name == f"local:{Path(name).stem}"
    assert not hub.asked


@pytest.mark.parametrize(
    "name",
    ["", "a.gguf", "owner/a.gguf", "owner/repo/a.bin", "owner/repo/../a.gguf", "../repo/a.gguf", "owner/repo/a b.gguf"],
)
def test_what_is_no_name_of_a_file_of_a_hub_is_refused_with_one_that_is(name: str) -> None:
    with pytest.raises(InvalidSetting, match=r"Give local:hf:OWNER/REPO/FILE.gguf, such as local:hf:"):
        parse_hub_file(name)


@pytest.mark.parametrize("name", RECOMMENDED)
def test_the_recommended_files_are_names_of_files(name: str) -> None:
    assert parse_hub_file(name).path.name == name.rpartition("/")[2]
