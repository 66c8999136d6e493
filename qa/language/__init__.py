"""What is known of natural languages: one frozen profile a language, and everything that reads text takes one."""

from qa.language.known import detect_language, get_language
from qa.language.profile import Language

__all__ = ["Language", "detect_language", "get_language"]
