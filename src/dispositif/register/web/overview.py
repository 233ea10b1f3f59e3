"""Overview: what needs attention, and progress by body and addressee; and the calendar of what is due and who meets."""

from __future__ import annotations

import calendar as months
import re
from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispositif.register.errors import Refused
from dispositif.register.finding import queries
from dispositif.register.finding.changes import listed
from dispositif.register.finding.filters import standing_mandates
from dispositif.register.followup.notices import how_many_are_new
from dispositif.register.followup.snapshots import refresh
from dispositif.register.holdings.models import Meeting
from dispositif.register.people.permissions import readable, readable_keys, where
from dispositif.register.web.charts import WIDTH, chart
from dispositif.register.web.search_form import NEEDS

_ADDRESSEES = 15
_LISTED = 200


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The page."""
    refresh(timezone.localdate())
    counts, bodies = queries.attention(request.user), queries.by_body(request.user)
    may_read = bool(bodies) or readable(request.user).exists()
    if not may_read and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    shown = {
        "may_read": may_read,
        "may_bring_in": not bodies and where(request.user, "bring in").exists(),
        "attention": [(name, NEEDS[name], count) for name, count in counts.items()],
        "own": queries.of_ones_own(request.user) if bodies else [],
        "bodies": chart(bodies),
        "addressees": chart(queries.actors(request.user)[:_ADDRESSEES]),
        "width": WIDTH,
        "new_notices": how_many_are_new(request.user),
    }
    return render(request, "web/overview.html", shown)


class Day(NamedTuple):
    """A day of the month's table: how many mandates are due, and who meets."""

    day: date
    due: int
    meetings: list[Meeting]
    is_of_month: bool
    is_today: bool
    written: str
    """The day as addresses and machines have it: 2025-09-30."""


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A month, as a table and as a list."""
    today = timezone.localdate()
    refresh(today)
    first = _month(request.GET.get("month", "")) or today.replace(day=1)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    due = _due(request, start, end)
    meetings = list(
        Meeting.objects.filter(body__in=readable_keys(request.user), opens__lte=end)
        .filter(Q(closes__gte=start) | Q(closes=None, opens__gte=start))
        .select_related("body")
    )
    last = first.replace(day=months.monthrange(first.year, first.month)[1])
    within = standing_mandates(request.user).filter(snapshot__due__range=(first, last))
    shown = {
        "weeks": [[_day(day, due, meetings, first, today) for day in week] for week in weeks],
        "first": first, "last": last, "before": first - timedelta(days=1), "after": last + timedelta(days=1),
        "meetings": [one for one in meetings if one.opens <= last and (one.closes or one.opens) >= first],
        "mandates": listed(within.order_by("snapshot__due", "pk")[:_LISTED]),
        "more": sum(many for day, many in due.items() if first <= day <= last) > _LISTED,
    }  # fmt: skip
    return render(request, "web/calendar.html", shown)


def _month(words: str) -> date | None:
    if not words:
        return None
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", words) or not "1901" <= words[:4] <= "9998":
        raise Refused(_("“%(month)s” is no month. Write it as 2025-09.") % {"month": words})
    try:
        return date.fromisoformat(f"{words}-01")
    except ValueError as error:
        raise Refused(_("“%(month)s” is no month. Write it as 2025-09.") % {"month": words}) from error


def _due(request: HttpRequest, start: date, end: date) -> dict[date, int]:
    """How many mandates are due on each day."""
    found: dict[date, int] = defaultdict(int)
    mandates = standing_mandates(request.user).filter(snapshot__due__range=(start, end)).order_by()
    for day in mandates.values_list("snapshot__due", flat=True):
        if day is not None:
            found[day] += 1
    return found


def _day(day: date, due: dict[date, int], meetings: list[Meeting], first: date, today: date) -> Day:
    meeting = [one for one in meetings if one.opens <= day <= (one.closes or one.opens)]
    return Day(day, due.get(day, 0), meeting, day.month == first.month, day == today, day.isoformat())


urlpatterns = [path("", overview, name="overview"), path("calendar/", calendar, name="calendar")]
