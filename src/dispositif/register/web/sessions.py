"""The calendar of sessions and meetings of each body, by which relative deadlines are reckoned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Missing, Refused
from dispositif.register.followup.calendar import keep, strike
from dispositif.register.followup.deadlines import Sitting
from dispositif.register.holdings.models import Body, Meeting
from dispositif.register.people.permissions import allowed, readable, readable_keys, require
from dispositif.register.web.asking import signed_in
from dispositif.register.web.followup_forms import MeetingForm


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The bodies whose calendars there are."""
    return render(request, "web/sessions.html", {"bodies": readable(request.user).prefetch_related("meetings")})


def calendar_of(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A body's calendar, with a form to add to it, or to change the one of that key."""
    body = readable(request.user).filter(slug=slug).first()
    if body is None:
        raise Missing(_("There is no body %(slug)s, or not for you.") % {"slug": slug})
    may_keep = "keep the calendar" in allowed(request.user, body)
    meeting = Meeting.objects.filter(body=body, pk=pk).first() if pk is not None else None
    if pk is not None and meeting is None:
        raise Missing(_("There is no such session or meeting of %(body)s.") % {"body": body})
    kept = {name: getattr(meeting, name) for name in Sitting.__struct_fields__} if meeting else {}
    form, status = MeetingForm(request.POST or None, initial=kept), 200
    if request.method == "POST":
        require(request.user, "keep the calendar", body)
        if form.is_valid() and _is_kept(request, body, form, pk):
            return redirect("calendar-of", slug)
        status = 422
    shown = {"body": body, "meetings": body.meetings.all(), "form": form if may_keep else None, "meeting": meeting}
    return render(request, "web/calendar-of.html", shown, status=status)


@require_POST
def struck(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Strike a session or meeting."""
    meeting = Meeting.objects.filter(body__slug=slug, body__in=readable_keys(request.user), pk=pk).first()
    if meeting is None:
        raise Missing(_("There is no such session or meeting."))
    try:
        strike(signed_in(request), meeting)
        messages.success(request, _("Struck."))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("calendar-of", slug)


def _is_kept(request: HttpRequest, body: Body, form: MeetingForm, pk: int | None) -> bool:
    try:
        keep(signed_in(request), body, Sitting(**form.cleaned_data), pk)
    except Refused as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Kept. The days that hang on it are reckoned anew."))
    return True


urlpatterns = [
    path("sessions/", sessions, name="sessions"),
    path("sessions/<slug:slug>/", calendar_of, name="calendar-of"),
    path("sessions/<slug:slug>/<int:pk>/", calendar_of, name="meeting"),
    path("sessions/<slug:slug>/<int:pk>/strike/", struck, name="strike"),
]
