"""The errors that a user can meet, each with the exit code that the command line ends with.

QAError (1)
├── UsageProblem (2)            an option, a setting or an input that can't be used as it was given
│   ├── InvalidSetting          a setting that does not exist, or has a value that can't be used
│   │   └── UntrustedSettings   a qa.toml that the user does not trust says where articles and keys go
│   ├── InvalidQuestion
│   ├── UnknownOutlet           no article of the library is from the outlet of a filter
│   ├── QuestionsProblem        a file of questions to evaluate on can't be used
│   └── PromptProblem           a prompt file is missing or lacks a placeholder
├── SourceProblem (1)           something to ingest can't be read
├── LibraryProblem (1)
│   ├── LibraryUnwritable
│   ├── LibraryTooNew           made by a newer version of the program
│   ├── LibraryBusy             another process holds the writer lock for too long
│   ├── LibraryUnreachable      the Chroma server does not answer
│   └── EmbedderMismatch        the library was made with another embedder
├── SomethingMissing (4)
│   ├── LibraryMissing
│   ├── ArticleMissing
│   ├── FeedMissing
│   ├── MissingKey
│   ├── ModelUnavailable        not installed, not reachable, or not a model
│   │   └── ReplyNotKept        only kept replies may be used, and there is none to this
│   └── EmbedderUnavailable
│       └── PassageRefused      the embedder does not take one text
├── RunProblem (1)              the folder of an evaluation run is missing, damaged or of another version
└── ModelFailed (1)             the endpoint answered, but not with an answer
"""


class QAError(Exception):
    """Something the user can act on; its text says what happened and what to do next."""

    exit_code = 1


class UsageProblem(QAError):
    """An option, a setting or an input can't be used as it was given; param is the field of a request that is meant."""

    exit_code = 2

    def __init__(self, *told: object, param: str | None = None) -> None:
        super().__init__(*told)
        self.param = param


class InvalidSetting(UsageProblem):
    """A setting has a value that can't be used, or a name that does not exist."""


class UntrustedSettings(InvalidSetting):
    """A settings file that the user does not trust says where articles, questions and keys are sent."""


class InvalidQuestion(UsageProblem):
    """A question is empty or too long."""


class UnknownOutlet(UsageProblem):
    """A filter names an outlet that no article of the library is from."""


class QuestionsProblem(UsageProblem):
    """A file of questions to evaluate on can't be used."""


class SourceProblem(QAError):
    """A source can't be read, as a whole or in part."""


class LibraryProblem(QAError):
    """The library is there but can't be used."""


class LibraryUnwritable(LibraryProblem):
    """The library can't be written: rights, a full disk, a read-only medium."""


class LibraryTooNew(LibraryProblem):
    """The library was made by a newer version of the program."""


class LibraryBusy(LibraryProblem):
    """Another process kept the library locked for too long."""


class LibraryUnreachable(LibraryProblem):
    """The Chroma server that keeps the vectors does not answer, or refuses."""


class EmbedderMismatch(LibraryProblem):
    """The library was made with another embedder than the one asked for."""


class SomethingMissing(QAError):
    """A key, a model or a library that the command needs is not there."""

    exit_code = 4


class LibraryMissing(SomethingMissing):
    """There is no library at the given place."""


class ArticleMissing(SomethingMissing):
    """There is no article, or more than one, for what was given."""


class FeedMissing(SomethingMissing):
    """The library follows no such feed."""


class MissingKey(SomethingMissing):
    """The endpoint wants a key and none was given, or it refused the one given."""


class ModelUnavailable(SomethingMissing):
    """The model is not installed, its endpoint can't be reached, or the file is not a model."""


class ReplyNotKept(ModelUnavailable):
    """Only replies that are kept may be used, and there is none to this."""


class EmbedderUnavailable(SomethingMissing):
    """The embedder is not installed, or its endpoint can't be reached."""


class PassageRefused(EmbedderUnavailable):
    """The embedder does not take one text, however short its parts are; others may do."""


class RunProblem(QAError):
    """The folder of an evaluation run is missing, damaged, or of another version."""


class ModelFailed(QAError):
    """The model's endpoint answered with something that is not an answer."""


class PromptProblem(UsageProblem):
    """A prompt file is missing, unreadable, or lacks a placeholder."""
