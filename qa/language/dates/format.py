"""Write a day as readers do."""

from datetime import date


def format_day(published: str | None) -> str:
    """Return the day of an ISO 8601 date or date-time in words ("31 October 2025"), or "" where there is none."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"
