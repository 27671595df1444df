"""Days of effect: from what a text says to a date that can be compared."""

import calendar
from datetime import date, datetime, timedelta

from corpus.models import Header
from corpus.relations.models import Effect


def first_day(effect: Effect, header: Header) -> str | None:
    """The first day of what a statement says, ISO 8601 to the day; None when it is not known to the day.

    Counted days and months run from the issue date of the document (signing in Vietnam, promulgation in Korea):
    `공포 후 6개월이 경과한 날` is the day after six whole months (General Act on Public Administration, art. 7; Civil Act, art. 160).

    Args:
        effect: The statement.
        header: Of the document that makes it.
    """
    if effect.date:
        return effect.date if len(effect.date) == 10 else None
    if effect.basis not in {"signing", "promulgation"} or not header.issued or len(header.issued) != 10:
        return None
    day = date.fromisoformat(header.issued)
    counted = _months_later(day, effect.months) + timedelta(days=effect.days)
    after = 1 if effect.basis == "promulgation" and (effect.months or effect.days) else 0
    return (counted + timedelta(days=after)).isoformat()


def today() -> str:
    """This day where the program runs, ISO 8601."""
    return datetime.now().astimezone().date().isoformat()


def day_before(day: str) -> str:
    """The day before an ISO 8601 day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
