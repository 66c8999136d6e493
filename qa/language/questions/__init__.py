"""How questions are put in each language, and what would answer them."""

from qa.language.questions.forms import Kind, QuestionForms, Shape
from qa.language.questions.tables import KINDS_ELSEWHERE, get_question_forms, list_forms

__all__ = ["KINDS_ELSEWHERE", "Kind", "QuestionForms", "Shape", "get_question_forms", "list_forms"]
