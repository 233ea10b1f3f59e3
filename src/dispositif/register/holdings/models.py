"""Bodies, their calendar, and the documents they adopted, as they came and as they were read.

Rows that only repeat what a reading says, dozens for a document, have no constraint to it in the database: one place
writes them, in the transaction that writes what they are of, and `soundness` finds one that is of nothing. A word that
is looked up whole has an index of `Meta`: `db_index` would make PostgreSQL another one for its beginnings.
"""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dispositif.document import Document as ReadDocument


class Body(models.Model):
    """A body whose documents are held: people have their roles in it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=300)
    actor = models.CharField(max_length=100, blank=True, help_text="Its record in the authority files.")
    public = models.BooleanField(default=False, help_text="Whether anybody may read, without an account.")
    stagnant_after = models.PositiveSmallIntegerField(
        default=180, help_text="After so many days without an entry a mandate that is open is called stagnant."
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A session or a meeting of a body: what relative deadlines are reckoned by."""

    class Kind(models.TextChoices):
        SESSION = "session", _("Session")
        MEETING = "meeting", _("Meeting")

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SESSION)
    number = models.PositiveIntegerField(null=True, blank=True)
    name = models.CharField(max_length=300)
    opens = models.DateField()
    closes = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("opens", "pk")
        constraints = (
            models.UniqueConstraint(fields=("body", "kind", "number"), name="one_meeting_a_number"),
            models.CheckConstraint(condition=models.Q(closes__gte=models.F("opens")), name="closes_after_it_opens"),
        )

    def __str__(self) -> str:
        return self.name


class Original(models.Model):
    """The bytes of a file as it came, by their SHA-256. Never changed."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    media_type = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.sha256


class Document(models.Model):
    """An instrument in one language. Its text never changes, so that a span always means the same words."""

    body = models.ForeignKey(Body, models.PROTECT, db_index=False, related_name="documents")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="documents")
    original = models.ForeignKey(Original, models.PROTECT, related_name="documents")
    source_name = models.CharField(max_length=300)
    characters = models.TextField(help_text="The text in which all spans count.")
    symbol = models.CharField(max_length=100, blank=True, db_index=True)
    identifier = models.CharField(
        max_length=100, blank=True, db_index=True, help_text="Its symbol as citations have it, however it is printed."
    )
    title = models.TextField(blank=True)
    matter = models.CharField(
        max_length=300, blank=True, db_index=True, help_text="What its title says from year to year."
    )
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    adopted = models.DateField(null=True, blank=True, db_index=True)
    place = models.CharField(max_length=200, blank=True)
    translation_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="translations")
    brought_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    brought_in_at = models.DateTimeField(auto_now_add=True)
    put_aside_at = models.DateTimeField(null=True, blank=True, help_text="Where it was brought in by mistake.")
    put_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    put_aside_because = models.TextField(blank=True, db_default="")

    class Meta:
        ordering = ("-adopted", "-pk")
        constraints = (models.UniqueConstraint(fields=("body", "original"), name="a_file_once_in_a_body"),)
        # What lists are put in order and narrowed by, without the texts.
        indexes = (models.Index(fields=("body", "adopted", "language", "id", "put_aside_at"), name="document_by_body"),)

    CALLED_BY = ("symbol", "title", "source_name")

    @staticmethod
    def called(symbol: str, title: str, source_name: str) -> str:
        """What a document is called that has these in the columns of CALLED_BY."""
        return symbol or title or source_name

    def __str__(self) -> str:
        return self.called(self.symbol, self.title, self.source_name)


# SQLite would keep more than PostgreSQL can, and a backup must go from one to the other.
_MOST_VOTES = (MaxValueValidator(2**31 - 1),)


class Adoption(models.Model):
    """How a document was adopted, as published beside it. What the source does not tell is null or empty.

    It is kept by the document's identifier, whether or not that is held yet: it is found once the document comes in.
    """

    class By(models.TextChoices):
        VOTE = "vote", _("By a vote")
        CONSENSUS = "consensus", _("Without a vote")
        UNANIMITY = "unanimity", _("By a vote, all in favour")

    identifier = models.CharField(max_length=100, unique=True, help_text="Of the document, as `Document.identifier`.")
    adopted_by = models.CharField(max_length=10, choices=By, blank=True)
    in_favour = models.PositiveIntegerField(null=True, blank=True, validators=_MOST_VOTES)
    against = models.PositiveIntegerField(null=True, blank=True, validators=_MOST_VOTES)
    abstaining = models.PositiveIntegerField(null=True, blank=True, validators=_MOST_VOTES)
    meeting = models.TextField(blank=True, help_text="As printed.")
    agenda_item = models.TextField(blank=True, help_text="As printed.")
    committee = models.TextField(blank=True, help_text="As printed.")
    sponsors = models.JSONField(default=list, blank=True, help_text="Of each its name as printed, and actor.")
    co_sponsors = models.JSONField(default=list, blank=True, help_text="Who joined the sponsors later, likewise.")
    subjects = models.JSONField(default=list, blank=True, help_text="Of each its name, and scheme.")
    ballots = models.JSONField(default=list, blank=True, help_text="Of each State its name as printed, actor, cast.")
    doubts = models.JSONField(default=list, blank=True, help_text="Sentences: where the source contradicts itself.")
    source = models.TextField(help_text="The name of the file, and the line, that tell it.")
    marks = models.TextField(blank=True, help_text="To be found by: |against state/fj|sponsor state/mt|.")
    sponsor_names = models.TextField(blank=True, help_text="To be found by: the names of all sponsors.")

    def __str__(self) -> str:
        return f"How {self.identifier} was adopted"


class Reading(models.Model):
    """What a version of the engine read in a document: its `dispositif/1` JSON. Never changed; the last one counts."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    engine = models.CharField(max_length=30)
    made_at = models.DateTimeField(auto_now_add=True)
    result = models.TextField()

    class Meta:
        ordering = ("made_at", "pk")
        get_latest_by = ("made_at", "pk")

    def __str__(self) -> str:
        return f"{self.document} as read by {self.engine}"

    def read_document(self) -> ReadDocument:
        """What was read, as an object."""
        return ReadDocument.from_json(self.result)


