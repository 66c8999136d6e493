"""The version of the program, told without the app, which takes longer to import than all else that is needed."""


def print_version() -> None:
    """Print the version in a line."""
    from importlib.metadata import version

    print(f"qa {version('qa-news')}")
