"""The local model: llama.cpp in this process, listening on loopback, spoken to like any other endpoint."""

import atexit
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qa.errors import ModelUnavailable
from qa.models.chat import Completion, Event, FirstToken, Message
from qa.models.checksums import Progress, ignore_progress
from qa.models.local.adapter import SHA256, AdapterSwitch, check_adapter, choose_strength
from qa.models.local.hub import HubFile, fetch_file
from qa.models.local.prefixes import PrefixStore, name_prefix, prefix_folder
from qa.models.local.weights import BUILT_IN, prepare_weights, weights_path
from qa.models.openai.client import Endpoint
from qa.models.openai.endpoint import OpenAIModel

CONTEXT_TOKENS = 4096

_GGUF = b"GGUF"
# A call that is given up ends with its current batch of prompt tokens: a large one would hold up the program's end.
_BATCH_TOKENS = 128


class LocalModel:
    """A GGUF model on this machine; it is loaded at the first call and gone when closed or when the process ends.

    model  the model file, or one of a hub, which is fetched first if need be; None for the built-in weights, which are
           unpacked first, and to which the adapter is added for the prompt that it was trained on
    """

    def __init__(
        self,
        model: Path | HubFile | None,
        *,
        max_tokens: int,
        timeout: float,
        on_progress: Progress = ignore_progress,
    ) -> None:
        """Take the longest answer in tokens, the seconds to wait for a piece of it, and where to report loading."""
        self._hub_file = model if isinstance(model, HubFile) else None
        path = model.path if isinstance(model, HubFile) else model
        self.name = f"local:{path.stem if path else Path(BUILT_IN.file_name).stem}"
        self._path = path
        self._max_tokens = max_tokens
        self._timeout = timeout
        self._on_progress = on_progress
        self._lock = threading.Lock()
        # One call at a time: the engine works at one, and as much of the adapter as it wants is set for all.
        self._calls = threading.Lock()
        self._server: Any = None
        self._client: OpenAIModel | None = None
        self._prefixes: PrefixStore | None = None
        self._switch: AdapterSwitch | None = None

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages; see ChatModel.stream. Raises ModelUnavailable when the model can't be loaded."""
        self._load()
        return Completion(self._run(messages, max_tokens=max_tokens, stop=stop, logprobs=logprobs))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Return how likely the first tokens are. Raises ModelUnavailable when the model can't be loaded."""
        with self._calls:
            return self._open(messages).score_first_token(messages, top=top)

    def read_prefix(self, messages: Sequence[Message]) -> None:
        """Make the model ready for prompts that begin like these messages.

        It reads them once; afterwards, in other processes too, its state after them is brought back in milliseconds.
        Raises ModelUnavailable when the model can't be loaded, and what score_first_token raises.
        """
        with self._calls:
            client = self._open(messages)
            assert self._prefixes is not None
            beside = f"{SHA256} {self._switch.strength}" if self._switch and self._switch.strength else ""
            name = name_prefix(self._path or weights_path(), f"{version('xllamacpp')} {beside}", messages)
            if not self._prefixes.restore(name):
                client.score_first_token(messages, top=1)
                self._prefixes.save(name)

    def close(self) -> None:
        """Stop the server and free its memory."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._server = self._prefixes = self._switch = None
        atexit.unregister(self.close)

    def _run(self, messages: Sequence[Message], **options: Any) -> Iterator[Event]:
        with self._calls:
            yield from self._open(messages).stream(messages, **options).events

    def _load(self) -> OpenAIModel:
        """Return the client, loading the model if need be."""
        with self._lock:
            if self._client is None:
                self._client = self._start()
            return self._client

    def _open(self, messages: Sequence[Message]) -> OpenAIModel:
        """Return the client, with as much of the adapter as the messages want."""
        client, wanted = self._load(), choose_strength(messages)
        if self._switch is not None and self._switch.strength != wanted:
            self._switch.turn(wanted)
            # The server forgets what it has read with the next task: better now than with what is restored by then.
            client.score_first_token([Message(role="user", content=".")], top=1)
        return client

    def _start(self) -> OpenAIModel:
        _import_engine()
        path = self._prepare_file()
        key = secrets.token_hex(16)
        beside = None if self._path else check_adapter()
        self._server = load_server(path, key, adapter=beside, on_progress=self._on_progress)
        self._prefixes = PrefixStore(self._server.listening_address, key)
        self._switch = AdapterSwitch(self._server.listening_address, key) if beside else None
        # The interpreter takes things down in any order, and the server's threads must be gone before its memory is.
        atexit.register(self.close)
        endpoint = Endpoint(
            url=f"{self._server.listening_address}/v1", key=key, timeout=max(self._timeout, 600.0), is_ours=True
        )
        return OpenAIModel(endpoint, "local", max_tokens=self._max_tokens, name=self.name)

    def _prepare_file(self) -> Path:
        """Return the model file, having fetched or unpacked it if need be."""
        if self._hub_file:
            return check_gguf(fetch_file(self._hub_file, on_progress=self._on_progress))
        return check_gguf(self._path) if self._path else prepare_weights(on_progress=self._on_progress)


def is_importable() -> bool:
    """Return whether the engine of the local model is installed, without importing it."""
    return find_spec("xllamacpp") is not None


def check_gguf(path: Path) -> Path:
    """Return the path if there is a GGUF file. Raises ModelUnavailable if not."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelUnavailable(f"The model {path} can't be read: {error.strerror}. Check the path.") from None
    if magic != _GGUF:
        raise ModelUnavailable(f"{path} is not a GGUF model. Give the path of a .gguf file.")
    return path


