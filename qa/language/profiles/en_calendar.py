"""English: months and weekdays."""

from qa.language.profile import number_words

_NAMES = "january february march april may june july august september october november december".split()
MONTH_NAMES = frozenset(_NAMES)
MONTHS = {
    **number_words(_NAMES, 1),
    **number_words("jan feb mar apr may jun jul aug sep/sept oct nov dec".split(), 1),
}
WEEKDAYS = number_words("monday tuesday wednesday thursday friday saturday sunday".split())
