"""`qa doctor`: check that a library is sound, repair what can be repaired, and give space back."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_parts

if TYPE_CHECKING:
    from qa.library.parts.opened import OpenParts
    from qa.library.upkeep.doctor import Finding, Repair
    from qa.settings import Settings

EXAMPLES = ("qa doctor", "qa doctor --repair", "qa doctor --compact")


@command(settings=(*STORE, "base_url"))
def check_library(
    settings: "Settings",
    repair: Annotated[bool, typer.Option("--repair", help="Repair what the articles tell how to.")] = False,
    rebuild_vectors: Annotated[
        bool, typer.Option("--rebuild-vectors", help="Make codes and Chroma collection anew from the catalogue first.")
    ] = False,
    compact: Annotated[
        bool, typer.Option("--compact", help="Write the files anew first, without what was deleted in them.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Check that the library is sound, and repair it.

    Its files are checked, its passages and vectors, its indexes, and Chroma, in each of its parts. A line for each
    check tells what is sound, or what is not and what to do. Without an option nothing is repaired; a removal that was
    interrupted is finished.

    Exit code: 0 it is sound, or it is now; 1 there are problems left.
    """
    output = open_output()
    with open_parts(settings, finishes=False) as parts, Reporter() as reporter:
        from qa.library.parts.examine import examine_parts

        told = _rewrite(parts, reporter, rebuild=rebuild_vectors, compact=compact)
        findings = examine_parts(parts, repairs=_open_repairs(settings) if repair else None, notify=reporter.notify)
        states = _write_json(output, findings, told) if json else _write_lines(output, findings, told)
    if "problem" in states:
        raise typer.Exit(1)


def _rewrite(parts: "OpenParts", reporter: Reporter, *, rebuild: bool, compact: bool) -> dict[str, int]:
    """Make vectors or files of all parts anew, as asked for; return the bytes that they had and have."""
    from qa.library.catalogue.lock import hold_lock
    from qa.library.upkeep import removal
    from qa.library.upkeep.stats import measure_files

    if not rebuild and not compact:
        return {}
    opened = parts.list_parts()
    for part in opened:
        part.catalogue.check_writable()
    before = sum(measure_files(part.target.folder).total for part in opened)
    for part in opened:
        with hold_lock(part.target.folder):
            if rebuild:
                reporter.advance("Writing to Chroma", 0, 0)
                removal.rebuild_vectors(part.catalogue, part.target)
            if compact:
                reporter.advance("Compacting", 0, 0)
                removal.wipe_files(part.catalogue, part.target, compact=True)
    reporter.stop()
    return {"bytes_before": before, "bytes_after": sum(measure_files(part.target.folder).total for part in opened)}


def _open_repairs(settings: "Settings") -> "dict[str, Repair]":
    from qa.library.identity import name_own_embedder
    from qa.library.upkeep.repair import make_repairs
    from qa.models.embeddings import open_embedder

    return make_repairs(lambda: open_embedder(name_own_embedder(settings)), passage_size=settings.passage_size)


def _write_lines(output: Output, findings: "Iterable[Finding]", told: dict[str, int]) -> set[str]:
    from qa.library.parts.manifest import OPEN_PART
    from qa.render.library.listings import lay_out_finding

    if told:
        before, after = (f"{told[name] / 1e6:,.1f} MB" for name in ("bytes_before", "bytes_after"))
        output.write_text(f"The files took {before} and take {after} now.\n")
    states: set[str] = set()
    for part, group in groupby(findings, key=lambda finding: finding.part):
        is_sound = True
        for finding in group:
            states.add(finding.state)
            is_sound = is_sound and finding.state == "ok"
            # Of many parts, only what is not sound is told in full.
            if finding.state != "ok" or part in ("", OPEN_PART):
                output.write_lines([lay_out_finding(finding)])
        if is_sound and part not in ("", OPEN_PART):
            output.write_lines([lay_out_finding(replace(finding, check="all", text="Every check finds it sound."))])
    return states


def _write_json(output: Output, findings: "Iterable[Finding]", told: dict[str, int]) -> set[str]:
    rows = [asdict(finding) for finding in findings]
    states: set[str] = {row["state"] for row in rows}
    value: dict[str, Any] = {"sound": "problem" not in states, "checks": rows, **told}
    output.write_json(value)
    return states
