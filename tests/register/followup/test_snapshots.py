"""Snapshots of what was just brought in are those that come of everything that is known."""

from dispositif.register.followup import snapshots
from dispositif.register.followup.models import Snapshot
from dispositif.register.holdings.actions import read
from dispositif.register.holdings.models import Body, Document, Meeting
from dispositif.register.review.actions import bring_in
from dispositif.register.review.models import Mandate

TEXT = b"""Resolution 5/1

Adopted on 3 March 2031

The Board,

1. Requests all pilots to report on the buoys;

2. Requests the Harbour Office and the Pilots' Guild to open a lamp store by 1 May 2031;

3. Requests the Harbour Office to report to the Board at its seventh session;

4. Requests the Pilots' Guild, in the event that the buoys are lost, to replace them within three months;

5. Invites the Harbour Office to report every six months on the buoys;

6. Invites the members to consider, within three months, the report requested in paragraph 3 above;

7. Decides to review the dues at its seventh session upon receipt of the report.
"""


def test_a_draft_stands_as_if_all_that_is_known_had_been_asked(body: Body, communique: Document) -> None:
    Meeting.objects.create(body=body, number=7, name="Seventh session", opens="2031-09-09")
    bring_in(None, body, [read(TEXT, "buoys.txt")])
    waiting = Mandate.depends_on.through.objects.values_list("from_mandate__document__source_name", flat=True)
    assert set(waiting) == {"buoys.txt", communique.source_name}, "some wait for others"
    at_first = set(Snapshot.objects.values_list())
    assert len({status for _, status, *_ in at_first}) > 1
    snapshots.renew(Snapshot.objects.values_list("pk", flat=True))
    assert set(Snapshot.objects.values_list()) == at_first
