"""The options that several commands have, each defined once, and how days and languages are read from them."""

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from qa.cli.completion import complete_embedder, complete_length, complete_model
from qa.errors import UsageProblem
from qa.language.codes import find_code

Format = Literal["text", "markdown", "html", "json"]

LibraryOption = Annotated[str | None, typer.Option("--library", metavar="PATH", help="Folder of the library.")]
ChromaOption = Annotated[
    str | None, typer.Option("--chroma", metavar="URL", help="Chroma server that keeps the vectors.")
]
EmbedderOption = Annotated[
    str | None,
    typer.Option(
        "--embedder",
        metavar="NAME",
        help="builtin, fast, multilingual or openai:NAME; left out, the library's own, or builtin.",
        autocompletion=complete_embedder,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME",
        help="openai:NAME, local, local:PATH.gguf, local:hf:OWNER/REPO/FILE.gguf, extractive or PROVIDER:NAME.",
        autocompletion=complete_model,
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--base-url", metavar="URL", help="OpenAI-compatible endpoint of model and embedder; several with commas."
    ),
]
PromptsOption = Annotated[
    str | None, typer.Option("--prompts", metavar="FOLDER", help="Your own prompt files, instead of the program's.")
]
RerankerOption = Annotated[
    str | None,
    typer.Option("--reranker", metavar="NAME", help="A cross-encoder of fastembed that reads the best passages again."),
]
JudgeOption = Annotated[
    bool | None, typer.Option("--judge/--no-judge", help="Have a model judge whether the articles say each statement.")
]
TraceOption = Annotated[
    bool | None,
    typer.Option("--trace/--no-trace", help="Send spans of what is done to OTEL_EXPORTER_OTLP_ENDPOINT."),
]
JudgeModelOption = Annotated[
    str | None,
    typer.Option(
        "--judge-model",
        metavar="NAME",
        help="Another model to judge, written like --model.",
        autocompletion=complete_model,
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Leave out what the articles do not confirm.")]
LengthOption = Annotated[
    str | None,
    typer.Option(
        "--length",
        metavar="short|full",
        help="How long answers are; else as the question asks.",
        autocompletion=complete_length,
    ),
]
CountOption = Annotated[int | None, typer.Option("-k", metavar="N", help="Passages to retrieve.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help='The day that "today" means: YYYY-MM-DD.')
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Only articles from this day on: YYYY-MM-DD, YYYY-MM, YYYY."),
]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Only articles up to and on this day.")]
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="OUTLET", help="Only this outlet, by name or domain. Repeatable."),
]
LanguageOption = Annotated[
    list[str] | None, typer.Option("--language", metavar="CODE", help="Only this language: en, German ... Repeatable.")
]
ArticlesOption = Annotated[
    Path | None, typer.Option("--articles", metavar="PATH", help="Make a library of these, or use it again.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first N.")]
SampleOption = Annotated[
    int | None, typer.Option("--sample", metavar="N", min=1, help="Only so many, drawn at random.")
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="S", help="Seed of the sample and the intervals.")]
JobsOption = Annotated[
    int, typer.Option("--jobs", metavar="N", min=1, max=64, help="How many at once, for a model behind an endpoint.")
]
CacheOption = Annotated[
    Path | None, typer.Option("--cache", metavar="DIR", help="Keep the model's replies here, not in the library.")
]
NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Ask the model and measure the seconds anew; keep nothing.")
]
ReplayOnlyOption = Annotated[
    bool, typer.Option("--replay-only", help="Fail instead of asking the model for what is not kept.")
]
RunFolderOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="RUN", help="Folder of the run; one there is gone on with.")
]
AllowPrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and its network too.")
]
PauseOption = Annotated[
    float, typer.Option("--pause", metavar="SECONDS", min=0.0, max=60.0, help="Between two requests to one site.")
]
FieldOption = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME=FIELD", help="Where JSON has it: title=headline. Repeatable."),
]
SourceNameOption = Annotated[
    str | None, typer.Option("--source-name", metavar="OUTLET", help="Outlet of articles that name none.")
]
TextLanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Language of articles that name none.")
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DAY", help="Day of articles that tell none: YYYY-MM-DD.")
]
EntriesSinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Only entries of feeds and followed pages from this day on."),
]
EntriesLimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Of feeds, at most so many entries now.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON.")]


def join_words(words: list[str]) -> str:
    """Return the words of the command line as one text that every part of the program can encode."""
    return clean_word(" ".join(words))


def clean_word(word: str) -> str:
    """Return a word of the command line as text: what is not UTF-8 in it comes as halves of characters."""
    return word.encode("utf-8", "replace").decode()


def read_first_day(value: str | None, *, name: str) -> date | None:
    """Return the day, or the first day of the month or year, that value gives. Raises UsageProblem."""
    return _read_day(value, name=name, last=False)


def read_last_day(value: str | None, *, name: str) -> date | None:
    """Return the day, or the last day of the month or year, that value gives. Raises UsageProblem."""
    return _read_day(value, name=name, last=True)


def read_own_day(value: str | None) -> str | None:
    """Return the day of "--published". Raises UsageProblem for what is no day, or one ahead."""
    from qa.articles.dates import parse_date

    if value is None:
        return None
    day = parse_date(value)
    if day is None:
        raise UsageProblem(f"--published can't be {value[:40]!r}. Give a day that is over, such as 2025-10-31.")
    return day


def read_own_language(value: str | None) -> str | None:
    """Return the code of the language of articles. Raises UsageProblem for what is none."""
    code = None if value is None else find_code(value)
    if value is not None and code is None:
        raise UsageProblem(f"--language can't be {value[:40]!r}. Give a name or a code such as en, de, 'German'.")
    return code


def read_fields(values: list[str]) -> dict[str, str]:
    """Return the fields of "--field NAME=FIELD" options. Raises UsageProblem."""
    pairs = [value.partition("=") for value in values]
    for name, equals, field in pairs:
        if not (name and equals and field):
            raise UsageProblem(f"--field can't be {name + equals + field!r}. Give NAME=FIELD, such as title=headline.")
    return {name: field for name, _, field in pairs}


def write_examples(*examples: str) -> str:
    """Return the end of a command's help: lines that can be run as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples)


def _read_day(value: str | None, *, name: str, last: bool) -> date | None:
    if not value:
        return None
    text = value.strip().partition("T")[0]
    try:
        if len(text) == len("YYYY"):
            text += "-12" if last else "-01"
        if len(text) == len("YYYY-MM"):
            text += f"-{monthrange(int(text[:4]), int(text[5:]))[1]}" if last else "-01"
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"{name} can't be {value[:80]!r}. Give a day as YYYY-MM-DD, YYYY-MM or YYYY.") from None
