"""Days: today, those beside another, and the first of a month or a year."""

from datetime import date, timedelta


def today() -> str:
    """This day where the program runs, ISO 8601."""
    return date.today().isoformat()


def day_before(day: str) -> str:
    """The day before an ISO 8601 day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The day after an ISO 8601 day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def first_day(day: str | None) -> str | None:
    """The first day of an ISO 8601 date of any precision; None of none."""
    return f"{day}-01-01"[: len("2018-08-01")] if day else None
