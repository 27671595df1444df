"""Days: today, and the day before another."""

from datetime import date, datetime, timedelta


def today() -> str:
    """This day where the program runs, ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def day_before(day: str) -> str:
    """The day before an ISO 8601 day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The day after an ISO 8601 day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
