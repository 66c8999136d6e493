"""A question with its settings, as an address of the page or its form gives them, and back to an address."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from qa.chain import Request as Question
from qa.chain.read import read_request
from qa.errors import UsageProblem
from qa.library import Filters
from qa.library.catalogue.filters import make_filters, read_limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its settings as they were typed; "" is what nobody chose.

    Attributes:
        question: What is asked.
        since: The first day of publication, until the last, as_of the day that "this week" is counted from.
        outlets: Outlets that the articles are limited to, and languages likewise.
        model: One of the models that the server offers.
        length: "short" or "full".
        asked_as: The full question that is asked for a follow-up, "" where it is the one that was put.
        is_open: Words of the question that it stays open what they mean.
    """

    question: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    model: str = ""
    length: str = ""
    asked_as: str = ""
    is_open: str = ""

    @property
    def full_question(self) -> str:
        """The question that can be understood alone."""
        return self.asked_as or self.question

    @property
    def address(self) -> str:
        """The address that asks it again."""
        values = [
            ("q", self.full_question),
            ("since", self.since),
            ("until", self.until),
            ("as_of", self.as_of),
            *(("outlet", outlet) for outlet in self.outlets),
            *(("language", language) for language in self.languages),
            ("model", self.model),
            ("length", self.length),
        ]
        return "/?" + urlencode([(name, value) for name, value in values if value])

    @property
    def filters(self) -> Filters:
        """The limits on the articles. Raises UsageProblem."""
        return make_filters(since=self.since, until=self.until, sources=self.outlets, languages=self.languages)

    def list_limits(self) -> list[str]:
        """Return what was chosen, each in a few words."""
        days = " to ".join(filter(None, [self.since, self.until]))
        if not (self.since and self.until):
            days = f"since {self.since}" if self.since else f"until {self.until}" if self.until else ""
        counted = f"counted from {self.as_of}" if self.as_of else ""
        return [text for text in (days, counted, *self.outlets, *self.languages, self.model, self.length) if text]

    def to_request(self) -> Question:
        """Return what a chain is asked. Raises UsageProblem."""
        return read_request(
            self.full_question, filters=self.filters, as_of=self.as_of or None, length=self.length or None
        )


def comes_from_here(request: Request) -> bool:
    """Tell whether no page of another site leads here: who follows a link has not asked anything yet."""
    return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def read_asked(fields: QueryParams) -> Asked:
    """Return what the fields of an address or a form ask for."""

    def take(name: str) -> str:
        return fields.get(name, "").strip()

    def take_all(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value.strip() for value in fields.getlist(name) if value.strip()))

    return Asked(
        question=take("q"),
        since=_write_day(take("since"), last=False),
        until=_write_day(take("until"), last=True),
        as_of=_write_day(take("as_of"), last=False),
        outlets=take_all("outlet"),
        languages=take_all("language"),
        model=take("model"),
        length=take("length"),
    )


def read_history(text: str) -> list[tuple[str, str]]:
    """Return the questions before a question with their answers, the oldest first, from JSON. Raises UsageProblem."""
    try:
        return [(str(value["question"]), str(value["answer"])) for value in json.loads(text)]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageProblem("What was said before is a list of questions and answers in JSON.") from None


def _write_day(typed: str, *, last: bool) -> str:
    """Return a day as a field of a form takes it; what is none stays as it is, and is refused when it is asked with."""
    try:
        day = read_limit(typed, name="day", last=last)
    except UsageProblem:
        return typed
    return day.isoformat() if day else ""
