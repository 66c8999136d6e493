"""Identify the language of an article, any of a hundred, where nobody says it; a guess that is not sure is none."""

from functools import cache
from typing import Any

from qa.language.codes import detect_script, is_written_in
from qa.language.known import detect_language, detect_plainly

# So much of a text tells its language; a shorter one, such as a caption, tells too little.
_MOST_CHARACTERS, _FEWEST_LETTERS = 2_000, 25
# Measured on 68 invented items of news in 28 languages: the one wrong answer of all (Malay for a headline in
# Indonesian) is at 0.63, and what is no prose below 0.25; of 48 items of a sentence or two 42 are above it.
_SURE = 0.8
# Both ways of writing Norwegian are one language to those who ask.
_SAME = {"nb": "no", "nn": "no"}


def identify_language(text: str, told: str | None = None) -> str | None:
    """Return the language of an article by its ISO 639-1 code, or None where the text does not tell it for sure.

    told  what the source of the article says; it stands, unless the text is in another script

    The method is that of langid.py (Lui and Baldwin 2012, https://aclanthology.org/P12-3005).
    """
    opening = text[:_MOST_CHARACTERS]
    if told and is_written_in(opening, told):
        return told
    if sum(map(str.isalpha, opening)) < _FEWEST_LETTERS:
        return None
    # The identifier takes 70 MB and most of a second to open.
    if plain := detect_plainly(opening):
        return plain
    code, sureness = _open_identifier().classify(opening)
    code = _SAME.get(code, code)
    # What the letters tell as well, as those of Chinese do, or the small words, needs no more.
    is_sure = sureness >= _SURE or code in (detect_script(opening), detect_language(opening))
    return code if is_sure and len(code) == 2 else None


@cache
def _open_identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
