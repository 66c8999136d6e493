"""Verdicts as JUnit XML, which CI systems show as tests."""

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from qa.errors import RunProblem
from qa.evals.comparing.gate import GateVerdict
from qa.evals.files import replace_file

# All that XML 1.0 does not allow, escaped or not (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, verdicts: Sequence[GateVerdict], *, run: str) -> None:
    """Write a file with a test case for each verdict. Raises RunProblem where it can't be written.

    run  what the suite is named after
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, build_junit(verdicts, run=run))
    except OSError as error:
        raise RunProblem(f"{path} can't be written: {error.strerror}. Name another file with --junit.") from None


def build_junit(verdicts: Sequence[GateVerdict], *, run: str) -> bytes:
    """Return the XML document: a suite with a test case for each verdict, a failure in those that did not pass."""
    counts = {
        "tests": str(len(verdicts)),
        "failures": str(sum(not verdict.passed for verdict in verdicts)),
        "errors": "0",
        "skipped": "0",
        "time": "0",
    }
    root = ElementTree.Element("testsuites", {"name": "qa eval gate", **counts})
    suite = ElementTree.SubElement(root, "testsuite", {"name": _clean(run), **counts})
    for verdict in verdicts:
        name = _clean(verdict.rule.name)
        case = ElementTree.SubElement(suite, "testcase", classname="qa.eval.gate", name=name, time="0")
        if verdict.passed:
            ElementTree.SubElement(case, "system-out").text = _clean(verdict.detail)
        else:
            message = _clean(f"{verdict.rule.name}: {verdict.detail}")
            ElementTree.SubElement(case, "failure", message=message, type="gate").text = message
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("�", text)
