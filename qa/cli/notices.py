"""Remember which notices a user was given: one on how the program is set up is told once, not at every command."""

import hashlib
from contextlib import suppress

from platformdirs import user_state_path


def is_known(message: str) -> bool:
    """Tell whether a message is such a notice and was given already; it counts as given from now on.

    Where nothing can be remembered, every notice stays new.
    """
    from qa.models.resolve import NO_MODEL_NOTICE

    # That there is no model is shown by `qa models` at any time.
    if message != NO_MODEL_NOTICE:
        return False
    mark = user_state_path("qa") / "told" / hashlib.sha256(message.encode()).hexdigest()[:12]
    if mark.exists():
        return True
    with suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark.touch()
    return False
