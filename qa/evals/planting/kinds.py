"""The kinds of statements that are planted, each with what makes it of a sentence."""

from collections.abc import Callable, Iterator, Mapping

from qa.evals.planting.falsehoods.causes import invert_cause
from qa.evals.planting.falsehoods.certainty import drop_allegation, remove_hedge
from qa.evals.planting.falsehoods.clauses import add_detail, flip_negation
from qa.evals.planting.falsehoods.degrees import change_stance, change_status, generalise
from qa.evals.planting.falsehoods.directions import reverse_comparison, reverse_direction
from qa.evals.planting.falsehoods.people import change_attribution, merge_facts, replace_person, swap_roles
from qa.evals.planting.falsehoods.quantities import change_date, change_unit, replace_number, swap_numbers
from qa.evals.planting.recasts import recast
from qa.evals.planting.sample import Sample, Substitution, Surroundings
from qa.evals.planting.truths import keep_sentence, shorten

Maker = Callable[[Sample, Surroundings], Iterator[Substitution]]

TRUE_KINDS: Mapping[str, Maker] = {"as it stands": keep_sentence, "shortened": shorten, "recast": recast}
FALSE_KINDS: Mapping[str, Maker] = {
    "roles swapped": swap_roles,
    "person replaced": replace_person,
    "number replaced": replace_number,
    "numbers swapped": swap_numbers,
    "unit changed": change_unit,
    "date changed": change_date,
    "antonym": reverse_direction,
    "comparison turned": reverse_comparison,
    "negation flipped": flip_negation,
    "hedge removed": remove_hedge,
    "status changed": change_status,
    "stance changed": change_stance,
    "allegation as fact": drop_allegation,
    "attribution changed": change_attribution,
    "over-generalised": generalise,
    "cause inverted": invert_cause,
    "merged": merge_facts,
    "outside fact": add_detail,
}
KINDS: Mapping[str, Maker] = {**TRUE_KINDS, **FALSE_KINDS}
