from dataclasses import replace

import pytest

from qa.fetch import FeedEntry, Fetched, PageRequest, Visit

ADDRESS = "https://meridian.example/feed"
FETCHED = Fetched(url=ADDRESS, final_url=ADDRESS, status=200, etag='"one"', last_modified="Friday")
ENTRIES = [FeedEntry(url=f"https://meridian.example/{n}", feed=ADDRESS, key=str(n)) for n in range(3)]


def test_only_entries_that_were_not_dealt_with_are_new() -> None:
    visit = Visit(url=ADDRESS).remember(FETCHED, done=ENTRIES[:2])
    assert Visit(url=ADDRESS).select_new([*ENTRIES, *ENTRIES]) == ENTRIES
    assert visit.select_new(ENTRIES) == ENTRIES[2:]


def test_an_entry_that_was_updated_is_new_again() -> None:
    visit = Visit(url=ADDRESS).remember(FETCHED, done=ENTRIES)
    updated = replace(ENTRIES[1], updated="2025-11-01", title="Another title")
    assert visit.select_new([ENTRIES[0], updated]) == [updated]


def test_the_next_request_asks_for_what_changed() -> None:
    visit = Visit(url=ADDRESS).remember(FETCHED)
    assert visit.make_request() == PageRequest(url=ADDRESS, etag='"one"', last_modified="Friday")


def test_what_was_left_for_later_is_asked_for_again() -> None:
    visit = Visit(url=ADDRESS).remember(FETCHED).remember(FETCHED, done=ENTRIES[:1], is_whole=False)
    assert visit.make_request() == PageRequest(url=ADDRESS)
    assert visit.select_new(ENTRIES) == ENTRIES[1:]


def test_a_visit_survives_as_json() -> None:
    visit = Visit(url=ADDRESS).remember(FETCHED, done=ENTRIES)
    assert Visit.from_json(visit.to_json()) == visit


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"seen": [], "unknown": 1}', "null"])
def test_what_is_no_visit_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Visit.from_json(text)
