"""Sixth stage: every side of a disagreement is told, and the newest figure in place of one that is out of date."""

from dataclasses import replace

from qa.chain.components import Components
from qa.chain.state import State
from qa.statements.resolution import add_versions


def resolve_versions(state: State, components: Components) -> State:
    """Return the state with a statement for each side that it does not tell yet, and the sides."""
    written, sides = add_versions(state.written, state.versions)
    return replace(state, written=written, sides=sides, reason=None if written.statements else state.reason)
