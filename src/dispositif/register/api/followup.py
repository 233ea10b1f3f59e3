"""Follow-up: the ledger, assignments, requests and decisions."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Status, UploadedFile

from dispositif.register.api.access import FOLLOWS_UP, READS, caller
from dispositif.register.api.answers import Paged, listed, tagged
from dispositif.register.api.documents import Key
from dispositif.register.api.forms import (
    AssignmentIn,
    AssignmentOut,
    DecisionIn,
    EntryIn,
    EntryList,
    EntryOut,
    RequestIn,
    RequestOut,
)
from dispositif.register.errors import Missing, Refused
from dispositif.register.followup import actions
from dispositif.register.followup.entering import Saying, check_size
from dispositif.register.followup.models import Assignment, Entry, Request
from dispositif.register.people.models import Unit
from dispositif.register.people.permissions import Person, require_for
from dispositif.register.review.addressed import document_at, mandate_at
from dispositif.register.review.models import Mandate

router = Router(tags=["follow-up"])


def entries_out(found: Iterable[Entry]) -> Iterable[dict]:
    """Entries as they are answered."""
    plain = (
        "id", "kind", "bearing", "addressee", "happened", "entered_at", "remark", "link", "symbol", "passage",
        "condition", "due", "place", "withdrawn", "file_name", "seal",
    )  # fmt: skip
    for one in found:
        yield {name: getattr(one, name) for name in plain} | {
            "entered_by": one.entered_by.username,
            "successor": one.successor.reference if one.successor else None,
            "corrects": one.corrects_id,
        }


def _assignment_out(one: Assignment) -> dict:
    return {name: getattr(one, name) for name in ("id", "partners", "due", "at")} | {
        "unit": one.unit.name if one.unit else None,
        "focal_point": one.focal_point.username if one.focal_point else None,
        "alternate": one.alternate.username if one.alternate else None,
        "by": one.by.username,
    }


def _request_out(one: Request) -> dict:
    decision = getattr(one, "decision", None)
    plain = ("id", "kind", "legal_basis", "reason", "due", "asked_at")
    return {name: getattr(one, name) for name in plain} | {
        "successor": one.successor.reference if one.successor else None,
        "asked_by": one.asked_by.username,
        "decision": {
            "granted": decision.granted,
            "remark": decision.remark,
            "by": decision.by.username,
            "at": decision.at,
        }
        if decision
        else None,
    }


def _successor(person: Person, reference: str | None) -> Mandate | None:
    return mandate_at(person, reference) if reference else None


def _person(name: str | None) -> User | None:
    if name is None:
        return None
    found = User.objects.filter(username=name).first()
    if found is None:
        raise Refused(_("There is no account “%(name)s”.") % {"name": name})
    return found


@router.get("/mandates/{reference}/entries", auth=READS, response=EntryList, summary="The ledger of a mandate")
def entries(request: HttpRequest, response: HttpResponse, reference: str, page: Paged) -> dict:
    """In the order in which they were entered."""
    found = mandate_at(request.user, reference).entries.select_related("entered_by", "successor")
    return listed(request, response, page, found, ("pk",), entries_out)


@router.post("/mandates/{reference}/entries", auth=FOLLOWS_UP, response={201: EntryOut}, summary="Add to the ledger")
def enter(request: HttpRequest, reference: str, given: EntryIn) -> Status:
    """What is wrong is put right by another entry; nothing is changed or taken away."""
    return _entered(request, reference, given)


@router.post(
    "/mandates/{reference}/entries/file",
    auth=FOLLOWS_UP,
    response={201: EntryOut},
    summary="Add to the ledger, with a file",
)
def enter_with_file(request: HttpRequest, reference: str, given: Form[EntryIn], file: File[UploadedFile]) -> Status:
    """As a form (multipart/form-data): the fields of an entry, and the file under `file`, which is kept as it comes."""
    if unknown := sorted(set(request.POST) - set(EntryIn.model_fields)):
        raise Refused(_("An entry has no “%(name)s”.") % {"name": unknown[0]})
    check_size(file.size or 0)
    return _entered(request, reference, given, (file.name or "file", file.read()))


@router.get("/mandates/{reference}/entries/{pk}/file", auth=READS, summary="The file of an entry, as it came")
def entry_file(request: HttpRequest, reference: str, pk: Key) -> HttpResponse:
    """To be saved, not shown."""
    found = mandate_at(request.user, reference).entries.filter(pk=pk).select_related("file").first()
    if found is None or found.file is None:
        raise Missing(_("There is no such file in the ledger of %(mandate)s.") % {"mandate": reference})
    response = HttpResponse(bytes(found.file.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.file_name) or "attachment"
    return tagged(request, response)


def _entered(request: HttpRequest, reference: str, given: EntryIn, file: tuple[str, bytes] | None = None) -> Status:
    one = mandate_at(request.user, reference)
    said = given.dict(exclude={"successor", "corrects", "document"})
    corrects = one.entries.filter(pk=given.corrects).first() if given.corrects is not None else None
    if given.corrects is not None and corrects is None:
        raise Missing(_("There is no entry %(pk)d in this ledger.") % {"pk": given.corrects})
    saying = Saying(
        **said,
        successor=_successor(request.user, given.successor),
        corrects=corrects,
        document=document_at(request.user, given.document) if given.document is not None else None,
        file=file,
    )
    made = actions.enter(caller(request), one, saying)
    [out] = entries_out([made])
    return Status(201, out)


@router.get(
    "/mandates/{reference}/assignments", auth=READS, response=list[AssignmentOut], summary="Who answered for it"
)
def assignments(request: HttpRequest, reference: str) -> list[dict]:
    """The last one counts."""
    found = mandate_at(request.user, reference).assignments.order_by("pk")
    return [_assignment_out(one) for one in found.select_related("unit", "focal_point", "alternate", "by")]


@router.post(
    "/mandates/{reference}/assignments", auth=FOLLOWS_UP, response={201: AssignmentOut}, summary="Have somebody answer"
)
def assign(request: HttpRequest, reference: str, given: AssignmentIn) -> Status:
    """Unit and people by their names."""
    one = mandate_at(request.user, reference)
    body = one.document.body
    require_for(request.user, "assign", one.document)
    unit = Unit.objects.filter(body=body, name=given.unit).first() if given.unit is not None else None
    if given.unit is not None and unit is None:
        raise Refused(_("“%(unit)s” is no unit of %(body)s.") % {"unit": given.unit, "body": body})
    answering = actions.Answering(
        unit=unit,
        focal_point=_person(given.focal_point),
        alternate=_person(given.alternate),
        partners=given.partners,
        due=given.due,
    )
    return Status(201, _assignment_out(actions.assign(caller(request), one, answering, given.seen)))


@router.get("/mandates/{reference}/requests", auth=READS, response=list[RequestOut], summary="What was asked for it")
def requests(request: HttpRequest, reference: str) -> list[dict]:
    """With what was decided about each."""
    found = mandate_at(request.user, reference).requests.order_by("pk")
    return [_request_out(one) for one in found.select_related("asked_by", "successor", "decision__by")]


@router.post(
    "/mandates/{reference}/requests", auth=FOLLOWS_UP, response={201: RequestOut}, summary="Ask for a decision"
)
def ask(request: HttpRequest, reference: str, given: RequestIn) -> Status:
    """Somebody else decides about it."""
    one = mandate_at(request.user, reference)
    asking = actions.Asking(**given.dict(exclude={"successor"}), successor=_successor(request.user, given.successor))
    return Status(201, _request_out(actions.ask(caller(request), one, asking)))


@router.post(
    "/mandates/{reference}/requests/{pk}/decision",
    auth=FOLLOWS_UP,
    response={201: RequestOut},
    summary="Decide about a request",
)
def decide(request: HttpRequest, reference: str, pk: Key, given: DecisionIn) -> Status:
    """One that is granted enters the ledger."""
    one = mandate_at(request.user, reference)
    asked = Request.objects.filter(mandate=one, pk=pk).select_related("mandate", "asked_by", "successor").first()
    if asked is None:
        raise Missing(_("There is no request %(pk)d for this mandate.") % {"pk": pk})
    actions.decide(caller(request), asked, given.granted, given.remark)
    return Status(
        201, _request_out(Request.objects.select_related("asked_by", "successor", "decision__by").get(pk=asked.pk))
    )
