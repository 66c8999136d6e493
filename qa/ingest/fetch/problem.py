"""Why something was not fetched, as it travels inside of this package; outside, it is a value."""


class FetchProblem(Exception):
    """Something can't be fetched.

    reason  a short clause, such as "no such page (404)"
    retry   whether it may work later
    status  of the HTTP answer, or None when there was none
    """

    def __init__(self, reason: str, *, retry: bool = False, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry = retry
        self.status = status
