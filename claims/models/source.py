"""Source: who speaks or publishes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.attribution import Attribution, RelayHop
from claims.models.comment import Comment
from claims.models.feed import Feed
from claims.models.following import Following
from claims.models.numbers import among
from factcheck.addresses import address

# How many letters one letter of a name may become in its key: three for a Korean syllable, 18 for "ﷺ".
LETTERS_IN_KEY = 18


def name_key(name: str) -> str:
    """How two spellings of one name are compared: without case, accents, dots and doubled spaces."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    kept = (c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def script_of(name: str) -> str:
    """The script most of a name's letters are written in ("Latin", "Cyrillic", "Arabic", …); "" for none.

    >>> script_of("Кремль"), script_of("TASS"), script_of("2024")
    ('Cyrillic', 'Latin', '')
    """
    scripts = [unicodedata.name(letter, "").split(" ", 1)[0].capitalize() for letter in name if letter.isalpha()]
    return max(sorted(set(scripts)), key=scripts.count, default="")


class SourceQuerySet(models.QuerySet["Source"]):
    def standing(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def locked(self) -> Self:
        """Held until the transaction ends, by their numbers in order; rows that only name one need not wait."""
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def known_as(self, name: str) -> Self:
        """Every Source that has this name or alias, in any language."""
        return self.standing().filter(Q(key=name_key(name)) | Q(aliases__key=name_key(name))).distinct()

    def first_known_as(self, names: Iterable[str]) -> list[Source]:
        """For each of the names in turn the oldest Source that is known as that, nobody twice; two queries for all."""
        keys = [key for name in names if (key := name_key(name))]
        named = self.standing().filter(Q(key__in=keys) | Q(aliases__key__in=keys)).distinct().order_by("pk")
        known: dict[str, Source] = {}
        for source in named.prefetch_related("aliases"):
            for key in (source.key, *(alias.key for alias in source.aliases.all())):
                known.setdefault(key, source)
        return list(dict.fromkeys(known[key] for key in keys if key in known))

    def with_names(self, names: Iterable[str]) -> Self:
        """Every Source that has one of these names or aliases, with its aliases; two queries for all."""
        keys = {key for name in names if (key := name_key(name))}
        known = Q(key__in=keys) | Q(pk__in=SourceAlias.objects.filter(key__in=keys).values("source"))
        return self.standing().filter(known).prefetch_related("aliases").order_by("pk")

    def outlet_names(self) -> models.QuerySet[Source, tuple[str, str, str | None]]:
        """(name, key, key of an alias) of every outlet, a row for each alias."""
        outlets = self.standing().filter(kind=Source.Kind.OUTLET).order_by("pk")
        return outlets.values_list("name", "key", "aliases__key")

    def made_or_known(self, name: str, kind: str) -> tuple[Source, bool]:
        """The Source of this name and kind, and whether it was made now; for a merged one, where it went."""
        known: Source | None = self.known_as(name).filter(kind=kind).first()
        if known:
            return known, False
        try:
            with transaction.atomic():
                return self.create(name=name, kind=kind), True
        except IntegrityError:  # somebody made it in the same moment, or it was merged into one of another kind
            source: Source = self.get(key=name_key(name), kind=kind)
        while source.merged_into:
            source = source.merged_into
        return source, False

    def relaying_in(self, article_id: int) -> Self:
        """Who relays anything in an article, by name."""
        return self.standing().filter(relayed__attribution__article=article_id).distinct().order_by("name")

    def matching(self, typed: str) -> Self:
        """For the typeahead: names, aliases and titles in which a word begins with what was typed; most used first."""
        typed = typed.replace("\0", " ").strip()  # PostgreSQL takes no NUL, and an address may hold one
        key = name_key(typed)
        if not key:
            return self.none()
        title = Q(role__istartswith=typed) | Q(role__icontains=f" {typed}")
        found = Source.objects.filter(_named(key) | title).values("pk")
        return self.standing().filter(pk__in=found).annotate(uses=Count("attributions")).order_by("-uses", "name")

    def with_word(self, typed: str) -> Self:
        """Those with a name or alias, in any language, in which a word begins with what was typed."""
        key = name_key(typed)
        return self.filter(pk__in=Source.objects.filter(_named(key)).values("pk")) if key else self.none()

    def with_claims(self) -> Self:
        """Adds `claims` and `last`: how many claims it stands behind, and when the newest appearance of one came in."""
        said = Source.standing_appearances().values("source")
        number = Subquery(said.annotate(n=Count("claim", distinct=True)).values("n"))
        last = Subquery(said.annotate(last=Max("claim__created_at")).values("last"))
        return self.annotate(
            claims=Coalesce(number, 0, output_field=models.IntegerField()),
            last=ExpressionWrapper(last, output_field=models.DateTimeField(null=True)),
        )

    def with_mentions(self) -> Self:
        """Adds `mentions`: a value of `Source.Mentions`."""
        rows, mentions = Source.standing_appearances(), Source.Mentions
        return self.annotate(
            mentions=Case(
                When(Exists(rows.filter(review_state="suggested")), then=Value(mentions.OPEN)),
                When(Exists(rows), then=Value(mentions.DONE)),
                default=Value(mentions.NONE),
                output_field=models.CharField(),
            )
        )

    def worked_with(self) -> Self:
        """Without the outlets that only stand for articles found outside the desk, with which nobody did anything."""
        return self.filter(~_only_found())

    def only_found(self) -> Self:
        """Those outlets alone."""
        return self.filter(_only_found())

    def with_grade(self, grades: Iterable[str]) -> Self:
        """Those with one of these grades in force, on whatever topic."""
        return self.filter(pk__in=SourceGrade.objects.in_force().filter(grade__in=grades).values("source"))

    def rows_of(self, ids: Sequence[int]) -> list[Source]:
        """These Sources in their order, each with everything that a list shows of it."""
        rows = self.filter(pk__in=among(ids)).with_claims().with_mentions().select_related("speaks_for")
        in_force = Prefetch("grades", SourceGrade.objects.in_force(), to_attr="grades_in_force")
        found = {row.pk: row for row in rows.prefetch_related("aliases", "stakes", in_force)}
        return [found[pk] for pk in ids if pk in found]


def _only_found() -> Q:
    """An outlet of articles outside the desk, of none on it; untouched by people, and named for nothing. Each part is
    looked up in an index, the parts that most Sources fail stand first."""
    me = OuterRef("pk")
    on_desk, outside = Article.objects.filter(on_desk=True), Article.objects.filter(on_desk=False)
    touched = [
        *(on_desk.filter(**{how: me}) for how in ("outlet", "credit")),
        *(kind.objects.filter(source=me) for kind in (Attribution, RelayHop, Comment, Following)),
        Feed.objects.filter(outlet=me),
        Source.objects.filter(speaks_for=me),
    ]
    found = Exists(outside.filter(outlet=me)) | Exists(outside.filter(credit=me))
    untouched = [~Exists(rows.order_by()) for rows in touched]
    return Q(*[Q(kind=Source.Kind.OUTLET), Q(version=1), *map(Q, untouched), found])


def _named(key: str) -> Q:
    """A word of the name or of an alias begins with this key."""
    name = Q(key__startswith=key) | Q(key__contains=f" {key}")
    return name | Q(aliases__key__startswith=key) | Q(aliases__key__contains=f" {key}")


class Source(models.Model):
    """A person, body, outlet, document or unnamed speaker. May speak for another (Dmitry Peskov → Kremlin)."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        OUTLET = "outlet", _("outlet")
        DOCUMENT = "document", _("document")
        UNNAMED = "unnamed", _("unnamed")

    class Mentions(models.TextChoices):
        """How far people are with what it is named for."""

        OPEN = "open", _("some not reviewed")
        DONE = "done", _("all reviewed")
        NONE = "none", _("no claims")

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200 * LETTERS_IN_KEY, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    speaks_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="speakers", verbose_name=_("speaks for")
    )
    role = models.CharField(_("role"), max_length=200, blank=True, help_text="title as last written")
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[RegexValidator(r"^[A-Z]{2}$")], help_text="ISO 3166-1"
    )
    wikidata = models.CharField(
        _("Wikidata"), max_length=12, blank=True, validators=[RegexValidator(r"^Q[1-9]\d{0,10}$")]
    )
    owner = models.CharField(
        _("owner"), max_length=200, blank=True, help_text="of an outlet: two of one owner are no independent origins"
    )
    # A merged Source keeps its row, because the log names it and the merge can be undone.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["key", "kind"], name="source_unique_name_and_kind"),
            models.CheckConstraint(condition=~Q(key=""), name="source_name_not_empty"),
            models.CheckConstraint(condition=~Q(speaks_for=F("pk")), name="source_does_not_speak_for_itself"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="source_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        # The key is the name in another form; kept here so that no writer can forget it.
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address("claims:source", self.pk)

    @staticmethod
    def standing_appearances() -> models.QuerySet[Attribution]:
        """The appearances that stand of the Source of an outer query, in no order."""
        return Attribution.objects.standing().filter(source=OuterRef("pk")).order_by()


class SourceAlias(models.Model):
    """Another name of a Source, in one language or (empty) in any."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200 * LETTERS_IN_KEY, db_index=True, editable=False)
    language = models.CharField(_("language"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["source", "key", "language"], name="alias_unique_per_source_and_language")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = name_key(self.name)
        super().save(*args, **kwargs)

    @property
    def script(self) -> str:
        """The script it is written in."""
        return script_of(self.name)


class OutletsApart(models.Model):
    """That an outlet known by its host alone ("reuters.com") and one of the same letters ("Reuters") are two: somebody
    looked at them. They are not offered as one again."""

    host = models.ForeignKey(Source, models.CASCADE, related_name="apart_from")
    named = models.ForeignKey(Source, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["host", "named"], name="outlets_apart_once")]

    def __str__(self) -> str:
        return f"{self.host_id} is not {self.named_id}"


class SourceStake(models.Model):
    """A topic in which a Source is an interested party."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="stakes")
    topic = models.CharField(_("topic"), max_length=80)
    key = models.CharField(max_length=80 * LETTERS_IN_KEY, editable=False)

    class Meta:
        verbose_name = _("stake")
        verbose_name_plural = _("stakes")
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="stake_unique_topic_per_source")]

    def __str__(self) -> str:
        return self.topic

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = name_key(self.topic)
        super().save(*args, **kwargs)


class SourceGradeQuerySet(models.QuerySet["SourceGrade"]):
    def in_force(self) -> Self:
        """The latest granted line of each topic, the general one first."""
        later = SourceGrade.objects.filter(
            source=OuterRef("source"), key=OuterRef("key"), granted=True, pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later), granted=True).order_by("key")

    def newest_first(self) -> Self:
        return self.select_related("author", "answers__author").order_by("-pk")


class SourceGrade(models.Model):
    """One line of a Source's reliability, A–F of the Admiralty scale, for one topic or (empty) in general.

    Append-only. An analyst proposes (`granted` False); a reviewer grants, of their own or in answer to a proposal.
    """

    class Grade(models.TextChoices):
        A = "A", _("A: completely reliable")
        B = "B", _("B: usually reliable")
        C = "C", _("C: fairly reliable")
        D = "D", _("D: not usually reliable")
        E = "E", _("E: unreliable")
        F = "F", _("F: cannot be judged")

    source = models.ForeignKey(Source, models.PROTECT, related_name="grades")
    topic = models.CharField(_("topic"), max_length=80, blank=True)
    key = models.CharField(max_length=80 * LETTERS_IN_KEY, blank=True, editable=False)
    grade = models.CharField(_("grade"), max_length=1, choices=Grade)
    reason = models.TextField(_("reason"), max_length=1000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    granted = models.BooleanField(default=False)
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")

    objects = SourceGradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grade_has_a_reason"),
            models.CheckConstraint(condition=Q(answers__isnull=True) | Q(granted=True), name="grade_answer_is_a_grant"),
        ]

    def __str__(self) -> str:
        return f"{self.grade} {self.topic}".strip()

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.key = name_key(self.topic)
        super().save(*args, **kwargs)