class Paragraph(models.Model):
    """A paragraph of the last reading, for finding and linking."""

    document = models.ForeignKey(
        Document, models.CASCADE, db_constraint=False, db_index=False, related_name="paragraphs"
    )
    key = models.CharField(max_length=100, help_text="Its identifier in the document: op-3.b.ii.")
    order = models.PositiveIntegerField()
    part = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=100, blank=True, help_text="As one writes it: 3 (b) (ii).")
    parent = models.CharField(max_length=100, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()

    class Meta:
        ordering = ("document", "order")
        constraints = (models.UniqueConstraint(fields=("document", "key"), name="a_paragraph_once"),)

    def __str__(self) -> str:
        return f"{self.document}, {self.key}"

    @property
    def printed_number(self) -> str:
        """Its number as it stands before its words: 3. or 3 (b)."""
        return self.number if self.number.endswith(")") else f"{self.number}."


class Citation(models.Model):
    """A citation of the last reading. What it leads to is found by its identifier, whenever that document comes in."""

    document = models.ForeignKey(Document, models.CASCADE, db_constraint=False, related_name="citations")
    paragraph = models.CharField(max_length=100, blank=True)
    identifier = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    pinpoint = models.TextField(blank=True, help_text="The words for the place within the instrument.")
    parts = models.TextField(blank=True, help_text="The paragraphs that these name, by their keys there.")
    act = models.CharField(max_length=100, blank=True)
    verb = models.CharField(max_length=100, blank=True)
    relation = models.CharField(max_length=100, blank=True, help_text="How it is cited: a record, or a verb's lemma.")
    citing = models.TextField(blank=True, help_text="The words by which it is cited.")
    citing_start = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("document", "start")
        indexes = (models.Index(fields=("identifier",), name="citation_by_identifier"),)

    def __str__(self) -> str:
        return self.identifier
