"""Messages are whole sentences with named placeholders, so that every language can turn them."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conventions.house import Offences, called_name, calls, found_in, modules, templates

GETTEXT = {
    "_",
    "N_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
    "npgettext_lazy",
}
_BUILT_IN_TEMPLATE = re.compile(r"\b(?:_|n?p?gettext)\(\s*(?:\"[^\"]*\"|'[^']*')\s*(?:~|\+|%|\.)")


def built_messages(source: str) -> Offences:
    """Yield messages put together before they are translated."""
    for call in calls(source):
        if called_name(call) in GETTEXT:
            for argument in call.args:
                if _is_built(argument):
                    yield argument.lineno, f"{ast.unparse(argument)} cannot be looked up"


def _is_built(argument: ast.expr) -> bool:
    """Return whether a message is an f-string, a sum, or already filled in."""
    if isinstance(argument, ast.Call):
        return called_name(argument) in {"format", "join"}
    if isinstance(argument, ast.BinOp):
        texts = (argument.left, argument.right)
        return any(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts)
    return isinstance(argument, ast.JoinedStr)


def nameless_places(source: str) -> Offences:
    """Yield messages with two or more placeholders that another language cannot swap."""
    for call in calls(source):
        texts = call.args if called_name(call) in GETTEXT else []
        for text in texts:
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                bare = re.findall(r"%[sd]", text.value.replace("%%", ""))
                if bare:
                    yield text.lineno, f"{text.value!r} has a placeholder without a name"


def built_in_templates(source: str) -> Offences:
    """Yield messages of a template put together before they are translated."""
    for number, line in enumerate(source.splitlines(), start=1):
        if _BUILT_IN_TEMPLATE.search(line):
            yield number, "a message is put together before it is looked up"


def test_no_message_is_put_together() -> None:
    assert found_in(modules(), built_messages) == []


def test_every_placeholder_has_a_name() -> None:
    assert found_in(modules(), nameless_places) == []


def test_no_message_of_a_template_is_put_together() -> None:
    assert found_in(templates(), built_in_templates) == []


@pytest.mark.parametrize(
    "planted",
    ["_(f'Hello {name}')", "_('Hello ' + name)", "_('Hello %s' % name)", "gettext('{}'.format(1))"],
)
def test_a_message_put_together_is_found(planted: str) -> None:
    assert list(built_messages(planted))


@pytest.mark.parametrize(
    "harmless", ["_('one ' 'sentence')", "_('Hello %(name)s') % {'name': name}", "_(row.sentence)"]
)
def test_a_whole_message_is_fine(harmless: str) -> None:
    assert not list(built_messages(harmless))


def test_a_placeholder_without_name_is_found() -> None:
    assert list(nameless_places("_('%s of %s')"))


@pytest.mark.parametrize("planted", ['{{ _("Hello " ~ name) }}', '{{ _("Hello %s" % name) }}'])
def test_a_message_put_together_in_a_template_is_found(planted: str) -> None:
    assert list(built_in_templates(planted))


def test_a_whole_message_of_a_template_is_fine() -> None:
    assert not list(built_in_templates('{{ _("Hello %(name)s", name=name) }}'))
