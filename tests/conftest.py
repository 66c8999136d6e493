"""What holds for every test: no network but loopback, a home and an environment of its own; and what many share."""

import gc
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint import ScriptedEndpoint, run_endpoint
from filelock import FileLock

from qa.articles import Article, read_articles
from qa.data import find_data
from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.models.local import server as local
from qa.models.local import weights
from qa.settings import Settings, cache_folder

# What pip, uv and the like need in a test that installs something; all other tests see an empty home.
USER_ENVIRONMENT = dict(os.environ)

_OURS = ("QA_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_", "XDG_")
_LOCAL_HOSTS = ("127.", "::1", "localhost", "0.0.0.0")
_HAS_LOCAL_MODEL = local.is_importable() and weights.is_installed()
# Joining the weights takes 1.1 GB and a while: where the user has them, they are used.
_WEIGHTS_CACHE = cache_folder() if weights.is_unpacked() else None
_refused: list[str] = []
# What a module has that starts processes or a browser.
_STARTS = frozenset({"subprocess", "Home", "open_page", "open_pages"})
# What all workers of a run share; the environment carries it from the process that starts them.
_SHARED = "TESTS_SHARED_FOLDER"


def _watch_sockets(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what leads outside; an audit hook sees every connection, however it is made."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str) and name and not name.startswith(_LOCAL_HOSTS):
        _refused.append(name)
        raise PermissionError(f"tests connect to loopback only, not to {name}")


sys.addaudithook(_watch_sockets)


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that all workers share; the process that made it removes it."""
    if _SHARED not in os.environ:
        os.environ[_SHARED] = tempfile.mkdtemp(prefix="qa-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(_SHARED), ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not _takes_long(item))
    if _HAS_LOCAL_MODEL:
        return
    for item in items:
        if item.get_closest_marker("local_model"):
            item.add_marker(pytest.mark.skip(reason="the local model is not installed (the extra `local`)"))


def _takes_long(item: pytest.Item) -> bool:
    """Tell whether a file may start processes: such files come first, for no worker to be left with one at the end."""
    return not _STARTS.isdisjoint(vars(getattr(item, "module", item)))


def pytest_collection_finish() -> None:
    """Leave what is there for the whole run, as tests and modules, out of the work of the collector."""
    gc.freeze()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail the test that tried to reach anything but this machine, even if it was told so and went on."""
    _refused.clear()
    yield
    assert not _refused, f"the test tried to connect to {', '.join(_refused)}"


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the folder that all workers share; lock what is made in it."""
    return Path(os.environ[_SHARED])


@pytest.fixture(scope="session")
def session_cache(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole run an empty home and one cache; what is checked or joined in it is so only once."""
    cache = shared_folder / "cache"
    with pytest.MonkeyPatch.context() as patch:
        _isolate(patch, tmp_path_factory.mktemp("home"), cache=cache)
        yield cache


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give new places for a home: numbered here, as the factory looks at all that there are for the next number."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def isolated_environment(request: pytest.FixtureRequest, session_cache: Path, homes: Iterator[Path]) -> Iterator[None]:
    """Give the test an empty home and none of the variables of whoever runs it; subprocesses inherit both."""
    uses_weights = request.node.get_closest_marker("local_model") and _WEIGHTS_CACHE
    with pytest.MonkeyPatch.context() as patch:
        _isolate(patch, next(homes), cache=_WEIGHTS_CACHE if uses_weights else session_cache)
        yield


@pytest.fixture(scope="module", autouse=True)
def freed_memory() -> Iterator[None]:
    """Free what a module's tests opened: what holds itself in a ring, as a chain does, waits for the collector.

    What is left, as the modules that were imported, is there for the whole run and not looked at again.
    """
    yield
    gc.collect()
    gc.freeze()


def _isolate(patch: pytest.MonkeyPatch, home: Path, *, cache: Path | None) -> None:
    for name in [name for name in os.environ if name.startswith(_OURS)]:
        patch.delenv(name)
    home.mkdir(parents=True, exist_ok=True)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        patch.setenv(name, str(home))
    patch.setenv("QA_CACHE", str(cache))
    for name in ("NO_PROXY", "no_proxy"):
        patch.setenv(name, "127.0.0.1,localhost")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONWARNINGS"):
        patch.delenv(name, raising=False)


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    """Run a scripted OpenAI-compatible endpoint on loopback."""
    with run_endpoint() as script:
        yield script


@pytest.fixture(scope="session")
def library_of_seeds(shared_folder: Path, session_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return this worker's library with the starter corpus, embedded once in a run; copy it to write to it."""
    made = shared_folder / "library_of_seeds"
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            found = read_articles([find_data("seeds") / "articles"])
            half = made.with_suffix(".half")
            with Library.open(half, embedder=open_embedder(Settings()), create=True) as library:
                list(library.add_articles(item for item in found if isinstance(item, Article)))
            half.rename(made)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("seeds") / "library"))


@pytest.fixture
def copy_of_seeds(library_of_seeds: Path, tmp_path: Path) -> Path:
    """Return a library with the starter corpus that may be written to."""
    return Path(shutil.copytree(library_of_seeds, tmp_path / "library"))
