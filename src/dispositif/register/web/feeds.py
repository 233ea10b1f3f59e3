"""Feeds of a kept search, at secret addresses: deadlines as iCalendar, changes as Atom."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from dispositif.exports.edition import one_line
from dispositif.register.finding import saved
from dispositif.register.finding.change import Change
from dispositif.register.finding.changes import Listed, changes, deadlines, listed, next_times
from dispositif.register.finding.filters import Filter
from dispositif.register.followup.snapshots import refresh
from dispositif.register.holdings.listing import colon, with_commas
from dispositif.register.review.models import Mandate
from dispositif.register.web.filters import shortened

_MOST = 1000
_BEFORE = timedelta(days=90)
_NAME = 40
_ATOM = "application/atom+xml; charset=utf-8"


@require_safe
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """The deadlines of what is open: an event of a day each, the overdue ones of the last three months too.

    What recurs and is overdue has its next time as well. Each of its times is an event of its own, known by its day:
    their days follow the calendar of the body and what was reported, which no rule of recurrence could say.
    """
    search = saved.by_key(key)
    today = timezone.localdate()
    refresh(today)
    calendar = Calendar()
    for name, value in {"prodid": "-//Dispositif//register//EN", "version": "2.0", "x-wr-calname": search.name}.items():
        calendar.add(name, value)
    asked = Filter.from_query(QueryDict(search.query))
    due = [(one, one.due) for one in listed(deadlines(search.person, asked, today - _BEFORE)[:_MOST])]
    for mandate, day in (*due, *next_times(search.person, asked, today, _MOST)):
        if day is not None:
            calendar.add_component(_event(request, mandate, day))
    return _private(calendar.to_ical(), "text/calendar; charset=utf-8")


def _event(request: HttpRequest, mandate: Listed, due: date) -> Event:
    event, time = Event(), f"/{due.isoformat()}" if mandate.recurrence else ""
    address = request.build_absolute_uri(reverse("mandate", args=[mandate.reference]))
    event.add("uid", f"{mandate.reference}{time}@dispositif")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{_place(mandate)}{colon()}{Truncator(mandate.action).words(12)}")
    event.add("description", f"“{one_line(mandate.action)}”\n{address}")
    event.add("url", address)
    return event


def _place(mandate: Listed | Mandate) -> str:
    """Where a mandate stands; of a long title as much as leaves room for the mandate in a calendar."""
    return with_commas([shortened(mandate.document, _NAME), mandate.paragraph])


@require_safe
def changes_feed(request: HttpRequest, key: str) -> HttpResponse:
    """What changed, the newest first."""
    search = saved.by_key(key)
    link = request.build_absolute_uri(f"{reverse('search')}?{search.query}")
    own = request.build_absolute_uri()
    feed = Atom1Feed(title=search.name, link=link, description="", feed_url=own, language=get_language())
    refresh(timezone.localdate())
    for change in changes(search.person, Filter.from_query(QueryDict(search.query))):
        address = request.build_absolute_uri(reverse("mandate", args=[change.mandate.reference]))
        feed.add_item(
            title=f"{_place(change.mandate)}{colon()}{change.kind}",
            link=address,
            description=escape(_said(change)),  # readers take it for HTML
            unique_id=f"tag:dispositif,2026:{change.mandate.reference}/{change.key}",
            pubdate=change.at,
            updateddate=change.at,
            author_name=_("Register"),
        )
    return _private(feed.writeString("utf-8").encode(), _ATOM)


def _said(change: Change) -> str:
    found_no_longer = _("This search finds it no longer.") if change.is_last else ""
    return " ".join(filter(None, (f"“{change.mandate.action}”", change.remark, found_no_longer)))


def _private(content: bytes, media_type: str) -> HttpResponse:
    """An answer that no cache on the way keeps, as its address is a secret."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


urlpatterns = [
    path("feeds/<str:key>/deadlines.ics", calendar_feed, name="feed-deadlines"),
    path("feeds/<str:key>/changes.atom", changes_feed, name="feed-changes"),
]
