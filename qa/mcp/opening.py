"""Open what the tools work with when it is first needed, so that a client always gets a server that can speak.

Where there is no library, each call says so; once there is one, the next call finds it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from qa.server.options import ServerOptions
from qa.server.services import Services
from qa.settings import Settings

# Returns what the tools work with.
OpenServices = Callable[[], Awaitable[Services]]


class ServicesOpener:
    """Opens the services of some settings once, for all clients; close it at the end.

    Args:
        settings: Which library and model.
        options: How much may be done at once.
        notify: Called with what the user should know, such as that no model was found.
    """

    def __init__(self, settings: Settings, options: ServerOptions, *, notify: Callable[[str], None]) -> None:
        self._settings = settings
        self._options = options
        self._notify = notify
        self._lock = asyncio.Lock()
        self._services: Services | None = None

    async def open(self) -> Services:
        """Return the services, opened in a thread. Raises what opening the library raises."""
        async with self._lock:
            if self._services is None:
                self._services = await asyncio.to_thread(Services, self._settings, self._options, notify=self._notify)
            return self._services

    def close(self) -> None:
        """Let go of what was opened."""
        if self._services is not None:
            self._services.close()
