"""Examine a library: is everything in it sound, does it fit together, and what is to be done where it does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from qa.errors import QAError
from qa.library.catalogue.catalogue import Catalogue
from qa.library.upkeep import checks, chroma_checks, code_checks
from qa.library.upkeep.checks import Measured, Problem
from qa.library.vectors.target import Target

State = Literal["ok", "repaired", "problem"]
Check = Callable[[Catalogue, Target], str | Problem | Measured]
Repair = Callable[[Catalogue, Target], None]

# In this order: a repair relies on what stands before it.
CHECKS: dict[str, Check] = {
    "file": checks.check_file,
    "orphans": checks.check_orphans,
    "counts": checks.check_counts,
    "articles": checks.check_articles,
    "passages": checks.check_passages,
    "vectors": checks.check_vectors,
    "codes": code_checks.check_codes,
    "recall": code_checks.check_recall,
    "words": checks.check_words,
    "stories": checks.check_stories,
    "chroma": chroma_checks.check_chroma,
    "waiting": chroma_checks.check_waiting,
    "leftovers": chroma_checks.check_leftovers,
    "search": chroma_checks.check_search,
    "space": chroma_checks.check_space,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found.

    text    what is sound, or what is not
    count   how many of it are not
    advice  what to do, "" where nothing is to be done
    part    in which part of the library, "" where it has none
    recall  of the nearest passages, how many a search by codes finds, in 0..1; None where that is not what was checked
    """

    check: str
    state: State
    text: str
    count: int = 0
    advice: str = ""
    part: str = ""
    recall: float | None = None


def examine_library(
    catalogue: Catalogue, target: Target, *, repairs: dict[str, Repair] | None = None
) -> Iterator[Finding]:
    """Yield what each check finds, in their order; what has a repair is repaired and checked again.

    repairs  by name of the check; None only looks
    """
    for name, check in CHECKS.items():
        found = _run_check(check, catalogue, target)
        repair = (repairs or {}).get(name)
        if not isinstance(found, Problem):
            yield _describe_sound(name, "ok", found)
        elif repair is None:
            yield _describe_problem(name, found)
        else:
            yield _repair(name, check, repair, catalogue, target)


def _run_check(check: Check, catalogue: Catalogue, target: Target) -> str | Problem | Measured:
    try:
        return check(catalogue, target)
    except QAError as error:
        return Problem(text=str(error))
    except Exception as error:  # Damage may show as anything.
        return Problem(text=f"It can't be checked: {type(error).__name__}: {error}.")


def _repair(name: str, check: Check, repair: Repair, catalogue: Catalogue, target: Target) -> Finding:
    try:
        repair(catalogue, target)
    except Exception as error:  # As above.
        reason = str(error) if isinstance(error, QAError) else f"{type(error).__name__}: {error}."
        return Finding(check=name, state="problem", text="It could not be repaired.", count=1, advice=reason)
    found = _run_check(check, catalogue, target)
    if not isinstance(found, Problem):
        return _describe_sound(name, "repaired", found)
    return _describe_problem(name, found)


def _describe_sound(name: str, state: State, found: str | Measured) -> Finding:
    if isinstance(found, str):
        return Finding(check=name, state=state, text=found)
    return Finding(check=name, state=state, text=found.text, recall=found.recall)


def _describe_problem(name: str, found: Problem) -> Finding:
    return Finding(
        check=name, state="problem", text=found.text, count=found.count, advice=found.advice, recall=found.recall
    )
