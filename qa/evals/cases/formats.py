"""The formats that questions come in; each reader yields its cases with the place where each one stands."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

from qa.errors import QuestionsProblem
from qa.evals.cases.case import Case, build_case, read_day, read_string
from qa.evals.cases.columns import holds_question, name_columns
from qa.language.sentences import Span, split_sentences

Placed = Iterator[tuple[str, Case]]
Row = Mapping[str, Any]

_LISTS = ("answers", "answer", "gold_articles", "gold_sentences", "choices")
_LINK = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_TREC_CELLS = 4
_NONE_OF_THEM = "none of the above"


def parse_json_lines(text: str, path: Path) -> Iterator[tuple[str, Row]]:
    """Yield the object of each line that is not blank. Raises QuestionsProblem."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{path}, line {number}", parse_object(line, f"{path}, line {number}")


def parse_object(text: str, place: str) -> Row:
    """Return the object that a JSON text is. Raises QuestionsProblem."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise QuestionsProblem(f"{place} is not JSON: {error.msg} at column {error.colno}.") from None
    except (RecursionError, ValueError):
        raise QuestionsProblem(f"{place} is not JSON that can be read: too deep, or a number too long.") from None
    if not isinstance(value, dict):
        raise QuestionsProblem(f'{place} is not an object. Write {{"question": "...", "answers": ["..."]}}.')
    return value


def build_rows(rows: Iterable[tuple[str, Row]]) -> Placed:
    """Yield the cases of rows in our own format."""
    for place, row in rows:
        yield place, build_case(name_columns(row), place)


def build_table(rows: Iterable[tuple[str, Row]]) -> Placed:
    """Yield the cases of the rows of a table; several values of one cell are parted by "|"."""
    for place, row in rows:
        named = name_columns(row)
        lists = {name: named[name] and str(named[name]).split("|") for name in _LISTS if name in named}
        yield place, build_case({**named, **lists, "disagreement": None, "sides": None}, place)


def parse_table(text: str, path: Path) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a table with a column of questions, by the names of its columns in lower case."""
    stream = io.StringIO(text.lstrip("\r\n"), newline="")
    reader = csv.DictReader(stream, delimiter=find_delimiter(text) or ",", skipinitialspace=True, strict=True)
    try:
        for row in reader:
            place = f"{path}, line {reader.line_num}"
            if None in row:
                raise QuestionsProblem(f"{place} has more cells than there are columns. Quote cells that have commas.")
            yield place, {name.strip().lower(): value for name, value in row.items()}
    except csv.Error as error:
        raise QuestionsProblem(f"{path}, line {reader.reader.line_num} is not a row of a table: {error}.") from None


def find_delimiter(text: str) -> str | None:
    """Return what parts the columns in the first line of a table that has a column of questions, or None."""
    head = text.lstrip("\r\n").partition("\n")[0].lower()
    columns = {mark: [name.strip(' \r"') for name in head.split(mark)] for mark in ",;\t"}
    return next((mark for mark, names in columns.items() if holds_question(dict.fromkeys(names))), None)


def build_realtime(rows: Iterable[tuple[str, Row]]) -> Placed:
    """Yield the cases of RealTime QA (Kasai et al. 2023, https://github.com/realtimeqa/realtimeqa_public).

    `answer` has indexes of choices, from 0. The links of `evidence` are the gold articles. Where "none of the above"
    is right, the answer is not in the file.
    """
    for place, row in rows:
        choices = row.get("choices") or []
        indexes = row.get("answer", [])
        try:
            places = [int(index) for index in (indexes if isinstance(indexes, list) else [indexes])]
            answers = [choices[index if index >= 0 else len(choices)] for index in places]
        except (ValueError, TypeError, LookupError):
            raise QuestionsProblem(f'{place}: "answer" has to be a list of indexes of "choices".') from None
        known = answers and str(answers[0]).lower() != _NONE_OF_THEM
        links = map(unescape, _LINK.findall(str(row.get("evidence") or "")))
        named = {
            "id": row.get("question_id"),
            "question": row.get("question_sentence"),
            "answers": answers if known else None,
            "asked": read_day(row, "question_date", place),
            "lang": "en",
            "gold_articles": list(dict.fromkeys(links)),
            "choices": choices,
        }
        yield place, build_case(named, place)


