"""The reference of the errors, made of their tree and of what each says of itself."""

import inspect

from qa import errors

_INTRODUCTION = """\
# Errors

What goes wrong in a way that the user can act on is a `QAError`: one line that says what happened and what to do next.
The command line prints it and ends with the code in brackets; from Python it is raised. All are imported from `qa`.
"""


def write_errors() -> str:
    """Return the page of all errors."""
    _, _, tree = (errors.__doc__ or "").partition("\n\n")
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.QAError)]
    rows = [f"| `{kind.__name__}` | {kind.exit_code} | {inspect.getdoc(kind)} |" for kind in kinds]
    table = "\n".join(["| error | code | when |", "|---|---|---|", *rows])
    return f"{_INTRODUCTION}\n```text\n{tree.strip()}\n```\n\n{table}\n"
