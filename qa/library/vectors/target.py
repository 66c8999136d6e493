"""Where the vectors of a library are kept."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from qa.urls import show_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the vectors are kept: in `chroma/` of the library's folder, or on the server at url."""

    folder: Path
    url: str | None = None

    @property
    def key(self) -> str:
        """What the catalogue notes of the place; of a url, which may hold a password, only a hash."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16] if self.url else "embedded"

    @property
    def path(self) -> Path:
        """The folder of the embedded engine."""
        return self.folder / "chroma"

    @property
    def shown(self) -> str:
        """The place as it may be shown: a url without user and password."""
        return show_url(self.url) if self.url else str(self.path)
