"""`qa doctor`: check that a library is sound, repair what can be repaired, and give space back."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_catalogue

if TYPE_CHECKING:
    from qa.library.catalogue.catalogue import Catalogue
    from qa.library.upkeep.doctor import Finding, Repair
    from qa.library.vectors.target import Target
    from qa.settings import Settings

EXAMPLES = ("qa doctor", "qa doctor --repair", "qa doctor --compact")


@command(settings=(*STORE, "base_url"))
def check_library(
    settings: "Settings",
    repair: Annotated[bool, typer.Option("--repair", help="Repair what the articles tell how to.")] = False,
    rebuild_vectors: Annotated[
        bool, typer.Option("--rebuild-vectors", help="Make the Chroma collection anew from the catalogue first.")
    ] = False,
    compact: Annotated[
        bool, typer.Option("--compact", help="Write the files anew first, without what was deleted in them.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Check that the library is sound, and repair it.

    Its files are checked, its passages and vectors, its indexes, and Chroma. A line for each check tells what is sound,
    or what is not and what to do. Without an option nothing is repaired; a removal that was interrupted is finished.

    Exit code: 0 it is sound, or it is now; 1 there are problems left.
    """
    output = open_output()
    with open_catalogue(settings) as catalogue, Reporter() as reporter:
        from qa.library.upkeep.doctor import examine_library
        from qa.library.vectors.target import Target

        target = Target(folder=settings.library, url=settings.chroma)
        told = _rewrite(catalogue, target, reporter, rebuild=rebuild_vectors, compact=compact)
        findings = examine_library(catalogue, target, repairs=_open_repairs(settings) if repair else None)
        states = _write_json(output, findings, told) if json else _write_lines(output, findings, told)
    if "problem" in states:
        raise typer.Exit(1)


def _rewrite(
    catalogue: "Catalogue", target: "Target", reporter: Reporter, *, rebuild: bool, compact: bool
) -> dict[str, int]:
    """Make vectors or files anew, as asked for; return the bytes that the files had and have where they were."""
    from qa.library.catalogue.lock import hold_lock
    from qa.library.upkeep import removal
    from qa.library.upkeep.stats import measure_files

    if not rebuild and not compact:
        return {}
    catalogue.check_writable()
    before = measure_files(target.folder).total
    with hold_lock(target.folder):
        if rebuild:
            reporter.advance("Writing to Chroma", 0, 0)
            removal.rebuild_vectors(catalogue, target)
        if compact:
            reporter.advance("Compacting", 0, 0)
            removal.wipe_files(catalogue, target)
    reporter.stop()
    return {"bytes_before": before, "bytes_after": measure_files(target.folder).total}


def _open_repairs(settings: "Settings") -> "dict[str, Repair]":
    from qa.library.upkeep.repair import make_repairs
    from qa.models.embeddings import open_embedder

    return make_repairs(lambda: open_embedder(settings), passage_size=settings.passage_size)


def _write_lines(output: Output, findings: "Iterable[Finding]", told: dict[str, int]) -> set[str]:
    from qa.render.library.listings import lay_out_finding

    if told:
        before, after = (f"{told[name] / 1e6:,.1f} MB" for name in ("bytes_before", "bytes_after"))
        output.write_text(f"The files took {before} and take {after} now.\n")
    states: set[str] = set()
    for finding in findings:
        states.add(finding.state)
        output.write_lines([lay_out_finding(finding)])
    return states


def _write_json(output: Output, findings: "Iterable[Finding]", told: dict[str, int]) -> set[str]:
    rows = [asdict(finding) for finding in findings]
    states: set[str] = {row["state"] for row in rows}
    value: dict[str, Any] = {"sound": "problem" not in states, "checks": rows, **told}
    output.write_json(value)
    return states
