"""What the requests of a server share: one library, the models that may be chosen, a bound on what is done at once."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import replace
from datetime import date
from threading import Lock, Thread
from typing import Any, TypeVar

from qa.answer import Answer
from qa.briefing import Briefer
from qa.chain import AnswerEvent, Chain, Notice, open_chain, open_library
from qa.chain import Request as Question
from qa.checking import Checker
from qa.conversation import Conversation
from qa.errors import QAError
from qa.library import Filters, Library
from qa.models import choose_model, describe_models
from qa.models.cancellation import Cancellation, get_cancellation, iterate_in_threads
from qa.models.prompts import load_prompt
from qa.server.lanes import Lane
from qa.server.options import ServerOptions
from qa.server.telling import fit_readers, tell_reader
from qa.settings import Settings

Result = TypeVar("Result")
Tell = Callable[[Any], None]

# The model that is none.
QUOTED = "extractive"
# In characters, chosen: a title that asks for what is read at first.
_WARMING = 200


class ServerReadOnly(QAError):
    """A request would change the library, and the server lets nobody do that."""


class UnknownModel(QAError):
    """A request names a model that the server does not offer; code is how its client calls that, where it does."""

    param = "model"

    def __init__(self, name: str, known: Sequence[str], *, code: str | None = None) -> None:
        super().__init__(f"There is no model {name[:80]!r} here. Known are: {', '.join(known)}.")
        self.code = code


class Services:
    """What the requests of a server share; close it at the end.

    A request may choose a model that `qa models` lists as ready; it can name no other, and no address.

    Args:
        settings: Which library and model.
        options: How much may be done at once.
        notify: Called with what the user should know, such as that no model was found.
    """

    def __init__(
        self, settings: Settings, options: ServerOptions, *, notify: Callable[[str], None] = lambda notice: None
    ) -> None:
        self.settings = settings
        self.options = options
        self._notify = notify
        self._lock = Lock()
        self._library = open_library(settings, notify=notify)
        self._chains: dict[str | None, Chain] = {}
        # What needs no model never waits for one, and pages and lists wait for no answer.
        self._lanes = tuple(map(self._make_lane, ("model", "quote", "page", "open")))
        self._modelled, self._quoted, self._pages, self._opened = self._lanes
        self._writing = asyncio.Lock()

    @property
    def library(self) -> Library:
        """The library that is asked."""
        return self._library

    @property
    def waiting(self) -> int:
        """How many are answered now, or wait for that."""
        return self._modelled.held + self._quoted.held

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done for anybody."""
        return any(lane.held for lane in self._lanes)

    def close(self) -> None:
        """Let go of the models and the library."""
        for lane in self._lanes:
            lane.close()
        for chain in self._chains.values():
            if chain.model is not None:
                chain.model.close()
        self._library.close()

    def list_models(self) -> list[str]:
        """Return the names of the models that may be chosen, that of the settings first."""
        ready = [option for option in describe_models(self.settings) if option.kind == "model" and option.ready]
        return [option.spec for option in sorted(ready, key=lambda option: not option.chosen)]

    def get_chain(self, model: str | None = None) -> Chain:
        """Return the chain of a model, opened when it is first asked for; None is that of the settings.

        Raises:
            UnknownModel: The server does not offer it.
        """
        name = self._name_chain(model)
        if name in self._chains:
            return self._chains[name]
        if name is not None and name not in (known := self.list_models()):
            raise UnknownModel(name, known)
        with self._lock:
            if name not in self._chains:
                settings = replace(self.settings, model=name) if name else self.settings
                self._chains[name] = open_chain(settings, notify=self._notify, library=self._library)
            return self._chains[name]

    async def find_chain(self, model: str | None = None) -> Chain:
        """Return the chain of a model, at once where it is open; else it is opened in a thread. Raises UnknownModel."""
        if chain := self._chains.get(self._name_chain(model)):
            return chain
        return await self._run(self._opened, lambda: self.get_chain(model))

    def _name_chain(self, model: str | None) -> str | None:
        """Return the name that a chain is kept under: that of the settings' own model has none."""
        return None if model == choose_model(self.settings).spec else model

    def make_briefer(self, model: str | None = None, *, as_of: date | None = None) -> Briefer:
        """Return what makes briefings with a model; it need not be closed.

        Args:
            model: As get_chain takes it.
            as_of: The day that "today" means; that of the settings when None.
        """
        resources = self.get_chain(model).components
        settings = replace(resources.settings, as_of=as_of) if as_of else resources.settings
        return Briefer(replace(resources, settings=settings))

    def make_checker(self, model: str | None = None) -> Checker:
        """Return what checks texts with a model as the judge; it need not be closed."""
        return Checker(self.get_chain(model).components)

    def make_conversation(self, model: str | None = None, *, filters: Filters | None = None) -> Conversation:
        """Return a conversation with nothing said in it yet."""
        chain = self.get_chain(model)
        prompt = load_prompt("follow_up", self.settings.prompts)
        return Conversation(chain.ask, model=chain.model, prompt=prompt, filters=filters)

    async def read(self, call: Callable[[], Result]) -> Result:
        """Return what a call returns that reads from the library and waits for no model. Raises ServerBusy."""
        return await self._run(self._pages, call)

    async def work(self, call: Callable[[], Result], *, model: str | None = None) -> Result:
        """Return what a call returns that may take a model; it waits for its turn. Raises ServerBusy.

        Where nobody waits for it any more, the calls of models that it makes end.

        Args:
            call: What is done.
            model: As get_chain takes it; what takes none waits for none.
        """
        cancellation = Cancellation()

        def run() -> Result:
            with cancellation.hold():
                return call()

        try:
            return await self._run(self._choose_lane(model), run)
        finally:
            cancellation.cancel()

    async def stream(self, asked: Question, *, model: str | None = None) -> AsyncGenerator[AnswerEvent, None]:
        """Yield what happens on the way to an answer, and the answer, both as they are told to readers.

        Raises:
            ServerBusy: Too many wait.
            UnknownModel: The server does not offer the model.
        """
        chain, cancellation, lane = await self.find_chain(model), Cancellation(), self._choose_lane(model)
        events = chain.stream(asked, cancellation=cancellation)
        waited = iterate_in_threads(events, cancellation, threads=lane.threads)
        async with lane.hold_turn(), aclosing(waited) as told:
            async for event in told:
                yield _tell_readers(event)

    async def follow(self, call: Callable[[Tell], Result], *, model: str | None = None) -> AsyncGenerator[Any, None]:
        """Yield what a call tells while it is done, as `work` does it, and what it returns at the end."""
        loop = asyncio.get_running_loop()
        told: asyncio.Queue[Any] = asyncio.Queue()

        def tell(value: Any) -> None:
            get_cancellation().check()
            loop.call_soon_threadsafe(told.put_nowait, value)

        task = asyncio.create_task(self.work(lambda: call(tell), model=model))
        task.add_done_callback(told.put_nowait)
        try:
            while (value := await told.get()) is not task:
                yield value
            yield task.result()
        finally:
            task.cancel()

    @asynccontextmanager
    async def hold_writing(self) -> AsyncIterator[None]:
        """Be the only one that changes the library through this server. Raises ServerReadOnly."""
        if self.options.read_only:
            raise ServerReadOnly("Nothing can be added here: the server is open for reading only.")
        async with self._writing:
            yield

    def warm(self) -> None:
        """Load what the first question would wait for, in the background: the chain, the embedder, what reads."""
        Thread(target=self._warm, daemon=True, name="warm").start()

    def _warm(self) -> None:
        with suppress(QAError):
            for article in self._library.list_articles(limit=1):
                self.get_chain(QUOTED).ask(article.title[:_WARMING] or QUOTED)

    def _make_lane(self, name: str) -> Lane:
        options = self.options
        return Lane(name, jobs=options.jobs, queue=options.queue, patience=options.patience)

    def _choose_lane(self, model: str | None) -> Lane:
        spec = choose_model(self.settings).spec if model is None else model
        return self._quoted if spec == QUOTED else self._modelled

    async def _run(self, lane: Lane, call: Callable[[], Result]) -> Result:
        async with lane.hold_turn():
            return await lane.run(call)


def _tell_readers(event: AnswerEvent) -> AnswerEvent:
    """Return an event with its messages as readers of the server understand them."""
    if isinstance(event, Notice):
        return replace(event, text=tell_reader(event.text))
    return fit_readers(event) if isinstance(event, Answer) else event
