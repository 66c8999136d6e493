"""The small words around the names of outlets, which domains and readers leave out."""

from qa.language.profile import read_words

LEADING = read_words("the der die das le la les l el los las il lo gli i het de o a")
AND = read_words("and und et y e en og och i ja")
