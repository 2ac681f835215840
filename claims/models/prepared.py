"""Questions that pages ask at every click: written with the ORM, turned into SQL once.

Django writes the SQL of a queryset anew each time it runs. For a row with its claim, source and people that takes ten
times as long as the database's answer, and the SQL is the same but for the ids in it. A Prepared keeps it:

>>> OF_ARTICLE = Prepared(lambda article: Attribution.objects.listed().filter(article=article).values_list("number"))
>>> OF_ARTICLE(7)
[(1,), (2,)]

A list of ids is one parameter through `among`; what is a list must always be one:

>>> OF_ARTICLES = Prepared(lambda articles: Attribution.objects.filter(article__in=among(articles)).values_list("pk"))
>>> OF_ARTICLES([7, 8])
[(1,), (2,), (3,)]

The answers are those of the queryset: model instances with what `select_related` and `annotate` add, tuples for
`values_list`, single values for `flat=True`. What depends on more than ids (the clock, words) is not for it, and
neither is `prefetch_related`: ask a second question and `attach` its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import local
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators

from claims.models.numbers import as_parameter

Row = TypeVar("Row")
Ids = int | Sequence[int]

# Stands for the first id while the SQL is written, the next number for the second. It fits every column of ids.
STAND_IN = 2_000_000_011


class Prepared(Generic[Row]):
    """A question whose parameters are ids or lists of ids; call it with them for the list of its rows."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Row]]) -> None:
        self.ask = ask
        self._kept = local()  # compiled SQL belongs to a connection, and each thread has its own

    def __call__(self, *ids: Ids) -> list[Row]:
        question: _Question | None = getattr(self._kept, "question", None)
        if question is None:
            question = self._kept.question = _Question.of(self.ask, [not isinstance(one, int) for one in ids])
        return question.answer(ids)

    def first(self, *ids: Ids) -> Row | None:
        """The first row, or None."""
        return next(iter(self(*ids)), None)

    def only(self, *ids: Ids) -> Row:
        """The one row; raises the model's DoesNotExist when there is none."""
        rows = self(*ids)
        if not rows:
            raise self.ask(*ids).model.DoesNotExist
        return rows[0]


def attach(instance: Model, name: str, rows: Iterable[Model]) -> None:
    """Let `instance.<name>.all()` give these rows, as `prefetch_related` would."""
    found = getattr(instance, name).all()
    found._result_cache = list(rows)
    found._prefetch_done = True
    prefetched = instance.__dict__.setdefault("_prefetched_objects_cache", {})
    prefetched[name] = found


@dataclass(frozen=True, slots=True)
class _Question:
    """SQL with its parameters, of which some are places of ids, and what makes rows of the database's answer."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]  # (position among the parameters, which id)
    read: Callable[[list[tuple[Any, ...]]], Iterable[Any]]

    @classmethod
    def of(cls, ask: Callable[..., QuerySet[Any, Any]], lists: Sequence[bool]) -> _Question:
        """`lists`: which of the parameters are lists of ids."""
        asked: list[Ids] = [[STAND_IN + n] if is_list else STAND_IN + n for n, is_list in enumerate(lists)]
        stand_ins = [_sent(one) for one in asked]
        queryset = ask(*asked)
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise ValueError("A prepared question does not prefetch; ask another one and attach its rows.")
        compiler = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        places = tuple((at, stand_ins.index(value)) for at, value in enumerate(parameters) if value in stand_ins)
        if {which for _at, which in places} != set(range(len(stand_ins))):
            raise ValueError("An id of a prepared question does not stand in its SQL.")
        return cls(sql, tuple(parameters), places, _reader(queryset, compiler))

    def answer(self, ids: tuple[Ids, ...]) -> list[Any]:
        parameters = list(self.parameters)
        for at, which in self.places:
            parameters[at] = _sent(ids[which])
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(self.sql, parameters)
            return list(self.read(cursor.fetchall()))


def _sent(ids: Ids) -> Any:
    """An id, or a list of ids, as the database takes it."""
    return ids if isinstance(ids, int) else as_parameter(ids)


def _reader(queryset: QuerySet[Any, Any], compiler: Any) -> Callable[[list[tuple[Any, ...]]], Iterable[Any]]:
    """What Django's own iterables do with the rows, with all that does not depend on the rows done beforehand."""
    converters = compiler.get_converters([column for column, _sql, _alias in compiler.select[: compiler.col_count]])

    def converted(rows: list[tuple[Any, ...]]) -> Iterable[Any]:
        return compiler.apply_converters(rows, converters) if converters else rows

    iterable = queryset._iterable_class
    if iterable is ModelIterable:
        build = _instances(compiler)
        return lambda rows: build(converted(rows))
    if iterable is FlatValuesListIterable:
        return lambda rows: (row[0] for row in converted(rows))
    if iterable is ValuesListIterable:
        return lambda rows: map(tuple, converted(rows))
    raise ValueError(f"A prepared question does not give {iterable.__name__}.")


def _instances(compiler: Any) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Rows to model instances with their related ones and annotations, as ModelIterable makes them."""
    select, info, annotations = compiler.select, compiler.klass_info, compiler.annotation_col_map or {}
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, _sql, _alias in select[first:last]]
    related = get_related_populators(info, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # of a later Django

    def build(rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            instance = info["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for populator in related:
                populator.populate(row, instance)
            for name, at in annotations.items():
                setattr(instance, name, row[at])
            yield instance

    return build
