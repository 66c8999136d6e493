"""Fold text for the lexical index, so that scripts written without spaces can be searched as well."""

import re
import unicodedata

from qa.language.words import drop_invisible

# Thai, Lao, Myanmar, Khmer; kana and bopomofo; the Han blocks: unicode61 would take a whole run as one word.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)


def fold_for_search(text: str) -> str:
    """Return text as the lexical index stores it, to be used on queries too.

    Compatibility forms (full width letters, half width kana, ligatures) become plain ones, and each character of a
    script without spaces between words stands alone, so that a phrase of such characters finds them in a row.
    """
    plain = unicodedata.normalize("NFKC", drop_invisible(text)).replace("\x00", " ")
    return _UNSPACED.sub(r" \1 ", plain)
