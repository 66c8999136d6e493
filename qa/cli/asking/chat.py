"""`qa chat`: a conversation, typed at a terminal or piped, in which a question may lean on those before it."""

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.asking.batch import LONGEST_LINE, read_lines
from qa.cli.asking.showing import NOT_ANSWERED, show_answer, show_exchange
from qa.cli.asking.typed_lines import edit_lines, read_typed_line
from qa.cli.groups import FILTERS, JUDGE, MODEL, STORE, command
from qa.cli.options import JsonOption, StrictOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_chain, open_conversation
from qa.errors import InvalidQuestion, QAError
from qa.render.layout import Line

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.chain import Chain
    from qa.cli.asking.chat_commands import Commands
    from qa.conversation import Conversation
    from qa.library import Filters
    from qa.settings import Settings

EXAMPLES = (
    "qa chat",
    "printf 'Where did Hegseth meet Dong Jun?\\nAnd when?\\n' | qa chat --model extractive",
    "printf 'Who won the Lakes Cup?\\nWhere was it played?\\n/save cup.md\\n' | qa chat --json",
)

# What is done for a line that asks nothing new, and what is said to it.
_COMMANDS = {"sources": "/sources", "shorter": "/shorter"}
_REPLIES = {"thanks": "Ask on, or end with /quit.", "greeting": "Ask a question; /help lists what else there is."}


class Chat:
    """A conversation whose lines are questions, commands or remarks such as "thanks" and "sources?".

    reporter  tells errors, and what was made of a follow-up
    json      each answer is a line of JSON, and commands show things beside the answers, on stderr
    strict    what the articles do not confirm is left out, but for JSON
    """

    def __init__(
        self,
        conversation: "Conversation",
        commands: "Commands",
        output: Output,
        reporter: Reporter,
        *,
        json: bool,
        strict: bool = False,
    ) -> None:
        self._conversation = conversation
        self._commands = commands
        self._output = output
        self._reporter = reporter
        self._json = json
        self._strict = strict
        self._answered: list[bool] = []

    def run_typed(self, read_line: Callable[[], str]) -> int:
        """Take lines from a terminal until the end; Ctrl-C gives up an answer, and twice in a row the whole."""
        was_interrupted = False
        while True:
            try:
                if not self._take(read_line(), is_typed=True):
                    return 0
                was_interrupted = False
            except EOFError:
                print(file=sys.stderr)
                return 0
            except QAError as error:
                self._reporter.notify(str(error))
            except KeyboardInterrupt:
                print(file=sys.stderr)
                if was_interrupted:
                    raise
                was_interrupted = True
                self._reporter.notify("Stopped. Ctrl-C once more ends the conversation.")

    def run_piped(self, lines: Iterable[bytes]) -> int:
        """Take all lines; return 0 where any was answered, else the exit code of the last failure, or that of none."""
        code = 0
        for number, line in enumerate(lines, 1):
            try:
                if not self._take(read_text(line)):
                    break
            except QAError as error:
                self._reporter.notify(f"line {number}: {error}")
                code = error.exit_code
        return 0 if any(self._answered) else code or (NOT_ANSWERED if self._answered else 0)

    def _take(self, line: str, *, is_typed: bool = False) -> bool:
        """Answer or do what a line says; return whether there is more to come."""
        if line.startswith("/"):
            return self._commands.run(line)
        if not line or self._remark(line):
            return True
        answer = self._answer(line, is_typed=is_typed)
        self._answered.append(answer.status == "answered")
        return True

    def _remark(self, line: str) -> bool:
        """Do what a line that asks nothing new wants; return whether it is one."""
        act = self._conversation.read(line).act
        if act in _COMMANDS:
            self._commands.run(_COMMANDS[act])
        elif act in _REPLIES:
            self._reporter.notify(_REPLIES[act])
        return act is not None and act != "more"

    def _answer(self, question: str, *, is_typed: bool) -> "Answer":
        if self._json:
            answer = self._conversation.ask(question)
            self._output.write_json(self._conversation.turns[-1].to_json(), indent=None)
        elif is_typed:
            answer = show_answer(self._conversation, question, self._output, strict=self._strict)
            self._output.write_lines([Line()])
        else:
            answer = show_exchange(self._conversation, question, self._output, json=False, strict=self._strict)
        return answer


@command(settings=(*STORE, *MODEL, *JUDGE, "length", "k", "as_of", "trace"), filters=FILTERS)
def run_chat(
    settings: "Settings",
    filters: "Filters",
    strict: StrictOption = False,
    no_history: Annotated[bool, typer.Option("--no-history", help="Neither use nor keep what is typed.")] = False,
    json: JsonOption = False,
) -> None:
    """Ask several questions in a row; one may lean on those before it.

    "And when?" or "What did he say?" is made into a full question first, which is told on stderr; each question is then
    answered, cited and checked as with qa ask. Where it is open what is meant, that is said, and it is asked as typed.
    "Tell me more", "shorter" and "sources?" work, and "back to the flood: who warned them?" takes up an earlier topic.
    /help lists the commands: sources, history, save ...

    What is not typed but piped in is taken line by line, each line a question or a command.

    Exit code: 0 there was an answer, 3 the articles did not say, 4 no library, key or model, 1 failure, 2 wrong usage.
    """
    from qa.cli.asking.chat_commands import Commands

    output = open_output()
    with Reporter() as reporter, open_chain(settings, reporter, quiet=json, one_shot=False) as chain:
        reporter.stop()
        conversation = open_conversation(chain, reporter, filters=filters)
        beside = Output(stream=sys.stderr) if json else output
        commands = Commands(conversation, beside, reporter.notify, strict=strict)
        chat = Chat(conversation, commands, output, reporter, json=json, strict=strict)
        if sys.stdin.isatty():
            reporter.notify(describe_chain(chain))
            with edit_lines(keep=not no_history):
                code = chat.run_typed(read_typed_line)
        else:
            code = chat.run_piped(read_lines(sys.stdin.buffer))
    raise typer.Exit(code)


def describe_chain(chain: "Chain") -> str:
    """Return in a line what is asked and what answers."""
    articles = chain.library.count().articles
    answerer = chain.model.name if chain.model else "extractive"
    return f"{articles:,} article{'' if articles == 1 else 's'}, {answerer}; /help for commands."


def read_text(line: bytes) -> str:
    """Return a line as text. Raises InvalidQuestion where it is not UTF-8, or too long."""
    if len(line) > LONGEST_LINE:
        raise InvalidQuestion(f"The line has more than {LONGEST_LINE:,} bytes. Ask a shorter question.")
    try:
        return line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise InvalidQuestion("It is not UTF-8. Convert it, for instance with iconv.") from None