def read_squad(document: Row, path: Path) -> Placed:
    """Yield the cases of SQuAD 1.1 or 2.0 (Rajpurkar et al. 2016 and 2018), and of XQuAD and MLQA, which look the same.

    Gold articles are the titles; gold sentences are those of the paragraph that the answers begin in.
    """
    for title, paragraph in _walk_squad(document, path):
        sentences = split_sentences(paragraph["context"])
        for row in paragraph.get("qas", ()):
            try:
                place = f"{path}, question {row.get('id') or row.get('question')!r}"
                named = _read_squad_question(row, title, paragraph["context"], sentences)
            except (TypeError, AttributeError):
                raise QuestionsProblem(f"{path} has a question about {title!r} that is not as in SQuAD.") from None
            yield place, build_case(named, place)


def list_squad_articles(document: Row, path: Path) -> list[dict[str, str]]:
    """Return the articles that SQuAD's questions are about, as rows to ingest: id, title, text."""
    texts: dict[str, list[str]] = {}
    for title, paragraph in _walk_squad(document, path):
        texts.setdefault(title, []).append(paragraph["context"])
    return [{"id": title, "title": title, "text": "\n\n".join(parts)} for title, parts in texts.items()]


def read_beir(folder: Path, queries: str, qrels: Mapping[Path, str]) -> Placed:
    """Yield the judged queries of a BEIR folder (Thakur et al. 2021, https://github.com/beir-cellar/beir).

    qrels  the texts of its tables of query, article and score, by path, or as TREC has them with a column between
           query and article, parted by blanks; an article is gold from score 1
    """
    golds: dict[str, list[str]] = {}
    for path, text in qrels.items():
        for number, line in enumerate(text.splitlines(), start=1):
            cells = line.split("\t") if "\t" in line else line.split()
            if not line.strip() or (number == 1 and cells[0] == "query-id"):
                continue
            try:
                query, article, score = cells[0], cells[-2], float(cells[3 if len(cells) == _TREC_CELLS else 2])
            except (IndexError, ValueError):
                raise QuestionsProblem(f"{path}, line {number} is not query, article and score, with tabs.") from None
            golds.setdefault(query, []).extend([article] if score > 0 else [])
    for place, row in parse_json_lines(queries, folder / "queries.jsonl"):
        id = read_string(row, "_id", place)
        if id in golds:
            yield place, build_case({"id": id, "question": row.get("text"), "gold_articles": golds[id]}, place)


def _read_squad_question(row: Row, title: str, context: str, sentences: Sequence[Span]) -> Row:
    """Return the row of a question; one that has answers but gives none is from a file to make predictions for."""
    if row.get("is_impossible"):
        return {"id": row.get("id"), "question": row.get("question"), "answers": []}
    golds = row.get("answers") or ()
    starts = [gold.get("answer_start", -1) for gold in golds]
    spans = [span for span in sentences if any(span[0] <= start < span[1] for start in starts)]
    return {
        "id": row.get("id"),
        "question": row.get("question"),
        "answers": list(dict.fromkeys(gold.get("text") for gold in golds)) or None,
        "gold_articles": [title],
        "gold_sentences": [context[start:end] for start, end in spans],
    }


def _walk_squad(document: Row, path: Path) -> Iterator[tuple[str, Row]]:
    """Yield each paragraph with the title of its article. Raises QuestionsProblem where something is not there."""
    try:
        for article in document["data"]:
            for paragraph in article["paragraphs"]:
                if not isinstance(paragraph["context"], str) or not isinstance(paragraph.get("qas", []), list):
                    raise TypeError
                yield str(article.get("title") or ""), paragraph
    except (KeyError, TypeError, AttributeError):
        raise QuestionsProblem(
            f'{path} has "data" as SQuAD does, but not "paragraphs" with "context" and "qas".'
        ) from None
