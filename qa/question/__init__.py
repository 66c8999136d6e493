"""What is asked: the words that matter, the kind of thing that would answer, the shape of the answer, its parts."""

from qa.language.questions import Kind, Shape
from qa.question.answering import can_answer, find_common_words, has_speaker
from qa.question.question import (
    LONGEST_QUESTION,
    Question,
    classify_question,
    clean_question,
    read_parts,
    read_question,
)
from qa.question.shape import recognize_shape, split_question

__all__ = [
    "LONGEST_QUESTION",
    "Kind",
    "Question",
    "Shape",
    "can_answer",
    "classify_question",
    "clean_question",
    "find_common_words",
    "has_speaker",
    "read_parts",
    "read_question",
    "recognize_shape",
    "split_question",
]
