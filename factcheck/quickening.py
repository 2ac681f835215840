"""Template nodes that give what Django's give, by a shorter way where the way is plain.

A page looks up hundreds of names. For each step Django first tries whether a model's row is a dictionary, raises and
catches errors on the way, asks whether the value is a lazy one, a time, a number in some language's writing, and
whether an error is to be explained to a developer. Here the common case comes first: a name that is there, a string,
a whole number, an `{% include %}` of a template that is named. Whatever is not plain (a name that is missing, an
error, a place in a list) is left to Django's own nodes, which are asked again from the beginning.

The nodes are those that Django's parser made: `quicken` gives them these classes.
"""

from __future__ import annotations

from html import escape
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Token,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import URLNode
from django.template.loader_tags import IncludeNode, construct_relative_path
from django.template.smartif import TokenBase
from django.templatetags.cache import CacheNode
from django.templatetags.i18n import BlockTranslateNode
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from factcheck.addresses import address

NOT_PLAIN = object()
MOST_KEPT = 200  # of each `{% cache %}`, as languages, people's keys and statuses vary


def quicken(part: Any) -> None:
    """Teach a node, or whatever nodes are made of, and all that is in it."""
    if quick := QUICK.get(type(part)):
        part.__class__ = quick
    match part:
        case list() | tuple():  # a NodeList, or the branches of an `if`
            for one in part:
                quicken(one)
        case dict():
            for one in part.values():
                quicken(one)
        case FilterExpression():
            quicken(part.var)
            for _function, arguments in part.filters:
                quicken([argument for is_name, argument in arguments if is_name])
        case Node() | TokenBase():
            quicken(vars(part))


def look_up(names: tuple[str, ...], context: Context) -> Any:
    """What `a.b.c` is in the context; NOT_PLAIN where Django has to say it."""
    first = names[0]
    for scope in reversed(context.dicts):
        if first in scope:
            found = scope[first]
            break
    else:
        return NOT_PLAIN
    try:
        if callable(found):
            found = _called(found)
        for name in names[1:]:
            if hasattr(type(found), "__getitem__"):
                try:
                    found = found[name]
                except (TypeError, AttributeError, KeyError, ValueError, IndexError):
                    found = getattr(found, name)
            else:
                found = getattr(found, name)
            if callable(found):
                found = _called(found)
    except Exception:  # whichever: Django meets it again, and does with it what it does
        return NOT_PLAIN
    return found


def _called(found: Any) -> Any:
    if getattr(found, "do_not_call_in_templates", False):
        return found
    if getattr(found, "alters_data", False):
        raise TypeError
    return found()


class Name(Variable):
    """A name in a tag or filter."""

    __slots__ = ()

    def resolve(self, context: Any) -> Any:
        """What it stands for; raises VariableDoesNotExist."""
        if self.lookups is None:
            if self.translate and isinstance(self.literal, SafeString) and not self.message_context:
                return gettext(SafeString(self.literal.replace("%", "%%")))  # at once, for it is drawn at once
            return super().resolve(context)
        if not self.translate and isinstance(context, Context):
            found = look_up(self.lookups, context)
            if found is not NOT_PLAIN:
                return found
        return super().resolve(context)


class Expression(FilterExpression):
    """A name, perhaps with filters."""

    __slots__ = ()

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """What it gives. A name that is missing is None where failures are ignored, as in the condition of an `if`."""
        name = self.var
        if not self.filters and isinstance(name, Name) and name.lookups is not None and not name.translate:
            found = look_up(name.lookups, context)
            if found is not NOT_PLAIN:
                return found
            if ignore_failures and name.lookups[0] not in context:
                return None
        return super().resolve(context, ignore_failures)


class Shown(VariableNode):
    """`{{ name }}`."""

    def render(self, context: Context) -> str:
        """Its letters, escaped unless they are markup."""
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return ""
        kind = type(value)
        if kind is SafeString:
            return value
        if kind is str:
            return escape(value) if context.autoescape else value
        if kind is int and not settings.USE_THOUSAND_SEPARATOR:
            return str(value)
        return render_value_in_context(value, context)


class Nodes(NodeList):
    """Nodes in a row, looked through once for each kind: Django looks through the template that a page extends, for its
    blocks, at every page."""

    def render(self, context: Context) -> SafeString:
        """What they give, joined."""
        return SafeString("".join([node.render(context) for node in self]))

    def get_nodes_by_type(self, nodetype: type[Node]) -> list[Any]:
        """Those of a kind, and in them."""
        found = vars(self).setdefault("found", {})
        if nodetype not in found:
            found[nodetype] = super().get_nodes_by_type(nodetype)
        return found[nodetype]


class Included(IncludeNode):
    """`{% include "a name" %}`: the template is looked for once."""

    def render(self, context: Context) -> SafeString:
        """The template, with the names of the page and those of the tag."""
        name = self.template
        path = name.var
        if not isinstance(path, str) or name.filters or self.isolated_context or context.template is None:
            return super().render(context)
        template: Any = vars(self).get("kept")
        if template is None:
            template = self.kept = context.template.engine.get_template(
                construct_relative_path(str(self.origin.template_name), path)
            )
        scope = {name: value.resolve(context) for name, value in self.extra_context.items()}
        state = context.render_context  # what tags remember while one template is drawn
        around = state.template
        context.dicts.append(scope)
        state.template = template
        state.dicts.append({})
        try:
            return template._render(context)
        finally:
            state.dicts.pop()
            state.template = around
            context.dicts.pop()


class Sentence(BlockTranslateNode):
    """`{% blocktranslate %}`: its message is put together once."""

    def render_token_list(self, tokens: list[Token]) -> tuple[str, list[str]]:
        """The message to translate, and the names in it."""
        kept = vars(self).setdefault("kept", {})
        found = kept.get(id(tokens))
        if found is None:
            found = kept[id(tokens)] = super().render_token_list(tokens)
        message, names = found
        return message, list(names)


class Address(URLNode):
    """`{% url "a name" number %}`."""

    def render(self, context: Context) -> str:
        """The address, or nothing where it is given a name in the page."""
        name, numbers = self.view_name.var, [argument.resolve(context) for argument in self.args]
        if self.kwargs or not numbers or not isinstance(name, str) or any(type(one) is not int for one in numbers):
            return super().render(context)
        try:
            found = address(name, *numbers)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return escape(found) if context.autoescape else found


class Kept(CacheNode):
    """`{% cache None name … %}`: kept in the node, where Django packs, unpacks and digests it at each look."""

    def render(self, context: Context) -> str:
        """What is inside, as it was first drawn for these values."""
        if self.cache_name or str(self.expire_time_var) != "None":
            return super().render(context)
        kept = vars(self).setdefault("kept", {})
        key = tuple([str(value.resolve(context)) for value in self.vary_on])
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            found = kept[key] = self.nodelist.render(context)
        return found


QUICK: dict[type, type] = {
    Variable: Name,
    FilterExpression: Expression,
    VariableNode: Shown,
    NodeList: Nodes,
    IncludeNode: Included,
    BlockTranslateNode: Sentence,
    URLNode: Address,
    CacheNode: Kept,
}
