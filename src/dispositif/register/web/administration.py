"""Administration: bodies, units, people and their roles, the audit trail."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dispositif.register.errors import Missing, Refused
from dispositif.register.holdings.models import Body
from dispositif.register.people import actions
from dispositif.register.people.models import Membership, Role, Trail, Unit
from dispositif.register.people.permissions import membership, readable, require, where
from dispositif.register.web.administration_forms import BodyForm, PersonForm, RoleForm, TrailForm, UnitForm
from dispositif.register.web.asking import signed_in
from dispositif.register.web.deeds import deed
from dispositif.register.web.paging import but_for_the_page, page_of

_A_PAGE = 50


@login_required
@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """The bodies that one administers, and a form for another."""
    return _bodies(request, BodyForm())


@login_required
@require_POST
def body_new(request: HttpRequest) -> HttpResponse:
    """Make a body."""
    require(request.user, "administer", None)
    form = BodyForm(request.POST)
    made = _done(form, lambda: actions.keep_body(signed_in(request), None, **form.cleaned_data))
    return redirect("administration-body", form.cleaned_data["slug"]) if made else _bodies(request, form, 422)


@login_required
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """A body: its name, whether it is public, its units and who has a role in it."""
    one = _administered(request, slug)
    if request.method != "POST":
        return _body(request, one)
    form = BodyForm(request.POST)
    if not _done(form, lambda: actions.keep_body(signed_in(request), one, **form.cleaned_data)):
        return _body(request, Body.objects.get(pk=one.pk), body_form=form)
    messages.success(request, _("Kept."))
    return redirect("administration-body", form.cleaned_data["slug"])


@login_required
@require_POST
def unit(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Make a unit, or give one another name."""
    one = _administered(request, slug)
    kept = Unit.objects.filter(body=one, pk=pk).first() if pk is not None else None
    if pk is not None and kept is None:
        raise Missing(_("There is no such unit in %(body)s.") % {"body": one})
    form = UnitForm(request.POST, auto_id="unit_%s")
    if not _done(form, lambda: actions.keep_unit(signed_in(request), one, form.cleaned_data["name"], kept)):
        return _body(request, one, unit_form=form)
    return redirect("administration-body", slug)


