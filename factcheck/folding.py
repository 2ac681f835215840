"""Templates whose unchanging parts are rendered once for each language, not once for each request.

A page says a hundred things that never change (`{% translate "Claims" %}`, `{% url "claims:queue" %}`,
`{% static "…" %}`) between the few that do, and Django looks each of them up again at every request. This loader puts
neighbours that depend on nothing but the language into one node, which keeps what they gave. What a page says is the
same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.template import Context, Template
from django.template.base import FilterExpression, Node, NodeList, TextNode, TokenType, Variable
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from factcheck.quickening import quicken

SURROUNDINGS = "_surroundings"  # on a context: what constants depend on while it is drawn


class Loader(cached.Loader):
    """Django's cached loader, with every template folded when it is read."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """Raises TemplateDoesNotExist."""
        known = self.get_template_cache.get(self.cache_key(template_name, skip))
        template: Template = super().get_template(template_name, skip)
        if known is not template:
            fold(template.nodelist)
            if not self.engine.debug:  # a developer is told in which tag of which line something broke
                quicken(template.nodelist)
        return template


class Constant(Node):
    """Neighbouring nodes that give the same for everybody who reads in one language."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = NodeList(nodes)
        self.token = nodes[0].token
        self.origin = nodes[0].origin
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """What the nodes gave when they were first asked in this language, at this address of the installation."""
        key = vars(context).get(SURROUNDINGS)
        if key is None:
            key = (get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF, settings.STATIC_URL)
            setattr(context, SURROUNDINGS, key)  # asked for once a page, not for each of a hundred parts
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = self.nodes.render(context)
        return found


class InLanguage(LanguageNode):
    """`{% language %}`: what is inside is read in another language, so other constants are kept for it."""

    def render(self, context: Context) -> str:
        """What is inside, in that language."""
        around = vars(context).pop(SURROUNDINGS, None)
        try:
            return super().render(context)
        finally:
            setattr(context, SURROUNDINGS, around)


def fold(nodes: NodeList) -> None:
    """Put neighbours that are constant into one, here and in all that the nodes contain."""
    folded: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if type(node) is LanguageNode:
            node.__class__ = InLanguage
        if _is_constant(node):
            run.append(node)
            continue
        folded += _one(run)
        run = []
        for inner in _inside(node):
            fold(inner)
        folded.append(node)
    nodes[:] = folded + _one(run)


def _one(run: list[Node]) -> list[Node]:
    if all(isinstance(node, TextNode) for node in run):
        return run  # text costs nothing
    return [Constant(run)]


def _inside(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):  # its `nodelist` is a copy
        yield from (inner for _condition, inner in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        if (inner := getattr(node, name, None)) is not None:
            yield inner


def _is_constant(node: Node) -> bool:
    match node:
        case TextNode() | LoadNode() | CommentNode():
            return True
        case TranslateNode():
            return not node.asvar and _is_literal(node.filter_expression) and _is_literal(node.message_context)
        case BlockTranslateNode():
            words = [*node.singular, *(node.plural or ())]
            plain = all(token.token_type == TokenType.TEXT for token in words) and not node.countervar
            return plain and not node.asvar and not node.extra_context and _is_literal(node.message_context)
        case URLNode():
            parts = [node.view_name, *node.args, *node.kwargs.values()]
            return not node.asvar and all(map(_is_literal, parts))
        case StaticNode():
            return type(node) is StaticNode and not node.varname and _is_literal(node.path)
    return False


def _is_literal(expression: FilterExpression | None) -> bool:
    """Whether an argument of a tag stands in the template as it is: no variable, no filter."""
    if expression is None:
        return True
    variable = expression.var
    return not expression.filters and (not isinstance(variable, Variable) or variable.lookups is None)
