"""How a server is reached, and what may be done through it."""

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset(["127.0.0.1", "::1", "localhost"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """How a server is reached, and what may be done through it.

    Attributes:
        host: The address that it listens on.
        port: The port that it listens on.
        names: Further names by which it may be called, such as that of a proxy before it.
        token: What every request has to show, or None on a loopback address.
        read_only: Nothing may be taken in or changed.
        body_limit: The bytes of the largest request.
        jobs: How many questions are answered at once; more wait.
        queue: How many may wait; more are refused. Chosen: four rounds of jobs, so that nobody waits for long in vain.
            Answers of a model, answers without one, pages, and the opening of models have jobs and queues of their own.
        patience: Who has waited for so many seconds is refused. Chosen: who does not want to wait has left by then, and
            with that the queue; the others would rather have their answer.
        warms: What the first question would wait for is loaded at the start.
        runs: The folder of evaluation runs that are shown; that of the library when None.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    token: str | None = None
    read_only: bool = False
    body_limit: int = 20_000_000
    jobs: int = 8
    queue: int = 32
    patience: float = 300.0
    warms: bool = False
    runs: Path | None = None

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which it may be called, without ports."""
        own = LOOPBACK if self.is_local else LOOPBACK | {self.host}
        return frozenset(name.lower() for name in (*own, *self.names))