@login_required
@require_POST
def role_give(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a person a role in a body."""
    one = _administered(request, slug)
    form = RoleForm(request.POST, body=one, auto_id="role_%s")
    if not _done(form, lambda: actions.give_role(signed_in(request), body=one, **form.cleaned_data)):
        return _body(request, one, role_form=form)
    return redirect("administration-body", slug)


@login_required
@require_POST
def role_give_everywhere(request: HttpRequest) -> HttpResponse:
    """Give a person a role in all bodies."""
    require(request.user, "administer", None)
    form = RoleForm(request.POST, body=None, auto_id="role_%s")
    if not _done(form, lambda: actions.give_role(signed_in(request), body=None, **form.cleaned_data)):
        return _people(request, PersonForm(), form, 422)
    return redirect("administration-people")


@login_required
@require_POST
def role_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    mine = where(request.user, "administer")
    everywhere = Q(body=None) if _is_keeper(request) else Q(pk=None)
    given = Membership.objects.filter(Q(body__in=mine) | everywhere, pk=pk).select_related("body", "person").first()
    if given is None:
        raise Missing(_("There is no such role for you to take away."))
    actions.take_role(signed_in(request), given)
    return redirect("administration-body", given.body.slug) if given.body else redirect("administration-people")


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people who have a role in the bodies that one administers; all accounts for whom that is all bodies."""
    return _people(request, PersonForm(), RoleForm(body=None, auto_id="role_%s"))


@login_required
@require_POST
def person_add(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    form = PersonForm(request.POST)
    if not _done(form, lambda: actions.add_person(signed_in(request), **form.cleaned_data)):
        return _people(request, form, RoleForm(body=None, auto_id="role_%s"), 422)
    messages.success(request, _("%(name)s can sign in; now give a role.") % form.cleaned_data)
    return redirect("administration-people")


@login_required
@require_POST
def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    require(request.user, "administer", None)
    whose = User.objects.filter(pk=pk).first()
    if whose is None:
        raise Missing(_("There is no such account."))
    actions.set_active(signed_in(request), whose, request.POST.get("active") == "1")
    return redirect("administration-people")


@login_required
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, to what, when: in the bodies that one administers. It can be read, and nothing else."""
    mine = _mine(request)
    found = Trail.objects.select_related("person", "body")
    if not _is_keeper(request):
        found = found.filter(body__in=mine)
    form = TrailForm(request.GET, bodies=mine)
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    page = page_of(request, form.applied(found), _A_PAGE)
    asked = but_for_the_page(request.GET).urlencode()
    shown = {"form": form, "page": page, "deeds": map(deed, page), "query": asked}
    return render(request, "web/trail.html", shown)


def _bodies(request: HttpRequest, form: BodyForm, status: int = 200) -> HttpResponse:
    shown = {"bodies": _mine(request), "form": form, "is_keeper": _is_keeper(request)}
    return render(request, "web/administration.html", shown, status=status)


def _body(request: HttpRequest, one: Body, **forms_given: forms.Form) -> HttpResponse:
    shown = {
        "body": one,
        "units": one.units.all(),
        "roles": one.memberships.select_related("person", "unit").order_by("person__username"),
        "body_form": BodyForm(initial={name: getattr(one, name) for name in BodyForm.base_fields}),
        "unit_form": UnitForm(auto_id="unit_%s"),
        "role_form": RoleForm(body=one, auto_id="role_%s"),
    }
    return render(request, "web/administration-body.html", shown | forms_given, status=422 if forms_given else 200)


def _people(request: HttpRequest, form: PersonForm, role_form: RoleForm, status: int = 200) -> HttpResponse:
    mine, is_keeper = _mine(request), _is_keeper(request)
    found = User.objects.order_by("username").prefetch_related("memberships__body", "memberships__unit")
    if not is_keeper:
        found = found.filter(memberships__body__in=mine).distinct()
    page = page_of(request, found, _A_PAGE)
    visible = None if is_keeper else set(mine.values_list("pk", flat=True))
    rows = [
        (one, [held for held in one.memberships.all() if visible is None or held.body_id in visible]) for one in page
    ]
    shown = {"page": page, "rows": rows, "form": form, "role_form": role_form, "is_keeper": is_keeper}
    return render(request, "web/administration-people.html", shown, status=status)


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks; where it is refused, say so in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _mine(request: HttpRequest) -> QuerySet[Body]:
    """The bodies that one administers. Raises Forbidden where there are none and one does not administer all."""
    found = where(request.user, "administer")
    if not found.exists():
        require(request.user, "administer", None)
    return found


def _administered(request: HttpRequest, slug: str) -> Body:
    one = readable(request.user).filter(slug=slug).first()
    if one is None:
        raise Missing(_("There is no body “%(slug)s”, or not for you.") % {"slug": slug})
    require(request.user, "administer", one)
    return one


def _is_keeper(request: HttpRequest) -> bool:
    held = membership(request.user, None)
    return held is not None and held.role == Role.ADMINISTRATOR


urlpatterns = [
    path("administration/", administration, name="administration"),
    path("administration/bodies/", body_new, name="body-new"),
    path("administration/bodies/<slug:slug>/", body, name="administration-body"),
    path("administration/bodies/<slug:slug>/units/", unit, name="unit-new"),
    path("administration/bodies/<slug:slug>/units/<int:pk>/", unit, name="unit-rename"),
    path("administration/bodies/<slug:slug>/roles/", role_give, name="role-give"),
    path("administration/roles/", role_give_everywhere, name="role-give-everywhere"),
    path("administration/roles/<int:pk>/take/", role_take, name="role-take"),
    path("administration/people/", people, name="administration-people"),
    path("administration/people/add/", person_add, name="person-add"),
    path("administration/people/<int:pk>/active/", person_active, name="person-active"),
    path("administration/trail/", trail, name="trail"),
]
