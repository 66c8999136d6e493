"""The commands of `qa chat`, which begin with a slash: what each does, and how it is told from the others."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from qa.cli.output import Output
from qa.conversation import AskedTurn, Conversation
from qa.errors import UsageProblem
from qa.render.layout import Line, make_line

HELP = """/sources       the citations of the last answer
/sources N     the whole passage around quote N
/shorter       the first sentence of the last answer
/history       the questions so far, as they were asked in full, and how their answers begin
/save FILE     write the conversation to a file: JSON if its name ends in .json, else Markdown
/save! FILE    the same, over a file that is there already
/clear         forget what was asked, so that the next question stands alone
/quit          end (also Ctrl-D)"""


class Commands:
    """The commands for one conversation.

    output  where they show things
    notify  called with a line on what was done
    strict  what the articles do not confirm is left out, but for JSON
    """

    def __init__(
        self, conversation: Conversation, output: Output, notify: Callable[[str], None], *, strict: bool = False
    ) -> None:
        self._conversation = conversation
        self._output = output
        self._notify = notify
        self._strict = strict
        self._saved: set[Path] = set()
        self._commands: Mapping[str, Callable[[str], None]] = {
            "/help": self._show_help,
            "/sources": self._show_sources,
            "/shorter": self._show_first,
            "/history": self._show_history,
            "/save": self._save,
            "/save!": lambda name: self._save(name, overwrites=True),
            "/clear": self._clear,
        }

    def run(self, line: str) -> bool:
        """Run a command and return whether the conversation goes on. Raises UsageProblem where it can't be done."""
        name, _, argument = line.strip().partition(" ")
        if name.lower() == "/quit":
            return False
        if name.lower() not in self._commands:
            nearest = get_close_matches(name.lower(), [*self._commands, "/quit"], n=1, cutoff=0.0)[0]
            raise UsageProblem(f"There is no command {name[:80]}. Did you mean {nearest}? See /help.")
        self._commands[name.lower()](argument.strip())
        return True

    def _show_help(self, _: str) -> None:
        self._show([make_line(line) for line in HELP.splitlines()])

    def _show_sources(self, number: str) -> None:
        from qa.cli.asking.transcript import lay_out_sources

        if number and not number.isdecimal():
            raise UsageProblem(f"/sources can't be given {number[:80]!r}. Give the number of a citation.")
        turns = self._list_turns()
        if not turns:
            raise UsageProblem("Nothing has been asked yet. Type a question.")
        self._show(lay_out_sources(turns[-1].answer, int(number) if number else None))

    def _show_first(self, _: str) -> None:
        from qa.cli.asking.transcript import lay_out_first

        turns = self._list_turns()
        if not turns:
            raise UsageProblem("Nothing has been asked yet. Type a question.")
        self._show(lay_out_first(turns[-1].answer))

    def _show_history(self, _: str) -> None:
        from qa.cli.asking.transcript import lay_out_turns

        self._show(lay_out_turns(self._conversation.turns) or [make_line("Nothing has been asked yet.", "faint")])

    def _save(self, name: str, *, overwrites: bool = False) -> None:
        from qa.cli.asking.transcript import write_turns_json, write_turns_markdown

        turns = self._conversation.turns
        path = Path(name.strip("\"'")).expanduser()
        if not name or not turns:
            raise UsageProblem(
                "Give a file: /save FILE" if turns else "Nothing has been asked yet, so nothing was saved."
            )
        if path.exists() and path.resolve() not in self._saved and not overwrites:
            raise UsageProblem(f"{path} is there already. Give another name, or write over it with: /save! {path}")
        is_json = path.suffix.lower() == ".json"
        text = write_turns_json(turns) if is_json else write_turns_markdown(self._list_turns())
        try:
            path.write_text(text, encoding="utf-8", errors="replace")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageProblem(f"{path} can't be written: {reason}. Give another name.") from None
        self._saved.add(path.resolve())
        self._notify(f"Saved {len(turns)} question{'s' if len(turns) > 1 else ''} to {path}.")

    def _list_turns(self) -> tuple[AskedTurn, ...]:
        """Return the turns as they are to be read."""
        turns = self._conversation.turns
        if not self._strict:
            return turns
        return tuple(replace(turn, answer=turn.answer.hide_unconfirmed()) for turn in turns)

    def _clear(self, _: str) -> None:
        self._conversation.clear()
        self._notify("What was asked is forgotten.")

    def _show(self, lines: list[Line]) -> None:
        self._output.write_lines([*lines, Line()])