def load_server(path: Path, key: str, *, adapter: Path | None = None, on_progress: Progress = ignore_progress) -> Any:
    """Return a llama.cpp server on a free port of 127.0.0.1 that answers who knows the key.

    adapter  a GGUF file of low-rank matrices that can be added to the model's weights; none of it is at first

    Loading reports ("loading", 0, 1) and ("loading", 1, 1), and takes seconds in which no other thread runs; Ctrl-C
    counts from their end. Raises ModelUnavailable when it fails.
    """
    xllamacpp = _import_engine()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_batch = parameters.n_ubatch = _BATCH_TOKENS
    parameters.n_parallel = 1
    parameters.cache_prompt = True
    parameters.endpoint_slots = False
    parameters.slot_save_path = f"{prefix_folder()}{os.sep}"
    parameters.ui = False
    parameters.warmup = False
    parameters.verbosity = -1
    if adapter is not None:
        beside = xllamacpp.CommonAdapterLoraInfo()
        beside.path = str(adapter)
        beside.scale = 0.0
        parameters.lora_adapters = [beside]
    on_progress("loading", 0, 1)
    try:
        with _hold_interrupts() as was_interrupted:
            server = xllamacpp.Server(parameters)
            if was_interrupted():
                # A server that is taken down before it has begun to serve waits forever for its own loop.
                server.handle_completions({"prompt": "", "n_predict": 1})
    except RuntimeError:
        raise ModelUnavailable(
            f"The model {path} can't be loaded. It may be damaged, larger than the memory, or not for chat."
        ) from None
    finally:
        on_progress("loading", 1, 1)
    return server


@contextmanager
def _hold_interrupts() -> Iterator[Callable[[], bool]]:
    """Keep Ctrl-C back until the block ends, and give what tells whether it came.

    The engine waits forever for itself when it is interrupted while it loads.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield lambda: False
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield lambda: signal.SIGINT in signal.sigpending()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _import_engine() -> Any:
    # Threads of OpenMP that spin while they wait take the cores from each other on a busy machine: 3 tokens/s instead
    # of 0.5 were measured. It is read when the library is loaded.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    try:
        import xllamacpp
    except ImportError:
        raise ModelUnavailable(
            'The local model is not installed. Install it with: pip install "qa-news[local]"'
        ) from None
    return xllamacpp
