"""Read who does what to whom from a parsed sentence, alike whether it is told actively, passively or as a noun."""

from qa.language.syntax.frames.frame import Frame, FrameKind, Report
from qa.language.syntax.frames.reading import read_frames

__all__ = ["Frame", "FrameKind", "Report", "read_frames"]
